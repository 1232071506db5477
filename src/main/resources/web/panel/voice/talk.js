// Speaking with Jarvas: microphone, line and speaker together. Knows no page.

import { Microphone, MicrophoneError } from "./microphone.js";
import { Speaker } from "./speaker.js";
import { SpokenTurn } from "./spoken-turn.js";

/** How long a line stays open while nobody speaks: the next turn begins at once. */
const IDLE_MS = 60_000;
/** What may be left of an answer that was spoken to its end, as the server counts. */
const TAIL_S = 0.4;

/**
 * ```
 * off ─▶ opening ─▶ listening ─▶ thinking ─▶ speaking ─▶ off, or listening where the hands are free
 * ```
 *
 * Events: `change`; `heard` `{ text, turn }`, what the person said and its answer, to be read like a client's `Turn`.
 */
export class Talk extends EventTarget {
  state = "off";
  /** What has been understood so far. */
  partial = "";
  /** `{ code, sentence }`: what went wrong, the sentence being Jarvas's own where it said one; or null. */
  problem = null;
  /** Whether Jarvas listens again after each answer. */
  handsFree = false;
  client = null;
  language = undefined;
  conversation = null;
  speaker = null;

  #context = null;
  #microphone = null;
  #line = null;
  #turn = null;
  /** Which attempt to listen is the newest. */
  #attempt = 0;
  #idle = 0;
  /** Whether the button is held. */
  #held = false;
  /** Whether the server knows that the hands are free. */
  #freeHere = false;
  /** Silenced here: what the server still says of it does not count. */
  #quiet = false;

  get on() {
    return this.state !== "off";
  }

