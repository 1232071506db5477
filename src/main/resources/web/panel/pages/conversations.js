// `<jarvas-conversations>`: one's conversations, found by words, renamed, exported, deleted.

import { html, nothing } from "lit";
import { repeat } from "lit/directives/repeat.js";
import { ask } from "../parts/dialog.js";
import { instant, month, when } from "../parts/language.js";
import { conversationsStyle } from "./conversations-style.js";
import { Page, Paged } from "./page.js";

const TYPING_MS = 250;
const BEFORE_A_HIT = 40;

class JarvasConversations extends Page {
  static properties = {
    current: {},
    running: { attribute: false },
    sought: { state: true },
    opened: { state: true },
    renamed: { state: true },
    active: { state: true },
  };

  static styles = conversationsStyle;

  #typing = 0;

  constructor() {
    super();
    this.sought = "";
    this.opened = null;
    this.renamed = null;
    this.active = null;
    this.running = new Set();
    this.list = new Paged(this, "conversations", () =>
      this.sought ? `api/conversations?limit=30&q=${encodeURIComponent(this.sought)}` : "api/conversations?limit=50",
    );
  }

  firstUpdated() {
    this.reload();
  }

  async reload() {
    await this.list.load();
    this.dispatchEvent(new CustomEvent("jarvas-titles", { detail: this.list.items, bubbles: true, composed: true }));
  }

  render() {
    const { words } = this;
    return html`
      <div class="search" role="search">
        <jarvas-icon name="magnify"></jarvas-icon>
        <input
          type="search"
          maxlength="200"
          aria-label=${words.search}
          placeholder=${words.search}
          autocomplete="off"
          enterkeyhint="search"
          @input=${(event) => this.#type(event.target.value)}
          @keydown=${this.#leaveSearch}
        />
        ${this.sought
          ? html`<button class="plain" aria-label=${words.clearSearch} title=${words.clearSearch} @click=${this.#clear}>
              <jarvas-icon name="close"></jarvas-icon>
            </button>`
          : nothing}
      </div>
      <div class="found" @keydown=${this.#key}>
        ${this.listOf(this.list, {
          empty: html`<p class="nothing">${this.sought ? words.noHits(this.sought) : words.noConversations}</p>`,
          list: (items) => (this.sought ? this.#group(null, items) : this.#groups(items)),
        })}
      </div>
    `;
  }

  #groups(items) {
    const groups = Map.groupBy(items, (item) => this.#age(new Date(item.newest)));
    return repeat(
      groups,
      ([name]) => name,
      ([name, members]) => this.#group(name, members),
    );
  }

  #age(newest) {
    const { words } = this;
    const midnight = new Date().setHours(0, 0, 0, 0);
    const days = Math.ceil((midnight - newest) / 86_400_000);
    if (days <= 0) return words.today;
    if (days === 1) return words.yesterday;
    if (days < 7) return words.week;
    return days < 31 ? words.month : month(newest, this.language);
  }

