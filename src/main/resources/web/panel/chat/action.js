// What is known of one action: what it is, whether it waits for a yes, what came of it, and the way back.

const UNDO_SECONDS = 5 * 60;
const CALL = "homeassistant_call_service";
const SCHEDULE = "schedule";
/** What only reads, or changes what Jarvas itself keeps: nothing that a device shows. */
const READING = [
  "homeassistant_get_states",
  "get_history",
  "get_weather",
  "show_agenda",
  "show_shopping_list",
  "look",
  "web_search",
];
const ENTITY = /^[a-z0-9_]+\.[a-z0-9_]+$/;

/**
 * Tells of each change by an event `change`.
 *
 * ```
 * running ─▶ done ─▶ undone      asks ─▶ any of these
 *         ├▶ scheduled ─▶ cancelled   ├▶ over: ran out, or was answered by the next message
 *         ├▶ failed                   └▶ what it was before, where an undo had asked
 *         └▶ unseen: the turn is over, and nobody heard what came of it
 * ```
 */
export class Action extends EventTarget {
  state = "running";
  /** Home Assistant's own word for it, such as `already`; "" while nothing is known. */
  outcome = "";
  /** A sentence for a person; "" where there is none. */
  message = "";
  /** `[{ entity_id, from, to }]` */
  changes = [];
  /** The id by which it can be taken back; null where it cannot. */
  undo = null;
  /** Until when it can be answered or taken back, in milliseconds as `Date.now()` counts; 0 where that does not matter. */
  until = 0;
  /** How long that was when it was first heard of. */
  span = 0;
  /** Why a yes is asked for. */
  reason = "";
  /** Whether a yes needs the PIN. */
  pin = false;
  /** To what a yes or a no is said; null where nothing is asked. */
  asked = null;
  /** Why it waits no longer: `late`, `answered`; else "". */
  ending = "";

  #undoing = false;
  /** The id under which what a person said in words takes it back. */
  #takenBackBy = null;
  /** As it was before an undo asked. */
  #before = null;

  /** @param action `{ tool, args }`, or `{ raw }` of what could not be read */
  constructor(id, action) {
    super();
    this.id = id;
    this.tool = action?.tool ?? null;
    this.args = action?.args ?? {};
    this.raw = action?.raw ?? "";
  }

  /** @param data of an event `action` */
  static proposed({ id, action }) {
    return new Action(id, action);
  }

  /** @param json one of the `actions` of a turn, as the API tells a conversation */
  static stored(json) {
    const action = new Action(json.id, json.action);
    if (json.outcome) action.hear("action_result", json);
    if (json.undone) action.#settle({ state: "undone", undo: null, until: 0 });
    return action;
  }

  /** What is called: `light.turn_on`, of a schedule what will be; "" for a tool that calls nothing. */
  get service() {
    const { domain, service } = this.#call();
    if (typeof service !== "string") return ""; // a model may write anything there
    return service && domain && !service.includes(".") ? `${domain}.${service}` : service;
  }

  /** The service's own fields. */
  get fields() {
    const { entity_id: _entity, area_id: _area, floor_id: _floor, label_id: _label, device_id: _device, ...fields } = this.#data();
    return fields;
  }

