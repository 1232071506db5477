// What is to be done later: a small list, with a way to cancel each.

import { call } from "./jarvas.js";
import { $, askForToken, button, make } from "./page.js";
import { language, texts } from "./texts.js";

const TIME = new Intl.DateTimeFormat(language, { hour: "2-digit", minute: "2-digit" });
const DAY = new Intl.DateTimeFormat(language, { weekday: "short", hour: "2-digit", minute: "2-digit" });

const list = $("schedules");
let shown = "[]";

/** @param count how many there are, as the status says */
export async function showSchedules(count) {
  if (!count && list.hidden) return;
  const response = await call("api/schedules?limit=200", {}, () => "");
  if (response.ok) show((await response.json()).schedules);
}

function show(schedules) {
  const now = JSON.stringify(schedules);
  if (now === shown) return; // what has the focus keeps it
  shown = now;
  const focused = list.contains(document.activeElement);
  list.hidden = !schedules.length;
  list.firstElementChild.textContent = texts.scheduled(schedules.length);
  list.lastElementChild.replaceChildren(...schedules.map(item));
  if (focused) (list.hidden ? $("text") : list.firstElementChild).focus();
}

function item({ id, due, state, service, entity_ids, names }) {
  const row = make("li", "");
  const at = new Date(due);
  const time = make("time", "", (at.toDateString() === new Date().toDateString() ? TIME : DAY).format(at));
  time.dateTime = due;
  const what = names.length ? names.join(", ") : entity_ids.join(", ");
  row.append(time, make("span", "", `${service} ${what}`.trim()));
  if (state === "waiting") {
    const cancel = button(texts.cancel, () => remove(id));
    cancel.ariaLabel = `${texts.cancel}: ${time.textContent} ${what || service}`;
    row.append(cancel);
  } else row.append(make("em", "", texts[state] ?? state));
  return row;
}

async function remove(id) {
  try {
    const response = await call(`api/schedules/${encodeURIComponent(id)}`, { method: "DELETE" }, askForToken);
    await response.text(); // unread, it would hold the connection
    await showSchedules(1);
  } catch {
    // The status line says that the connection is lost, and the list is read again with it.
  }
}
