// `<jarvas-satellites>`: what was said to satellites, which is nobody's own, for administrators.

import { css, html, nothing } from "lit";
import { repeat } from "lit/directives/repeat.js";
import { ask } from "../parts/dialog.js";
import { instant, when } from "../parts/language.js";
import { Page, Paged, pageStyle } from "./page.js";
import "./satellite.js";

class JarvasSatellites extends Page {
  static properties = { opened: { state: true } };

  static styles = [
    ...pageStyle,
    css`
      :host {
        padding: 0;
      }

      .head {
        display: flex;
        flex-wrap: wrap;
        align-items: center;
        gap: 0.75rem;
      }

      .head > div {
        flex: 1 1 12rem;
        min-width: 0;
      }

      .head p:first-child {
        font-weight: 600;
      }
    `,
  ];

  constructor() {
    super();
    this.opened = null;
    this.list = new Paged(this, "satellites", () => "api/satellites");
  }

  firstUpdated() {
    this.list.load();
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    this.list.stop();
  }

  render() {
    const { words } = this;
    return html`<h2 tabindex="-1">${words.satellites}</h2>
      <p class="intro">${words.satellitesIntro}</p>
      ${this.listOf(this.list, {
        empty: html`<p class="none quiet">${words.noSatellites}</p>`,
        list: (items) =>
          html`<ul class="list">
            ${repeat(
              items,
              ({ id }) => id,
              (item) => this.#item(item),
            )}
          </ul>`,
      })}`;
  }

  #item(satellite) {
    const { words, language, opened } = this;
    const { id, area, conversation_count: conversations, memory_count: memories, newest } = satellite;
    const name = this.#name(satellite);
    const open = opened === id;
    return html`<li data-id=${id}>
      <div class="head">
        <div>
          <p>${name}</p>
          <p class="quiet">
            ${area ? html`${area} · ` : nothing}${words.satelliteHas(conversations, memories)} ·
            <time datetime=${newest} title=${instant(newest, language)}>${when(newest, language)}</time>
          </p>
        </div>
        <button aria-label="${words.read}: ${name}" aria-expanded=${open} @click=${() => (this.opened = open ? null : id)}>${words.read}</button>
        <button class="bad" aria-label="${words.erase}: ${name}" @click=${() => this.#erase(satellite)}>${words.erase}</button>
      </div>
      ${open
        ? html`<jarvas-satellite
            .client=${this.client}
            .language=${language}
            .satellite=${id}
            @jarvas-deleted=${() => this.list.load()}
          ></jarvas-satellite>`
        : nothing}
    </li>`;
  }

  #name({ id, name }) {
    if (name) return name;
    return id === "assist" ? this.words.satelliteAssist : id.replace(/^satellite:/, "");
  }

  async #erase(satellite) {
    const { words } = this;
    const title = words.eraseTitle(this.#name(satellite));
    if (!(await ask({ title, text: words.eraseText, yes: words.erase, no: words.cancel, bad: true }))) return;
    await this.attempt(async () => {
      await this.client.call(`api/satellites/${encodeURIComponent(satellite.id)}`, { method: "DELETE" });
      this.say(words.erased);
      await this.list.load();
      await this.focusOn("h2");
    });
  }
}

customElements.define("jarvas-satellites", JarvasSatellites);
