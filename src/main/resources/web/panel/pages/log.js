// `<jarvas-log>`: what was done in the house.

import { css, html, nothing } from "lit";
import { repeat } from "lit/directives/repeat.js";
import { Entities } from "../parts/entities.js";
import { instant, number, when } from "../parts/language.js";
import { stateWords } from "../parts/state-words.js";
import { Page, Paged, pageStyle } from "./page.js";
import { serviceWord } from "./texts.js";
import { why } from "./why.js";

const ICONS = {
  executed: ["check-circle-outline", "good"],
  already: ["check", "good"],
  sent: ["check", "good"],
  needs_confirmation: ["help-circle-outline", "calm"],
  denied: ["minus-circle-outline", "calm"],
  malformed: ["alert-circle-outline", "bad"],
  failed: ["alert-circle-outline", "bad"],
};

class JarvasLog extends Page {
  static properties = { me: { state: true }, everybody: { state: true } };

  static styles = [
    ...pageStyle,
    css`
      .tools {
        justify-content: space-between;
        padding-bottom: 0.5rem;
      }

      .exports > button {
        padding-inline: 0.75rem;
      }

      .tools label {
        display: inline-flex;
        align-items: center;
        gap: 0.5rem;
        min-height: var(--tap);
        cursor: pointer;
      }

      input[type="checkbox"] {
        width: 1.15rem;
        height: 1.15rem;
        margin: 0;
        accent-color: var(--mine);
      }

      ul.list > li {
        padding-bottom: 0.4rem;
      }

      li {
        display: grid;
        grid-template-columns: auto minmax(0, 1fr);
        gap: 0 0.75rem;
      }

      .head {
        display: flex;
        align-items: baseline;
        justify-content: space-between;
        gap: 1rem;
      }

      .head > :last-child {
        flex: none;
      }

      .calm {
        color: var(--quiet);
      }

      .what {
        font-weight: 600;
      }

      p {
        margin: 0;
      }

      details {
        margin-top: 0.15rem;
      }

      summary {
        display: inline-flex;
        align-items: center;
        min-height: 2rem;
        border-radius: 0.5rem;
        color: var(--quiet);
        font-size: 0.875rem;
        cursor: pointer;
      }

      summary > jarvas-icon {
        width: 1.15rem;
        height: 1.15rem;
        transition: rotate 0.15s;
      }

      details[open] > summary > jarvas-icon {
        rotate: 90deg;
      }

      dl {
        display: grid;
        grid-template-columns: minmax(5rem, auto) minmax(0, 1fr);
        gap: 0.15rem 1rem;
        margin: 0.25rem 0 0.5rem;
        font-size: 0.875rem;
      }

      dt {
        color: var(--quiet);
      }

      dd {
        margin: 0;
      }

      @media (max-width: 599.98px) {
        summary {
          min-height: var(--tap);
        }
      }
    `,
  ];

  constructor() {
    super();
    this.me = null;
    this.everybody = false;
    this.list = new Paged(this, "actions", () => `api/actions?limit=50${this.#whose}`);
  }

