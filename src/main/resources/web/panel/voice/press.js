// Holding and tapping, by finger, mouse and key.

/** What is pressed for longer is held. */
const HOLD_MS = 300;

/**
 * A press begins at once, so that no word is lost; whether it is held is known a moment
 * later.
 */
export class Press {
  #press;
  #hold;
  #release;
  #timer = 0;
  #at = 0;
  #down = false;
  /** When a press ended: the click that follows is part of it. */
  #ended = -Infinity;

  /** @param press, hold, release the last told whether it was held */
  constructor({ press, hold, release }) {
    this.#press = press;
    this.#hold = hold;
    this.#release = release;
  }

  /** For `@pointerdown` and the others of a button. */
  handle(event) {
    switch (event.type) {
      case "pointerdown":
        if (event.button !== 0) return;
        event.currentTarget.setPointerCapture(event.pointerId);
        this.#begin();
        break;
      case "pointerup":
      case "pointercancel":
      case "blur":
        this.#end();
        break;
      case "keydown":
        if (event.key !== " " && event.key !== "Enter") return;
        event.preventDefault();
        if (!event.repeat) this.#begin();
        break;
      case "keyup":
        if (event.key === " " || event.key === "Enter") this.#end();
        break;
      case "click":
        // A screen reader clicks without pressing anything.
        if (!this.#down && performance.now() - this.#ended > HOLD_MS) {
          this.#begin();
          this.#end();
        }
        break;
      case "contextmenu":
        event.preventDefault(); // a finger that stays would open it
        break;
    }
  }

  #begin() {
    if (this.#down) return;
    this.#down = true;
    this.#at = performance.now();
    this.#timer = setTimeout(() => this.#hold(), HOLD_MS);
    this.#press();
  }

  #end() {
    if (!this.#down) return;
    this.#down = false;
    clearTimeout(this.#timer);
    this.#ended = performance.now();
    this.#release(this.#ended - this.#at > HOLD_MS);
  }
}
