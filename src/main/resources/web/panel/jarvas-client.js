// Jarvas's API for any page: messages whose answers come event by event, through lost connections too. Imports nothing,
// so it can be copied as it is. See docs/integrations.md.

const PAUSES_MS = [300, 1_000, 2_000, 4_000, 5_000];
/** A stream has a comment every 15 s: one that is silent for longer is dead. */
const SILENCE_MS = 40_000;
/** The server keeps a turn's events for 5 minutes after its end. */
const PATIENCE_MS = 5 * 60_000;
const MOST_RETRIES = 3;
const PING_MS = 15_000;
/** Of sound: ten seconds that a slow network has not taken, and as many before the line is open. */
const MOST_UNSENT = 320_000;
const MOST_WAITING = 250;

/** What Jarvas, or the way to it, says no with. `message` is a sentence for a person. */
export class JarvasError extends Error {
  /** @param problem the RFC 9457 object; without one the server was not reached, and `status` is 0 */
  constructor(message, problem = {}) {
    super(message);
    this.name = "JarvasError";
    this.problem = problem;
    this.status = problem.status ?? 0;
    this.retryable = this.status === 0 || this.status === 401 || this.status === 429 || this.status >= 500;
  }
}

/**
 * ```js
 * const jarvas = new JarvasClient({ url: "http://homeassistant.local:8100", token });
 * for await (const { event, data } of jarvas.ask("Turn on the kitchen lights")) {
 *   if (event === "message") console.log(data.content);
 * }
 * ```
 */
export class JarvasClient {
  #token;
  #onMissingToken;
  #asking = null;

  /**
   * @param url where Jarvas is; without it, where this module came from
   * @param token a bearer token; behind Home Assistant's ingress and on Jarvas's own machine none is needed
   * @param onMissingToken asked for one where it is missing or wrong, and told what is wrong; gives nothing to give up,
   *     and `true` where the request is to be tried again as it was, such as with a new session
   * @param language of Jarvas's own sentences: `en`, `pt`
   */
  constructor({ url, token, onMissingToken = () => "", language } = {}) {
    this.url = new URL(url ?? import.meta.url.replace(/(assets\/[^/]+\/)?[^/]*$/, ""), globalThis.location?.href);
    if (!this.url.pathname.endsWith("/")) this.url.pathname += "/";
    this.#token = token;
    this.#onMissingToken = onMissingToken;
    this.language = language;
  }

  /**
   * `fetch` below `url`, with the token and the language.
   *
   * @param listening an `AbortController` to use instead of `signal`, for a stream: broken off where its beginning is late
   */
  async fetch(path, { method = "GET", body, headers = {}, signal, listening } = {}) {
    const address = new URL(path, this.url);
    for (;;) {
      const token = this.#token;
      const sent = fetch(address, {
        method,
        signal: listening?.signal ?? signal,
        body: body === undefined ? undefined : JSON.stringify(body),
        headers: {
          ...(method !== "GET" && { "Content-Type": "application/json" }),
          ...(this.language && { "Accept-Language": this.language }),
          ...(token && { Authorization: `Bearer ${token}` }),
          ...headers,
        },
      });
      const response = await (listening ? noLaterThan(SILENCE_MS, listening, sent) : sent).catch((error) => {
        if (error.name === "AbortError") throw error;
        throw new JarvasError(error.message);
      });
      if (response.status !== 401) return response;
      if (token !== this.#token) continue; // given while this request was on its way
      const given = await this.#tokenInstead(token ? (await problemOf(response.clone())).message : "");
      if (!given) return response;
      if (given !== true) this.#token = given;
    }
  }

  /** Requests that miss it at the same time ask once. */
  #tokenInstead(problem) {
    this.#asking ??= Promise.resolve(this.#onMissingToken(problem)).finally(() => (this.#asking = null));
    return this.#asking;
  }