  #group(name, items) {
    return html`${name ? html`<h2>${name}</h2>` : nothing}
      <ul aria-label=${name ?? this.words.conversations}>
        ${repeat(
          items,
          (item) => item.id,
          (item) => this.#item(item),
        )}
      </ul>`;
  }

  #item(item) {
    const { words, language } = this;
    const title = item.title || words.untitled;
    const reached = this.#reached === item.id ? 0 : -1;
    const open = this.opened === item.id;
    return html`<li data-id=${item.id} class=${item.id === this.current ? "current" : ""}>
      ${this.renamed === item.id
        ? this.#renaming(item, title)
        : html`<div class="line">
              <a
                href="#/c/${encodeURIComponent(item.id)}"
                tabindex=${reached}
                aria-current=${item.id === this.current ? "page" : nothing}
                title=${instant(item.newest, language)}
                @focus=${() => (this.active = item.id)}
              >
                <span class="title" dir="auto">${title}</span>
                ${this.running.has(item.id)
                  ? html`<span class="running" role="img" aria-label=${words.running} title=${words.running}></span>`
                  : nothing}
                ${item.hit ? html`<span class="hit">${this.#marked(item.hit)}</span><span class="when">${when(item.newest, language)}</span>` : nothing}
              </a>
              <button
                class="plain options"
                tabindex=${reached}
                aria-expanded=${open}
                aria-label=${words.optionsFor(title)}
                title=${words.optionsFor(title)}
                @focus=${() => (this.active = item.id)}
                @click=${() => (this.opened = open ? null : item.id)}
              >
                <jarvas-icon name="dots-vertical"></jarvas-icon>
              </button>
            </div>
            ${open ? this.#options(item, title) : nothing}`}
    </li>`;
  }

  /** Of all titles one is in the order of the tab key: the arrows lead to the others. */
  get #reached() {
    const ids = this.list.items.map((item) => item.id);
    return [this.active, this.current].find((id) => ids.includes(id)) ?? ids[0];
  }

  #options(item, title) {
    const { words } = this;
    const option = (icon, text, act) =>
      html`<button class="plain" @click=${act}><jarvas-icon name=${icon}></jarvas-icon>${text}</button>`;
    const save = (format) => () => this.#save(item, format);
    return html`<div class="choices">
      ${option("pencil", words.rename, () => this.#rename(item))} ${option("download", words.asMarkdown, save("md"))}
      ${option("download", words.asJson, save("json"))} ${option("delete-outline", words.delete, () => this.#delete(item, title))}
    </div>`;
  }

  #renaming(item, title) {
    const { words } = this;
    return html`<form class="renaming" @submit=${(event) => this.#renameTo(event, item)}>
      <input
        name="title"
        maxlength="200"
        required
        aria-label=${words.titleOf}
        .value=${title}
        autocomplete="off"
        @keydown=${(event) => {
          event.stopPropagation();
          if (event.key === "Escape") this.#renameEnds(item);
        }}
      />
      <button class="plain" aria-label=${words.save} title=${words.save}><jarvas-icon name="check"></jarvas-icon></button>
      <button class="plain" type="button" aria-label=${words.cancel} title=${words.cancel} @click=${() => this.#renameEnds(item)}>
        <jarvas-icon name="close"></jarvas-icon>
      </button>
    </form>`;
  }

  /** The first of the words found is seen, whatever stands before it. */
  #marked({ text, ranges }) {
    const first = ranges[0]?.start ?? 0;
    let at = first > BEFORE_A_HIT ? text.indexOf(" ", first - BEFORE_A_HIT) + 1 : 0;
    if (at > first) at = first;
    const before = at ? "… " : "";
    const parts = ranges.map(({ start, end }) => {
      const part = html`${text.slice(at, start)}<mark>${text.slice(start, end)}</mark>`;
      at = end;
      return part;
    });
    return html`${before}${parts}${text.slice(at)}`;
  }

  #type(text) {
    clearTimeout(this.#typing);
    this.#typing = setTimeout(() => this.#search(text.trim()), TYPING_MS);
  }

  async #search(text) {
    if (text === this.sought) return;
    this.sought = text;
    this.opened = null;
    await this.reload();
    const { state, items } = this.list;
    if (text && text === this.sought && state === "ready") {
      this.say(items.length ? this.words.hits(items.length) : this.words.noHits(text));
    }
  }

  #clear() {
    clearTimeout(this.#typing);
    const input = this.renderRoot.querySelector("input[type=search]");
    input.value = "";
    input.focus();
    this.#search("");
  }

  #leaveSearch(event) {
    if (event.key === "ArrowDown") {
      event.preventDefault();
      this.renderRoot.querySelector("a")?.focus();
    } else if (event.key === "Escape" && event.target.value) {
      event.stopPropagation();
      this.#clear();
    }
  }

  #key(event) {
    const id = event.target.closest("li")?.dataset.id;
    const item = this.list.items.find((one) => one.id === id);
    if (!item || event.altKey || event.ctrlKey || event.metaKey) return;
    const titles = [...this.renderRoot.querySelectorAll("a")];
    const at = titles.findIndex((title) => title.closest("li").dataset.id === id);
    const act = {
      ArrowDown: () => titles[at + 1]?.focus(),
      ArrowUp: () => (titles[at - 1] ?? this.renderRoot.querySelector("input")).focus(),
      Home: () => titles[0].focus(),
      End: () => titles.at(-1).focus(),
      F2: () => this.#rename(item),
      Delete: () => this.#delete(item, item.title || this.words.untitled),
      Escape: this.opened === id ? () => this.#close(id) : undefined,
    }[event.key];
    if (!act) return;
    event.preventDefault();
    event.stopPropagation();
    act();
  }

  #close(id) {
    this.opened = null;
    this.#focusOn(id, ".options");
  }

  #focusOn(id, css = "a") {
    return this.focusOn(`[data-id="${CSS.escape(id)}"] ${css}`);
  }

  async #rename(item) {
    this.opened = null;
    this.renamed = item.id;
    await this.#focusOn(item.id, "input");
    this.renderRoot.querySelector(".renaming input").select();
  }

  #renameEnds(item) {
    this.renamed = null;
    this.#focusOn(item.id);
  }

  async #renameTo(event, item) {
    event.preventDefault();
    const title = new FormData(event.target).get("title").trim();
    if (!title) return;
    await this.attempt(async () => {
      const path = `api/conversations/${encodeURIComponent(item.id)}`;
      const answer = await this.client.call(path, { method: "PATCH", body: { title } });
      this.list.set(this.list.items.map((one) => (one.id === item.id ? { ...one, title: answer.title } : one)));
      this.#renameEnds(item);
      this.say(this.words.renamed);
      this.dispatchEvent(new CustomEvent("jarvas-titles", { detail: this.list.items, bubbles: true, composed: true }));
    });
  }

  async #delete(item, title) {
    const { words } = this;
    const text = words.deleteConversationText(title);
    if (!(await ask({ title: words.deleteConversation, text, yes: words.delete, no: words.cancel, bad: true }))) return;
    await this.attempt(async () => {
      await this.client.call(`api/conversations/${encodeURIComponent(item.id)}`, { method: "DELETE" });
      const { items } = this.list;
      const next = items[items.indexOf(item) + 1] ?? items[items.indexOf(item) - 1];
      this.list.set(items.filter((one) => one.id !== item.id));
      this.dispatchEvent(new CustomEvent("jarvas-deleted", { detail: item.id, bubbles: true, composed: true }));
      this.say(words.deleted);
      if (next) await this.#focusOn(next.id);
      else await this.focusOn("input");
    });
  }

  async #save({ id }, format) {
    this.#close(id);
    await this.attempt(() => this.client.save(`api/conversations/${encodeURIComponent(id)}/export?format=${format}&language=${this.language}`));
  }
}

customElements.define("jarvas-conversations", JarvasConversations);
