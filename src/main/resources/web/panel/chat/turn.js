// One message of a conversation and its answer, as they are known here. Knows no page.

import { Action } from "./action.js";

let count = 0;

/**
 * One message and its answer.
 *
 * ```
 * queued ─▶ sending ─▶ running ─▶ done | stopped | failed
 * ```
 *
 * Tells of its changes by an event `change`.
 */
export class Turn extends EventTarget {
  /** Its own for as long as the page is there. */
  key = ++count;
  /** Jarvas's, once it has the message. */
  id = null;
  state = "done";
  /** In order: `{ text }` or `{ action }`. */
  parts = [];
  /** What it waits for: `{ name, detail }`, or null. */
  phase = null;
  /** Whether the connection is broken. */
  lost = false;
  /** What went wrong: `{ sentence, retryable }`, or null. */
  problem = null;
  /** What it took: `{ timings, tokens }` of `done`, or null. */
  receipt = null;
  /** Whether the person said it aloud. */
  spoken = false;
  /** Whether it is still part of the conversation. */
  current = true;
  /** What was stored of it when that was last seen. */
  told = undefined;

  /** @param replaces the id of the turn in whose place this one comes, or null */
  constructor({ text, images = [], messageId = randomId(), replaces = null, at = new Date() }) {
    super();
    this.text = text;
    this.images = images;
    this.messageId = messageId;
    this.replaces = replaces;
    this.at = at;
  }

  /** @param json as the API tells a conversation's */
  static stored(json) {
    const turn = new Turn({ text: json.text, messageId: null, at: new Date(json.accepted) });
    turn.take(json);
    return turn;
  }

  take({ id, answer, state, actions = [] }) {
    this.id = id;
    this.state = state === "running" ? "running" : state === "whole" ? "done" : "stopped";
    this.problem = null;
    this.parts = [...(answer ? [{ text: answer }] : []), ...actions.filter(isShown).map((action) => ({ action: Action.stored(action) }))];
    this.told = toldBy({ answer, state, actions });
    this.changed();
  }

  get active() {
    return this.state === "sending" || this.state === "running";
  }

  /** What Jarvas wrote, as markdown. */
  get answer() {
    return this.parts
      .map((part) => part.text?.trim())
      .filter(Boolean)
      .join("\n\n");
  }

  get actions() {
    return this.parts.flatMap((part) => part.action ?? []);
  }

  changed() {
    this.dispatchEvent(new Event("change"));
  }
}

/** Of what took another back only a question is: the other shows that it was. */
function isShown({ origin, confirmation }) {
  return origin !== "undo" || Boolean(confirmation);
}

export function toldBy({ state, answer, actions = [] }) {
  return JSON.stringify([state, answer, actions.map(({ id, outcome, undone }) => [id, outcome, undone])]);
}

/** `crypto.randomUUID` is missing where a page was not loaded over HTTPS. */
function randomId() {
  return Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) => byte.toString(16).padStart(2, "0")).join("");
}
