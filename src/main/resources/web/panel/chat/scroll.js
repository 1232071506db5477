// Keeps a list at its end while its end is looked at, and where it is while it is not.

const NEAR_PX = 8;
const FAR_PX = 120;

/** Tells by `change` whether the end is far and whether something new came there. */
export class Scroll extends EventTarget {
  /** Whether the end is followed. */
  follows = true;
  /** Whether there is a way to go. */
  far = false;
  /** Whether something came that was not seen. */
  news = false;

  #log;
  #sizes = new ResizeObserver(() => this.settle());
  #top = 0;
  #height = 0;
  /** Browsers that keep in place what is looked at need no help. */
  #anchored = CSS.supports("overflow-anchor", "auto");

  /** @param log what scrolls; @param list what is in it */
  constructor(log, list) {
    super();
    this.#log = log;
    this.#sizes.observe(log);
    this.#sizes.observe(list);
    log.addEventListener("scroll", () => this.#scrolled(), { passive: true });
    log.addEventListener("wheel", ({ deltaY }) => deltaY < 0 && this.#left() && this.#free(), { passive: true });
  }

  close() {
    this.#sizes.disconnect();
  }

  observe() {
    this.#sizes.observe(this.#log);
    this.#sizes.observe(this.#log.firstElementChild);
  }

  toEnd() {
    this.follows = true;
    this.settle();
  }

  /** Something came. */
  came() {
    if (this.follows || this.news) return;
    this.news = true;
    this.#tell();
  }

  /** To be called where sizes changed. */
  settle() {
    if (this.follows) this.#log.scrollTop = this.#log.scrollHeight;
    this.#known();
  }

  /** Keeps in place what is looked at while `change` puts something above it. */
  async above(change) {
    const below = this.#log.scrollHeight - this.#log.scrollTop;
    await change();
    if (this.follows) this.settle();
    else if (!this.#anchored) this.#log.scrollTop = this.#log.scrollHeight - below;
  }

  #left() {
    return this.#log.scrollHeight > this.#log.clientHeight;
  }

  #free() {
    this.follows = false;
  }

  #scrolled() {
    const { scrollTop, scrollHeight } = this.#log;
    const upwards = scrollTop < this.#top - 1 && scrollHeight >= this.#height;
    if (this.#toGo() <= NEAR_PX) this.follows = true;
    else if (upwards) this.#free();
    this.#known();
  }

  #toGo() {
    const { scrollTop, scrollHeight, clientHeight } = this.#log;
    return scrollHeight - scrollTop - clientHeight;
  }

  #known() {
    const { far, news } = this;
    this.#top = this.#log.scrollTop;
    this.#height = this.#log.scrollHeight;
    this.far = !this.follows && this.#toGo() > FAR_PX;
    if (this.follows) this.news = false;
    if (far !== this.far || news !== this.news) this.#tell();
  }

  #tell() {
    this.dispatchEvent(new Event("change"));
  }
}
