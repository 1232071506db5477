// One turn of a conversation: what a person wrote, and the answer.

import { LitElement, css, html, nothing } from "lit";
import { instant, when } from "../parts/language.js";
import { theme } from "../parts/theme.js";
import "../parts/icon.js";
import { Answer, answerStyles, receipt, waiting } from "./answer.js";
import { copy } from "./copy.js";
import { markdownStyles } from "./markdown-styles.js";
import { textsIn } from "./texts.js";

/**
 * `<jarvas-message .turn>`. Properties besides: `client`, `conversation`, `language`, `last` (whether it is the last
 * one). Events, which bubble: `edit`, `regenerate`, `retry`, `takeback`, `sendnow`.
 */
class JarvasMessage extends LitElement {
  static properties = {
    turn: { attribute: false },
    client: { attribute: false },
    conversation: {},
    language: {},
    last: { type: Boolean },
    copied: { state: true },
    told: { state: true },
    touched: { state: true },
  };

  static styles = [
    theme,
    markdownStyles,
    answerStyles,
    css`
      :host {
        display: block;
        padding-bottom: 1rem;
        content-visibility: auto;
        contain-intrinsic-size: auto 12rem;
      }

      h2 {
        font-size: 1rem;
      }

      .mine {
        display: grid;
        justify-items: end;
      }

      .bubble {
        max-width: min(85%, 36rem);
        padding: 0.6rem 1rem;
        border-radius: var(--round) var(--round) 0.3rem;
        background: var(--mine);
        color: var(--on-mine);
        overflow-wrap: anywhere;
        text-align: start;
        unicode-bidi: plaintext;
        white-space: pre-wrap;
      }

      .waiting .bubble {
        border: 1px dashed var(--edge);
        background: none;
        color: var(--text);
      }

      .pictures {
        display: flex;
        flex-wrap: wrap;
        justify-content: end;
        gap: 0.4rem;
        margin-bottom: 0.4rem;
      }

      .pictures img {
        display: block;
        width: 8rem;
        height: 8rem;
        border-radius: 0.9rem;
        object-fit: cover;
      }

      .tools {
        display: flex;
        flex-wrap: wrap;
        align-items: center;
        min-height: var(--tap);
        color: var(--quiet);
        font-size: 0.8rem;
      }

      .tools button {
        min-height: 2.25rem;
        min-width: 2.25rem;
        font-size: 0.8rem;
      }

      .tools jarvas-icon {
        width: 1.15rem;
        height: 1.15rem;
      }

      .tools time,
      .receipt {
        padding-inline: 0.5rem;
      }

      .tools.aside-until {
        opacity: 0;
        transition: opacity 0.15s;
      }

      article:focus-within .tools,
      article.touched .tools {
        opacity: 1;
      }

      @media (hover: hover) {
        article:hover .tools {
          opacity: 1;
        }
      }

      @media (max-width: 600px) {
        .tools button {
          min-width: var(--tap);
          min-height: var(--tap);
        }
      }

      .answer + .tools {
        margin-inline-start: -0.4rem;
      }
    `,
  ];

  #answer = null;
  #drawing = 0;

