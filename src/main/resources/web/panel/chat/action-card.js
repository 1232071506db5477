// `<jarvas-action>`: the card of one action. What is to be done and to which device, the question whether it may be, what
// came of it, and the way back.

import { LitElement, html, nothing } from "lit";
import { Entities, spoken } from "../parts/entities.js";
import "../parts/icon.js";
import { languageOf } from "../parts/language.js";
import { serviceWords } from "../parts/service-words.js";
import { stateWords } from "../parts/state-words.js";
import { theme } from "../parts/theme.js";
import { style } from "./action-card-style.js";
import { cardTexts, counted, due, left, toolSentence } from "./card-texts.js";
import { deviceIcon, toolIcon } from "./device-icons.js";
import { Planned } from "./planned.js";

/** States in which a device does nothing that would be worth a lit icon. */
const AT_REST = [
  ...["off", "closed", "closing", "locked", "locking", "unavailable", "unknown", "idle", "paused", "docked", "returning"],
  ...["disarmed", "not_home", "standby"],
];
const SIGNS = {
  executed: "check",
  already: "check",
  sent: "send",
  failed: "alert-circle-outline",
  asks: "help-circle-outline",
  over: "clock-outline",
  unseen: "help-circle-outline",
  undone: "undo-variant",
  scheduled: "clock-outline",
  cancelled: "close",
};

/**
 * Fires `jarvas-settled` `{ id, result }` when a tap was answered; `result` is what the API said.
 */
class JarvasAction extends LitElement {
  static properties = {
    action: { attribute: false },
    client: { attribute: false },
    conversation: {},
    language: {},
    said: { attribute: false },
    busy: { state: true },
    note: { state: true },
  };

  static styles = [theme, style];

