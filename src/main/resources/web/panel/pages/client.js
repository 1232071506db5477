// The panel's way to the API: one for all pages. It knows the token, whether Jarvas is reached, and in which
// conversations an answer is being written.

import { JarvasClient, JarvasError } from "../jarvas-client.js";
import { askForToken } from "../parts/sign-in.js";
import { forNow } from "../parts/storage.js";

const KEPT = "jarvas-token";

export class PanelClient extends JarvasClient {
  #changed;
  #declined = false;
  #running = new Map();
  #me = null;
  #signedIn;

  /** @param changed called when `reached` or `running` has changed */
  constructor(language, changed) {
    const token = forNow.get(KEPT) ?? undefined;
    super({ token, language, onMissingToken: (problem) => this.#token(problem) });
    this.#signedIn = Boolean(token);
    this.#changed = changed;
    this.reached = true;
  }

  /** The ids of conversations in which an answer is being written. */
  get running() {
    return new Set(this.#running.values());
  }

  get signedIn() {
    return this.#signedIn;
  }

  /** Who signs in by a token is asked for it once; who does not want to is asked again when they press something. */
  async #token(problem) {
    if (this.#declined && !navigator.userActivation?.isActive) return "";
    const token = await askForToken(this.language, problem);
    this.#declined = !token;
    this.#signedIn = Boolean(token);
    if (token) forNow.set(KEPT, token);
    else forNow.remove(KEPT);
    return token;
  }

  async fetch(path, options) {
    try {
      const response = await super.fetch(path, options);
      this.#reach(true);
      return response;
    } catch (error) {
      if (error.status === 0) this.#reach(false);
      throw error;
    }
  }

  #reach(reached) {
    if (reached === this.reached) return;
    this.reached = reached;
    this.#changed();
  }

  ask(message, options) {
    return this.#watched(super.ask(message, options));
  }

  follow(turn, options) {
    return this.#watched(super.follow(turn, options));
  }

  #watched(turn) {
    const read = turn[Symbol.asyncIterator].bind(turn);
    const runs = (conversation) => this.#runs(turn, conversation);
    turn[Symbol.asyncIterator] = async function* () {
      try {
        for await (const event of read()) {
          runs(turn.conversation);
          yield event;
        }
      } finally {
        runs(null);
      }
    };
    return turn;
  }

  #runs(turn, conversation) {
    if ((this.#running.get(turn) ?? null) === conversation) return;
    if (conversation) this.#running.set(turn, conversation);
    else this.#running.delete(turn);
    this.#changed();
  }

  /** Who is signed in; nobody in particular where that is not told. */
  me() {
    this.#me ??= this.call("api/me").catch(() => {
      this.#me = null;
      return { person: null, administrator: false, name: null };
    });
    return this.#me;
  }

  /** Saves a file of the API's. A link cannot send a token. */
  async save(path) {
    const link = document.createElement("a");
    if (!this.signedIn) {
      link.href = new URL(path, this.url);
      link.download = "";
      link.click();
      return;
    }
    const response = await this.fetch(path);
    if (!response.ok) throw new JarvasError(response.statusText, { status: response.status });
    link.href = URL.createObjectURL(await response.blob());
    link.download = /filename="?([^";]+)/.exec(response.headers.get("Content-Disposition") ?? "")?.[1] ?? "jarvas";
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
  }
}
