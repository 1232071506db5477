// The panel: everything around the chat, each page at its own address behind the `#`.

import { LitElement, html, nothing } from "lit";
import "./jarvas-chat.js";
import { usualLanguage } from "./parts/language.js";
import "./parts/icon.js";
import { forGood } from "./parts/storage.js";
import { theme } from "./parts/theme.js";
import { addressOf, pageAt } from "./pages/address.js";
import { followHomeAssistant } from "./pages/around.js";
import { PanelClient } from "./pages/client.js";
import "./pages/drawer.js";
import { panelStyle } from "./pages/panel-style.js";
import { texts } from "./pages/texts.js";
import { works } from "./pages/working.js";

const LOOK_MS = 60_000;
const LOOK_CLOSELY_MS = 15_000;
const LOOK_FOR_CONNECTION_MS = 4_000;
const TOLD_MS = 8_000;
const MODEL = "jarvas-model";
/** The modules of pages that one may never open. */
const LATE = {
  memories: () => import("./pages/memories.js"),
  schedules: () => import("./pages/schedules.js"),
  log: () => import("./pages/log.js"),
  status: () => import("./pages/status.js"),
  access: () => import("./pages/access.js"),
};
const IDLE_MS = 2_000;
const WIDE = matchMedia("(min-width: 900px)");
/** A keyboard on the screen would cover what is to be read. */
const TYPES = matchMedia("(hover: hover) and (pointer: fine)");

class JarvasPanel extends LitElement {
  static properties = {
    language: { state: true },
    place: { state: true },
    conversation: { state: true },
    titles: { state: true },
    status: { state: true },
    model: { state: true },
    administrator: { state: true },
    open: { state: true },
    wide: { state: true },
    told: { state: true },
    problem: { state: true },
  };

  static styles = [theme, panelStyle];

  #looking = 0;
  #forgetting = 0;
  #left = null;
  #wasReached = true;
  #listed = false;

