// Questions that must be answered before anything else: a native dialog, which holds the focus and gives it back.

import { LitElement, css, html, nothing } from "lit";
import { theme } from "./theme.js";

/**
 * Asks, and tells what was answered: null for no, else true, or what was written where there is a `field`.
 *
 * @param question `title`, `text`, `yes`, `no`, `bad` (the yes cannot be taken back), `field` (`label`, `type`, `only`:
 *     the one text that makes a yes, `problem`: what is wrong with what was written before)
 */
export function ask(question) {
  const dialog = document.createElement("jarvas-dialog");
  dialog.question = question;
  const answer = new Promise((resolve) => dialog.addEventListener("jarvas-answer", (event) => resolve(event.detail)));
  document.body.append(dialog);
  return answer;
}

class JarvasDialog extends LitElement {
  static properties = { question: { attribute: false }, written: { state: true } };

  static styles = [
    theme,
    css`
      dialog {
        width: min(26rem, calc(100vw - 2rem));
        max-height: calc(100dvh - 2rem);
        padding: 1.5rem;
        overflow: auto;
        border: 1px solid var(--line);
        border-radius: var(--round);
        background: var(--card);
        color: var(--text);
        overflow-wrap: anywhere;
      }

      dialog::backdrop {
        background: rgb(0 0 0 / 50%);
      }

      h2 {
        margin: 0 0 0.5rem;
        font-size: 1.15rem;
        line-height: 1.3;
      }

      p {
        margin: 0 0 1rem;
        color: var(--quiet);
      }

      label {
        display: grid;
        gap: 0.4rem;
        margin-bottom: 1rem;
      }

      .problem {
        color: var(--bad);
      }

      .answers {
        display: flex;
        flex-wrap: wrap;
        justify-content: flex-end;
        gap: 0.75rem;
      }
    `,
  ];

  constructor() {
    super();
    this.written = "";
  }

  render() {
    const { title, text, yes, no, bad, field } = this.question;
    const ready = !field || (field.only ? this.written.trim().toLowerCase() === field.only : this.written.trim());
    return html`<dialog aria-labelledby="title" aria-describedby="text" @close=${this.#close}>
      <form @submit=${this.#yes}>
        <h2 id="title">${title}</h2>
        <p id="text">${text}</p>
        ${field
          ? html`<label>
              ${field.label}
              <input
                .type=${field.type ?? "text"}
                autocomplete="off"
                autocapitalize="off"
                spellcheck="false"
                autofocus
                aria-invalid=${field.problem ? "true" : nothing}
                aria-describedby=${field.problem ? "problem" : nothing}
                @input=${(event) => (this.written = event.target.value)}
              />
            </label>`
          : nothing}
        ${field?.problem ? html`<p id="problem" class="problem">${field.problem}</p>` : nothing}
        <div class="answers">
          <button type="button" @click=${() => this.#dialog.close()} ?autofocus=${bad && !field}>${no}</button>
          <button type="submit" class=${bad ? "bad" : "first"} ?disabled=${!ready}>${yes}</button>
        </div>
      </form>
    </dialog>`;
  }

  get #dialog() {
    return this.renderRoot.querySelector("dialog");
  }

  firstUpdated() {
    this.#dialog.showModal();
  }

  #yes(event) {
    event.preventDefault();
    this.#dialog.close(this.question.field ? this.written.trim() : "yes");
  }

  #close() {
    const said = this.#dialog.returnValue;
    const answer = this.question.field ? said || null : said === "yes" || null;
    this.remove();
    this.dispatchEvent(new CustomEvent("jarvas-answer", { detail: answer }));
  }
}

if (!customElements.get("jarvas-dialog")) customElements.define("jarvas-dialog", JarvasDialog);
