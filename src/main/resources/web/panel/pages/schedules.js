// `<jarvas-schedules>`: what is to be done later.

import { css, html, nothing } from "lit";
import { repeat } from "lit/directives/repeat.js";
import { ask } from "../parts/dialog.js";
import { away, instant, when } from "../parts/language.js";
import { serviceName } from "../parts/service-words.js";
import { Page, Paged, pageStyle } from "./page.js";

const SECOND_MS = 1_000;
const CALMLY_MS = 20_000;
const SOON_MS = 61_000;

class JarvasSchedules extends Page {
  static styles = [
    ...pageStyle,
    css`
      li {
        display: flex;
        flex-wrap: wrap;
        align-items: center;
        gap: 0.25rem 1rem;
      }

      .what {
        flex: 1 1 12rem;
        min-width: 0;
      }

      .what > p:first-child {
        font-weight: 600;
      }

      .due {
        flex: none;
        min-width: 8.5rem;
        font-variant-numeric: tabular-nums;
      }

      @media (max-width: 599.98px) {
        .due {
          display: flex;
          flex: 1 0 100%;
          align-items: baseline;
          gap: 0.6rem;
        }

        .what {
          flex-basis: 8rem;
        }
      }
    `,
  ];

  #ticking = 0;

  constructor() {
    super();
    this.list = new Paged(this, "schedules", () => "api/schedules?limit=50");
  }

  firstUpdated() {
    this.list.load();
  }

  updated() {
    super.updated();
    clearTimeout(this.#ticking);
    if (this.isConnected && this.list.items.length) this.#ticking = setTimeout(() => this.#tick(), this.#pause());
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    clearTimeout(this.#ticking);
    this.list.stop();
  }

  /** Each second only where seconds are shown. */
  #pause() {
    return this.list.items.some(({ due }) => Math.abs(new Date(due) - Date.now()) < SOON_MS) ? SECOND_MS : CALMLY_MS;
  }

  /** What was due has happened, or not: the list says which. */
  #tick() {
    const over = this.list.items.some(({ due, state }) => ["waiting", "running"].includes(state) && new Date(due) <= Date.now());
    if (over && this.list.state === "ready") this.list.load().then(() => this.changed());
    else this.requestUpdate();
  }

  render() {
    const { words } = this;
    return html`<p class="intro">${words.schedulesIntro}</p>
      ${this.listOf(this.list, {
        empty: html`<div class="empty"><jarvas-icon name="clock-outline"></jarvas-icon><p>${words.noSchedules}</p></div>`,
        list: (items) =>
          html`<ul class="list">
            ${repeat(
              items,
              (item) => item.id,
              (item) => this.#item(item),
            )}
          </ul>`,
      })}`;
  }

  #item(item) {
    const { words, language } = this;
    const waits = item.state === "waiting";
    return html`<li data-id=${item.id}>
      <div class="due">
        ${waits ? html`<p>${new Date(item.due) <= Date.now() ? words.now : away(item.due, language)}</p>` : nothing}
        <p class="quiet"><time datetime=${item.due} title=${instant(item.due, language)}>${when(item.due, language)}</time></p>
      </div>
      <div class="what">
        <p>${this.#what(item)}</p>
        ${words.stateOf[item.state] ? html`<p class=${item.state === "running" ? "" : "bad"}>${words.stateOf[item.state]}</p>` : nothing}
        <p class="quiet">“${item.asked}”</p>
      </div>
      ${waits
        ? html`<button aria-label="${words.cancelSchedule}: ${this.#what(item)}" @click=${() => this.#cancel(item)}>${words.cancelSchedule}</button>`
        : nothing}
    </li>`;
  }

  #what({ service, names }) {
    return [serviceName(service, this.language), names.join(", ")].filter(Boolean).join(": ");
  }

  async #cancel(item) {
    const { words } = this;
    const text = words.cancelText(this.#what(item));
    if (!(await ask({ title: words.cancelTitle, text, yes: words.cancelYes, no: words.cancelNo, bad: true }))) return;
    try {
      await this.client.call(`api/schedules/${encodeURIComponent(item.id)}`, { method: "DELETE" });
      this.list.set(this.list.items.filter(({ id }) => id !== item.id));
      this.say(words.cancelled);
    } catch (error) {
      if (error.status !== 404) return void this.attempt(() => Promise.reject(error));
      this.tell(words.tooLate);
      await this.list.load();
    }
    this.changed();
    await this.focusOn("button");
  }
}

customElements.define("jarvas-schedules", JarvasSchedules);