  /** How loud who speaks is, 0 … 1. */
  get level() {
    if (this.state === "speaking") return this.speaker.level;
    return this.state === "listening" ? (this.#microphone?.level ?? 0) : 0;
  }

  /** Whether the microphone has heard anything since it was opened. */
  get hears() {
    return this.state === "listening" && Boolean(this.#microphone?.heard);
  }

  /** Listens, anew if it already does; what is being spoken stops. Only a person's gesture lets a page sound. */
  async listen() {
    const attempt = ++this.#attempt;
    clearTimeout(this.#idle);
    this.#quiet = false;
    this.#fallSilent();
    this.#become("opening", { problem: null, partial: "" });
    try {
      this.wake();
      await this.#openMicrophone(attempt);
      if (attempt !== this.#attempt) return;
      this.#line ??= this.#open();
      this.#freeHere = this.handsFree;
      this.#line.start({ conversation: this.conversation, language: this.language, handsFree: this.handsFree });
      if (this.#held) this.#line.hold(true);
    } catch (error) {
      if (attempt === this.#attempt) this.#fail(error instanceof MicrophoneError ? error.code : "failed", "");
    }
  }

  /** A page may only sound after a gesture. */
  wake() {
    if (!this.#context && window.AudioContext) {
      this.#context = new AudioContext({ latencyHint: "interactive" });
      this.speaker = new Speaker(this.#context);
    }
    this.#context?.resume();
  }

  /** The button is held, so no silence ends what is said; or it was only tapped after all. */
  hold(held) {
    if (held === this.#held) return;
    this.#held = held;
    if (this.state === "listening") this.#line.hold(held);
  }

  /** The person has said all. */
  finish() {
    this.#held = false;
    if (this.state !== "listening") return;
    this.#line.stop();
    if (!this.handsFree) this.#closeMicrophone();
  }

  /** Ends it: what was being said is let go, what is spoken falls silent. */
  end() {
    this.#held = false;
    const { state } = this;
    if (state === "off") return;
    this.#attempt++;
    if (state === "thinking" || state === "speaking") {
      this.#line.stop();
      if (this.#turn) this.#stopModel(this.#turn);
      this.#quiet = true;
      this.#rest();
    } else this.#leaveOff();
  }

  /** Lets go of everything. */
  leave() {
    this.#attempt++;
    this.#leaveOff();
    clearTimeout(this.#idle);
    this.#context?.close();
    this.#context = null;
    this.speaker = null;
  }

  /** @param wanted whether it listens again after each answer */
  free(wanted) {
    this.handsFree = wanted;
    if (this.state === "listening" && !this.partial) this.listen();
    else {
      if (!wanted && this.state !== "listening") this.#closeMicrophone();
      this.#changed();
    }
  }

  forgive() {
    this.problem = null;
    this.#changed();
  }

  async #openMicrophone(attempt) {
    if (this.#microphone) return;
    const opened = await Microphone.open(
      this.#context,
      (samples) => this.#line?.hear(samples),
      (why) => this.#fail(why, ""),
    );
    if (attempt !== this.#attempt || this.#microphone) opened.close();
    else this.#microphone = opened;
  }

  #open() {
    const line = this.client.voice();
    this.#read(line);
    return line;
  }

  async #read(line) {
    try {
      for await (const { event, data } of line) {
        if (line !== this.#line) return;
        this.#hear(event, data);
      }
    } catch (error) {
      if (line === this.#line) this.#lost(error);
    }
  }

  #lost(error) {
    this.#line = null;
    this.#turn?.fail(error);
    this.#turn = null;
    if (this.on) this.#fail("lost", error.status ? error.message : "");
  }

  #hear(event, data) {
    switch (event) {
      case "status":
        if (!this.#quiet) this.#is(data.status);
        else if (data.status === "listening") this.#close();
        break;
      case "partial_transcript":
        this.partial = data.text;
        this.#changed();
        break;
      case "final_transcript":
        this.#understood(data.text);
        break;
      case "llm_text_delta":
        this.#tell(this.#turn?.id, { event: "message", data: { content: data.text } });
        break;
      case "turn_event":
        this.#tell(data.turn_id, data);
        break;
      case "tts_audio_chunk":
        if (!this.#quiet && this.state !== "opening") this.#sound(data.data_b64);
        break;
      case "error":
        this.problem = { code: data.code, sentence: data.error };
        if (this.state === "opening") this.#rest();
        else this.#changed();
        break;
    }
  }

  #is(status) {
    // Until the server knows that one listens anew, what it says is of the answer before.
    if (this.state === "opening" && status !== "error" && !(status === "listening" && this.#microphone)) return;
    switch (status) {
      case "listening":
        this.#settleSound();
        if (this.#microphone) this.#become("listening", { partial: "" });
        else if (this.handsFree) this.listen();
        else this.#leaveOff(); // the hands were free, and are no more
        break;
      case "thinking":
      case "speaking":
        if (!this.handsFree) this.#closeMicrophone();
        this.#become(status);
        break;
      case "stopped":
        this.#settleSound();
        if (this.handsFree && !this.#freeHere) this.listen();
        else this.#rest();
        break;
      case "error":
        this.#rest();
        break;
    }
  }

  #understood(text) {
    this.partial = "";
    this.#turn?.close();
    this.#turn = null;
    if (text.trim()) {
      const turn = new SpokenTurn(() => this.#cancel(turn));
      this.#turn = turn;
      this.dispatchEvent(new CustomEvent("heard", { detail: { text, turn } }));
    } else this.problem = { code: "nothing", sentence: "" };
    this.#changed();
  }

  /** What comes late of a turn before this one is not told: the conversation has it. */
  #tell(id, event) {
    const turn = this.#turn;
    if (!turn || (id !== turn.id && event.data.phase !== "accepted")) return;
    turn.push(event);
    if (turn.conversation) this.conversation = turn.conversation;
    if (event.event === "done") this.#turn = null;
  }

  #cancel(turn) {
    if (turn === this.#turn && this.on) this.end();
    else this.#stopModel(turn);
  }

  /** What has begun in the home still tells what came of it. */
  #stopModel(turn) {
    turn.push({ event: "stopped", data: {} });
    if (!turn.id) return;
    const stop = this.client.call(`api/turns/${encodeURIComponent(turn.id)}/cancel`, { method: "POST", body: {} });
    stop.catch(() => {}); // it is over, or gone with the connection
  }

  #sound(base64) {
    const bytes = Uint8Array.from(atob(base64), (character) => character.charCodeAt(0));
    this.speaker.play(bytes);
  }

  /** Before its end an answer only stops where it was interrupted. */
  #settleSound() {
    if (this.#turn || this.speaker?.left > TAIL_S) this.#fallSilent();
  }

  #fallSilent() {
    this.speaker?.stop();
  }

  #fail(code, sentence) {
    this.#attempt++;
    this.problem = { code, sentence };
    this.#leaveOff();
  }

  #leaveOff() {
    this.#close();
    this.#rest();
  }

  /** Nobody speaks. */
  #rest() {
    this.#closeMicrophone();
    if (this.#quiet) this.#fallSilent();
    this.#become("off", { partial: "" });
    clearTimeout(this.#idle);
    this.#idle = setTimeout(() => this.#hangUp(), IDLE_MS);
  }

  /** Not before the answer is written to its end. */
  #hangUp() {
    if (this.#turn) this.#idle = setTimeout(() => this.#hangUp(), IDLE_MS);
    else this.#close();
  }

  #close() {
    const line = this.#line;
    this.#line = null;
    line?.close();
    this.#turn?.close();
    this.#turn = null;
    this.#fallSilent();
  }

  #closeMicrophone() {
    this.#microphone?.close();
    this.#microphone = null;
  }

  #become(state, more = {}) {
    Object.assign(this, more, { state });
    this.#changed();
  }

  #changed() {
    this.dispatchEvent(new Event("change"));
  }
}
