// `<jarvas-doctor>`: has everything looked at that Jarvas needs, and says of what is not well what to do. For
// administrators, who alone may ask.

import { css, html, nothing } from "lit";
import { Page, pageStyle } from "./page.js";

const SIGNS = {
  broken: ["alert-circle-outline", "bad"],
  warning: ["alert-circle-outline", "warns"],
  skipped: ["minus-circle-outline", "quiet"],
  fine: ["check-circle-outline", "good"],
};

class JarvasDoctor extends Page {
  static properties = { found: { state: true }, looking: { state: true }, allowed: { state: true } };

  static styles = [
    ...pageStyle,
    css`
      li {
        display: grid;
        grid-template-columns: auto minmax(0, 1fr);
        gap: 0 0.9rem;
        padding: 0.6rem 0;
      }

      li p,
      h3 {
        margin: 0;
      }

      h3 {
        font-size: 1rem;
      }

      .warns {
        color: var(--accent);
      }

      summary {
        min-height: var(--tap);
        padding: 0.6rem 0;
        color: var(--quiet);
        cursor: pointer;
      }
    `,
  ];

  async firstUpdated() {
    this.allowed = (await this.client.me()).administrator;
  }

  render() {
    const { words, found, looking } = this;
    if (!this.allowed) return nothing;
    const well = found?.checks.filter(({ result }) => result === "fine") ?? [];
    const rest = found?.checks.filter(({ result }) => result !== "fine") ?? [];
    return html`<section aria-busy=${looking ? "true" : "false"}>
      <h2>${words.doctor}</h2>
      <p class="quiet">${words.doctorText}</p>
      <button ?disabled=${looking} @click=${this.#look}>
        <jarvas-icon name="magnify"></jarvas-icon>${looking ? words.doctorLooks : found ? words.doctorAgain : words.doctorLook}
      </button>
      ${found
        ? html`<p class="summary">${found.summary}</p>
            ${rest.length ? this.#list(rest) : nothing}
            ${well.length ? html`<details><summary>${words.doctorFine(well.length)}</summary>${this.#list(well)}</details>` : nothing}`
        : nothing}
    </section>`;
  }

  #list(checks) {
    return html`<ul class="list">
      ${checks.map(({ title, sentence, next, result }) => {
        const [icon, kind] = SIGNS[result];
        return html`<li>
          <jarvas-icon name=${icon} class=${kind}></jarvas-icon>
          <div>
            <h3>${title}</h3>
            <p>${sentence}</p>
            ${next ? html`<p>${next}</p>` : nothing}
          </div>
        </li>`;
      })}
    </ul>`;
  }

  async #look() {
    this.looking = true;
    const found = await this.attempt(() => this.client.call(`api/doctor?language=${this.language}`));
    this.looking = false;
    if (!found) return;
    this.found = found;
    this.say(found.summary);
  }
}

customElements.define("jarvas-doctor", JarvasDoctor);
