// `<jarvas-access>`: the tokens with which other machines come in, and what satellites were told, for administrators.

import { css, html, nothing } from "lit";
import { repeat } from "lit/directives/repeat.js";
import { copy } from "../chat/copy.js";
import { ask } from "../parts/dialog.js";
import { instant, when } from "../parts/language.js";
import { Page, Paged, pageStyle } from "./page.js";
import "./satellites.js";

class JarvasAccess extends Page {
  static properties = { made: { state: true } };

  static styles = [
    ...pageStyle,
    css`
      form {
        display: flex;
        flex-wrap: wrap;
        align-items: end;
        gap: 0.75rem;
        padding-bottom: 1.5rem;
      }

      label {
        display: grid;
        flex: 1 1 14rem;
        gap: 0.35rem;
        font-weight: 600;
      }

      input {
        width: 100%;
        min-width: 0;
      }

      #form {
        flex-basis: 100%;
        margin: 0;
      }

      .made {
        margin-bottom: 1.5rem;
        padding: 1rem;
        border: 1px solid var(--line);
        border-left: 3px solid var(--gold);
        border-radius: 0.5rem;
      }

      code {
        display: block;
        margin: 0.5rem 0 0.75rem;
        overflow-wrap: anywhere;
        user-select: all;
      }

      li {
        display: flex;
        align-items: center;
        gap: 1rem;
      }

      li > div {
        flex: 1;
        min-width: 0;
      }

      li p:first-child {
        font-weight: 600;
      }
    `,
  ];

  constructor() {
    super();
    this.made = null;
    this.list = new Paged(this, "tokens", () => "api/tokens");
  }

  firstUpdated() {
    this.list.load();
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    this.list.stop();
  }

  render() {
    const { words } = this;
    return html`<p class="intro">${words.accessIntro}</p>
      ${this.list.state === "ready" ? html`${this.#form()} ${this.#shown()}` : nothing}
      ${this.listOf(this.list, {
        empty: html`<div class="empty"><jarvas-icon name="lock"></jarvas-icon><p>${words.noTokens}</p></div>`,
        list: (items) =>
          html`<ul class="list">
            ${repeat(
              items,
              (item) => item.name,
              (item) => this.#item(item),
            )}
          </ul>`,
      })}
      ${this.list.state === "ready"
        ? html`<jarvas-satellites .client=${this.client} .language=${this.language}></jarvas-satellites>`
        : nothing}`;
  }

  #form() {
    const { words } = this;
    return html`<form @submit=${this.#make}>
      <label>
        ${words.tokenName}
        <input
          name="name"
          required
          maxlength="50"
          pattern="[a-z0-9_\\-]+"
          autocomplete="off"
          autocapitalize="off"
          spellcheck="false"
          aria-describedby="form"
        />
      </label>
      <button>${words.makeToken}</button>
      <p id="form" class="quiet">${words.tokenForm}</p>
    </form>`;
  }

  #shown() {
    const { words } = this;
    if (!this.made) return nothing;
    return html`<section class="made" aria-label=${words.tokenMade(this.made.name)}>
      <p>${words.tokenMade(this.made.name)} ${words.tokenOnce}</p>
      <code tabindex="0">${this.made.token}</code>
      <div class="row">
        <button class="first copy" @click=${this.#copy}><jarvas-icon name="content-copy"></jarvas-icon>${words.copyToken}</button>
        <button @click=${this.#kept}>${words.tokenKept}</button>
      </div>
    </section>`;
  }

  #item({ name, created, last_used: used }) {
    const { words, language } = this;
    const time = (text) => html`<time datetime=${text} title=${instant(text, language)}>${when(text, language)}</time>`;
    return html`<li data-name=${name}>
      <div>
        <p>${name}</p>
        <p class="quiet">${words.tokenCreated} ${time(created)} · ${used ? html`${words.tokenUsed} ${time(used)}` : words.tokenUnused}</p>
      </div>
      <button class="bad" aria-label="${words.revoke}: ${name}" @click=${() => this.#revoke(name)}>${words.revoke}</button>
    </li>`;
  }

  async #make(event) {
    event.preventDefault();
    const form = event.target;
    await this.attempt(async () => {
      this.made = await this.client.call("api/tokens", { method: "POST", body: { name: form.elements.name.value } });
      form.reset();
      this.say(this.words.tokenMade(this.made.name));
      await this.list.load();
      await this.focusOn(".copy");
    });
  }

  async #copy(event) {
    const { words } = this;
    this.say((await copy(this.made.token, event.currentTarget)) ? words.copied : words.notCopied);
  }

  /** What is not shown is not on the page either. */
  async #kept() {
    this.made = null;
    await this.focusOn("input");
  }

  async #revoke(name) {
    const { words } = this;
    const sure = await ask({ title: words.revokeTitle(name), text: words.revokeText, yes: words.revoke, no: words.cancel, bad: true });
    if (!sure) return;
    await this.attempt(async () => {
      await this.client.call(`api/tokens/${encodeURIComponent(name)}`, { method: "DELETE" });
      if (this.made?.name === name) this.made = null;
      this.say(words.revoked);
      await this.list.load();
      await this.focusOn("input");
    });
  }
}

customElements.define("jarvas-access", JarvasAccess);
