// `<jarvas-memories>`: what is remembered of oneself and the household, and how to have all of it deleted.

import { css, html, nothing } from "lit";
import { repeat } from "lit/directives/repeat.js";
import { ask } from "../parts/dialog.js";
import { instant, when } from "../parts/language.js";
import { Page, Paged, pageStyle } from "./page.js";

const SCOPES = ["person", "household"];

class JarvasMemories extends Page {
  static properties = { edited: { state: true }, replaced: { state: true }, administrator: { state: true } };

  static styles = [
    ...pageStyle,
    css`
      .wanted {
        display: flex;
        align-items: flex-start;
        gap: 1rem;
        padding-bottom: 1.25rem;
      }

      .wanted label {
        display: block;
        font-weight: 600;
      }

      .switch {
        appearance: none;
        position: relative;
        flex: none;
        width: 3.25rem;
        height: 2rem;
        margin: 0.3rem 0 0;
        border: 1px solid var(--edge);
        border-radius: 1rem;
        background: var(--page);
        cursor: pointer;
        transition: background 0.15s;
      }

      .switch::before {
        content: "";
        position: absolute;
        inset: 0.25rem auto 0.25rem 0.25rem;
        width: 1.375rem;
        border-radius: 50%;
        background: var(--edge);
        transition: translate 0.15s;
      }

      .switch:checked {
        background: var(--gold);
      }

      .switch:checked::before {
        background: var(--on-gold);
        translate: 1.3rem 0;
      }

      form {
        display: grid;
        gap: 0.75rem;
      }

      form.new {
        padding: 0 0 1.5rem;
      }

      textarea {
        width: 100%;
        padding-block: 0.6rem;
        resize: none;
        field-sizing: content;
      }

      ::placeholder {
        color: var(--quiet);
        opacity: 1;
      }

      fieldset {
        display: flex;
        flex-wrap: wrap;
        gap: 0 1.25rem;
        min-width: 0;
        margin: 0;
        padding: 0;
        border: 0;
      }

      fieldset label {
        display: inline-flex;
        align-items: center;
        gap: 0.5rem;
        min-height: var(--tap);
        cursor: pointer;
      }

      input[type="radio"] {
        width: 1.15rem;
        height: 1.15rem;
        margin: 0;
        accent-color: var(--mine);
      }

      .answers {
        justify-content: space-between;
      }

      .answers > .row {
        margin-left: auto;
      }

      .memory {
        display: flex;
        align-items: flex-start;
        gap: 0.25rem;
      }

      .memory > div {
        flex: 1;
        min-width: 0;
        padding-top: 0.35rem;
      }

      .quiet span:not(:first-child)::before {
        content: " · ";
      }

      .replaced {
        padding-left: 0.75rem;
        border-left: 3px solid var(--gold);
      }

      .off {
        opacity: 1;
        color: var(--quiet);
      }

      .everything {
        margin-top: 3rem;
        padding-top: 0.5rem;
        border-top: 1px solid var(--line);
      }

      .everything button {
        margin-top: 0.75rem;
      }
    `,
  ];

  constructor() {
    super();
    this.edited = null;
    this.replaced = { id: null, texts: [] };
    this.administrator = false;
    this.list = new Paged(this, "memories", () => "api/memories?limit=50");
  }

  async firstUpdated() {
    this.list.load();
    this.administrator = (await this.client.me()).administrator;
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    this.list.stop();
  }

