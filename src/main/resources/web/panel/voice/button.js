// What is pressed to talk.

import { LitElement, css, html } from "lit";
import { theme } from "../parts/theme.js";
import "../parts/icon.js";
import { Press } from "./press.js";
import { textsIn } from "./texts.js";

const EVENTS = ["pointerdown", "pointerup", "pointercancel", "keydown", "keyup", "click", "contextmenu", "blur"];

/** `<jarvas-talk .talk .language>` */
class JarvasTalk extends LitElement {
  static properties = { talk: { attribute: false }, language: {} };

  static styles = [
    theme,
    css`
      :host {
        display: block;
      }

      button {
        width: var(--tap);
        touch-action: none;
        user-select: none;
        -webkit-touch-callout: none;
      }

      button[aria-pressed="true"],
      button[aria-pressed="true"]:not(:disabled):hover {
        border-color: var(--gold);
        background: var(--gold);
        color: var(--on-gold);
      }
    `,
  ];

  /** What was going on when it was pressed. */
  #before = "off";

  #press = new Press({
    press: () => this.#pressed(),
    hold: () => this.talk.hold(true),
    release: (held) => this.#released(held),
  });

  #changed = () => this.requestUpdate();

  willUpdate(changed) {
    if (!changed.has("talk")) return;
    changed.get("talk")?.removeEventListener("change", this.#changed);
    this.talk.addEventListener("change", this.#changed);
  }

  firstUpdated() {
    const button = this.renderRoot.querySelector("button");
    for (const name of EVENTS) button.addEventListener(name, (event) => this.#press.handle(event));
  }

  focus() {
    this.renderRoot.querySelector("button").focus();
  }

  render() {
    const texts = textsIn(this.language);
    const on = this.talk.state === "listening" || this.talk.state === "opening";
    return html`<button class="plain talk" type="button" title=${texts.how} aria-label=${texts.talk} aria-pressed=${on ? "true" : "false"}>
      <jarvas-icon name="microphone"></jarvas-icon>
    </button>`;
  }

  #pressed() {
    const { talk } = this;
    this.#before = talk.state;
    if (talk.state === "off" || talk.state === "thinking" || talk.state === "speaking") talk.listen();
  }

  /** Who held it before there was anything to hear, such as while the browser asked, has only tapped. */
  #released(held) {
    const { talk } = this;
    talk.wake();
    if (this.#before === "listening") talk.finish();
    else if (this.#before === "opening") talk.end();
    else if (held && talk.hears) talk.finish();
    else talk.hold(false);
  }
}

if (!customElements.get("jarvas-talk")) customElements.define("jarvas-talk", JarvasTalk);
