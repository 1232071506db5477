// `<jarvas-pictures>`: the pictures that go with a message: chosen, pasted, dropped or taken.

import { LitElement, css, html, nothing } from "lit";
import { repeat } from "lit/directives/repeat.js";
import "../parts/icon.js";
import { languageOf } from "../parts/language.js";
import { theme } from "../parts/theme.js";
import { cardTexts } from "./card-texts.js";
import { shrunk } from "./shrink.js";

const MOST = 4;
/** Of base64, as it is sent: a message with them stays below what Jarvas takes. */
const MOST_BYTES = 12 * 1024 * 1024;

/**
 * Fires `jarvas-pictures` `{ count, pending }` when there are more or fewer.
 *
 * Parts for the page around: `pictures`, the row of them; `buttons`.
 */
class JarvasPictures extends LitElement {
  static properties = {
    language: {},
    sees: { attribute: false },
    zone: { attribute: false },
    bare: { type: Boolean, reflect: true },
    disabled: { type: Boolean },
    pictures: { state: true },
    pending: { state: true },
    dragging: { state: true },
    stream: { state: true },
    note: { state: true },
    told: { state: true },
  };

  static styles = [
    theme,
    css`
      :host {
        display: block;
      }

      ul {
        display: flex;
        gap: 0.6rem;
        margin: 0;
        padding: 0.4rem 0.4rem 0.4rem 0;
        overflow-x: auto;
        scrollbar-width: none;
        list-style: none;
      }

      li {
        position: relative;
        flex: none;
      }

      img,
      .waits {
        display: block;
        width: 4rem;
        height: 4rem;
        border-radius: 1rem;
        object-fit: cover;
        background: color-mix(in srgb, var(--text) 8%, transparent);
      }

      .waits {
        animation: breathe 1.2s infinite ease-in-out;
      }

      @keyframes breathe {
        50% {
          opacity: 0.4;
        }
      }

      .remove {
        position: absolute;
        top: -0.4rem;
        right: -0.4rem;
        min-height: 0;
        width: var(--tap);
        height: var(--tap);
        padding: 0;
        border: 0;
        background: none;
      }

      .remove:not(:disabled):hover {
        background: none;
      }

      .remove span {
        display: grid;
        place-items: center;
        width: 1.6rem;
        height: 1.6rem;
        margin: 0 0 0.7rem 0.7rem;
        border: 2px solid var(--card);
        border-radius: 50%;
        background: var(--text);
        color: var(--card);
      }

      .remove jarvas-icon {
        width: 1rem;
        height: 1rem;
      }

      .note {
        margin: 0;
        padding: 0.2rem 0.4rem;
        color: var(--quiet);
        font-size: 0.9rem;
      }

      .drop {
        position: fixed;
        inset: auto;
        margin: 0;
        padding: 0;
        border: 0;
        overflow: hidden;
        background: color-mix(in srgb, var(--page) 85%, transparent);
        color: var(--text);
        pointer-events: none;
      }

      .drop:popover-open {
        display: grid;
        place-items: center;
      }

      .drop p {
        display: grid;
        gap: 0.5rem;
        justify-items: center;
        margin: 0;
        padding: 2rem;
        border: 2px dashed var(--edge);
        border-radius: var(--round);
        font-weight: 600;
        text-align: center;
      }

      .drop jarvas-icon {
        width: 2.5rem;
        height: 2.5rem;
      }

      dialog {
        width: min(40rem, calc(100vw - 2rem));
        padding: 1rem;
        border: 0;
        border-radius: var(--round);
        background: var(--card);
        color: var(--text);
      }

      dialog::backdrop {
        background: rgb(0 0 0 / 60%);
      }

      video {
        display: block;
        width: 100%;
        max-height: 65vh;
        border-radius: calc(var(--round) - 0.4rem);
        background: #000;
        object-fit: contain;
      }

      .answers {
        display: flex;
        gap: 0.5rem;
        justify-content: end;
        margin-top: 0.75rem;
      }
    `,
  ];

  #queue = Promise.resolve();
  #count = 0;

