// `custom:jarvas-card`: Jarvas on a dashboard of Home Assistant. Imports nothing before it knows where Jarvas is, so it
// can be copied as it is. See docs/integrations.md.

const TEXTS = {
  en: {
    name: "Jarvas",
    description: "Talk with Jarvas, on your own model.",
    opening: "Opening Jarvas…",
    again: "Try again",
    no_supervisor: "This Home Assistant has no apps. Write where Jarvas is into the card: url: http://…:8099",
    no_app: "The app Jarvas is not installed here. If it has another name, write it into the card: app: …",
    stopped: "The app Jarvas is not running. An administrator can start it under Settings → Apps.",
    refused: "Home Assistant does not open Jarvas for you: {reason}",
    too_old: "This Jarvas knows no card yet. Update the app.",
    no_answer: "Jarvas does not answer: {reason}",
    elsewhere: "Jarvas at {url} does not answer, or {origin} is missing in its setting origins.",
    insecure: "This page is secure (https), so the browser does not let it reach Jarvas at {url}. Jarvas needs an https address too.",
    labels: { title: "Title", app: "App", url: "Address", token: "Token" },
    helps: {
      app: "Only if the app has an unusual name: a1b2c3d4_jarvas",
      url: "Only for a Jarvas that is not an app of this Home Assistant: http://192.168.1.10:8099",
      token: "Better left empty: whoever sees this dashboard can read it. Without it each person is asked once.",
    },
  },
  pt: {
    name: "Jarvas",
    description: "Falar com o Jarvas, no seu próprio modelo.",
    opening: "A abrir o Jarvas…",
    again: "Tentar de novo",
    no_supervisor: "Este Home Assistant não tem aplicações. Escreva no cartão onde está o Jarvas: url: http://…:8099",
    no_app: "A aplicação Jarvas não está instalada aqui. Se tiver outro nome, escreva-o no cartão: app: …",
    stopped: "A aplicação Jarvas está parada. Um administrador pode iniciá-la em Definições → Aplicações.",
    refused: "O Home Assistant não lhe abre o Jarvas: {reason}",
    too_old: "Este Jarvas ainda não conhece o cartão. Atualize a aplicação.",
    no_answer: "O Jarvas não responde: {reason}",
    elsewhere: "O Jarvas em {url} não responde, ou {origin} falta na sua definição origins.",
    insecure: "Esta página é segura (https), por isso o navegador não a deixa chegar ao Jarvas em {url}. O Jarvas precisa também de um endereço https.",
    labels: { title: "Título", app: "Aplicação", url: "Endereço", token: "Token" },
    helps: {
      app: "Só se a aplicação tiver um nome fora do habitual: a1b2c3d4_jarvas",
      url: "Só para um Jarvas que não seja uma aplicação deste Home Assistant: http://192.168.1.10:8099",
      token: "É melhor deixar vazio: quem vê este painel pode lê-lo. Sem ele, é pedido uma vez a cada pessoa.",
    },
  },
};

/** An app's name begins with a hash of its repository's address: those of the store's and of one's own folder. */
const USUAL_APPS = ["f1fdefd3_jarvas", "local_jarvas"];
const STARTED = "started";
/** The Supervisor ends a session that nobody asks about for 15 minutes. */
const VALIDATION_MS = 60_000;
/** Several requests may have been under way with the session that ended; more than these were sent with the new one. */
const NEW_MS = 10_000;
const MOST_REFUSALS = 20;

const STYLE = new CSSStyleSheet();
STYLE.replaceSync(`
  :host { display: block; height: 100%; }
  ha-card { display: flex; flex-direction: column; height: 100%; min-height: min(30rem, 75vh); overflow: hidden; }
  :host([fills]) ha-card { min-height: 0; }
  jarvas-chat { flex: 1; min-height: 0; }
  .told { display: flex; flex: 1; flex-direction: column; align-items: center; justify-content: center; gap: 1rem;
    padding: 1.5rem; text-align: center; color: var(--secondary-text-color); }
  .told p { margin: 0; max-width: 30rem; }
  button { min-height: 2.75rem; padding: 0.4rem 1.25rem; border: 0; border-radius: 1.375rem; background: #eab308;
    color: #0c0a09; font: inherit; font-weight: 600; cursor: pointer; }
  button:focus-visible { outline: 3px solid #eab308; outline-offset: 2px; }
`);

function textsOf(language) {
  return TEXTS[language?.slice(0, 2)] ?? TEXTS.en;
}

