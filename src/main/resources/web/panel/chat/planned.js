// What is to be done later, and when: asked for by all cards together.

const MOST = 200;
/** Two clocks may differ by so much. */
const NEARLY_MS = 30_000;
const stores = new WeakMap();

/** Tells by an event `change` that the list was read. */
export class Planned extends EventTarget {
  #client;
  #list = null;
  #reading = null;
  /** When all that was ever in the list was due. */
  #dues = new Map();

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

  /** What became of one that is planned no more: `cancelled`, `past`; "" where it was never seen waiting. */
  ending(id) {
    return this.#dues.get(id)?.ending ?? "";
  }

  /** Reads the list again, where anybody has asked for it. */
  refresh() {
    if (this.#list) this.read();
  }

  /** Reads the list once for all who ask meanwhile. */
  read() {
    this.#reading ??= this.#client
      .call(`api/schedules?limit=${MOST}`)
      .then(({ schedules }) => {
        this.#list = schedules;
        this.#keepDues(new Map(schedules.map(({ id, due }) => [id, Date.parse(due)])));
      })
      .catch(() => {}) // without it, a card says what the answer said
      .finally(() => {
        this.#reading = null;
        this.dispatchEvent(new Event("change"));
      });
    return this.#reading;
  }

  #keepDues(waiting) {
    for (const [id, known] of this.#dues) {
      if (!waiting.has(id)) known.ending ||= known.due - Date.now() > NEARLY_MS ? "cancelled" : "past";
    }
    for (const [id, due] of waiting) this.#dues.set(id, { due, ending: "" });
  }
}
