// What was written and not sent, by conversation, kept where the browser keeps things. What may hold a PIN is not.

import { forGood } from "../parts/storage.js";

const PAUSE_MS = 300;
const DIGITS = /(?<!\d)\d(?:[\s.,:-]*\d){3,11}(?!\d)/;
const BARE = /^[\d\s.,:-]*$/;
const BESIDE_PIN = /(?<!\p{L})(pin|code|passcode|password|código|codigo|senha|passe|yes|no|ok|sim|não|nao)(?!\p{L})/iu;
const TO_OPEN = /(?<!\p{L})(open|unlock|disarm|deactivate|alarm|let me in|abr[aei]|destran|desbloq|desarm|desa[ct])/iu;

/** Whether a text may hold a PIN, by what stands around its digits. */
const mayHoldPin = (text) => DIGITS.test(text) && (BARE.test(text) || BESIDE_PIN.test(text) || TO_OPEN.test(text));

export class Draft {
  #timer = 0;

  /** Whether something is not kept yet. */
  get waits() {
    return this.#timer !== 0;
  }

  of(conversation) {
    return forGood.get(key(conversation)) ?? "";
  }

  soon(conversation, text) {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.keep(conversation, text), PAUSE_MS);
  }

  keep(conversation, text) {
    clearTimeout(this.#timer);
    this.#timer = 0;
    if (!text.trim() || mayHoldPin(text)) this.forget(conversation);
    else forGood.set(key(conversation), text);
  }

  forget(conversation) {
    clearTimeout(this.#timer);
    this.#timer = 0;
    forGood.remove(key(conversation));
  }
}

function key(conversation) {
  return `jarvas-draft ${conversation ?? ""}`;
}