  constructor() {
    super();
    this.language = usualLanguage();
    this.place = pageAt(location.hash);
    this.conversation = this.place.conversation;
    this.titles = new Map();
    this.status = null;
    this.model = forGood.get(MODEL) ?? "";
    this.administrator = false;
    this.open = false;
    this.wide = WIDE.matches;
    this.told = "";
    this.problem = "";
    this.client = new PanelClient(this.language, () => this.#connection());
    followHomeAssistant((language) => (this.language = language));
    WIDE.addEventListener("change", () => {
      this.wide = WIDE.matches;
      this.open = false;
    });
    addEventListener("hashchange", () => this.#move());
    addEventListener("online", () => this.#look());
    document.addEventListener("visibilitychange", () => this.#look());
    this.addEventListener("jarvas-titles", (event) => this.#name(event.detail));
    this.addEventListener("jarvas-say", (event) => this.#tell(event.detail));
    this.addEventListener("jarvas-trouble", (event) => (this.problem = event.detail));
    this.addEventListener("jarvas-changed", () => this.#look().then(() => this.#chat.refresh()));
    this.addEventListener("jarvas-erased", () => this.#erased());
    this.addEventListener("jarvas-deleted", ({ detail }) => detail === this.conversation && this.#converses(null));
    this.addEventListener("keydown", (event) => event.key === "Escape" && this.open && this.#close());
    this.#look();
  }

  willUpdate(changed) {
    if (!changed.has("language")) return;
    this.client.language = this.language;
    document.documentElement.lang = this.language;
    if (this.hasUpdated) this.#look();
  }

  render() {
    const over = this.open && !this.wide;
    return html`
      <jarvas-drawer
        class=${over ? "open" : ""}
        role=${over ? "dialog" : nothing}
        aria-modal=${over ? "true" : nothing}
        aria-label=${over ? texts(this.language).menu : nothing}
        ?over=${!this.wide}
        .client=${this.client}
        .language=${this.language}
        .page=${this.place.page}
        .conversation=${this.conversation}
        .running=${this.client.running}
        .scheduled=${this.status?.schedules ?? 0}
        ?administrator=${this.administrator}
        @jarvas-new=${this.#begin}
        @jarvas-close=${this.#close}
        @click=${this.#followed}
      ></jarvas-drawer>
      <div class="scrim" ?hidden=${!over} @click=${this.#close}></div>
      <div class="page" ?inert=${over}>
        ${this.#header()} ${this.#banners()}
        <main>
          <jarvas-chat
            ?hidden=${this.place.page !== "chat"}
            .client=${this.client}
            .conversation=${this.conversation}
            .language=${this.language}
            .model=${this.#chosen()}
            @jarvas-conversation=${(event) => this.#converses(event.detail.id)}
            @jarvas-turn=${this.#refresh}
            @focusin=${(event) => (this.#left = { element: event.composedPath()[0], conversation: this.conversation })}
          ></jarvas-chat>
          ${this.#page()}
        </main>
      </div>
      <div class="aside" role="status">${this.told}</div>
    `;
  }

  #header() {
    const words = texts(this.language);
    const chat = this.place.page === "chat";
    return html`<header>
      ${this.wide
        ? nothing
        : html`<button class="plain menu" aria-label=${words.menu} title=${words.menu} aria-expanded=${this.open} @click=${this.#show}>
            <jarvas-icon name="menu"></jarvas-icon>
          </button>`}
      <h1 tabindex="-1">${this.#title()}</h1>
      ${chat ? this.#models() : nothing} ${this.#dot()}
      ${chat
        ? this.wide
          ? nothing
          : html`<button class="plain" aria-label=${words.newConversation} title=${words.newConversation} @click=${this.#begin}>
              <jarvas-icon name="plus"></jarvas-icon>
            </button>`
        : html`<a class="button" href=${addressOf("chat", this.conversation)} aria-label=${words.back} title=${words.back}>
            <jarvas-icon name="chat-outline"></jarvas-icon>
          </a>`}
    </header>`;
  }

  #title() {
    const words = texts(this.language);
    if (this.place.page !== "chat") return words[this.place.page];
    return this.conversation ? this.titles.get(this.conversation) || words.chat : words.newConversation;
  }

  #models() {
    const allowed = this.status?.model.allowed ?? [];
    if (allowed.length < 2) return nothing;
    const chosen = this.#chosen() ?? this.status.model.name;
    return html`<select aria-label=${texts(this.language).model} title=${texts(this.language).model} @change=${this.#choose}>
      ${allowed.map((name) => html`<option value=${name} ?selected=${name === chosen}>${name.replace(/:latest$/, "")}</option>`)}
    </select>`;
  }

  /** The model that was chosen, unless the owner has taken it off the list. */
  #chosen() {
    return this.status?.model.allowed.includes(this.model) ? this.model : null;
  }

  #dot() {
    const words = texts(this.language);
    if (!this.status) return html`<span class="dot-place"></span>`;
    const good = works(this.status);
    const says = good ? words.works : words.worksNot;
    return html`<a class="button dot ${good ? "" : "bad"}" href="#/status" title=${says} aria-label=${says}>
      ${good ? html`<i></i>` : html`<jarvas-icon name="alert"></jarvas-icon><span>${words.worksNotShort}</span>`}
    </a>`;
  }

  #banners() {
    const words = texts(this.language);
    return html`<div role="status">
        ${this.client.reached ? nothing : html`<p class="banner"><jarvas-icon name="alert-circle-outline"></jarvas-icon>${words.lost}</p>`}
      </div>
      <div role="alert">
        ${this.problem
          ? html`<p class="banner">
              <jarvas-icon name="alert-circle-outline"></jarvas-icon><span>${this.problem}</span>
              <button class="plain" aria-label=${words.close} title=${words.close} @click=${() => (this.problem = "")}>
                <jarvas-icon name="close"></jarvas-icon>
              </button>
            </p>`
          : nothing}
      </div>`;
  }

  #page() {
    switch (this.place.page) {
      case "memories":
        return html`<jarvas-memories .client=${this.client} .language=${this.language}></jarvas-memories>`;
      case "schedules":
        return html`<jarvas-schedules .client=${this.client} .language=${this.language}></jarvas-schedules>`;
      case "log":
        return html`<jarvas-log .client=${this.client} .language=${this.language}></jarvas-log>`;
      case "access":
        return html`<jarvas-access .client=${this.client} .language=${this.language}></jarvas-access>`;
      case "status":
        return html`<jarvas-status
          .client=${this.client}
          .status=${this.status}
          .language=${this.language}
          .reached=${this.client.reached}
          @jarvas-look=${() => this.#look()}
        ></jarvas-status>`;
      default:
        return nothing;
    }
  }

  /** The others too once there is time for it: the status must be there when the connection is not. */
  firstUpdated() {
    setTimeout(() => Object.keys(LATE).forEach((page) => this.#load(page)), IDLE_MS);
  }

  #load(page) {
    LATE[page]?.().catch(() => this.#look()); // that it is not reached is said there
  }

  updated(changed) {
    if (changed.has("place")) this.#load(this.place.page);
    document.title = this.place.page === "chat" && !this.conversation ? "Jarvas" : `${this.#title()} · Jarvas`;
    if (changed.has("conversation")) this.#learnTitle();
  }

  /** To where the address says. What is not known is the chat, and its address then says so. */
  async #move() {
    const before = this.place;
    const next = pageAt(location.hash);
    this.place = next;
    this.open = false;
    this.problem = "";
    if (next.page === "chat") this.conversation = next.conversation;
    if (addressOf(next.page, next.conversation) !== location.hash) history.replaceState(null, "", addressOf(next.page, next.conversation));
    this.#look();
    await this.updateComplete;
    if (next.page !== before.page) this.renderRoot.querySelector("main").scrollTop = 0;
    if (next.page !== "chat") this.#heading.focus({ preventScroll: true });
    else if (next.page !== before.page && this.#left?.conversation === this.conversation) this.#left.element.focus();
    else if (TYPES.matches) this.#chat.focus();
    else this.#heading.focus({ preventScroll: true });
  }

  get #chat() {
    return this.renderRoot.querySelector("jarvas-chat");
  }

  get #heading() {
    return this.renderRoot.querySelector("h1");
  }

  #converses(id) {
    this.conversation = id ?? null;
    if (id && !this.titles.has(id)) this.renderRoot.querySelector("jarvas-drawer").reload();
    if (this.place.page !== "chat") return;
    this.place = { page: "chat", conversation: this.conversation };
    history.replaceState(null, "", addressOf("chat", this.conversation));
  }

  async #begin() {
    this.open = false;
    if (location.hash !== "#/" && location.hash !== "") location.hash = "#/";
    else this.#chat.open?.(null);
    this.conversation = null;
    await new Promise((resolve) => requestAnimationFrame(resolve));
    this.#chat.focus();
  }

  async #show() {
    this.open = true;
    await this.updateComplete;
    this.renderRoot.querySelector("jarvas-drawer").focus();
  }

  async #close() {
    this.open = false;
    await this.updateComplete;
    this.renderRoot.querySelector(".menu")?.focus();
  }

  /** A link to where one is already changes no address, and closes the drawer all the same. */
  #followed(event) {
    const link = event.composedPath().find((element) => element.localName === "a");
    if (link && this.open && link.getAttribute("href") === location.hash) this.#close();
  }

