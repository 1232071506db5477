// The answer to what was spoken, as a conversation reads any other: like a `Turn` of the client.

export class SpokenTurn {
  /** Jarvas's, once it is accepted. */
  id = null;
  conversation = null;

  #came = [];
  #wake = () => {};
  #stop;
  #failure = null;

  /** @param stop called where it is to be stopped */
  constructor(stop) {
    this.#stop = stop;
  }

  /** `{ event, data }`, an event of the stream. */
  push(event) {
    if (event.data.phase === "accepted") {
      this.id = event.data.turn_id;
      this.conversation = event.data.conversation_id;
    }
    this.#came.push(event);
    this.#wake();
    if (event.event === "done") this.close();
  }

  /** Nothing more comes. */
  close() {
    this.#came.push(null);
    this.#wake();
  }

  /** @param error why nothing more comes */
  fail(error) {
    this.#failure = error;
    this.close();
  }

  cancel() {
    this.#stop();
  }

  leave() {
    this.close();
  }

  async *[Symbol.asyncIterator]() {
    for (;;) {
      while (!this.#came.length) await new Promise((resolve) => (this.#wake = resolve));
      const event = this.#came.shift();
      if (event === null) break;
      yield event;
    }
    if (this.#failure) throw this.#failure;
  }
}