  /**
   * What the API answers as JSON; null where it answers nothing.
   *
   * @throws JarvasError where it says no, or cannot be reached
   */
  async call(path, options) {
    const response = await this.fetch(path, options);
    if (!response.ok) throw await problemOf(response);
    if (response.status === 204) return null;
    return response.json();
  }

  /**
   * Sends a message.
   *
   * @param options `conversation`, `images` (base64), `model`, `history`, `replaces` (the id of the turn in whose place
   *     this one comes), `messageId`, `resumeSeconds` (how long the turn waits for a client that lost its connection),
   *     `signal` (cancels the turn)
   */
  ask(message, { conversation, images, model, history, replaces, messageId, resumeSeconds = 60, signal } = {}) {
    const body = {
      message,
      message_id: messageId ?? randomId(),
      resume_seconds: resumeSeconds,
      ...(conversation && { conversation_id: conversation }),
      ...(images?.length && { images }),
      ...(model && { model }),
      ...(history && { history }),
      ...(replaces && { replaces }),
      ...(this.language && { language: this.language }),
    };
    return new Turn(this, { body, signal });
  }

  /**
   * Goes on with a turn that runs, or ended minutes ago.
   *
   * @param after the id of the last event that is known
   */
  follow(turn, { after = "", signal } = {}) {
    return new Turn(this, { id: turn, after, signal });
  }

  /** A line to speak over, opened when it is read. */
  voice() {
    return new Voice(this);
  }
}

/**
 * One message and its answer, to be read once with `for await`: `{ event, id, data }` as the server sends them, and
 * `{ event: "connection", data: { state } }`, `lost` when the connection broke and `back` when it goes on.
 */
export class Turn {
  #client;
  #body;
  #last;
  #started = false;
  #ended = false;
  #cancelled = false;
  #left = false;
  #askedAgain = false;
  /** How much text was told, and how much of what comes is known from before. */
  #told = 0;
  #known = 0;
  #listening = new AbortController();

  constructor(client, { body, id = null, after = "", signal }) {
    this.#client = client;
    this.#body = body;
    this.#last = after;
    /** Known from the first event on. */
    this.id = id;
    this.conversation = body?.conversation_id ?? null;
    this.messageId = body?.message_id ?? null;
    if (signal?.aborted) this.#cancelled = true;
    else signal?.addEventListener("abort", () => this.cancel(), { once: true });
  }

  /** Stops the model. What has begun in the home still runs to its end, and the events tell of it. */
  async cancel() {
    this.#cancelled = true;
    if (this.id && !this.#ended) await this.#sendCancel();
  }

  /** Listens no longer. The turn goes on for `resumeSeconds`, and `follow` hears the rest of it. */
  leave() {
    this.#left = true;
    this.#listening.abort();
  }

  async #sendCancel() {
    await this.#client
      .call(`api/turns/${encodeURIComponent(this.id)}/cancel`, { method: "POST", body: {} })
      .catch(() => {}); // where it is not reached, nobody listens, and the turn ends by that
  }