function languageOf(hass) {
  return hass?.locale?.language ?? hass?.language;
}

/** What is told instead of Jarvas: the key of a sentence, and what stands in it. */
class Told extends Error {
  constructor(key, values = {}) {
    super(key);
    this.key = key;
    this.values = values;
  }
}

/** One session with the ingress for all cards of the page: it is a cookie, and all that are signed in may have one. */
const ingress = {
  cards: new Set(),
  session: "",
  renewedAt: 0,
  refusals: 0,
  opening: null,
  timer: 0,

  call(hass, endpoint, method = "get", data = undefined) {
    return hass.callWS({ type: "supervisor/api", endpoint, method, ...(data && { data }) });
  },

  join(card) {
    this.cards.add(card);
    this.timer ||= setInterval(() => this.validate(card.hass), VALIDATION_MS);
  },

  leave(card) {
    this.cards.delete(card);
    if (this.cards.size) return;
    clearInterval(this.timer);
    this.timer = 0;
  },

  open(hass) {
    this.opening ??= this.call(hass, "/ingress/session", "post")
      .then(({ session }) => {
        this.session = session;
        const secure = location.protocol === "https:" ? ";Secure" : "";
        document.cookie = `ingress_session=${session};path=/api/hassio_ingress/;SameSite=Strict${secure}`;
      })
      .finally(() => (this.opening = null));
    return this.opening;
  },

  async validate(hass) {
    try {
      await this.call(hass, "/ingress/validate_session", "post", { session: this.session });
    } catch {
      await this.open(hass).catch(() => {}); // the next request of the chat is refused, and tries it again
    }
  },

  /** For a request that was refused: whether there is a new session to try it with. */
  async renewed(hass) {
    if (Date.now() - this.renewedAt < NEW_MS) {
      await this.opening?.catch(() => {});
      return this.refusals++ < MOST_REFUSALS;
    }
    this.renewedAt = Date.now();
    this.refusals = 0;
    return this.open(hass).then(() => true, () => false);
  },
};

/** The apps that can be Jarvas. Only administrators may have the list; others see what stands in their sidebar. */
async function apps(hass) {
  const names = Object.keys(hass.panels ?? {});
  if (hass.user?.is_admin) {
    const { panels } = await ingress.call(hass, "/ingress/panels").catch(() => ({ panels: {} }));
    names.push(...Object.keys(panels));
  }
  const found = names.filter((name) => /_jarvas$/.test(name));
  return found.length ? [...new Set(found)] : USUAL_APPS;
}

async function appInfo(hass, names) {
  let refusal;
  for (const name of names) {
    try {
      return await ingress.call(hass, `/addons/${encodeURIComponent(name)}/info`);
    } catch (error) {
      refusal = error;
    }
  }
  throw refusal?.code === "unauthorized" ? new Told("refused", { reason: refusal.message }) : new Told("no_app");
}

class JarvasCard extends HTMLElement {
  #config;
  #hass;
  #chat;
  #opening;

  /** For the editor, which only administrators have: they can look the app's name up for everybody else. */
  static async getStubConfig(hass) {
    const [app] = hass.config?.components?.includes("hassio") ? await apps(hass) : [];
    return app ? { app } : { url: "" };
  }

  static getConfigForm() {
    const texts = textsOf(document.documentElement.lang);
    return {
      schema: ["title", "app", "url", "token"].map((name) => ({
        name,
        selector: { text: name === "url" ? { type: "url" } : name === "token" ? { type: "password" } : {} },
      })),
      computeLabel: ({ name }) => texts.labels[name],
      computeHelper: ({ name }) => texts.helps[name],
    };
  }

  constructor() {
    super();
    this.attachShadow({ mode: "open" }).adoptedStyleSheets = [STYLE];
  }

