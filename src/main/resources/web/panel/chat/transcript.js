// A conversation as it is known here: what was said, what is being answered, what waits to be sent. Knows no page.

import { Action } from "./action.js";
import { Turn, toldBy } from "./turn.js";

/**
 * Events: `change` where the turns or what is known of the conversation changed; a turn tells of its own changes itself.
 * `conversation` when a new one has its id, `ended` `{ turn }` when an answer is over, `wrote` `{ turn }` when something
 * came.
 */
export class Transcript extends EventTarget {
  /** Null until the first message was accepted. */
  conversation = null;
  /** Whether a stored conversation is being fetched. */
  loading = false;
  /** Why it could not be: a sentence, or null. */
  problem = null;

  #client;
  #turns = [];
  /** What is listened to, by turn. */
  #listening = new Map();
  /** Which opening is the newest: what an earlier one brings is of no use. */
  #opening = 0;

  constructor(client) {
    super();
    this.#client = client;
  }

  /** One of the owner's list; without it the usual one. */
  model = null;

  /** Those that the conversation goes on from, the oldest first; what waits to be sent is last. */
  get turns() {
    return this.#turns.filter((turn) => turn.current);
  }

  get running() {
    return this.#turns.find((turn) => turn.current && turn.active) ?? null;
  }

  get last() {
    return this.turns.findLast((turn) => turn.state !== "queued") ?? null;
  }

  get empty() {
    return !this.#turns.some((turn) => turn.current);
  }

  /** Shows a stored conversation. */
  async open(conversation) {
    this.leave();
    this.#turns = [];
    this.conversation = conversation;
    this.problem = null;
    if (conversation) await this.#load();
    else this.#changed();
  }

  /** What changed elsewhere, where nothing goes on here. */
  async refresh() {
    if (this.conversation && !this.loading && !this.running && !this.#turns.some((turn) => turn.state === "queued")) {
      await this.#load({ quietly: true });
    }
  }

  /** Listens no longer; what runs goes on. */
  leave() {
    this.#opening++;
    this.loading = false;
    for (const heard of this.#listening.values()) heard.leave();
    this.#listening.clear();
  }

  /** Goes on with what was left. */
  async resume() {
    const turn = this.running;
    if (!turn) await this.refresh();
    else if (!this.#listening.has(turn)) {
      if (turn.id) this.#follow(turn);
      else this.#begin(turn); // by its message's id it is the same, should it have arrived
    }
  }

  /** Sends a message, once what runs is over. */
  send(text, images = []) {
    const turn = new Turn({ text, images });
    turn.state = "queued";
    this.#turns.push(turn);
    this.#next();
    this.#changed();
    return turn;
  }

  /**
   * What the person said aloud, which is being answered already.
   *
   * @param heard its answer, to be read like that of a message that is sent
   */
  spoken(text, heard) {
    const turn = new Turn({ text, messageId: null });
    turn.state = "sending";
    turn.spoken = true;
    const waits = this.#turns.findIndex(({ state }) => state === "queued");
    this.#turns.splice(waits < 0 ? this.#turns.length : waits, 0, turn);
    this.#listen(turn, heard);
    this.#changed();
    return turn;
  }

  /** The same with other words; what followed is left aside. */
  edit(turn, text) {
    if (turn.state === "queued") {
      turn.text = text;
      turn.changed();
      return turn;
    }
    return this.#replace(turn, text);
  }

  /** Another answer. */
  regenerate(turn) {
    return this.#replace(turn, turn.text);
  }

  retry(turn) {
    return this.#replace(turn, turn.text, turn.id ? undefined : turn.messageId); // it may have arrived
  }

  /** Gives up a message that waits to be sent. */
  takeBack(turn) {
    if (turn.state !== "queued") return;
    this.#turns = this.#turns.filter((other) => other !== turn);
    this.#changed();
  }

  /** Sends what waits, and stops what it waits for. */
  sendNow(turn) {
    if (turn.state !== "queued") return;
    const others = this.#turns.filter((other) => other !== turn);
    const place = others.findIndex((other) => other.state === "queued");
    others.splice(place < 0 ? others.length : place, 0, turn);
    this.#turns = others;
    if (this.running) this.stop();
    else this.#begin(turn);
  }

  /** Stops what runs. The actions that have begun still tell what came of them. */
  stop() {
    const turn = this.running;
    if (!turn) return;
    this.#listening.get(turn)?.cancel();
    this.#end(turn, "stopped");
  }

  #replace(turn, text, messageId) {
    const at = this.#turns.indexOf(turn);
    const waiting = [];
    for (const other of this.#turns.slice(at)) {
      if (other.active) this.#listening.get(other)?.cancel();
      if (other.state === "queued") waiting.push(other);
      else other.current = false;
    }
    const newer = new Turn({ text, images: turn.images, messageId, replaces: turn.id ?? turn.replaces });
    newer.state = "queued";
    this.#turns = [...this.#turns.filter((other) => !waiting.includes(other)), newer, ...waiting];
    this.#begin(newer);
    return newer;
  }

