// What a home calls its entities: names, areas and icons, asked for together and kept while the page is open.

const MOST_AT_ONCE = 50;
const stores = new WeakMap();

/** Tells by an event `change` that more is known; `ids` are of what. */
export class Entities extends EventTarget {
  #client;
  #known = new Map();
  #asked = new Set();
  #wanted = new Set();

  constructor(client) {
    super();
    this.#client = client;
  }

  /** Those that are heard of through a client; without one, nothing is known but the ids. */
  static of(client) {
    if (!client) return NOBODY;
    if (!stores.has(client)) stores.set(client, new Entities(client));
    return stores.get(client);
  }

  /** `{ entity_id, name, area, icon, device_class, state, unit }`; until it is known, what the id gives away. */
  entity(id) {
    if (!this.#known.has(id)) this.#want(id);
    return this.#known.get(id) ?? { entity_id: id, name: spoken(id.slice(id.indexOf(".") + 1)) };
  }

  #want(id) {
    if (!this.#client || this.#asked.has(id)) return;
    this.#asked.add(id);
    this.#wanted.add(id);
    if (this.#wanted.size === 1) queueMicrotask(() => this.#ask());
  }

  async #ask() {
    const wanted = [...this.#wanted];
    this.#wanted.clear();
    for (let first = 0; first < wanted.length; first += MOST_AT_ONCE) {
      const ids = wanted.slice(first, first + MOST_AT_ONCE);
      try {
        const { entities } = await this.#client.call(`api/entities?id=${ids.map(encodeURIComponent).join(",")}`);
        for (const entity of entities) this.#known.set(entity.entity_id, entity);
        this.dispatchEvent(Object.assign(new Event("change"), { ids }));
      } catch {
        ids.forEach((id) => this.#asked.delete(id)); // the next card that needs them asks again
        return;
      }
    }
  }
}

const NOBODY = new Entities(null);

/** `living_room` as a person would write it. */
export function spoken(id) {
  const words = String(id).replaceAll("_", " ").trim();
  return words.charAt(0).toUpperCase() + words.slice(1);
}
