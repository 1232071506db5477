// What is to be done later, and when: asked for by all cards together.

const MOST = 200;
const stores = new WeakMap();

/** Tells by an event `change` that the list was read. */
export class Planned extends EventTarget {
  #client;
  #list = null;
  #reading = null;

  constructor(client) {
    super();
    this.#client = client;
  }

  static of(client) {
    if (!stores.has(client)) stores.set(client, new Planned(client));
    return stores.get(client);
  }

  /** `{ id, due, state }` as the API has it; null where it is planned no more, undefined while that is not known. */
  schedule(id) {
    return this.#list ? (this.#list.find((schedule) => schedule.id === id) ?? null) : undefined;
  }

  /** Reads the list once for all who ask meanwhile. */
  read() {
    this.#reading ??= this.#client
      .call(`api/schedules?limit=${MOST}`)
      .then(({ schedules }) => {
        this.#list = schedules;
      })
      .catch(() => {}) // without it, a card says what the answer said
      .finally(() => {
        this.#reading = null;
        this.dispatchEvent(new Event("change"));
      });
    return this.#reading;
  }
}
