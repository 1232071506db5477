// The card of one action: what is to be done, the question whether it may be, what came of it, and the way back.

import { call } from "./jarvas.js";
import { askForToken, button, following, make } from "./page.js";
import { language, texts } from "./texts.js";

const UNDO_MS = 5 * 60_000;

/** Cards that asked for a yes and have not heard what came of it, by the id that it is said to. */
const asking = new Map();

/** Whatever the person says next answers what was asked, or ends it. */
export function endQuestions() {
  for (const card of asking.values()) card.over(texts.answered);
}

/** What came, in a later turn, of a question of an earlier one. */
export function settleEarlier(result) {
  asking.get(result.id)?.settle(result);
}

export class ActionCard {
  /** @param conversation gives the id of the one that a yes would be said in */
  constructor({ action }, conversation) {
    const { domain, service, data = {} } = action.args ?? {};
    const { entity_id, area_id, floor_id, label_id } = data;
    const target = [entity_id, area_id, floor_id, label_id].flat().filter(Boolean).join(", ");
    this.conversation = conversation;
    this.outcome = make("span", "outcome", texts.running);
    this.note = make("p", "note");
    this.element = make("div", "action");
    this.element.tabIndex = -1; // takes the focus where what had it goes
    this.element.append(
      this.outcome,
      make("code", "", service ? `${domain}.${service} ${target}` : (action.raw ?? action.tool)),
      this.note,
    );
  }

  /**
   * Asks the person for a yes or a no, for as long as it counts.
   *
   * @param said whether the answer goes on with the question, so that here it is for screen readers alone
   */
  ask(id, { reason, expires_in_seconds, pin }, said = false) {
    this.end();
    this.id = id;
    this.look("asks", texts.needs_confirmation);
    this.left = make("span", "left");
    this.left.ariaHidden = "true"; // read aloud every second, it would drown the question
    this.fields = make("fieldset", "");
    this.fields.append(make("legend", said ? "aside" : "", reason));
    if (pin) this.fields.append(this.pinField());
    const yes = make("button", "", texts.yes);
    yes.type = "submit";
    this.fields.append(
      yes,
      button(texts.no, () => this.answer("reject")),
      this.left,
    );
    this.form = make("form", "question");
    this.form.append(this.fields);
    this.form.addEventListener("submit", (event) => {
      event.preventDefault();
      this.answer("confirm");
    });
    this.note.before(this.form);
    this.until = performance.now() + expires_in_seconds * 1000;
    this.count();
    this.clock = setInterval(() => this.count(), 500);
    asking.set(id, this);
  }

  /** No field for a password: browsers offer to keep those. */
  pinField() {
    this.pin = make("input", "pin");
    Object.assign(this.pin, { type: "text", inputMode: "numeric", autocomplete: "off", maxLength: 64, required: true });
    this.pin.spellcheck = false;
    const label = make("label", "", texts.pin);
    label.append(this.pin);
    return label;
  }

  count() {
    const seconds = Math.ceil((this.until - performance.now()) / 1000);
    this.left.textContent = texts.seconds(Math.max(0, seconds));
    if (seconds <= 0 && !this.busy) this.over(texts.too_late);
  }

  async answer(word) {
    const body = {};
    if (word === "confirm" && this.pin) {
      body.pin = this.pin.value;
      this.pin.value = "";
    }
    await this.send(this.id, word, body);
  }

  /** Asks the server, and shows what it says. One thing at a time. */
  async send(id, word, body) {
    if (this.busy) return;
    this.busy = true;
    this.element.ariaBusy = "true";
    this.say("");
    try {
      const path = `api/actions/${encodeURIComponent(id)}/${word}?language=${language}`;
      const options = { method: "POST", headers: { "Content-Type": "application/json" }, body: JSON.stringify(body) };
      const response = await call(path, options, askForToken);
      const said = await response.json();
      following(() => this.hear(word, response.status, said));
    } catch {
      this.say(texts.lost);
    } finally {
      this.busy = false;
      this.element.ariaBusy = "false";
    }
  }

  hear(word, status, said) {
    if (status === 200 && word === "undo") this.undone(said);
    else if (status === 200) this.settle(said);
    else if (status === 403 && said.pin) {
      this.say(said.detail);
      this.pin?.focus();
    } else if (status === 409 || status === 404) {
      if (word === "undo") this.dropUndo();
      else this.over(texts.too_late);
      this.say(said.detail);
    } else this.say(said.detail);
  }

  /** Where an action of a turn was not done, the answer itself goes on with the sentence that says why. */
  settle(result) {
    const { outcome, success, message, confirmation } = result;
    if (outcome === "needs_confirmation") {
      if (confirmation) this.ask(result.id, confirmation);
      else this.look("asks", texts.needs_confirmation);
      return;
    }
    const answered = this.form !== undefined;
    const focused = this.element.contains(document.activeElement);
    this.end();
    this.look(success ? "good" : "bad", success ? message : (texts[outcome] ?? message));
    if (answered && !success) this.say(message);
    this.offerUndo(result.undo);
    this.keepFocus(focused);
  }

  undone(result) {
    const focused = this.element.contains(document.activeElement);
    this.dropUndo();
    if (result.outcome === "needs_confirmation") this.settle(result);
    else {
      this.look(result.success ? "good" : "bad", result.success ? texts.undone : texts.not_undone);
      this.say(result.message);
      this.offerUndo(result.undo);
    }
    this.keepFocus(focused);
  }

  offerUndo(id) {
    if (!id) return;
    this.undo = button(texts.undo, () => this.send(id, "undo", { conversation_id: this.conversation() }));
    this.undo.classList.add("undo");
    this.element.append(this.undo);
    this.undoEnds = setTimeout(() => {
      const focused = this.undo === document.activeElement;
      this.dropUndo();
      this.keepFocus(focused);
    }, UNDO_MS);
  }

  dropUndo() {
    clearTimeout(this.undoEnds);
    this.undo?.remove();
    this.undo = undefined;
  }

  /** It is no longer asked: what is there stays to be read, and does nothing any more. */
  over(word) {
    if (this.fields.disabled) return;
    const focused = this.element.contains(document.activeElement);
    clearInterval(this.clock);
    if (this.pin) this.pin.value = "";
    this.fields.disabled = true;
    this.left.textContent = "";
    this.look("over", word);
    if (focused) this.element.focus(); // what is disabled loses it
  }

  /** Takes away the question, or the way back. */
  end() {
    clearInterval(this.clock);
    asking.delete(this.id);
    this.dropUndo();
    this.form?.remove();
    this.form = this.pin = undefined;
    this.say("");
  }

  look(name, outcome) {
    this.element.className = `action ${name}`;
    this.outcome.textContent = outcome;
  }

  say(note) {
    this.note.textContent = note;
  }

  keepFocus(had) {
    if (had && !this.element.contains(document.activeElement)) (this.undo ?? this.element).focus();
  }

  /** The turn ended, and this was not heard of again. */
  unseen() {
    if (!this.form) this.outcome.textContent = texts.unseen;
  }
}
