// Speaking in a chat. What it takes is loaded once Jarvas can listen.

import { html, nothing } from "lit";
import { forGood } from "../parts/storage.js";

/** Of what is to listen: where the owner wants none or none was found, there is nothing to press. */
const DEAF = ["off", "absent"];
const HANDS_FREE = "jarvas-hands-free";

export class ChatVoice {
  #talk = null;
  #loading = null;
  #changed;
  #heard;

  /**
   * @param changed called where the chat is to be drawn anew
   * @param heard called with what the person said, and the turn that answers it
   */
  constructor({ changed, heard }) {
    this.#changed = changed;
    this.#heard = heard;
  }

  /** Whether an answer is being spoken, or about to be. */
  get answers() {
    return this.#talk?.state === "thinking" || this.#talk?.state === "speaking";
  }

  /** @param voice of the status; what is out of order says so when it is pressed */
  async offer(voice) {
    if (!listens(voice) || this.#loading) return;
    this.#loading = import("../voice/voice.js");
    const loaded = await this.#loading.catch(() => null);
    if (!loaded) {
      this.#loading = null; // the next time that the status is known
      return;
    }
    this.#talk = new loaded.Talk();
    this.#talk.handsFree = forGood.get(HANDS_FREE) === "true";
    this.#talk.addEventListener("heard", ({ detail }) => this.#heard(detail.text, detail.turn));
    this.#changed();
  }

  /** The conversation, its client and its language, when they change. */
  goesOn(known) {
    if (this.#talk) Object.assign(this.#talk, known);
  }

  /** Something else is to be read now. */
  quiet() {
    if (this.answers) this.#talk.end();
  }

  /** Lets go of microphone and line. */
  leave() {
    this.#talk?.leave();
  }

  /** @returns whether there was something to end */
  end() {
    if (!this.#talk?.on) return false;
    this.#talk.end();
    return true;
  }

  button(language) {
    return this.#talk ? html`<jarvas-talk .talk=${this.#talk} .language=${language}></jarvas-talk>` : nothing;
  }

  bar(language) {
    if (!this.#talk) return nothing;
    return html`<jarvas-talking
      .talk=${this.#talk}
      .language=${language}
      @handsfree=${({ detail }) => this.#free(detail.wanted)}
    ></jarvas-talking>`;
  }

  #free(wanted) {
    forGood.set(HANDS_FREE, String(wanted));
    this.#talk.free(wanted);
  }
}

function listens(voice) {
  return Boolean(voice) && voice.state !== "off" && !DEAF.includes(voice.speech_to_text?.state);
}