  setConfig(config) {
    for (const key of ["title", "app", "url", "token"]) {
      if (config[key] != null && typeof config[key] !== "string") throw new Error(`${key} must be a text`);
    }
    if (config.url && !URL.canParse(config.url)) throw new Error("url must be an address such as http://192.168.1.10:8099");
    const same = JSON.stringify(config) === JSON.stringify(this.#config);
    this.#config = config;
    if (!same && this.#hass) this.#open();
  }

  set hass(hass) {
    const first = !this.#hass;
    this.#hass = hass;
    this.style.colorScheme = hass.themes?.darkMode ? "dark" : "light";
    if (this.#chat) this.#chat.language = languageOf(hass);
    if (first && this.#config) this.#open();
  }

  get hass() {
    return this.#hass;
  }

  /** `grid` in a view of sections, where the card is as high as its rows; `panel` where it is the whole view. */
  set layout(layout) {
    this.toggleAttribute("fills", layout === "grid" || layout === "panel");
  }

  getCardSize() {
    return 9;
  }

  getGridOptions() {
    return { columns: 12, rows: 8, min_columns: 6, min_rows: 5 };
  }

  connectedCallback() {
    if (this.#chat && !this.#config.url) ingress.join(this);
  }

  disconnectedCallback() {
    ingress.leave(this);
  }

  async #open() {
    const opening = (this.#opening = Symbol("opening"));
    this.#chat = null;
    this.#tell("opening");
    try {
      const chat = await (this.#config.url ? this.#elsewhere() : this.#throughIngress());
      if (opening !== this.#opening) return; // the configuration has changed meanwhile
      chat.language = languageOf(this.#hass);
      this.#chat = chat;
      this.#show(chat);
      if (this.isConnected && !this.#config.url) ingress.join(this);
    } catch (error) {
      if (opening !== this.#opening) return;
      if (error instanceof Told) this.#tell(error.key, error.values);
      else this.#tell("no_answer", { reason: error.message ?? String(error) });
    }
  }

  async #throughIngress() {
    const hass = this.#hass;
    if (!hass.config?.components?.includes("hassio")) throw new Told("no_supervisor");
    const [info] = await Promise.all([
      appInfo(hass, this.#config.app ? [this.#config.app] : await apps(hass)),
      ingress.session ? null : ingress.open(hass),
    ]);
    if (info.state !== STARTED) throw new Told("stopped");
    const url = new URL(info.ingress_url, location.href);
    let answer = await fetch(new URL("jarvas-chat.js", url));
    if (answer.status === 401 && (await ingress.renewed(hass))) answer = await fetch(new URL("jarvas-chat.js", url));
    if (answer.status === 404) throw new Told("too_old");
    if (!answer.ok) throw new Told("no_answer", { reason: `${answer.status} ${answer.statusText}` });
    const [{ JarvasClient }] = await this.#modules(url);
    const chat = document.createElement("jarvas-chat");
    chat.client = new JarvasClient({ url, language: languageOf(hass), onMissingToken: () => ingress.renewed(this.#hass) });
    return chat;
  }

  async #elsewhere() {
    const url = new URL(this.#config.url);
    if (!url.pathname.endsWith("/")) url.pathname += "/";
    if (location.protocol === "https:" && url.protocol === "http:") throw new Told("insecure", { url: url.origin });
    const answer = await fetch(new URL("jarvas-chat.js", url)).catch(() => {
      throw new Told("elsewhere", { url: url.origin, origin: location.origin });
    });
    if (!answer.ok) throw new Told("no_answer", { reason: `${answer.status} ${answer.statusText}` });
    await this.#modules(url);
    const chat = document.createElement("jarvas-chat");
    chat.url = url.href;
    if (this.#config.token) chat.token = this.#config.token;
    return chat;
  }

  /** Another card may have brought `<jarvas-chat>` already, of another version even: the page keeps that one. */
  #modules(url) {
    return Promise.all(["jarvas-client.js", "jarvas-chat.js"].map((name) => import(new URL(name, url).href)));
  }

  #tell(key, values = {}) {
    const texts = textsOf(languageOf(this.#hass));
    const told = document.createElement("div");
    told.className = "told";
    const sentence = document.createElement("p");
    sentence.setAttribute("role", "status");
    sentence.textContent = texts[key].replace(/\{(\w+)\}/g, (_, name) => values[name]);
    told.append(sentence);
    if (key !== "opening") {
      const again = document.createElement("button");
      again.textContent = texts.again;
      again.addEventListener("click", () => this.#open());
      told.append(again);
    }
    this.#show(told);
  }

  #show(content) {
    const card = document.createElement("ha-card");
    if (this.#config.title) card.header = this.#config.title;
    card.append(content);
    this.shadowRoot.replaceChildren(card);
  }
}

if (!customElements.get("jarvas-card")) {
  customElements.define("jarvas-card", JarvasCard);
  const { name, description } = textsOf(document.documentElement.lang);
  (window.customCards ??= []).push({ type: "jarvas-card", name, description, preview: false });
}
