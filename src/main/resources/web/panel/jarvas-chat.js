// `<jarvas-chat>`: a conversation with Jarvas, for the panel and for any other page. See docs/panel.md.

import { LitElement, html, nothing } from "lit";
import { repeat } from "lit/directives/repeat.js";
import { chatStyles } from "./chat/chat-styles.js";
import { getReady } from "./chat/markdown.js";
import { Planned } from "./chat/planned.js";
import { Scroll } from "./chat/scroll.js";
import { textsIn } from "./chat/texts.js";
import { Transcript } from "./chat/transcript.js";
import { JarvasClient } from "./jarvas-client.js";
import { languageOf, usualLanguage } from "./parts/language.js";
import { forNow } from "./parts/storage.js";
import { theme } from "./parts/theme.js";
import "./chat/composer.js";
import "./chat/message.js";
import "./parts/icon.js";
import { askForToken } from "./parts/sign-in.js";

/** How many turns are there at once; those before them come frame by frame. */
const AT_ONCE = 4;
/** How many turns are far or near together. */
const GROUP = 8;
/** Of a frame, for those that come later. */
const BUDGET_MS = 8;
/** When what the page began with is done. */
const QUIET_MS = 1_000;

class JarvasChat extends LitElement {
  static properties = {
    url: {},
    token: {},
    conversation: {},
    language: {},
    model: {},
    client: { attribute: false },
    suggestions: { state: true },
    editing: { state: true },
    sees: { state: true },
  };

  static styles = [theme, chatStyles];

  #transcript = null;
  #scroll = null;
  #ownClient = null;
  #leaving = 0;
  #left = false;
  #gaveUp = false;
  #revealing = false;
  #shown = false;
  /** How many turns may be on the page. */
  #most = AT_ONCE;

  constructor() {
    super();
    this.conversation = null;
    this.suggestions = null;
    this.editing = null;
    this.sees = undefined;
  }

