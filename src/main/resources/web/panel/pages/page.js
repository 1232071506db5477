// What all pages share: lists that come page by page, waiting, trouble, and how they look.

import { LitElement, css, html, nothing } from "lit";
import { JarvasError } from "../jarvas-client.js";
import { theme } from "../parts/theme.js";
import { texts } from "./texts.js";
import "../parts/icon.js";

/** A list of the API, page by page, for the element that shows it. */
export class Paged {
  #host;
  #shown = "";
  #address;
  #member;
  #asked = new AbortController();
  #cursor = null;

  /**
   * @param address gives the path of the first page
   * @param member of the answer that has the list
   */
  constructor(host, member, address) {
    this.#host = host;
    this.#member = member;
    this.#address = address;
    this.items = [];
    this.state = "waiting";
    this.problem = null;
    this.answer = null;
  }

  get hasMore() {
    return this.#cursor !== null;
  }

  /** The first page again; what is shown stays until it comes. */
  async load() {
    this.#asked.abort();
    if (this.state === "failed") this.state = "waiting";
    await this.#ask(null);
  }

  async more() {
    if (this.state === "more" || !this.hasMore) return;
    this.state = "more";
    await this.#ask(this.#cursor);
  }

  /** Shows a change before, or without, asking again. */
  set(items) {
    this.items = items;
    this.#host.requestUpdate();
  }

  /** Whoever leaves waits for nothing. */
  stop() {
    this.#asked.abort();
  }

  /** Where the first page comes again, those after it stay, so that nobody is thrown back to the top. */
  #take(page, next, further, path) {
    const goesOn = !further && path === this.#shown && next !== null && this.items.length > page.length;
    const known = new Set(page.map(({ id }) => id));
    const after = goesOn ? this.items.slice(page.length).filter(({ id }) => !known.has(id)) : [];
    this.items = further ? [...this.items, ...page] : [...page, ...after];
    if (!goesOn) this.#cursor = next;
    this.#shown = path;
  }

  async #ask(cursor) {
    const asked = (this.#asked = new AbortController());
    this.#host.requestUpdate();
    const path = this.#address();
    const address = cursor ? `${path}${path.includes("?") ? "&" : "?"}cursor=${encodeURIComponent(cursor)}` : path;
    try {
      const answer = await this.#host.client.call(address, { signal: asked.signal });
      if (asked.signal.aborted) return;
      this.answer = answer;
      this.#take(answer[this.#member], answer.next_cursor ?? null, cursor !== null, path);
      this.state = "ready";
    } catch (error) {
      if (asked.signal.aborted) return;
      this.problem = error;
      this.state = cursor ? "ready" : "failed";
      if (cursor) this.#host.tell(trouble(error, this.#host.words));
    }
    this.#host.requestUpdate();
  }
}

/** A sentence about what went wrong: the server's own, where it said one. */
export function trouble(error, words) {
  return error.status ? error.message : words.notReached;
}

/** What every page has: the client, the language, and ways to say what happened. */
export class Page extends LitElement {
  static properties = { client: { attribute: false }, language: {} };

  get words() {
    return texts(this.language);
  }

  /** Says it once, to who listens to the page. */
  say(text) {
    this.dispatchEvent(new CustomEvent("jarvas-say", { detail: text, bubbles: true, composed: true }));
  }

  /** Shows and says what went wrong with what was just tried. */
  tell(text) {
    this.dispatchEvent(new CustomEvent("jarvas-trouble", { detail: text, bubbles: true, composed: true }));
  }

  /** A change to what is kept has happened: counts and lists elsewhere are old. */
  changed() {
    this.dispatchEvent(new CustomEvent("jarvas-changed", { bubbles: true, composed: true }));
  }

  /** Does it, or tells why that was not possible. */
  async attempt(act) {
    try {
      return await act();
    } catch (error) {
      if (!(error instanceof JarvasError)) throw error;
      this.tell(trouble(error, this.words));
      return null;
    }
  }

