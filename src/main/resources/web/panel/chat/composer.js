// Where a person writes.

import { LitElement, css, html, nothing } from "lit";
import { theme } from "../parts/theme.js";
import "../parts/icon.js";
import "./pictures.js";
import { Draft } from "./draft.js";
import { textsIn } from "./texts.js";

const MOST = 8_000;
const NEAR = 500;
const PREPARE_PAUSE_MS = 20_000;

/**
 * `<jarvas-composer>`. Properties: `language`, `client`, `conversation`, `running` (an answer comes), `editing` (the
 * message that is being changed, or null), `sees` (whether
 * the model looks at pictures; undefined where that is not known), `zone` (where pictures may be dropped).
 *
 * Events: `send` `{ text, images }`, `stop`, `last` (the last message is to be changed), `leave` (it is to stay as it
 * was).
 */
class JarvasComposer extends LitElement {
  static properties = {
    language: {},
    client: { attribute: false },
    conversation: {},
    running: { type: Boolean },
    editing: { attribute: false },
    sees: { attribute: false },
    zone: { attribute: false },
    text: { state: true },
  };

  static styles = [
    theme,
    css`
      :host {
        display: block;
        container-type: inline-size;
      }

      form {
        position: relative;
        display: grid;
        grid-template-columns: auto minmax(0, 1fr) auto auto;
        align-items: end;
        gap: 0 0.25rem;
        padding: 0.35rem;
        border: 1px solid var(--line);
        border-radius: 1.75rem;
        background: var(--card);
      }

      form:has(textarea:focus) {
        border-color: var(--edge);
      }

      form:has(textarea:focus-visible) {
        outline: 2px solid var(--gold);
        outline-offset: 0;
      }

      .strip {
        display: flex;
        grid-column: 1 / -1;
        align-items: center;
        gap: 0.5rem;
        padding: 0.25rem 0 0.25rem 0.75rem;
        color: var(--quiet);
        font-size: 0.875rem;
      }

      .strip p {
        flex: 1;
        margin: 0;
      }

      jarvas-pictures {
        grid-column: 1 / -1;
        padding-inline: 0.5rem;
      }

      .pictures {
        display: flex;
      }

      @container (max-width: 30rem) {
        .written .camera {
          display: none;
        }
      }

      @container (max-width: 20rem) {
        .camera {
          display: none;
        }
      }

      textarea {
        grid-column: 2;
        width: 100%;
        max-height: min(14rem, 40dvh);
        padding: 0.6rem 0.5rem;
        border: 0;
        background: none;
        resize: none;
        field-sizing: content;
      }

      textarea:focus-visible {
        outline: none; /* the form around it has one */
        box-shadow: none;
      }

      textarea::placeholder {
        color: var(--quiet);
        opacity: 1;
      }

      .send {
        grid-column: 4;
        width: var(--tap);
        padding: 0;
      }

      .send.stops {
        border-color: var(--text);
        background: var(--text);
        color: var(--page);
      }

      .send[aria-disabled="true"] {
        border-color: transparent;
        background: color-mix(in srgb, var(--text) 8%, transparent);
        color: var(--quiet);
        cursor: default;
      }

      ::slotted([slot="voice"]) {
        grid-column: 3;
      }

      .count {
        grid-column: 1 / -1;
        margin: 0;
        padding: 0 0.75rem 0.25rem;
        color: var(--quiet);
        font-size: 0.8rem;
        text-align: end;
      }

      .count.over {
        color: var(--bad);
      }
    `,
  ];

  #draft = new Draft();
  #prepared = { conversation: undefined, at: -Infinity };
  /** What stood in the field before a message was changed. */
  #before = "";
  /** How often another conversation was shown. */
  #shown = 0;

  constructor() {
    super();
    this.text = "";
    this.editing = null;
  }

  connectedCallback() {
    super.connectedCallback();
    addEventListener("pagehide", this.#keep);
    document.addEventListener("visibilitychange", this.#seen);
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    removeEventListener("pagehide", this.#keep);
    document.removeEventListener("visibilitychange", this.#seen);
    this.#keep();
  }

  focus() {
    this.#field?.focus();
  }

  /** Another conversation is shown: its draft with it. */
  showing(conversation) {
    this.#keep();
    this.#shown++;
    this.conversation = conversation;
    this.text = this.#draft.of(conversation);
    this.prepare();
  }

  /** The new conversation that one was writing in has its id. */
  begun(conversation) {
    this.conversation = conversation;
    this.#keep();
  }

  get #field() {
    return this.renderRoot?.querySelector("textarea");
  }

  get #pictures() {
    return this.renderRoot?.querySelector("jarvas-pictures");
  }

  #keep = () => {
    if (this.#draft.waits) this.#draft.keep(this.conversation, this.text);
  };

  #seen = () => {
    if (document.hidden) this.#keep();
    else this.prepare();
  };

  willUpdate(changed) {
    if (!changed.has("editing") || changed.get("editing") === undefined) return;
    const before = changed.get("editing");
    if (this.editing && !before) this.#before = this.text;
    this.text = this.editing ? this.editing.text : this.#before;
    if (!this.editing) this.#before = "";
  }

  updated(changed) {
    const field = this.#field;
    if (changed.has("text") && field.value !== this.text) field.value = this.text;
    if (changed.has("text") && !CSS.supports("field-sizing", "content")) {
      field.style.height = "auto";
      field.style.height = `${field.scrollHeight}px`;
    }
    if (changed.has("editing") && this.editing) {
      field.focus();
      field.setSelectionRange(this.text.length, this.text.length);
    }
  }

  /** Has the model read, before the message is there, what it will be sent with it. */
  async prepare() {
    const now = performance.now();
    const { conversation } = this;
    if (!this.client || this.running || document.hidden) return;
    if (this.#prepared.conversation === conversation && now - this.#prepared.at < PREPARE_PAUSE_MS) return;
    this.#prepared = { conversation, at: now };
    // Only the answer would come later without it.
    await this.client
      .call("api/prepare", { method: "POST", body: conversation ? { conversation_id: conversation } : {} })
      .catch(() => {});
  }

  get #count() {
    return this.text.length < MOST - NEAR ? 0 : [...this.text.trim()].length;
  }

  get #sendable() {
    return Boolean(this.text.trim()) && this.#count <= MOST;
  }