  constructor() {
    super();
    this.language = languageOf(...navigator.languages);
    /** Whether the chosen model sees pictures; undefined where that is not known. */
    this.sees = undefined;
    /** The element that pictures can be dropped on and pasted into; without it, the one that this stands in. */
    this.zone = undefined;
    this.bare = false;
    this.disabled = false;
    this.pictures = [];
    this.pending = 0;
    this.dragging = false;
    this.stream = null;
    this.note = "";
    this.told = "";
  }

  /** The pictures in base64, as `api/chat/stream` takes them. */
  get images() {
    return this.pictures.map((picture) => picture.data);
  }

  connectedCallback() {
    super.connectedCallback();
    this.requestUpdate();
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    this.#listenTo(null);
    this.#stopCamera();
  }

  /** Adds files, the first that fit; says what was left out and why. */
  add(files) {
    this.note = "";
    for (const file of files) {
      this.pending++;
      this.#queue = this.#queue.then(() => this.#add(file));
    }
    this.#tell();
    return this.#queue;
  }

  /** Resolves when every picture that was added can be sent. */
  ready() {
    return this.#queue;
  }

  clear() {
    this.pictures = [];
    this.note = "";
    this.told = "";
    this.#tell();
  }

  /** Lets the person choose files. Must be called from what they pressed. */
  choose() {
    this.shadowRoot.querySelector("input.files").click();
  }

  /** Lets the person take a picture: a phone with its own camera, others with a view of what the camera sees. */
  async photograph() {
    this.note = "";
    if (matchMedia("(pointer: coarse)").matches) {
      this.shadowRoot.querySelector("input.camera").click();
      return;
    }
    const texts = this.#texts;
    if (!navigator.mediaDevices?.getUserMedia) {
      this.note = texts.insecure;
      return;
    }
    try {
      this.stream = await navigator.mediaDevices.getUserMedia({ video: { width: { ideal: 1_920 } } });
      await this.updateComplete;
      this.shadowRoot.querySelector("dialog").showModal();
    } catch (error) {
      this.note = { NotAllowedError: texts.refused, NotFoundError: texts.absent }[error.name] ?? texts.broken;
    }
  }