  async *[Symbol.asyncIterator]() {
    if (this.#started) throw new Error("a turn can be read once");
    this.#started = true;
    if (this.#cancelled) return;
    let attempt = 0;
    let lostAt = 0;
    let refused = 0;
    while (!this.#ended && !this.#left) {
      const listening = new AbortController();
      this.#listening = listening;
      try {
        const response = await this.#open(listening);
        if (response.status === 204) return;
        if (!response.ok) {
          if (response.status === 404 && this.#askAgain()) continue;
          const problem = await problemOf(response);
          if (response.status !== 503 || refused++ >= MOST_RETRIES || this.#cancelled) throw problem;
          yield { event: "status", id: "", data: { phase: "queued", detail: problem.message } };
          await pause(1_000 * Number(response.headers.get("Retry-After") ?? 1));
          if (this.#cancelled || this.#left) return;
          continue;
        }
        if (attempt) yield { event: "connection", id: "", data: { state: "back" } };
        for await (const event of eventsOf(response, listening)) {
          attempt = 0;
          if (event.id) this.#last = event.id;
          if (event.data.phase === "accepted") await this.#accepted(event.data);
          this.#ended = event.event === "done";
          if (event.event !== "message" || this.#isNews(event.data)) yield event;
        }
      } catch (error) {
        if (error.status || error instanceof SyntaxError) throw error;
      } finally {
        listening.abort();
      }
      if (this.#ended || this.#left) return;
      if (!attempt) {
        lostAt = Date.now();
        yield { event: "connection", id: "", data: { state: "lost" } };
      }
      if (this.#cancelled || Date.now() - lostAt > PATIENCE_MS) throw new JarvasError("the connection was lost");
      await pause(PAUSES_MS[Math.min(attempt++, PAUSES_MS.length - 1)]);
    }
  }

  /** A message that may not have arrived is sent again: its id makes it the same turn. */
  #open(listening) {
    if (!this.id) return this.#client.fetch("api/chat/stream", { method: "POST", body: this.#body, listening });
    const headers = this.#last ? { "Last-Event-ID": this.#last } : {};
    return this.#client.fetch(`api/turns/${encodeURIComponent(this.id)}/events`, { headers, listening });
  }

  /** After a restart Jarvas knows the turn no more, but the message: what became of it is told from its beginning. */
  #askAgain() {
    if (!this.#body || !this.id || this.#askedAgain) return false;
    this.#askedAgain = true;
    this.#known = this.#told;
    this.id = null;
    return true;
  }

  /** Takes off what was told before. */
  #isNews(data) {
    const known = Math.min(this.#known, data.content.length);
    this.#known -= known;
    data.content = data.content.slice(known);
    this.#told += data.content.length;
    return data.content !== "";
  }

  async #accepted({ turn_id, conversation_id }) {
    this.id = turn_id;
    this.conversation = conversation_id;
    if (this.#cancelled) await this.#sendCancel();
  }
}

/**
 * A line to speak over, turn after turn, to be read once with `for await`: `{ event, data }`, the server's messages by
 * their `type`: `status`, `partial_transcript`, `final_transcript`, `llm_text_delta`, `turn_event`, `tts_audio_chunk`,
 * `error`… What is sent before it is open waits. Where it breaks, the loop throws a `JarvasError`.
 *
 * ```js
 * const line = jarvas.voice();
 * line.start({ conversation, language: "en" });
 * microphone.onpiece = (samples) => line.hear(samples);
 * for await (const { event, data } of line) {
 *   if (event === "final_transcript") console.log(data.text);
 * }
 * ```
 */
export class Voice {
  #client;
  #socket = null;
  #waiting = [];
  #came = [];
  #wake = () => {};
  #heardAt = 0;
  #started = false;
  #closed = false;

  constructor(client) {
    this.#client = client;
  }

  /**
   * Listens to the person from now on, and stops what is being answered.
   *
   * @param options `conversation` to go on with, `language`, `handsFree` (whether it listens again after each answer,
   *     and while it speaks)
   */
  start({ conversation, language = this.#client.language, handsFree = false } = {}) {
    this.#say({
      type: "start",
      hands_free: handsFree,
      ...(conversation && { conversation_id: conversation }),
      ...(language && { lang: language }),
    });
  }

  /** What the microphone hears. @param samples an `Int16Array` at 16 kHz, mono, some 40 ms of it */
  hear(samples) {
    if ((this.#socket?.bufferedAmount ?? 0) < MOST_UNSENT) this.#send(samples);
  }

  /** The button is held, or was only tapped after all: while it is held no silence ends what is said. */
  hold(held) {
    this.#say({ type: "hold", held });
  }

  /** What was said until now is all; while it is being answered: be silent. */
  stop() {
    this.#say({ type: "stop" });
  }

  close() {
    this.#closed = true;
    this.#push(null);
  }

  async *[Symbol.asyncIterator]() {
    if (this.#started) throw new Error("a line can be read once");
    this.#started = true;
    // A browser's socket can send no token, and does not tell that one is missing.
    const { ticket } = await this.#client.call("api/tickets", { method: "POST", body: {} });
    if (this.#closed) return;
    this.#open(ticket);
    const beat = setInterval(() => this.#beat(), PING_MS);
    try {
      for (;;) {
        while (!this.#came.length) await new Promise((resolve) => (this.#wake = resolve));
        const event = this.#came.shift();
        if (event === null) break;
        yield event;
      }
    } finally {
      clearInterval(beat);
      this.#socket.onclose = this.#socket.onmessage = null;
      this.#socket.close();
    }
    if (!this.#closed) throw new JarvasError("the connection was lost");
  }

  #open(ticket) {
    const address = new URL(`ws/voice/?ticket=${encodeURIComponent(ticket)}`, this.#client.url);
    address.protocol = address.protocol.replace("http", "ws");
    const socket = new WebSocket(address);
    this.#socket = socket;
    this.#heardAt = Date.now();
    socket.onopen = () => {
      for (const message of this.#waiting.splice(0)) socket.send(message);
    };
    socket.onmessage = ({ data }) => {
      this.#heardAt = Date.now();
      const { type, ...rest } = JSON.parse(data);
      if (type !== "pong") this.#push({ event: type, data: rest });
    };
    socket.onclose = () => this.#push(null);
  }

  #beat() {
    if (Date.now() - this.#heardAt > SILENCE_MS) this.#push(null);
    else this.#say({ type: "ping" });
  }

  #say(message) {
    this.#send(JSON.stringify(message));
  }

  #send(message) {
    const state = this.#socket?.readyState ?? 0;
    if (state === 1) this.#socket.send(message);
    else if (state === 0 && this.#waiting.length < MOST_WAITING) this.#waiting.push(message);
  }

  #push(event) {
    this.#came.push(event);
    this.#wake();
  }
}

/** Reads a `text/event-stream` response as `{ event, id, data }`, `data` being the event's JSON. */
async function* eventsOf(response, listening) {
  const reader = response.body.pipeThrough(new TextDecoderStream()).getReader();
  let held = "";
  try {
    for (;;) {
      const { value, done } = await noLaterThan(SILENCE_MS, listening, reader.read());
      if (done) return;
      const blocks = (held + value).split("\n\n");
      held = blocks.pop();
      for (const block of blocks) {
        const event = parse(block);
        if (event) yield event;
      }
    }
  } finally {
    reader.cancel().catch(() => {}); // the connection is gone already
  }
}

/** What was promised; what takes longer is broken off. */
function noLaterThan(milliseconds, listening, promise) {
  const timer = setTimeout(() => listening.abort(), milliseconds);
  return promise.finally(() => clearTimeout(timer));
}

function parse(block) {
  let event = "message";
  let id = "";
  const data = [];
  for (const line of block.split("\n")) {
    const colon = line.indexOf(":");
    if (colon <= 0) continue; // a comment keeps the connection alive
    const value = line.slice(colon + 1).replace(/^ /, "");
    if (line.startsWith("event:")) event = value;
    else if (line.startsWith("id:")) id = value;
    else if (line.startsWith("data:")) data.push(value);
  }
  return data.length ? { event, id, data: JSON.parse(data.join("\n")) } : null;
}

async function problemOf(response) {
  const problem = await response.json().catch(() => ({})); // a proxy on the way may have answered
  return new JarvasError(problem.detail ?? problem.error ?? response.statusText, { ...problem, status: response.status });
}

/** Waits, but no longer than until the network is back. */
function pause(milliseconds) {
  return new Promise((resolve) => {
    const over = () => {
      clearTimeout(timer);
      globalThis.removeEventListener?.("online", over);
      resolve();
    };
    const timer = setTimeout(over, milliseconds);
    globalThis.addEventListener?.("online", over);
  });
}

/** `crypto.randomUUID` is missing where a page was not loaded over HTTPS. */
function randomId() {
  return Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) => byte.toString(16).padStart(2, "0")).join("");
}