  connectedCallback() {
    super.connectedCallback();
    this.turn?.addEventListener("change", this.#changed);
    this.requestUpdate();
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    this.turn?.removeEventListener("change", this.#changed);
    cancelAnimationFrame(this.#drawing);
    this.#drawing = 0;
  }

  /** Once a frame at most, however fast text comes. A page in the background draws no frames, and needs none. */
  #changed = () => {
    if (this.#drawing) return;
    this.#drawing = requestAnimationFrame(() => {
      this.#drawing = 0;
      this.requestUpdate();
    });
  };

  willUpdate(changed) {
    if (changed.has("turn")) {
      changed.get("turn")?.removeEventListener("change", this.#changed);
      if (this.isConnected) this.turn.addEventListener("change", this.#changed);
    }
    if (changed.has("turn") || changed.has("language")) this.#answer = new Answer(textsIn(this.language));
  }

  /** What was answered, as it is read. */
  get spoken() {
    const texts = [...this.renderRoot.querySelectorAll(".markdown")].map((node) => node.innerText.trim());
    return texts.filter(Boolean).join("\n");
  }

  render() {
    const { turn, language } = this;
    const texts = textsIn(language);
    return html`<article class="${turn.state === "queued" ? "waiting" : ""} ${this.touched ? "touched" : ""}" aria-label=${label(turn.text)}>
      <div class="mine">
        <h2 class="aside">${texts.you}</h2>
        ${turn.images.length
          ? html`<div class="pictures">
              ${turn.images.map((image, i) => html`<img src="data:image/jpeg;base64,${image}" alt=${texts.picture(i + 1)} />`)}
            </div>`
          : nothing}
        <div class="bubble" @click=${() => (this.touched = !this.touched)}>${turn.text}</div>
        ${this.#myTools(texts)}
      </div>
      ${turn.state === "queued"
        ? nothing
        : html`<h2 class="aside">${texts.jarvas}</h2>
            <div class="answer">
              ${this.#answer.parts(turn, this)} ${waiting(turn, texts, this.client)} ${this.#outcome(texts)}
            </div>
            ${this.#tools(texts)}`}
    </article>`;
  }

  #myTools(texts) {
    const { turn, language } = this;
    if (turn.state === "queued") {
      return html`<div class="tools">
        <span>${texts.waits}</span>
        ${this.#tool("send", texts.sendNow, "sendnow")} ${this.#tool("pencil", texts.edit, "edit")}
        ${this.#tool("close", texts.takeBack, "takeback")}
      </div>`;
    }
    return html`<div class="tools aside-until">
      <time datetime=${turn.at.toISOString()} title=${instant(turn.at, language)}>${when(turn.at, language)}</time>
      ${this.#copyTool(texts, turn.text, "mine")} ${this.#tool("pencil", texts.edit, "edit")}
    </div>`;
  }

  #tools(texts) {
    const { turn } = this;
    if (turn.active || (!turn.answer && !this.last)) return nothing;
    return html`<div class="tools ${this.last ? "" : "aside-until"}">
      ${turn.answer ? this.#copyTool(texts, turn.answer, "answer") : nothing}
      ${this.last && !turn.problem?.retryable ? this.#tool("refresh", texts.regenerate, "regenerate") : nothing}
      ${turn.receipt ? this.#receipt(texts) : nothing}
    </div>`;
  }

  #receipt(texts) {
    const told = receipt(this.turn.receipt, texts, this.language);
    if (!told.length) return nothing;
    return html`<button
        class="plain"
        title=${texts.about}
        aria-label=${texts.about}
        aria-expanded=${this.told ? "true" : "false"}
        @click=${() => (this.told = !this.told)}
      >
        <jarvas-icon name="information-outline"></jarvas-icon>
      </button>
      <span class="receipt" ?hidden=${!this.told}>${told.join(" · ")}</span>`;
  }

  #tool(icon, words, event) {
    return html`<button class="plain" title=${words} aria-label=${words} @click=${() => this.dispatchEvent(new Event(event, { bubbles: true }))}>
      <jarvas-icon name=${icon}></jarvas-icon>
    </button>`;
  }

  #copyTool(texts, text, which) {
    const done = this.copied === which;
    const words = done ? texts.copied : texts.copy;
    return html`<button class="plain" title=${words} aria-label=${words} @click=${(event) => this.#copy(event.currentTarget, text, which)}>
      <jarvas-icon name=${done ? "check" : "content-copy"}></jarvas-icon>
    </button>`;
  }

  async #copy(button, text, which) {
    if (!(await copy(text, button))) return;
    this.copied = which;
    setTimeout(() => (this.copied = null), 2_000);
  }

  #outcome(texts) {
    const { state, problem } = this.turn;
    if (state === "stopped") return html`<p class="note">${texts.stopped}</p>`;
    if (state !== "failed") return nothing;
    return html`<div class="problem">
      <p role="alert">${sentence(problem, texts)}</p>
      ${problem.retryable
        ? html`<button @click=${() => this.dispatchEvent(new Event("retry", { bubbles: true }))}>
            <jarvas-icon name="refresh"></jarvas-icon>${texts.retry}
          </button>`
        : nothing}
    </div>`;
  }
}

function sentence({ sentence: told, status }, texts) {
  if (status === 0) return texts.unreachable;
  if (status === 401) return texts.signInFirst;
  return told || texts.failed;
}

function label(text) {
  return text.length > 80 ? `${text.slice(0, 79)}…` : text;
}

if (!customElements.get("jarvas-message")) customElements.define("jarvas-message", JarvasMessage);
