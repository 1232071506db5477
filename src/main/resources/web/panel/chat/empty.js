// What stands where no conversation does.

import { html } from "lit";

/**
 * @param suggestions what one could say; null while that is being asked
 * @param say called with one that was pressed
 */
export function greeting(texts, suggestions, say) {
  return html`<div class="empty">
    <h2>${texts.greeting(new Date().getHours())}</h2>
    <p>${texts.invitation}</p>
    <ul class="suggestions ${suggestions ? "" : "coming"}" aria-label=${texts.suggestionsLabel}>
      ${(suggestions ?? texts.suggestions).map((words) => html`<li><button @click=${() => say(words)}>${words}</button></li>`)}
    </ul>
  </div>`;
}

/** @param problem why a conversation could not be opened; null while it is being opened */
export function notice(texts, problem, { begin, again }) {
  if (!problem) return html`<div class="notice" role="status"><p>${texts.opening}</p></div>`;
  const gone = problem.status === 404;
  return html`<div class="notice">
    <p role="alert">${gone ? texts.gone : problem.status === 401 ? texts.signInFirst : problem.status ? problem.sentence : texts.notOpened}</p>
    ${gone ? html`<button @click=${begin}>${texts.begin}</button>` : html`<button @click=${again}>${texts.again}</button>`}
  </div>`;
}
