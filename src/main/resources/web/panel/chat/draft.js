// What was written and not sent, by conversation, kept where the browser keeps things; a PIN is not.

const PAUSE_MS = 300;
const PIN = /^\s*\d{4,12}\s*$/;

export class Draft {
  #timer = 0;

  /** Whether something is not kept yet. */
  get waits() {
    return this.#timer !== 0;
  }

  of(conversation) {
    return stored((storage) => storage.getItem(key(conversation))) ?? "";
  }

  soon(conversation, text) {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.keep(conversation, text), PAUSE_MS);
  }

  keep(conversation, text) {
    clearTimeout(this.#timer);
    this.#timer = 0;
    if (!text.trim() || PIN.test(text)) this.forget(conversation);
    else stored((storage) => storage.setItem(key(conversation), text));
  }

  forget(conversation) {
    clearTimeout(this.#timer);
    this.#timer = 0;
    stored((storage) => storage.removeItem(key(conversation)));
  }
}

function key(conversation) {
  return `jarvas-draft ${conversation ?? ""}`;
}

/** A browser may forbid it, or have no room: the draft then lasts as long as the page. */
function stored(use) {
  try {
    return use(localStorage);
  } catch {
    return null;
  }
}
