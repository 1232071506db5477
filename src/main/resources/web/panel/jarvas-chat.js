// `<jarvas-chat>`: a conversation with Jarvas, for the panel and for any other page. See docs/panel.md.

import { LitElement, html, nothing } from "lit";
import { repeat } from "lit/directives/repeat.js";
import { chatStyles } from "./chat/chat-styles.js";
import { greeting, notice } from "./chat/empty.js";
import { groups } from "./chat/groups.js";
import { keysDialog, opensKeys } from "./chat/keys.js";
import { getReady } from "./chat/markdown.js";
import { ownClient } from "./chat/own-client.js";
import { Planned } from "./chat/planned.js";
import { Scroll } from "./chat/scroll.js";
import { textsIn } from "./chat/texts.js";
import { Transcript } from "./chat/transcript.js";
import { ChatVoice } from "./chat/voice.js";
import { languageOf, usualLanguage } from "./parts/language.js";
import { theme } from "./parts/theme.js";
import "./chat/composer.js";
import "./chat/message.js";
import "./parts/icon.js";
import { askForToken } from "./parts/sign-in.js";

/** How many turns are there at once; those before them come frame by frame. */
const AT_ONCE = 4;
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
  #voice = new ChatVoice({
    changed: () => this.requestUpdate(),
    heard: (text, turn) => this.#heard(text, turn),
  });
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
    document.addEventListener("keydown", this.#escaped);
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
    document.removeEventListener("keydown", this.#escaped);
    window.visualViewport?.removeEventListener("resize", this.#keyboard);
    this.#scroll?.close();
    this.#leaving = setTimeout(() => {
      this.#left = true;
      this.#voice.leave();
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
    if (this.#transcript) {
      Planned.of(this.#jarvas).refresh();
      this.#look();
    }
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
    this.#voice.goesOn({ client: this.#jarvas, language: this.#language, conversation: this.#transcript.conversation });
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
    this.#voice.leave();
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
    return ownClient({ url: this.url, token: this.token, language: this.#language, ask: (problem) => this.#askForToken(problem) });
  }

  /** Once a person gave up, only what that person does asks again. */
  async #askForToken(problem) {
    if (this.#gaveUp || !this.isConnected) return "";
    const token = await askForToken(this.#language, problem);
    this.#gaveUp = !token;
    return token;
  }

  async #show(conversation) {
    this.editing = null;
    this.#voice.leave();
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

  /** Whether the model can look at pictures, and whether Jarvas listens. */
  async #look() {
    const { model, voice } = await this.#jarvas.call("api/status").catch(() => ({}));
    const name = this.model || model?.name;
    this.sees = model?.capabilities?.find((each) => each.name === name)?.sees;
    this.#voice.offer(voice);
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
    if (turn.spoken && this.#voice.answers) return; // it is read aloud already
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

  #escaped = (event) => {
    if (event.key === "Escape" && !event.defaultPrevented && this.#voice.end()) event.preventDefault();
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
            ${turns.length || transcript.loading || transcript.problem ? nothing : greeting(texts, this.suggestions, (words) => this.#act(() => this.#say(words)))}
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
          ${this.#voice.bar(language)}
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
            <slot name="voice" slot="voice">${this.#voice.button(language)}</slot>
          </jarvas-composer>
          <button class="plain help" title=${texts.help} aria-label=${texts.help} @click=${this.#help}>
            <jarvas-icon name="help-circle-outline"></jarvas-icon>
          </button>
        </div>
      </div>
      <div class="aside said" aria-live="polite"></div>
      ${keysDialog(texts)}`;
  }

  #notice(texts) {
    return notice(texts, this.#transcript.problem, {
      begin: () => this.#act(() => this.open(null)),
      again: () => this.#act(() => this.#show(this.conversation)),
    });
  }

  #send({ text, images, edited }) {
    this.#gaveUp = false;
    this.#voice.quiet();
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

  #heard(text, answer) {
    this.#transcript.spoken(text, answer);
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
    if (!opensKeys(event)) return;
    event.preventDefault();
    this.#help();
  }

  #help() {
    this.renderRoot.querySelector("dialog").showModal();
  }
}

if (!customElements.get("jarvas-chat")) customElements.define("jarvas-chat", JarvasChat);
