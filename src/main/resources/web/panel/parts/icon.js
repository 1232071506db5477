// Material Design Icons, as Home Assistant uses them: those of icons.txt at once, any other when it is first shown.

import { LitElement, css, html, svg } from "lit";
import paths from "../icons.js";

const asked = new Map();

function path(name) {
  if (name in paths) return paths[name];
  if (!asked.has(name)) {
    const address = new URL(`../mdi/${encodeURIComponent(name)}.svg`, import.meta.url);
    asked.set(
      name,
      fetch(address)
        .then(async (response) => (response.ok ? (/<path d="([^"]+)"/.exec(await response.text())?.[1] ?? "") : ""))
        .catch(() => ""), // an icon that does not come leaves its place empty
    );
  }
  return asked.get(name);
}

/** `<jarvas-icon name="lightbulb">`, as large as the text around it; says nothing to a screen reader. */
class JarvasIcon extends LitElement {
  static properties = { name: {}, path: { state: true } };

  static styles = css`
    :host {
      display: inline-block;
      flex: none;
      width: 1.5em;
      height: 1.5em;
    }

    svg {
      display: block;
      width: 100%;
      height: 100%;
      fill: currentColor;
    }
  `;

  async willUpdate(changed) {
    if (!changed.has("name")) return;
    const name = (this.name ?? "").replace(/^mdi:/, "");
    const found = path(name);
    if (typeof found === "string") this.path = found;
    else {
      const late = await found;
      if (name === (this.name ?? "").replace(/^mdi:/, "")) this.path = late || path("help-circle-outline");
    }
  }

  render() {
    return html`<svg viewBox="0 0 24 24" aria-hidden="true">${svg`<path d=${this.path ?? ""}></path>`}</svg>`;
  }
}

if (!customElements.get("jarvas-icon")) customElements.define("jarvas-icon", JarvasIcon);