  connectedCallback() {
    super.connectedCallback();
    document.addEventListener("visibilitychange", this.#seen);
    window.visualViewport?.addEventListener("resize", this.#keyboard);
    clearTimeout(this.#leaving);
    this.#scroll?.observe();
    if (this.#left) this.#transcript.resume();
    this.#left = false;
    this.#reveal();
  }

  /** An element that is only moved is there again before the turn is left. */
  disconnectedCallback() {
    super.disconnectedCallback();
    document.removeEventListener("visibilitychange", this.#seen);
    window.visualViewport?.removeEventListener("resize", this.#keyboard);
    this.#scroll?.close();
    this.#leaving = setTimeout(() => {
      this.#left = true;
      this.#transcript?.leave();
    });
  }

  /** Shows another conversation, or with null begins one. */
  open(conversation) {
    this.#gaveUp = false;
    if (conversation && conversation === this.#transcript?.conversation) {
      this.refresh();
      return;
    }
    this.conversation = conversation ?? null;
    if (this.#shown) this.#show(this.conversation);
  }

  /** Looks for what was said or planned elsewhere. */
  refresh() {
    this.#transcript?.refresh();
    if (this.#transcript) Planned.of(this.#jarvas).refresh();
  }

  focus() {
    this.#composer?.focus();
  }

  get #composer() {
    return this.renderRoot?.querySelector("jarvas-composer");
  }

  get #log() {
    return this.renderRoot.querySelector(".log");
  }

  get #language() {
    return this.language ? languageOf(this.language) : usualLanguage();
  }

  get #jarvas() {
    return this.client ?? this.#ownClient;
  }

  willUpdate(changed) {
    const another = changed.has("url") || changed.has("token") || changed.has("client");
    if (!this.#transcript || another) this.#connect();
    if (this.#ownClient) this.#ownClient.language = this.#language;
    this.#transcript.model = this.model || null;
  }

  firstUpdated() {
    this.#scroll = new Scroll(this.#log, this.renderRoot.querySelector(".turns"));
    this.#scroll.addEventListener("change", () => this.requestUpdate());
    setTimeout(getReady, QUIET_MS);
  }

  updated(changed) {
    const another = !this.#shown || changed.has("url") || changed.has("token") || changed.has("client");
    if (another || (changed.has("conversation") && this.conversation !== this.#transcript.conversation)) this.#show(this.conversation);
    this.#shown = true;
    if (another || changed.has("language")) this.#suggest();
    if (another || changed.has("model")) this.#look();
  }

  #connect() {
    this.#transcript?.leave();
    this.#ownClient = this.client ? null : this.#newClient();
    const transcript = new Transcript(this.#jarvas);
    const mine = (act) => (event) => transcript === this.#transcript && act(event.detail?.turn);
    transcript.addEventListener("change", mine(() => this.requestUpdate()));
    transcript.addEventListener("conversation", mine(() => this.#begun()));
    transcript.addEventListener("wrote", mine(() => this.#scroll?.came()));
    transcript.addEventListener("ended", mine((turn) => this.#ended(turn)));
    this.#transcript = transcript;
  }

  #newClient() {
    const client = new JarvasClient({
      url: this.url || undefined,
      token: this.token || undefined,
      language: this.#language,
      onMissingToken: (problem) => this.#askForToken(client, problem),
    });
    if (!this.token) {
      const token = forNow.get(key(client));
      if (token) {
        return new JarvasClient({
          url: client.url.href,
          token,
          language: this.#language,
          onMissingToken: (problem) => this.#askForToken(client, problem),
        });
      }
    }
    return client;
  }

  /** Once a person gave up, only what that person does asks again. */
  async #askForToken(client, problem) {
    if (this.#gaveUp || !this.isConnected) return "";
    const token = await askForToken(this.#language, problem);
    if (token) forNow.set(key(client), token);
    else this.#gaveUp = true;
    return token;
  }

  async #show(conversation) {
    this.editing = null;
    this.#most = AT_ONCE;
    this.#scroll.follows = true;
    this.#composer.client = this.#jarvas;
    this.#composer.showing(conversation);
    this.#tell("jarvas-conversation", { id: conversation });
    const opened = this.#transcript.open(conversation);
    await opened;
    if (conversation !== this.#transcript.conversation) return;
    await this.updateComplete;
    this.#scroll.toEnd();
    this.#reveal();
  }

  /** Older turns come above, a few in each frame, so that no frame is long. */
  async #reveal() {
    if (this.#revealing) return;
    this.#revealing = true;
    let size = 2;
    while (this.isConnected && this.#transcript && this.#most < this.#transcript.turns.length) {
      await new Promise(requestAnimationFrame);
      const began = performance.now();
      await this.#scroll.above(async () => {
        this.#most += size;
        this.requestUpdate();
        await this.updateComplete;
        await Promise.all([...this.renderRoot.querySelectorAll("jarvas-message")].slice(0, size).map((message) => message.updateComplete));
      });
      const took = Math.max(1, performance.now() - began);
      size = Math.max(1, Math.min(6, Math.round((size * BUDGET_MS) / took)));
    }
    if (this.isConnected) this.#most = Infinity;
    this.#revealing = false;
  }

  async #suggest() {
    const language = this.#language;
    const { suggestions } = await this.#jarvas.call(`api/suggestions?language=${language}`).catch(() => ({}));
    if (language !== this.#language) return;
    this.suggestions = suggestions?.length ? suggestions.slice(0, 4) : textsIn(language).suggestions;
  }

  /** Whether the model can look at pictures. */
  async #look() {
    const { model } = await this.#jarvas.call("api/status").catch(() => ({}));
    const name = this.model || model?.name;
    this.sees = model?.capabilities?.find((each) => each.name === name)?.sees;
  }

  #begun() {
    this.conversation = this.#transcript.conversation;
    this.#composer.begun(this.conversation);
    this.#tell("jarvas-conversation", { id: this.conversation });
  }

  async #ended(turn) {
    this.#tell("jarvas-turn", { conversation: this.#transcript.conversation, turn: turn.id });
    Planned.of(this.#jarvas).refresh();
    await this.updateComplete;
    const message = [...this.renderRoot.querySelectorAll("jarvas-message")].findLast((each) => each.turn === turn);
    message?.requestUpdate();
    await message?.updateComplete;
    const texts = textsIn(this.#language);
    const said = turn.state === "stopped" ? [message?.spoken, texts.stopped] : turn.state === "done" ? [message?.spoken] : [];
    const words = said.filter(Boolean).join("\n");
    if (words) this.renderRoot.querySelector(".said").textContent = `${texts.jarvas}: ${words}`;
  }

  #tell(name, detail) {
    this.dispatchEvent(new CustomEvent(name, { detail, bubbles: true, composed: true }));
  }

  #seen = () => {
    if (!document.hidden) this.refresh();
  };

  /** Where the page does not make room for the keyboard of a phone, this element does. */
  #keyboard = () => {
    const { offsetTop, height, scale } = window.visualViewport;
    const covered = this.getBoundingClientRect().bottom - offsetTop - height;
    this.renderRoot.querySelector(".chat").style.paddingBottom = scale === 1 && covered > 0 ? `${covered}px` : "";
  };

  render() {
    const transcript = this.#transcript;
    const language = this.#language;
    const texts = textsIn(language);
    const { turns, last } = transcript;
    const scroll = this.#scroll;
    return html`<div class="chat" @keydown=${this.#pressed}>
        <div class="log" role="log" aria-live="off" aria-label=${texts.conversation} tabindex="0">
          <div
            class="turns ${turns.length ? "" : "none"}"
            @edit=${({ target }) => this.#edit(target.turn)}
            @regenerate=${({ target }) => this.#act(() => transcript.regenerate(target.turn))}
            @retry=${({ target }) => this.#act(() => transcript.retry(target.turn))}
            @sendnow=${({ target }) => this.#act(() => transcript.sendNow(target.turn))}
            @takeback=${({ target }) => this.#takeBack(target.turn)}
          >
            ${turns.length || transcript.loading || transcript.problem ? nothing : this.#greeting(texts)}
            ${transcript.problem || (transcript.loading && !turns.length) ? this.#notice(texts) : nothing}
            ${repeat(
              groups(turns, this.#most),
              ({ number }) => number,
              ({ members }) => html`<div class="group">
                ${repeat(
                  members,
                  ({ key }) => key,
                  (turn) => html`<jarvas-message
                    .turn=${turn}
                    .client=${this.#jarvas}
                    .conversation=${transcript.conversation}
                    .language=${language}
                    .last=${turn === last}
                  ></jarvas-message>`,
                )}
              </div>`,
            )}
          </div>
        </div>
        <div class="foot">
          <button
            class="to-end ${scroll?.news ? "news" : ""}"
            ?hidden=${!scroll?.far}
            title=${texts.toEnd}
            aria-label=${scroll?.news ? texts.toEndNew : texts.toEnd}
            @click=${this.#toEnd}
          >
            <jarvas-icon name="arrow-down"></jarvas-icon>
          </button>
          <jarvas-composer
            .language=${language}
            .client=${this.#jarvas}
            .running=${Boolean(transcript.running)}
            .editing=${this.editing}
            .sees=${this.sees}
            .zone=${this}
            @send=${({ detail }) => this.#send(detail)}
            @stop=${() => transcript.stop()}
            @last=${() => this.#editLast()}
            @leave=${() => (this.editing = null)}
          >
            <slot name="voice" slot="voice"></slot>
          </jarvas-composer>
          <button class="plain help" title=${texts.help} aria-label=${texts.help} @click=${this.#help}>
            <jarvas-icon name="help-circle-outline"></jarvas-icon>
          </button>
        </div>
      </div>
      <div class="aside said" aria-live="polite"></div>
      <dialog aria-labelledby="keys">
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

  #greeting(texts) {
    const coming = this.suggestions === null;
    return html`<div class="empty">
      <h2>${texts.greeting(new Date().getHours())}</h2>
      <p>${texts.invitation}</p>
      <ul class="suggestions ${coming ? "coming" : ""}" aria-label=${texts.suggestionsLabel}>
        ${(this.suggestions ?? texts.suggestions).map(
          (words) => html`<li><button @click=${() => this.#act(() => this.#say(words))}>${words}</button></li>`,
        )}
      </ul>
    </div>`;
  }

  #notice(texts) {
    const { problem } = this.#transcript;
    if (!problem) return html`<div class="notice" role="status"><p>${texts.opening}</p></div>`;
    const gone = problem.status === 404;
    return html`<div class="notice">
      <p role="alert">${gone ? texts.gone : problem.status === 401 ? texts.signInFirst : problem.status ? problem.sentence : texts.notOpened}</p>
      ${gone
        ? html`<button @click=${() => this.#act(() => this.open(null))}>${texts.begin}</button>`
        : html`<button @click=${() => this.#act(() => this.#show(this.conversation))}>${texts.again}</button>`}
    </div>`;
  }

  #send({ text, images, edited }) {
    this.#gaveUp = false;
    if (edited) {
      this.editing = null;
      this.#transcript.edit(edited, text);
    } else this.#say(text, images);
    this.#scroll.toEnd();
  }

  #say(text, images) {
    this.#transcript.send(text, images);
    this.#scroll.toEnd();
  }

  /** What was pressed may be gone: the focus goes on where one goes on, without a keyboard coming up on a phone. */
  #act(act) {
    this.#gaveUp = false;
    act();
    this.#goOn();
  }

  #goOn() {
    if (matchMedia("(pointer: coarse)").matches) this.#log.focus({ preventScroll: true });
    else this.focus();
  }

  #edit(turn) {
    this.editing = turn;
  }

  #editLast() {
    const turn = this.#transcript.turns.at(-1);
    if (turn) this.#edit(turn);
  }

  #takeBack(turn) {
    if (this.editing === turn) this.editing = null;
    this.#act(() => this.#transcript.takeBack(turn));
  }

  #toEnd() {
    this.#scroll.toEnd();
    this.#goOn();
  }

  #pressed(event) {
    const writing = event.composedPath()[0].matches?.("input, textarea, select, [contenteditable]");
    if (event.key !== "?" || writing || event.ctrlKey || event.metaKey || event.altKey) return;
    event.preventDefault();
    this.#help();
  }

  #help() {
    this.renderRoot.querySelector("dialog").showModal();
  }
}

/**
 * The newest turns, in groups that stay the same while older ones come before them: what is far away costs a browser
 * something for each group, and not for each message.
 */
function groups(turns, most) {
  const from = Math.max(0, turns.length - most);
  const groups = [];
  for (let at = from; at < turns.length; at = groups.at(-1).end) {
    const number = Math.floor(at / GROUP);
    const end = Math.min(turns.length, (number + 1) * GROUP);
    groups.push({ number, end, members: turns.slice(at, end) });
  }
  return groups;
}

function key(client) {
  return `jarvas-token ${client.url.href}`;
}

if (!customElements.get("jarvas-chat")) customElements.define("jarvas-chat", JarvasChat);