  /** Puts the focus on the first that matches, once it is there. */
  async focusOn(css) {
    await this.updateComplete;
    this.renderRoot.querySelector(css)?.focus();
  }

  /** Waiting, trouble, nothing, or the list. */
  listOf(paged, { empty, list }) {
    if (paged.state === "failed") return this.failed(paged.problem, () => paged.load());
    if (paged.state === "waiting") return this.waiting();
    if (!paged.items.length) return empty;
    return html`${list(paged.items)} ${paged.hasMore ? this.#more(paged) : nothing}`;
  }

  failed(problem, again) {
    return html`<div class="empty" role="alert">
      <jarvas-icon name="alert-circle-outline"></jarvas-icon>
      <p>${trouble(problem, this.words)}</p>
      <button @click=${again}><jarvas-icon name="refresh"></jarvas-icon>${this.words.again}</button>
    </div>`;
  }

  waiting(lines = 4) {
    return html`<div class="waiting" role="status">
      <span class="aside">${this.words.loading}</span>
      ${Array.from({ length: lines }, () => html`<div><i></i><i></i></div>`)}
    </div>`;
  }

  #more(paged) {
    return html`<button class="more" @click=${() => paged.more()} ?disabled=${paged.state === "more"}>${this.words.more}</button>`;
  }

  /** The next page comes as its button is seen. */
  updated() {
    const button = this.renderRoot.querySelector(".more");
    if (button === this.#observed) return;
    if (this.#observed) this.#observer.unobserve(this.#observed);
    this.#observed = button;
    if (button) this.#observer.observe(button);
  }

  #observed = null;
  #observer = new IntersectionObserver(
    (seen) => seen.filter((entry) => entry.isIntersecting).forEach((entry) => entry.target.click()),
    { rootMargin: "300px" },
  );
}

export const pageStyle = [
  theme,
  css`
    :host {
      display: block;
      max-width: 46rem;
      margin: 0 auto;
      padding: 0.5rem max(1rem, env(safe-area-inset-right)) calc(2rem + env(safe-area-inset-bottom)) max(1rem, env(safe-area-inset-left));
      overflow-wrap: anywhere;
    }

    h2 {
      margin: 2rem 0 0.5rem;
      font-size: 1rem;
    }

    p {
      margin: 0.25rem 0;
    }

    .intro {
      margin: 0 0 1.25rem;
      color: var(--quiet);
    }

    ul.list {
      margin: 0;
      padding: 0;
      list-style: none;
    }

    ul.list > li {
      padding: 0.9rem 0;
    }

    ul.list > li + li {
      border-top: 1px solid var(--line);
    }

    time {
      white-space: nowrap;
    }

    .quiet {
      color: var(--quiet);
      font-size: 0.875rem;
    }

    .good {
      color: var(--good);
    }

    .bad {
      color: var(--bad);
    }

    .row {
      display: flex;
      flex-wrap: wrap;
      align-items: center;
      gap: 0.5rem;
    }

    .empty {
      display: grid;
      justify-items: center;
      gap: 0.75rem;
      padding: 3rem 1rem;
      color: var(--quiet);
      text-align: center;
    }

    .empty > jarvas-icon {
      width: 2.5rem;
      height: 2.5rem;
    }

    .waiting > div {
      display: grid;
      gap: 0.6rem;
      padding: 1.15rem 0;
    }

    .waiting i {
      width: 70%;
      height: 0.9rem;
      border-radius: 0.45rem;
      background: var(--line);
      animation: breathe 1.6s ease-in-out infinite alternate;
    }

    .waiting i + i {
      width: 35%;
    }

    .more {
      display: flex;
      margin: 1rem auto;
    }

    @keyframes breathe {
      to {
        opacity: 0.4;
      }
    }

    @media (prefers-reduced-motion: reduce) {
      .waiting i {
        animation: none;
      }
    }
  `,
];