  /** The ids of the entities it is about. */
  get targets() {
    return [...new Set([...this.#given(), ...this.changes.map((change) => change.entity_id)].filter((id) => ENTITY.test(id)))];
  }

  /** What it is about by another name: areas, floors, labels, and what is no entity's id. */
  get places() {
    const { area_id, floor_id, label_id } = this.#data();
    return [...this.#given().filter((id) => !ENTITY.test(id)), ...listed(area_id), ...listed(floor_id), ...listed(label_id)];
  }

  get reads() {
    return READING.includes(this.tool) || (this.tool === SCHEDULE && this.args.list !== undefined && !this.args.action);
  }

  /** Whether it is to be done later. */
  get schedules() {
    return this.tool === SCHEDULE && Boolean(this.args.action);
  }

  /** Whether what is said to that id is said to this. */
  answersTo(id) {
    return id === this.id || (id !== null && (id === this.asked || id === this.#takenBackBy));
  }

  /** The person asked in words to take it back: what comes of that is told under that id. */
  takenBack(id) {
    this.#takenBackBy = id;
    this.#undoing = true;
    this.#before ??= this.state;
  }

  /**
   * @param event of a turn: `action`, `confirmation`, `action_result`; or what was answered to a tap: `confirm`,
   *     `reject`, `undo`
   */
  hear(event, data) {
    if (event === "confirmation") this.#ask(data.id, data);
    else if (event === "undo") this.#undone(data);
    else if (["action_result", "confirm", "reject"].includes(event)) this.#result(data);
  }

  /** The turn is over: what was not heard of by now never will be. */
  ended() {
    if (this.state === "running") this.#settle({ state: "unseen" });
  }

  /** The person said something next: that answers what waits here, or ends it. */
  spoken() {
    if (this.state === "asks") this.#over("answered");
  }

  /** Nobody takes a yes any more, or there is no way back any more. */
  expired() {
    if (this.state === "asks") this.#over("late");
    else this.#settle({ undo: null, until: 0 });
  }

  /** What was to be done later was given up. */
  cancelled() {
    this.#settle({ state: "cancelled", undo: null, until: 0 });
  }

  #ask(id, { reason, expires_in_seconds, pin }) {
    this.#settle({ state: "asks", asked: id, reason, pin: Boolean(pin), undo: null, ending: "", ...within(expires_in_seconds) });
  }

  #result(data) {
    const { outcome, success, message = "", changes = [], undo = null, confirmation } = data;
    if (outcome === "needs_confirmation") {
      if (confirmation) this.#ask(data.id, confirmation);
      else if (this.state !== "asks") this.#over("late");
      return;
    }
    if (this.#undoing) {
      this.#undone(data);
      return;
    }
    this.#settle({
      ...QUIET,
      state: !success ? "failed" : this.schedules ? "scheduled" : "done",
      outcome,
      message,
      changes,
      undo,
      ...(undo && within(data.undo_expires_in_seconds ?? UNDO_SECONDS)),
    });
  }

  #undone(data) {
    const { outcome, success, message = "", confirmation } = data;
    if (outcome === "needs_confirmation") {
      this.#undoing = true;
      this.#before ??= this.state;
      this.#ask(data.id, confirmation ?? { reason: message, expires_in_seconds: 60 });
      return;
    }
    const state = success ? (this.schedules ? "cancelled" : "undone") : (this.#before ?? this.state);
    this.#undoing = false;
    this.#before = null;
    this.#settle({ ...QUIET, state, message });
  }

  #over(ending) {
    this.#settle({ state: "over", ending, until: 0, span: 0 });
  }

  #settle(known) {
    Object.assign(this, known);
    this.dispatchEvent(new Event("change"));
  }

  #call() {
    if (this.tool === CALL) return this.args;
    return (this.schedules && (this.args.action.args ?? this.args.action)) || {};
  }

  /** Some models leave out `data`, and write its members beside the service. */
  #data() {
    const { domain: _domain, service: _service, data, target, ...beside } = this.#call();
    return { ...beside, ...object(target), ...object(data) };
  }

  #given() {
    const { entity_id, entity_ids, camera } = this.args;
    return [...listed(this.#data().entity_id), ...listed(entity_id), ...listed(entity_ids), ...listed(camera)];
  }
}

/** Nothing is asked, and there is no way back. */
const QUIET = { asked: null, reason: "", pin: false, undo: null, until: 0, span: 0, ending: "" };

function within(seconds) {
  return { until: Date.now() + seconds * 1_000, span: seconds * 1_000 };
}

function object(value) {
  return value && typeof value === "object" ? value : {};
}

/** One, several, or several in one text. */
function listed(value) {
  return [value ?? []]
    .flat()
    .flatMap((each) => String(each).split(","))
    .map((each) => each.trim())
    .filter(Boolean);
}
