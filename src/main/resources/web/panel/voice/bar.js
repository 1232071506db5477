// What goes on while somebody speaks with Jarvas, and what stands in the way.

import { LitElement, html, nothing } from "lit";
import { theme } from "../parts/theme.js";
import "../parts/icon.js";
import { barStyle } from "./bar-style.js";
import { textsIn } from "./texts.js";

const HELP = "https://github.com/jarvas/jarvas/blob/main/docs/troubleshooting.md#the-microphone";
/** Those that somebody can do something about. */
const HELPED = ["insecure", "unsupported", "framed", "denied", "missing", "busy"];
const BARS = 5;
/** What a voice reaches where it is neither near nor far. */
const USUAL_LEVEL = 0.2;
const CALM_MS = 250;

/** `<jarvas-talking .talk .language>`. Event: `handsfree` `{ wanted }`. */
class JarvasTalking extends LitElement {
  static properties = { talk: { attribute: false }, language: {} };

  static styles = [theme, barStyle];

  #frame = 0;
  #shownAt = 0;
  #levels = Array(BARS).fill(0);
  #told = "";

  #changed = () => this.requestUpdate();

  connectedCallback() {
    super.connectedCallback();
    this.requestUpdate();
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    cancelAnimationFrame(this.#frame);
    this.#frame = 0;
  }

  willUpdate(changed) {
    if (changed.has("talk")) {
      changed.get("talk")?.removeEventListener("change", this.#changed);
      this.talk.addEventListener("change", this.#changed);
    }
    const texts = textsIn(this.language);
    // Who hears it speak needs not be told, and must not be talked over.
    const { state } = this.talk;
    if (state === "listening") this.#told = texts.listening;
    else if (state === "off" && this.#told) this.#told = texts.off;
  }

  updated() {
    if (this.talk.on && !this.#frame) this.#frame = requestAnimationFrame(this.#draw);
  }

  render() {
    const texts = textsIn(this.language);
    return html`${this.talk.on ? this.#bar(texts) : nothing}
      <div role="alert">${this.talk.problem ? this.#problem(texts) : nothing}</div>
      <div class="aside" role="status">${this.#told}</div>`;
  }

  #bar(texts) {
    const { state, partial, handsFree } = this.talk;
    const words = state === "speaking" && handsFree ? texts.speakingFree : texts[state];
    return html`<div class="bar ${state}" role="group" aria-label=${texts.talk}>
      <div class="meter" aria-hidden="true">${Array.from({ length: BARS }, () => html`<i></i>`)}</div>
      <p class="words ${partial ? "partial" : ""}" dir="auto"><span>${partial || words}</span></p>
      <button class="stop" title=${texts.stop} aria-label=${texts.stop} @click=${() => this.talk.end()}>
        <jarvas-icon name="stop"></jarvas-icon>
      </button>
      <button
        class="free"
        title=${texts.handsFreeText}
        aria-pressed=${handsFree ? "true" : "false"}
        @click=${() => this.#say("handsfree", { wanted: !handsFree })}
      >
        <i aria-hidden="true"></i>${texts.handsFree}
      </button>
    </div>`;
  }

  #problem(texts) {
    const { code, sentence } = this.talk.problem;
    const inApp = code === "denied" && /\bHome ?Assistant\b/.test(navigator.userAgent);
    return html`<div class="problem">
      <jarvas-icon name="alert-circle-outline"></jarvas-icon>
      <p>
        ${sentence || texts[inApp ? "deniedApp" : code] || texts.failed}
        ${HELPED.includes(code) ? html`<a href=${HELP} target="_blank" rel="noopener">${texts.more}</a>` : nothing}
      </p>
      <button class="plain" title=${texts.close} aria-label=${texts.close} @click=${() => this.talk.forgive()}>
        <jarvas-icon name="close"></jarvas-icon>
      </button>
    </div>`;
  }

  #say(name, detail) {
    this.dispatchEvent(new CustomEvent(name, { detail }));
  }

  /** The newest level is in the middle, and moves outwards. */
  #draw = (now) => {
    this.#frame = 0;
    if (!this.talk.on) return;
    this.#frame = requestAnimationFrame(this.#draw);
    if (now - this.#shownAt < (matchMedia("(prefers-reduced-motion: reduce)").matches ? CALM_MS : 40)) return;
    this.#shownAt = now;
    const level = Math.min(1, (this.talk.level / USUAL_LEVEL) ** 0.7);
    this.#levels = [level, ...this.#levels].slice(0, BARS);
    const middle = (BARS - 1) / 2;
    this.renderRoot.querySelectorAll(".meter i").forEach((bar, i) => {
      bar.style.scale = `1 ${Math.max(0.12, this.#levels[Math.abs(i - middle)])}`;
    });
  };
}

if (!customElements.get("jarvas-talking")) customElements.define("jarvas-talking", JarvasTalking);