  get #whose() {
    return this.everybody ? "&person=all" : "";
  }

  connectedCallback() {
    super.connectedCallback();
    this.requestUpdate();
  }

  /** Not sooner: an element whose module comes late is there before its properties are. */
  willUpdate() {
    Entities.of(this.client).addEventListener("change", this.#named);
  }

  async firstUpdated() {
    this.list.load();
    this.me = await this.client.me();
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    Entities.of(this.client).removeEventListener("change", this.#named);
    this.list.stop();
  }

  #named = () => this.requestUpdate();

  render() {
    const { words } = this;
    return html`
      <p class="intro">${words.logIntro}</p>
      <div class="row tools">
        ${this.me?.administrator
          ? html`<label><input type="checkbox" .checked=${this.everybody} @change=${this.#switch} />${words.everybody}</label>`
          : html`<span></span>`}
        <div class="row exports">${this.#export("csv", words.table, words.exportCsv)} ${this.#export("json", "JSON", words.exportJson)}</div>
      </div>
      ${this.listOf(this.list, {
        empty: html`<div class="empty"><jarvas-icon name="history"></jarvas-icon><p>${words.noLog}</p></div>`,
        list: (items) =>
          html`<ul class="list">
            ${repeat(
              items,
              (item) => item.id,
              (item) => this.#item(item),
            )}
          </ul>`,
      })}
    `;
  }

  #export(format, text, title) {
    return html`<button class="plain" aria-label=${title} title=${title} @click=${() => this.#save(format)}>
      <jarvas-icon name="download"></jarvas-icon>${text}
    </button>`;
  }

  #item(item) {
    const { words, language } = this;
    const [icon, kind] = ICONS[item.outcome] ?? ICONS.needs_confirmation;
    const reason = item.outcome === "failed" ? why(item.detail, language) : "";
    return html`<li>
      <jarvas-icon name=${icon} class=${kind}></jarvas-icon>
      <div>
        <div class="head">
          <p class="what">${this.#what(item)}</p>
          <p class="quiet"><time datetime=${item.at} title=${instant(item.at, language)}>${when(item.at, language)}</time></p>
        </div>
        <p>
          <span class=${kind === "bad" ? "bad" : ""}>${this.#outcome(item)}</span>${this.#changes(item)}${item.undone
            ? html` · ${words.undone}`
            : nothing}
        </p>
        ${reason ? html`<p class="quiet">${reason}</p>` : nothing}
        <p class="quiet">${this.everybody ? html`${this.#who(item)}: ` : nothing}${item.asked ? html`“${item.asked}”` : nothing}</p>
        <details>
          <summary><jarvas-icon name="chevron-right"></jarvas-icon>${words.details}</summary>
          ${this.#details(item)}
        </details>
      </div>
    </li>`;
  }

  #outcome({ tool, outcome }) {
    const { words } = this;
    return tool === "schedule" && outcome === "executed" ? words.planned : (words.outcomes[outcome] ?? outcome);
  }

  /** `Turn off: Kitchen Lights` */
  #what(item) {
    const { service, tool } = item;
    const { words, language } = this;
    if (!service && !tool) return words.outcomes.malformed;
    const planned = plan(item);
    const does = planned?.service ? [planned.service] : service.split(", ").filter(Boolean);
    const word = (does.length ? does : [tool]).map((name) => serviceWord(name, language)).join(", ");
    return [planned ? words.later(word) : word, devices(item).map((id) => this.#nameOf(id)).join(", ")].filter(Boolean).join(": ");
  }

  #nameOf(id) {
    return Entities.of(this.client).entity(id).name;
  }

  #changes({ changes, entity_ids: ids }) {
    const { language } = this;
    return changes
      .filter(({ from, to }) => from !== to)
      .map(({ entity_id: id, from, to }) => {
        const name = ids.length > 1 ? `${this.#nameOf(id)} ` : "";
        const entity = Entities.of(this.client).entity(id);
        return html` · ${name}${stateWords(entity, from, language)} → ${stateWords(entity, to, language)}`;
      });
  }

  #who({ person, person_name: name }) {
    const { words } = this;
    if (person === this.me?.person) return words.you;
    if (person === "local") return words.thisMachine;
    if (person === "assist") return words.assist;
    if (person.startsWith("satellite:")) return words.satellite(name ?? person.slice(10, 18));
    return words.somebody(name ?? person.slice(0, 8));
  }

  #details(item) {
    const { words, language } = this;
    const lines = [
      [words.service, item.service],
      [words.entities, item.entity_ids.join(", ")],
      [words.verdict, words.verdicts[item.verdict] ?? item.verdict],
      [words.origin, words.origins[item.origin] ?? item.origin],
      [words.reason, item.detail],
      [words.unread, item.args?.raw],
      [words.took, item.took_ms === null ? "" : `${number(item.took_ms, language, { maximumFractionDigits: 0 })} ms`],
    ];
    return html`<dl>
      ${lines.filter(([, text]) => text).map(([name, text]) => html`<dt>${name}</dt><dd>${text}</dd>`)}
    </dl>`;
  }

  #switch(event) {
    this.everybody = event.target.checked;
    this.list.load();
  }

  #save(format) {
    return this.attempt(() => this.client.save(`api/actions/export?format=${format}${this.#whose}`));
  }
}

/** What a schedule is to call later. */
function plan({ tool, args }) {
  return tool === "schedule" ? args?.action?.args : null;
}

function devices(item) {
  return item.entity_ids.length ? item.entity_ids : [plan(item)?.data?.entity_id ?? []].flat();
}

customElements.define("jarvas-log", JarvasLog);