  render() {
    const { words } = this;
    return html`
      <p class="intro">${words.memoriesIntro}</p>
      ${this.list.state === "failed" ? nothing : html`${this.#wanted()} ${this.#form(null, this.#add)}`}
      ${this.listOf(this.list, {
        empty: html`<div class="empty"><jarvas-icon name="brain"></jarvas-icon><p>${words.noMemories}</p></div>`,
        list: (items) =>
          html`<ul class="list">
            ${repeat(
              items,
              (item) => item.id,
              (item) => html`<li data-id=${item.id}>${this.edited === item.id ? this.#form(item, this.#change) : this.#memory(item)}</li>`,
            )}
          </ul>`,
      })}
      <section class="everything">
        <h2>${words.everything}</h2>
        <p class="quiet">${words.everythingText}</p>
        <button class="bad" @click=${this.#eraseAll}>${words.everythingButton}</button>
      </section>
    `;
  }

  get #on() {
    return this.list.answer?.wanted ?? true;
  }

  #wanted() {
    const { words } = this;
    return html`<div class="wanted">
      <input
        id="wanted"
        class="switch"
        type="checkbox"
        role="switch"
        aria-describedby="means"
        .checked=${this.#on}
        ?disabled=${!this.list.answer}
        @change=${this.#want}
      />
      <div>
        <label for="wanted">${words.wanted}</label>
        <p id="means" class="quiet">${this.#on ? words.wantedOn : words.wantedOff}</p>
      </div>
    </div>`;
  }

  /** @param memory null for a new one */
  #form(memory, done) {
    const { words } = this;
    return html`<form class=${memory ? "edit" : "new"} @submit=${(event) => done.call(this, event, memory)}>
      <textarea
        name="text"
        rows="1"
        maxlength="500"
        required
        aria-label=${words.newMemory}
        placeholder=${words.example}
        .value=${memory?.text ?? ""}
        @keydown=${(event) => this.#key(event, memory)}
      ></textarea>
      <div class="row answers">
        <fieldset>
          <legend class="aside">${words.who}</legend>
          ${SCOPES.map(
            (scope) =>
              html`<label>
                <input type="radio" name="scope" value=${scope} .checked=${scope === (memory?.scope ?? "person")} />${words[scope]}
              </label>`,
          )}
        </fieldset>
        <div class="row">
          ${memory ? html`<button type="button" @click=${() => this.#leave(memory)}>${words.cancel}</button>` : nothing}
          <button class=${memory ? "first" : ""}>${memory ? words.save : words.add}</button>
        </div>
      </div>
    </form>`;
  }

  #memory(memory) {
    const { words, language } = this;
    const mine = memory.mine || (this.administrator && memory.scope === "household");
    return html`<div class="memory">
        <div>
          <p class=${this.#on ? "" : "off"}>${memory.text}</p>
          <p class="quiet">
            <span>${words[memory.scope]}</span><span>${this.#source(memory)}</span
            ><span><time datetime=${memory.changed} title=${instant(memory.changed, language)}>${when(memory.changed, language)}</time></span>
          </p>
        </div>
        ${mine
          ? html`<button class="plain" aria-label="${words.edit}: ${memory.text}" title=${words.edit} @click=${() => this.#edit(memory)}>
                <jarvas-icon name="pencil"></jarvas-icon>
              </button>
              <button class="plain" aria-label="${words.forget}: ${memory.text}" title=${words.forget} @click=${() => this.#forget(memory)}>
                <jarvas-icon name="delete-outline"></jarvas-icon>
              </button>`
          : nothing}
      </div>
      ${this.replaced.id === memory.id ? html`<p class="quiet replaced">${words.replaced(this.#quoted())}</p>` : nothing}`;
  }

  #source({ source, mine }) {
    const { words } = this;
    const name = words[mine || source.kind === "learned" ? source.kind : `${source.kind}Else`];
    if (!source.conversation_id) return name;
    return html`<a href="#/c/${encodeURIComponent(source.conversation_id)}">${name}</a>`;
  }

  #quoted() {
    return this.replaced.texts.map((text) => `“${text}”`).join(", ");
  }

  #key(event, memory) {
    if (event.key === "Enter" && !event.isComposing) {
      event.preventDefault();
      event.target.form.requestSubmit();
    } else if (event.key === "Escape" && memory) this.#leave(memory);
  }

  #edit(memory) {
    this.edited = memory.id;
    this.#focusIn(memory.id, "textarea");
  }

  #leave(memory) {
    this.edited = null;
    this.#focusIn(memory.id, "button");
  }

  #focusIn(id, css) {
    return this.focusOn(`[data-id="${CSS.escape(id)}"] ${css}`);
  }

  async #add(event) {
    event.preventDefault();
    const form = event.target;
    const kept = await this.#send("api/memories", "POST", form);
    if (!kept) return;
    form.reset();
    form.elements.text.focus();
    this.#told(kept, this.words.remembered);
  }

  async #change(event, memory) {
    event.preventDefault();
    const kept = await this.#send(`api/memories/${encodeURIComponent(memory.id)}`, "PATCH", event.target);
    if (!kept) return;
    this.edited = null;
    this.#told(kept, this.words.changedMemory);
    this.#focusIn(kept.memory.id, "button");
  }

  #send(path, method, form) {
    const body = Object.fromEntries(new FormData(form));
    body.text = body.text.replace(/\s+/g, " ").trim();
    return body.text ? this.attempt(() => this.client.call(path, { method, body })) : null;
  }

  #told({ memory, replaced }, said) {
    const gone = new Set([memory.id, ...replaced.map(({ id }) => id)]);
    this.replaced = { id: replaced.length ? memory.id : null, texts: replaced.map(({ text }) => text) };
    this.list.set([memory, ...this.list.items.filter(({ id }) => !gone.has(id))]);
    this.say(replaced.length ? `${said} ${this.words.replaced(this.#quoted())}` : said);
  }

  async #forget(memory) {
    const { words } = this;
    if (!(await ask({ title: words.deleteMemory, text: memory.text, yes: words.forget, no: words.cancel, bad: true }))) return;
    await this.attempt(async () => {
      await this.client.call(`api/memories/${encodeURIComponent(memory.id)}`, { method: "DELETE" });
      const { items } = this.list;
      const next = items[items.indexOf(memory) + 1] ?? items[items.indexOf(memory) - 1];
      this.list.set(items.filter(({ id }) => id !== memory.id));
      this.say(words.forgotten);
      if (next) await this.#focusIn(next.id, "button");
      else await this.focusOn("textarea");
    });
  }

  async #want(event) {
    const wanted = event.target.checked;
    const answer = await this.attempt(() => this.client.call("api/memories/wanted", { method: "PUT", body: { wanted } }));
    if (answer) this.list.answer.wanted = answer.wanted;
    else event.target.checked = this.#on;
    this.requestUpdate();
  }

  async #eraseAll() {
    const { words } = this;
    const field = { label: words.everythingField, only: words.everythingWord };
    const sure = await ask({
      title: words.everythingTitle,
      text: words.everythingText,
      yes: words.everythingYes,
      no: words.cancel,
      bad: true,
      field,
    });
    if (!sure) return;
    await this.attempt(async () => {
      await this.client.call("api/me", { method: "DELETE", body: { confirm: "everything" } });
      this.say(words.everythingDone);
      this.dispatchEvent(new CustomEvent("jarvas-erased", { bubbles: true, composed: true }));
      await this.list.load();
    });
  }
}

customElements.define("jarvas-memories", JarvasMemories);
