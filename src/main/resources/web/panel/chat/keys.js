// The dialog that says which keys there are.

import { html } from "lit";

export function keysDialog(texts) {
  return html`<dialog aria-labelledby="keys">
    <h2 id="keys">${texts.help}</h2>
    <dl>
      ${texts.keys.map(
        ([keys, meaning]) => html`<dt>${keys.split(" ").map((key) => html`<kbd>${key}</kbd> `)}</dt>
          <dd>${meaning}</dd>`,
      )}
    </dl>
    <form method="dialog"><button>${texts.close}</button></form>
  </dialog>`;
}

/** Whether it is the key that opens it, and nobody writes. */
export function opensKeys(event) {
  const writing = event.composedPath()[0].matches?.("input, textarea, select, [contenteditable]");
  return event.key === "?" && !writing && !event.ctrlKey && !event.metaKey && !event.altKey;
}
