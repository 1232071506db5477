// `<jarvas-status>`: what works, what does not, and what to do, in sentences.

import { css, html, nothing } from "lit";
import { number } from "../parts/language.js";
import { latencyChart, latencyStyle } from "./latency.js";
import "./doctor.js";
import { Page, pageStyle } from "./page.js";
import { report } from "./report.js";
import { windowBar, windowStyle } from "./window.js";
import { PARTS, isOff, isWell, works } from "./working.js";

const DOCUMENTS = "https://github.com/jarvas/jarvas/blob/main/";

function iconOf(part) {
  if (isOff(part)) return ["minus-circle-outline", "calm"];
  return isWell(part) ? ["check-circle-outline", "good"] : ["alert-circle-outline", "bad"];
}

class JarvasStatus extends Page {
  static properties = { status: { attribute: false }, reached: { type: Boolean } };

  static styles = [
    ...pageStyle,
    windowStyle,
    latencyStyle,
    css`
      .all {
        margin: 0.5rem 0 1rem;
        font-size: 1.375rem;
        font-weight: 600;
      }

      .part {
        display: grid;
        grid-template-columns: auto minmax(0, 1fr) auto;
        gap: 0 0.9rem;
        padding: 0.9rem 0;
      }

      .part + .part {
        border-top: 1px solid var(--line);
      }

      .calm,
      .part > jarvas-icon:first-child {
        color: var(--quiet);
      }

      .part h2 {
        margin: 0;
      }

      .part p {
        margin: 0.1rem 0 0;
      }

      section {
        padding-top: 0.5rem;
      }

      .links {
        margin: 0 0 1rem;
        padding: 0;
        list-style: none;
      }

      .links a {
        display: inline-flex;
        align-items: center;
        min-height: var(--tap);
      }

      .report {
        justify-content: space-between;
      }
    `,
  ];

  firstUpdated() {
    this.dispatchEvent(new CustomEvent("jarvas-look"));
  }

  render() {
    const { words, status, language } = this;
    if (!status) return this.reached ? this.waiting(5) : this.failed({ status: 0 }, () => this.dispatchEvent(new CustomEvent("jarvas-look")));
    return html`
      <p class="all">${words.statusIntro(works(status))}</p>
      ${PARTS.map(([name, icon, of]) => (of(status) ? this.#part(name, icon, of(status)) : nothing))}
      <jarvas-doctor .client=${this.client} .language=${language}></jarvas-doctor>
      <section>
        <h2>${words.window}</h2>
        ${windowBar(status.window, words, language)}
      </section>
      <section>
        <h2>${words.latency}</h2>
        ${latencyChart(status.latency, words, language)}
      </section>
      <section>
        <h2>${words.about}</h2>
        ${status.version ? html`<p>${words.version(status.version)}</p>` : nothing}
        <ul class="links">
          ${this.#link("docs/troubleshooting.md", words.docs)} ${this.#link("README.md", words.docsAll)}
        </ul>
        <div class="row report">
          <p class="quiet">${words.reportText}</p>
          <button @click=${this.#copy}><jarvas-icon name="content-copy"></jarvas-icon>${words.report}</button>
        </div>
      </section>
    `;
  }

  #part(name, icon, part) {
    const { words } = this;
    const [sign, kind] = iconOf(part);
    return html`<div class="part">
      <jarvas-icon name=${icon}></jarvas-icon>
      <div>
        <h2>${words[name]}</h2>
        <p>${part.sentence}</p>
        ${part.detail && !isWell(part) ? html`<p class="quiet">${part.detail}</p>` : nothing} ${this.#more(name, part)}
      </div>
      <jarvas-icon name=${sign} class=${kind}></jarvas-icon>
    </div>`;
  }

  #more(name, part) {
    const { words, language } = this;
    if (name === "home" && part.entities) return html`<p class="quiet">${words.entitiesSeen(part.entities)}</p>`;
    if (name === "ollama" && part.name && part.window_tokens) {
      return html`<p class="quiet">${words.modelIs(part.name, number(part.window_tokens, language))}</p>`;
    }
    return nothing;
  }

  #link(path, text) {
    return html`<li><a href="${DOCUMENTS}${path}" target="_blank" rel="noopener noreferrer">${text}</a></li>`;
  }

  async #copy() {
    const done = await copied(report(this.status));
    if (done) this.say(this.words.copied);
    else this.tell(this.words.notCopied);
  }
}

/** The clipboard is closed to pages that were not loaded over HTTPS; the old way is not. */
async function copied(text) {
  if (navigator.clipboard) {
    const done = await navigator.clipboard.writeText(text).then(
      () => true,
      () => false,
    );
    if (done) return true;
  }
  const copying = (event) => {
    event.preventDefault();
    event.clipboardData.setData("text/plain", text);
  };
  document.addEventListener("copy", copying);
  try {
    return document.execCommand("copy");
  } finally {
    document.removeEventListener("copy", copying);
  }
}

customElements.define("jarvas-status", JarvasStatus);
