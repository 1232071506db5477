// The dialog that asks for a token.

import { LitElement, css, html, nothing } from "lit";
import { theme } from "./theme.js";
import { textsIn } from "../chat/texts.js";

/** `<jarvas-sign-in .language>`: `ask(problem)` gives a token, or "" where the person gave up. */
class JarvasSignIn extends LitElement {
  static properties = { language: {}, problem: { state: true } };

  static styles = [
    theme,
    css`
      dialog {
        width: min(24rem, calc(100vw - 2rem));
        padding: 1.5rem;
        border: 1px solid var(--line);
        border-radius: var(--round);
        background: var(--card);
        color: var(--text);
      }

      dialog::backdrop {
        background: rgb(12 10 9 / 60%);
      }

      h2 {
        margin: 0 0 0.5rem;
        font-size: 1.2rem;
      }

      p {
        margin: 0 0 1rem;
        color: var(--quiet);
      }

      label {
        display: grid;
        gap: 0.25rem;
      }

      .problem {
        min-height: 1.5em;
        margin: 0.5rem 0 1rem;
        color: var(--bad);
      }

      .buttons {
        display: flex;
        justify-content: end;
        gap: 0.5rem;
      }
    `,
  ];

  #asked = null;

  /** Who asks meanwhile is given the same. */
  ask(problem = "") {
    this.problem = problem;
    this.#asked ??= this.#open();
    return this.#asked;
  }

  async #open() {
    await this.updateComplete;
    const dialog = this.renderRoot.querySelector("dialog");
    if (!this.isConnected) return "";
    const before = this.getRootNode().activeElement;
    dialog.returnValue = "";
    dialog.showModal();
    await new Promise((closed) => dialog.addEventListener("close", closed, { once: true }));
    this.#asked = null;
    before?.focus();
    const field = this.renderRoot.querySelector("input");
    const token = dialog.returnValue === "go" ? field.value.trim() : "";
    field.value = "";
    return token;
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    this.renderRoot.querySelector("dialog")?.close();
  }

  render() {
    const texts = textsIn(this.language);
    return html`<dialog aria-labelledby="title" aria-describedby="why">
      <form method="dialog">
        <h2 id="title">${texts.signIn}</h2>
        <p id="why">${texts.signInWhy}</p>
        <input type="text" name="username" autocomplete="username" value="jarvas" hidden />
        <label>${texts.token}
          <input
            type="password"
            autocomplete="current-password"
            autocapitalize="none"
            spellcheck="false"
            required
            autofocus
            aria-invalid=${this.problem ? "true" : nothing}
            aria-describedby="problem"
          />
        </label>
        <p id="problem" class="problem" role="alert">${this.problem ?? ""}</p>
        <div class="buttons">
          <button class="plain" type="button" @click=${this.#giveUp}>${texts.notNow}</button>
          <button class="first" value="go">${texts.giveToken}</button>
        </div>
      </form>
    </dialog>`;
  }

  #giveUp() {
    this.renderRoot.querySelector("dialog").close("");
  }
}

if (!customElements.get("jarvas-sign-in")) customElements.define("jarvas-sign-in", JarvasSignIn);
