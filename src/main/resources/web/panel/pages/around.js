// Home Assistant's page around this one: its colours and its language become ours, and follow its changes.

import { homeAssistant, languageOf } from "../parts/language.js";

const TAKEN = [
  "--primary-background-color",
  "--card-background-color",
  "--primary-text-color",
  "--secondary-text-color",
  "--divider-color",
  "--ha-font-family-body",
];

/** @param speak told Home Assistant's language, at once and when it changes */
export function followHomeAssistant(speak) {
  const around = homeAssistant();
  if (!around) return;
  const take = () => {
    const { style } = document.documentElement;
    const theirs = getComputedStyle(around);
    for (const name of TAKEN) style.setProperty(name, theirs.getPropertyValue(name).trim());
    style.colorScheme = schemeOf(theirs.getPropertyValue(TAKEN[0])) ?? "";
    if (around.lang) speak(languageOf(around.lang));
  };
  take();
  new MutationObserver(take).observe(around, { attributes: true, attributeFilter: ["style", "class", "lang"] });
}

/** `dark` or `light`, by how bright a colour is; whatever way it is written, the browser paints it. */
function schemeOf(colour) {
  if (!CSS.supports("color", colour.trim())) return null;
  const brush = new OffscreenCanvas(1, 1).getContext("2d");
  brush.fillStyle = colour.trim();
  brush.fillRect(0, 0, 1, 1);
  const [red, green, blue] = brush.getImageData(0, 0, 1, 1).data;
  return 0.299 * red + 0.587 * green + 0.114 * blue < 128 ? "dark" : "light";
}