  #next() {
    const before = this.last;
    if (before?.active || before?.state === "failed") return;
    const turn = this.turns.find((each) => each.state === "queued");
    if (turn) this.#begin(turn);
  }

  #begin(turn) {
    turn.state = "sending";
    turn.at = new Date();
    const heard = this.#client.ask(turn.text, {
      conversation: this.conversation,
      images: turn.images,
      model: this.model,
      messageId: turn.messageId,
      replaces: turn.replaces,
    });
    this.#listen(turn, heard);
    turn.changed();
    this.#changed();
  }

  async #listen(turn, heard) {
    this.#listening.set(turn, heard);
    const mine = () => this.#listening.get(turn) === heard;
    try {
      for await (const event of heard) {
        if (!mine()) return;
        this.#hear(turn, event);
      }
      if (mine() && turn.active) await this.#settle(turn);
    } catch (error) {
      if (!mine()) return;
      if (error.status === 404 && turn.id) await this.#settle(turn);
      else if (turn.active) this.#fail(turn, error);
    } finally {
      if (mine()) {
        this.#listening.delete(turn);
        for (const action of turn.actions) action.ended();
      }
    }
  }

  #hear(turn, { event, data }) {
    switch (event) {
      case "message":
        if (turn.active) this.#write(turn, data.content);
        break;
      case "status":
        if (data.phase === "accepted") this.#accepted(turn, data);
        else if (turn.active) turn.phase = { name: data.phase, detail: data.detail ?? "" };
        break;
      case "connection":
        turn.lost = data.state === "lost";
        break;
      case "action":
        this.#proposed(turn, data);
        break;
      case "confirmation":
      case "action_result":
        this.#actionOf(turn, data.id)?.hear(event, data);
        break;
      case "stopped":
        if (turn.active) this.#end(turn, "stopped");
        break;
      case "error":
        if (turn.active) turn.problem = { sentence: data.error, retryable: data.retryable };
        break;
      case "done":
        turn.receipt = { timings: data.timings ?? {}, tokens: data.tokens ?? {} };
        if (turn.active) this.#end(turn, turn.problem ? "failed" : data.finished === false ? "stopped" : "done");
        break;
    }
    turn.changed();
    if (event === "message" || event === "action") this.#tell("wrote", turn);
  }

  #accepted(turn, { turn_id, conversation_id }) {
    turn.id = turn_id;
    if (turn.state === "sending") turn.state = "running";
    for (const other of this.#turns) {
      if (other !== turn) for (const action of other.actions) action.spoken();
    }
    if (this.conversation === conversation_id) return;
    this.conversation = conversation_id;
    this.dispatchEvent(new Event("conversation"));
    this.#changed();
  }

  /** What is taken back shows that itself. After a restart of Jarvas all is told once more. */
  #proposed(turn, data) {
    if (this.#actionOf(turn, data.id)) return;
    const { tool, args } = data.action;
    const before = tool === "undo" ? this.#actionOf(turn, args?.action) : undefined;
    if (before) before.takenBack(data.id);
    else turn.parts.push({ action: Action.proposed(data) });
  }

  #write(turn, content) {
    turn.phase = null;
    const last = turn.parts.at(-1);
    if (last?.text !== undefined) last.text += content;
    else if (content.trim()) turn.parts.push({ text: content.trimStart() });
  }

  /** A message may answer what an earlier one asked. */
  #actionOf(turn, id) {
    return [turn, ...this.#turns.toReversed()].flatMap((each) => each.actions).find((action) => action.answersTo(id));
  }

  #fail(turn, error) {
    turn.problem = { sentence: error.message, status: error.status ?? 0, retryable: error.retryable ?? true };
    this.#end(turn, "failed");
  }

  #end(turn, state) {
    turn.state = state;
    turn.phase = null;
    turn.lost = false;
    turn.changed();
    this.#tell("ended", turn);
    this.#next();
    this.#changed();
  }

  /** Its end was not heard: the conversation has it. */
  async #settle(turn) {
    try {
      const { turns } = await this.#fetch(this.conversation);
      const json = turns.find(({ id }) => id === turn.id);
      if (json && json.state !== "running") turn.take(json);
      this.#end(turn, turn.active ? "stopped" : turn.state);
    } catch (error) {
      this.#fail(turn, error);
    }
  }

  #fetch(conversation) {
    return this.#client.call(`api/conversations/${encodeURIComponent(conversation)}`);
  }

  async #load({ quietly = false } = {}) {
    const opening = ++this.#opening;
    this.loading = !quietly;
    if (!quietly) this.#changed();
    try {
      const { turns } = await this.#fetch(this.conversation);
      if (opening !== this.#opening || (quietly && this.running)) return;
      this.#reconcile(turns.filter(({ current }) => current));
      this.problem = null;
    } catch (error) {
      if (opening !== this.#opening || (quietly && error.status !== 404)) return;
      this.problem = { sentence: error.message, status: error.status ?? 0 };
    } finally {
      if (opening === this.#opening) {
        this.loading = false;
        this.#changed();
      }
    }
  }

  /** What is known already stays the object that it is. */
  #reconcile(stored) {
    const known = new Map(this.#turns.filter((turn) => turn.current && turn.id).map((turn) => [turn.id, turn]));
    const unsent = this.turns.filter((turn) => !turn.id);
    this.#turns = stored.map((json) => {
      const turn = known.get(json.id) ?? Turn.stored(json);
      if (known.has(json.id) && changedSince(turn, json)) turn.take(json);
      takeBack(turn, json);
      return turn;
    });
    this.#turns.push(...unsent);
    const running = this.#turns.find((turn) => turn.state === "running");
    if (running && !this.#listening.has(running)) this.#follow(running);
  }

  /** All of its events come once more. */
  #follow(turn) {
    turn.parts = [];
    this.#listen(turn, this.#client.follow(turn.id));
  }

  #tell(name, turn) {
    this.dispatchEvent(new CustomEvent(name, { detail: { turn } }));
  }

  #changed() {
    this.dispatchEvent(new Event("change"));
  }
}

/** What was done here and taken back elsewhere. */
function takeBack(turn, { actions = [] }) {
  const undone = new Set(actions.filter((action) => action.undone).map(({ id }) => id));
  for (const action of turn.actions) {
    if (action.state === "done" && undone.has(action.id)) action.hear("undo", { outcome: "executed", success: true });
  }
}

/** What was heard here needs not be told again; what comes of it later does. */
function changedSince(turn, json) {
  const told = turn.told;
  turn.told = toldBy(json);
  return told === undefined ? json.state === "running" : told !== turn.told;
}