  get #texts() {
    return cardTexts(this.language).pictures;
  }

  async #add(file) {
    const texts = this.#texts;
    try {
      if (this.pictures.length >= MOST) {
        this.note = texts.too_many;
        return;
      }
      const data = await shrunk(file);
      const total = this.images.reduce((sum, image) => sum + image.length, data.length);
      if (total > MOST_BYTES) {
        this.note = texts.too_large;
        return;
      }
      this.pictures = [...this.pictures, { id: ++this.#count, data, name: file.name ?? "" }];
      this.told = texts.added(this.pictures.length);
    } catch {
      this.note = texts.no_picture(file.name || texts.picture(this.pictures.length + 1));
    } finally {
      this.pending--;
      this.#tell();
    }
  }

  async #remove(id) {
    const place = this.pictures.findIndex((picture) => picture.id === id);
    this.pictures = this.pictures.filter((picture) => picture.id !== id);
    this.note = "";
    this.told = this.#texts.removed;
    this.#tell();
    await this.updateComplete;
    const others = this.shadowRoot.querySelectorAll(".remove");
    (others[Math.min(place, others.length - 1)] ?? this.shadowRoot.querySelector(".choose"))?.focus();
  }

  #tell() {
    const detail = { count: this.pictures.length, pending: this.pending > 0 };
    this.dispatchEvent(new CustomEvent("jarvas-pictures", { bubbles: true, composed: true, detail }));
  }

  willUpdate() {
    if (this.isConnected) this.#listenTo(this.zone ?? this.getRootNode().host ?? document.body);
  }

  updated(changed) {
    if (!changed.has("dragging")) return;
    const drop = this.shadowRoot.querySelector(".drop");
    if (!this.dragging) {
      drop.hidePopover();
      return;
    }
    const { left, top, width, height } = this.listened.getBoundingClientRect();
    Object.assign(drop.style, { left: `${left}px`, top: `${top}px`, width: `${width}px`, height: `${height}px` });
    drop.showPopover();
  }

  #listenTo(zone) {
    if (this.listened === zone) return;
    for (const [event, hear] of Object.entries(this.#heard)) {
      this.listened?.removeEventListener(event, hear);
      zone?.addEventListener(event, hear);
    }
    this.listened = zone;
  }

  #drags = (event) => {
    if (this.disabled || !event.dataTransfer?.types.includes("Files")) return;
    event.preventDefault();
    this.dragging = true;
  };

  #heard = {
    dragenter: this.#drags,
    dragover: this.#drags,
    dragleave: (event) => {
      if (!event.relatedTarget || !this.listened.contains(event.relatedTarget)) this.dragging = false;
    },
    drop: (event) => {
      this.dragging = false;
      if (this.disabled || !event.dataTransfer?.files.length) return;
      event.preventDefault();
      this.add([...event.dataTransfer.files]);
    },
    paste: (event) => {
      // What was copied out of a document has a picture of itself beside its text: the text is meant.
      const { files, types } = event.clipboardData ?? { files: [], types: [] };
      if (this.disabled || !files.length || types.includes("text/plain")) return;
      event.preventDefault();
      this.add([...files]);
    },
  };

  #chosen(event) {
    const files = [...event.target.files];
    event.target.value = ""; // the same one can be chosen again
    this.add(files);
  }

  async #shoot() {
    const video = this.shadowRoot.querySelector("video");
    const canvas = new OffscreenCanvas(video.videoWidth, video.videoHeight);
    canvas.getContext("2d").drawImage(video, 0, 0);
    const taken = await canvas.convertToBlob();
    this.shadowRoot.querySelector("dialog").close();
    await this.add([taken]);
  }

  #stopCamera() {
    this.stream?.getTracks().forEach((track) => track.stop());
    this.stream = null;
  }

  render() {
    const texts = this.#texts;
    const note = this.note || (this.sees === false && this.pictures.length ? texts.blind : "");
    return html`
      ${this.pictures.length || this.pending ? this.#row(texts) : nothing}
      <p class="note" role="status" ?hidden=${!note}>${note}</p>
      <p class="aside" role="status">${this.told}</p>
      <div part="buttons" ?hidden=${this.bare}>
        <button class="plain choose" aria-label=${texts.choose} title=${texts.choose} ?disabled=${this.disabled} @click=${this.choose}>
          <jarvas-icon name="image-outline"></jarvas-icon>
        </button>
        <button class="plain camera" aria-label=${texts.camera} title=${texts.camera} ?disabled=${this.disabled} @click=${this.photograph}>
          <jarvas-icon name="camera"></jarvas-icon>
        </button>
      </div>
      <input class="files" type="file" accept="image/*" multiple hidden aria-label=${texts.choose} @change=${this.#chosen} />
      <input
        class="camera"
        type="file"
        accept="image/*"
        capture="environment"
        hidden
        aria-label=${texts.camera}
        @change=${this.#chosen}
      />
      <div class="drop" popover="manual">
        <p><jarvas-icon name="image-outline"></jarvas-icon>${texts.drop}</p>
      </div>
      ${this.stream ? this.#camera(texts) : nothing}
    `;
  }

  #row(texts) {
    return html`<ul part="pictures" aria-label=${texts.group}>
      ${repeat(
        this.pictures,
        (picture) => picture.id,
        (picture, place) => {
          const name = picture.name || texts.picture(place + 1);
          return html`<li>
            <img src="data:image/jpeg;base64,${picture.data}" alt=${name} title=${name} />
            <button class="remove" aria-label=${texts.remove(name)} title=${texts.remove(name)} @click=${() => this.#remove(picture.id)}>
              <span><jarvas-icon name="close"></jarvas-icon></span>
            </button>
          </li>`;
        },
      )}
      ${Array.from({ length: Math.min(this.pending, MOST - this.pictures.length) }, () => html`<li class="waits" aria-hidden="true"></li>`)}
    </ul>`;
  }

  #camera(texts) {
    return html`<dialog aria-label=${texts.camera} @close=${this.#stopCamera}>
      <video .srcObject=${this.stream} autoplay playsinline muted aria-label=${texts.live}></video>
      <div class="answers">
        <button @click=${(event) => event.target.closest("dialog").close()}>${texts.close}</button>
        <button class="first shutter" autofocus @click=${this.#shoot}><jarvas-icon name="camera"></jarvas-icon>${texts.shutter}</button>
      </div>
    </dialog>`;
  }
}

if (!customElements.get("jarvas-pictures")) customElements.define("jarvas-pictures", JarvasPictures);