  /** In the place of what sends, where there is nothing to send. */
  get #stops() {
    return this.running && !this.text.trim() && !this.editing;
  }

  render() {
    const texts = textsIn(this.language);
    const left = MOST - this.#count;
    const label = this.#stops ? texts.stop : this.editing ? texts.save : this.running ? texts.queue : texts.send;
    const pictures = !this.editing && this.sees !== false;
    return html`<form class=${this.text ? "written" : ""} @submit=${this.#submitted}>
      ${this.editing
        ? html`<div class="strip">
            <jarvas-icon name="pencil"></jarvas-icon>
            <p id="editing">${this.editing.state === "queued" ? texts.editingQueued : texts.editing}</p>
            <button class="plain" type="button" title=${texts.cancel} aria-label=${texts.cancel} @click=${() => this.#say("leave")}>
              <jarvas-icon name="close"></jarvas-icon>
            </button>
          </div>`
        : nothing}
      <jarvas-pictures
        bare
        .language=${this.language}
        .sees=${this.sees}
        .zone=${this.zone}
        .disabled=${!pictures}
        ?hidden=${this.editing}
      ></jarvas-pictures>
      <div class="pictures" ?hidden=${!pictures}>
        <button class="plain" type="button" title=${texts.addPicture} aria-label=${texts.addPicture} @click=${() => this.#pictures.choose()}>
          <jarvas-icon name="image-outline"></jarvas-icon>
        </button>
        <button
          class="plain camera"
          type="button"
          title=${texts.takePicture}
          aria-label=${texts.takePicture}
          @click=${() => this.#pictures.photograph()}
        >
          <jarvas-icon name="camera"></jarvas-icon>
        </button>
      </div>
      <textarea
        rows="1"
        dir="auto"
        aria-label=${texts.write}
        aria-describedby=${this.editing ? "editing" : nothing}
        aria-invalid=${left < 0 ? "true" : nothing}
        placeholder=${texts.placeholder}
        enterkeyhint=${touched() ? "enter" : "send"}
        @input=${this.#typed}
        @keydown=${this.#pressed}
      ></textarea>
      <slot name="voice"></slot>
      <button
        class="send ${this.#stops ? "stops" : "first"}"
        @click=${this.#clicked}
        title=${label}
        aria-label=${label}
        aria-disabled=${!this.#stops && !this.#sendable ? "true" : "false"}
      >
        <jarvas-icon name=${this.#stops ? "stop" : this.editing ? "check" : "send"}></jarvas-icon>
      </button>
      ${this.#count && left <= NEAR
        ? html`<p class="count ${left < 0 ? "over" : ""}" role=${left < 0 ? "alert" : nothing}>
            ${left < 0 ? texts.tooLong(-left) : texts.left(left)}
          </p>`
        : nothing}
    </form>`;
  }

  #say(name, detail) {
    this.dispatchEvent(new CustomEvent(name, { detail }));
  }

  #typed() {
    this.text = this.#field.value;
    if (!this.editing) this.#draft.soon(this.conversation, this.text);
    this.prepare();
  }

  /** The second click of a quick two was meant for what stood there at the first. */
  #clicked(event) {
    if (this.#stops && event.detail > 1) event.preventDefault();
  }

  async #submitted(event) {
    event.preventDefault();
    if (this.#stops) {
      this.#say("stop");
      return;
    }
    if (!this.#sendable) return;
    const text = this.text.trim();
    if (this.editing) {
      this.#say("send", { text, images: [], edited: this.editing }); // what was being written comes back
      return;
    }
    const { conversation } = this;
    const shown = this.#shown;
    this.text = "";
    this.#draft.forget(conversation);
    await this.#pictures.ready();
    if (shown !== this.#shown) {
      this.#draft.keep(conversation, text); // it was not meant for the one that is shown now
      return;
    }
    const { images } = this.#pictures;
    if (images.length) this.#pictures.clear();
    this.#say("send", { text, images, edited: null });
  }

  #pressed(event) {
    if (event.isComposing || event.keyCode === 229) return; // the keys belong to what composes the word
    if (event.key === "Enter" && !event.shiftKey && !touched()) {
      event.preventDefault();
      if (!this.#stops) this.renderRoot.querySelector("form").requestSubmit();
    } else if (event.key === "ArrowUp" && !this.text && !this.editing) {
      event.preventDefault();
      this.#say("last");
    } else if (event.key === "Escape" && (this.editing || this.running)) {
      event.preventDefault();
      this.#say(this.editing ? "leave" : "stop");
    }
  }
}

/** On a keyboard of glass, Enter makes a line. */
function touched() {
  return matchMedia("(hover: none) and (pointer: coarse)").matches;
}

if (!customElements.get("jarvas-composer")) customElements.define("jarvas-composer", JarvasComposer);
