// What was written and not sent, by conversation, kept where the browser keeps things; a PIN is not.

import { forGood } from "../parts/storage.js";

const PAUSE_MS = 300;
const PIN = /^\s*\d{4,12}\s*$/;

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
    if (!text.trim() || PIN.test(text)) this.forget(conversation);
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
