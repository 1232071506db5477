// `<jarvas-satellite>`: what was said to one satellite, and what is remembered of it, read and deleted one by one.

import { css, html, nothing } from "lit";
import { repeat } from "lit/directives/repeat.js";
import { ask } from "../parts/dialog.js";
import { instant, when } from "../parts/language.js";
import { Page, Paged, pageStyle } from "./page.js";

class JarvasSatellite extends Page {
  static properties = { satellite: {}, turns: { state: true } };

  static styles = [
    ...pageStyle,
    css`
      :host {
        padding: 0.5rem 0 0 1rem;
      }

      h3 {
        margin: 1rem 0 0.25rem;
        font-size: 0.9rem;
      }

      li {
        display: flex;
        align-items: start;
        gap: 0.75rem;
      }

      li > :first-child {
        flex: 1;
        min-width: 0;
      }

      summary {
        padding: 0.5rem 0;
        cursor: pointer;
      }

      dl {
        margin: 0.25rem 0 0.5rem;
      }

      dt {
        margin-top: 0.5rem;
        font-weight: 600;
      }

      dd {
        margin: 0;
        white-space: pre-wrap;
      }
    `,
  ];

  constructor() {
    super();
    this.turns = new Map();
    this.conversations = new Paged(this, "conversations", () => this.#address("api/conversations"));
    this.memories = new Paged(this, "memories", () => this.#address("api/memories"));
  }

  firstUpdated() {
    this.conversations.load();
    this.memories.load();
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    this.conversations.stop();
    this.memories.stop();
  }

  #address(path) {
    return `${path}?satellite=${encodeURIComponent(this.satellite)}`;
  }

  render() {
    const { words } = this;
    const none = html`<p class="quiet">${words.nothingKept}</p>`;
    const list = (items, item) =>
      html`<ul class="list">
        ${repeat(items, ({ id }) => id, item)}
      </ul>`;
    return html`<h3 tabindex="-1">${words.conversations}</h3>
      ${this.listOf(this.conversations, { empty: none, list: (items) => list(items, (item) => this.#conversation(item)) })}
      <h3>${words.memories}</h3>
      ${this.listOf(this.memories, { empty: none, list: (items) => list(items, (item) => this.#memory(item)) })}`;
  }

  #conversation(conversation) {
    const { words } = this;
    const { id, title, newest } = conversation;
    return html`<li>
      <details @toggle=${(event) => event.target.open && this.#read(id)}>
        <summary>${title} <span class="quiet">${this.#time(newest)}</span></summary>
        ${this.turns.has(id) ? this.#said(this.turns.get(id)) : nothing}
      </details>
      <button class="plain" aria-label="${words.delete}: ${title}" title=${words.delete} @click=${() => this.#delete(conversation)}>
        <jarvas-icon name="delete-outline"></jarvas-icon>
      </button>
    </li>`;
  }

  #said(turns) {
    const { words } = this;
    return html`<dl>
      ${turns.map(
        ({ text, answer }) =>
          html`<dt>${words.wasSaid}</dt>
            <dd>${text}</dd>
            <dt>Jarvas</dt>
            <dd>${answer}</dd>`,
      )}
    </dl>`;
  }

  /** The household's are told here too, and are deleted where the household's are. */
  #memory(memory) {
    const { words } = this;
    const { text, mine, scope, changed } = memory;
    return html`<li>
      <div>
        <p>${text}</p>
        <p class="quiet">${scope === "household" ? html`${words.household} · ` : nothing}${this.#time(changed)}</p>
      </div>
      ${mine
        ? html`<button class="plain" aria-label="${words.forget}: ${text}" title=${words.forget} @click=${() => this.#forget(memory)}>
            <jarvas-icon name="delete-outline"></jarvas-icon>
          </button>`
        : nothing}
    </li>`;
  }

  #time(text) {
    return html`<time datetime=${text} title=${instant(text, this.language)}>${when(text, this.language)}</time>`;
  }

  async #read(id) {
    const answer = await this.attempt(() => this.client.call(this.#address(`api/conversations/${encodeURIComponent(id)}`)));
    if (answer) this.turns = new Map(this.turns).set(id, answer.turns);
  }

  async #delete({ id, title }) {
    const { words } = this;
    const text = words.deleteConversationText(title);
    if (!(await ask({ title: words.deleteConversation, text, yes: words.delete, no: words.cancel, bad: true }))) return;
    await this.#remove(this.conversations, `api/conversations/${encodeURIComponent(id)}`, id, words.deleted);
  }

  async #forget({ id, text }) {
    const { words } = this;
    if (!(await ask({ title: words.deleteMemory, text, yes: words.forget, no: words.cancel, bad: true }))) return;
    await this.#remove(this.memories, `api/memories/${encodeURIComponent(id)}`, id, words.forgotten);
  }

  async #remove(list, path, id, said) {
    await this.attempt(async () => {
      await this.client.call(this.#address(path), { method: "DELETE" });
      list.set(list.items.filter((item) => item.id !== id));
      this.say(said);
      this.dispatchEvent(new CustomEvent("jarvas-deleted"));
      await this.focusOn("h3");
    });
  }
}

customElements.define("jarvas-satellite", JarvasSatellite);