  #choose(event) {
    this.model = event.target.value;
    forGood.set(MODEL, this.model);
  }

  #name(conversations) {
    this.titles = new Map([...this.titles, ...conversations.map(({ id, title }) => [id, title])]);
    this.#listed = true;
    this.#learnTitle();
  }

  /** The list may not hold the one that is shown. */
  async #learnTitle() {
    const id = this.conversation;
    if (!id || !this.#listed || this.titles.has(id) || this.client.running.has(id)) return;
    const known = await this.client.call(`api/conversations/${encodeURIComponent(id)}`).catch(() => null);
    if (known) this.titles = new Map([...this.titles, [id, known.title]]);
  }

  #refresh() {
    this.renderRoot.querySelector("jarvas-drawer").reload();
    this.#look();
  }

  #erased() {
    this.titles = new Map();
    this.#converses(null);
    this.#refresh();
  }

  #tell(text) {
    clearTimeout(this.#forgetting);
    this.problem = "";
    this.told = text;
    this.#forgetting = setTimeout(() => (this.told = ""), TOLD_MS);
  }

  #connection() {
    const { reached } = this.client;
    if (reached !== this.#wasReached) {
      this.#wasReached = reached;
      if (reached) {
        this.#tell(texts(this.language).reached);
        this.#load(this.place.page);
        this.#refresh();
      } else this.#plan();
    }
    this.requestUpdate();
  }

  /** How Jarvas is, now and from time to time. */
  async #look() {
    clearTimeout(this.#looking);
    if (document.hidden) return;
    const status = await this.client.call(`api/status?language=${this.language}`).catch(() => null);
    if (status) {
      this.status = status;
      this.administrator = (await this.client.me()).administrator;
    }
    this.#plan();
  }

  #plan() {
    clearTimeout(this.#looking);
    const close = this.place.page === "status" ? LOOK_CLOSELY_MS : LOOK_MS;
    this.#looking = setTimeout(() => this.#look(), this.client.reached ? close : LOOK_FOR_CONNECTION_MS);
  }
}

customElements.define("jarvas-panel", JarvasPanel);