  #sources = [];
  #timer;
  #held = null;
  #readAgainAt = 0;
  #draw = (event) => {
    // Of a long conversation only the cards that something was learned for are drawn again.
    if (!event?.ids || this.action.targets.some((id) => event.ids.includes(id))) this.requestUpdate();
  };

  constructor() {
    super();
    this.language = languageOf(...navigator.languages);
    /** The text that stands beside the card: what it says, the card need not say again. */
    this.said = "";
    this.busy = false;
    this.note = "";
  }

  connectedCallback() {
    super.connectedCallback();
    this.requestUpdate();
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    clearTimeout(this.#timer);
    this.#listen([]);
  }

  /** Puts the focus onto what is asked, else onto the card. */
  focus(options) {
    const place = this.#find("form input, form button.first") ?? this.#find(".action");
    place?.focus(options);
  }

  willUpdate(changed) {
    if (changed.has("action")) this.note = "";
    this.#held = this.shadowRoot?.activeElement ?? null;
    const planned = this.client && this.action?.state === "scheduled" ? Planned.of(this.client) : null;
    const first = planned && !this.#sources.includes(planned);
    this.#listen([this.action, Entities.of(this.client), planned].filter(Boolean));
    if (first) planned.read();
    if (planned?.ending(this.action.id) === "cancelled") this.action.cancelled();
  }

  updated() {
    if (this.#held && !this.shadowRoot.activeElement) (this.#find(".undo, .cancel") ?? this.#find(".action"))?.focus();
    this.#count();
  }

  #find(css) {
    return this.shadowRoot?.querySelector(css);
  }

  #listen(sources) {
    for (const source of this.#sources) if (!sources.includes(source)) source.removeEventListener("change", this.#draw);
    for (const source of sources) source.addEventListener("change", this.#draw);
    this.#sources = sources;
  }

  /** Draws again when what is left has become less, by a minute or, in the last one, a second. */
  #count() {
    clearTimeout(this.#timer);
    const action = this.action;
    const until = action?.state === "scheduled" ? this.#dueAt() : action?.until;
    if (!this.isConnected || !until) return;
    const remaining = until - Date.now();
    if (remaining <= 0) {
      if (action.state === "scheduled") this.#readAgain();
      else if (!this.busy) action.expired();
      return;
    }
    const step = remaining > 61_000 ? (remaining - 60_000) % 60_000 || 60_000 : remaining % 1_000 || 1_000;
    this.#timer = setTimeout(this.#draw, step);
  }

  /** What was due is being done: the list says how it went, where there is something to say. */
  #readAgain() {
    if (Date.now() < this.#readAgainAt) return;
    this.#readAgainAt = Date.now() + 5_000;
    this.#timer = setTimeout(() => Planned.of(this.client).read(), 1_000);
  }

  #schedule() {
    return this.client && this.action.state === "scheduled" ? Planned.of(this.client).schedule(this.action.id) : undefined;
  }

  #dueAt() {
    const schedule = this.#schedule();
    return schedule?.state === "waiting" ? Date.parse(schedule.due) : 0;
  }

  async #answer(word) {
    const body = {};
    const pin = this.#find(".pin");
    if (word === "confirm" && pin) body.pin = pin.value;
    if (pin) pin.value = "";
    await this.#send(this.action.asked, word, body);
  }

  /** Asks the server, and shows what it says. One thing at a time. */
  async #send(id, word, body) {
    if (this.busy) return;
    this.busy = true;
    this.note = "";
    const action = this.action;
    try {
      const path = `api/actions/${encodeURIComponent(id)}/${word}?language=${this.language}`;
      const result = await this.client.call(path, { method: "POST", body });
      const asks = result.outcome === "needs_confirmation";
      action.hear(word, result);
      if (!result.success && !asks && action.state !== "failed") this.note = result.message;
      this.#tell(action.id, result);
    } catch (error) {
      this.#refused(error, action);
    } finally {
      this.busy = false;
    }
  }

  #refused(error, action) {
    this.note = error.status ? error.message : cardTexts(this.language).lost;
    if (error.status === 403 && error.problem.pin) this.#find(".pin")?.focus();
    if (error.status === 404 || error.status === 409) action.expired();
  }

  async #cancel() {
    if (this.busy) return;
    this.busy = true;
    this.note = "";
    const { id } = this.action;
    try {
      await this.client.call(`api/schedules/${encodeURIComponent(id)}`, { method: "DELETE" });
      this.action.cancelled();
      this.#tell(id, { id, outcome: "executed", success: true, message: cardTexts(this.language).cancelled, changes: [], undo: null });
    } catch (error) {
      this.note = error.status ? error.message : cardTexts(this.language).lost;
    } finally {
      this.busy = false;
    }
    Planned.of(this.client).read();
  }

  #tell(id, result) {
    this.dispatchEvent(new CustomEvent("jarvas-settled", { bubbles: true, composed: true, detail: { id, result } }));
  }

  render() {
    const { action } = this;
    if (!action) return nothing;
    const targets = action.targets.map((id) => Entities.of(this.client).entity(id));
    const plain = action.reads && ["running", "done"].includes(action.state);
    const kind = action.state === "done" || action.state === "failed" ? `${action.state} ${action.outcome}` : action.state;
    return html`
      <div
        class="action ${kind} ${plain ? "line" : "card"}"
        tabindex="-1"
        role="group"
        aria-labelledby="name"
        aria-describedby="outcome"
        aria-busy=${String(this.busy)}
      >
        ${this.#icon(targets)}
        <div class="what">${this.#what(targets, plain)}</div>
        ${this.#back()} ${this.#question()}
        <p class="note" role="status" ?hidden=${!this.note}>${this.note}</p>
        ${this.#raw()}
      </div>
    `;
  }

  #icon(targets) {
    const { action } = this;
    const to = this.#newState(targets[0]);
    const device = targets.length > 0 && (!action.reads || action.tool === "look");
    const name =
      action.tool === null || action.outcome === "malformed"
        ? "alert-circle-outline"
        : device
          ? deviceIcon(targets[0], to)
          : toolIcon(action.tool);
    const lit = device && action.state === "done" && to && !AT_REST.includes(to);
    return html`<span class="icon ${lit ? "lit" : ""}"><jarvas-icon name=${name}></jarvas-icon></span>`;
  }

  /** As far as is known here: what it changed to, before that what Home Assistant told of it. */
  #newState(entity) {
    if (!entity) return undefined;
    return this.action.changes.find((change) => change.entity_id === entity.entity_id)?.to ?? entity.state;
  }

  /** What it is about; what is done to it, and how that went. */
  #what(targets, plain) {
    const { action, language } = this;
    const names = new Intl.ListFormat(language === "pt" ? "pt-PT" : "en").format([
      ...targets.map((entity) => entity.name),
      ...action.places.map(spoken),
    ]);
    const sentence = toolSentence(action, names, language);
    if (plain) return html`<p id="name" class="name">${sentence}</p> ${action.state === "done" ? nothing : dots}`;
    const deed = this.#deed(targets[0]);
    if (sentence || !names) return html`<p id="name" class="name">${sentence || deed}</p> ${this.#outcome("", nothing)}`;
    return html`${targets.length > 1 ? this.#several(targets, names) : one(targets[0], names)}
    ${this.#outcome(deed, this.#sameChange(targets))}`;
  }

  #deed(target) {
    const { action, language } = this;
    if (action.service) return serviceWords(action.service, action.fields, target, language);
    return action.tool === "undo" ? cardTexts(language).undo : spoken(action.tool ?? "");
  }

  #several(targets, names) {
    const title = targets.length === 2 ? names : counted(this.action.targets, this.language);
    return html`<details>
      <summary id="name" class="name">${title} <jarvas-icon name="chevron-down"></jarvas-icon></summary>
      <ul>
        ${targets.map(
          (entity) =>
            html`<li>
              <jarvas-icon name=${deviceIcon(entity, this.#newState(entity))}></jarvas-icon>
              <span>${entity.name}${area(entity)}</span> ${this.#change(entity)}
            </li>`,
        )}
      </ul>
    </details>`;
  }

  /** What all of them changed from and to, where that is the same. */
  #sameChange(targets) {
    const { changes } = this.action;
    const alike = changes.every(({ from, to }) => from === changes[0].from && to === changes[0].to);
    const changed = changes.length && alike && targets.find((entity) => entity.entity_id === changes[0].entity_id);
    return changed ? this.#change(changed) : nothing;
  }

  #change(entity) {
    const change = this.action.changes.find((each) => each.entity_id === entity.entity_id);
    if (!change || change.from === change.to) return nothing;
    const from = stateWords(entity, change.from, this.language);
    const to = stateWords(entity, change.to, this.language);
    return html`<span class="change"
      ><span aria-hidden="true">${from} → <b>${to}</b></span
      ><span class="aside">${cardTexts(this.language).changed(from, to)}</span></span
    >`;
  }

  /** What needs no word to be seen is only read aloud. */
  #outcome(deed, change) {
    const { action } = this;
    const sign = SIGNS[action.state === "done" ? action.outcome : action.state];
    const seen = deed && (action.state === "running" || (action.state === "done" && action.outcome === "executed"));
    const why = action.state === "failed" && !this.said.includes(action.message) ? action.message : "";
    return html`<p id="outcome" class="outcome">
        ${sign ? html`<jarvas-icon name=${sign}></jarvas-icon>` : dots}
        <span class="told">
          ${deed ? html`<span class="deed">${deed}</span>` : nothing} ${change}
          <span class=${seen ? "aside" : "word"}>${this.#word(cardTexts(this.language))}</span>
        </span>
      </p>
      ${why ? html`<p class="why">${why}</p>` : nothing}`;
  }

  #word(texts) {
    const { action } = this;
    if (action.state === "done") return texts[action.outcome];
    if (action.state === "over") return texts[action.ending || "late"];
    if (action.state !== "scheduled") return texts[action.state];
    const schedule = this.#schedule();
    if (schedule === undefined) return action.message || texts.planned;
    if (schedule === null) return Planned.of(this.client).ending(action.id) === "past" ? texts.due_past : texts.due_gone;
    if (schedule.state === "waiting") return due(Date.parse(schedule.due), Date.now(), this.language);
    return texts[`due_${schedule.state}`];
  }

  /** The way back, with how long it is open: read aloud as it runs, it would drown all else. */
  #back() {
    const { action } = this;
    const texts = cardTexts(this.language);
    if (this.#schedule()?.state === "waiting")
      return html`<button class="cancel" aria-describedby="name" @click=${this.#cancel}>${texts.cancel}</button>`;
    if (!action.undo || action.state !== "done") return nothing;
    const remaining = action.until - Date.now();
    return html`<button
      class="undo"
      aria-label=${texts.undo}
      aria-describedby="outcome name"
      @click=${() => this.#send(action.undo, "undo", this.conversation ? { conversation_id: this.conversation } : {})}
    >
      <jarvas-icon name="undo-variant"></jarvas-icon><span>${texts.undo}</span>
      <span class="left" aria-hidden="true">${left(remaining, this.language)}</span>
    </button>`;
  }

  #question() {
    const { action } = this;
    if (action.state !== "asks") return nothing;
    const texts = cardTexts(this.language);
    const remaining = Math.max(0, action.until - Date.now());
    return html`<form
      @submit=${(event) => {
        event.preventDefault();
        this.#answer("confirm");
      }}
    >
      <fieldset>
        <legend class=${this.said.includes(action.reason) ? "aside" : ""}>${action.reason}</legend>
        ${action.pin ? pinField(texts) : nothing}
        <div class="answers">
          <button class="first" type="submit">${texts.yes}</button>
          <button type="button" @click=${() => this.#answer("reject")}>${texts.no}</button>
          <span class="left" aria-hidden="true">${left(remaining, this.language)}</span>
        </div>
      </fieldset>
      <span class="bar" aria-hidden="true" .style=${`scale: ${remaining / (action.span || 1)} 1`}></span>
    </form>`;
  }

  #raw() {
    const { action } = this;
    const raw = action.raw || (action.outcome === "malformed" ? JSON.stringify({ tool: action.tool, args: action.args }, null, 2) : "");
    if (!raw) return nothing;
    return html`<details class="raw">
      <summary>${cardTexts(this.language).what_came} <jarvas-icon name="chevron-down"></jarvas-icon></summary>
      <pre tabindex="0">${raw}</pre>
    </details>`;
  }
}

const dots = html`<span class="dots" aria-hidden="true"><i></i><i></i><i></i></span>`;

function one(entity, names) {
  return html`<p id="name" class="name">${names}${entity ? area(entity) : nothing}</p>`;
}

/** Not where the name says it already. */
function area(entity) {
  const known = entity.area && !entity.name.toLowerCase().includes(entity.area.toLowerCase());
  return known ? html` <small>${entity.area}</small>` : nothing;
}

/** No field for a password: browsers offer to keep those. */
function pinField(texts) {
  return html`<label
    >${texts.pin}
    <input
      class="pin"
      type="text"
      inputmode="numeric"
      autocomplete="off"
      autocapitalize="off"
      spellcheck="false"
      maxlength="64"
      required
      data-1p-ignore
      data-lpignore="true"
    />
  </label>`;
}

if (!customElements.get("jarvas-action")) customElements.define("jarvas-action", JarvasAction);
