// `<jarvas-chat>`: a conversation with Jarvas, for the panel and for any other page. See docs/panel.md.

import { LitElement, html } from "lit";
import { marked } from "marked";
import purify from "dompurify";
import { JarvasClient } from "./jarvas-client.js";
import { theme } from "./parts/theme.js";
import "./parts/icon.js";
import "./chat/action.js";
import "./chat/action-card.js";
import "./chat/pictures.js";

class JarvasChat extends LitElement {
  static styles = theme;

  render() {
    return html`<button class="first"><jarvas-icon name="send"></jarvas-icon><jarvas-icon name="coffee"></jarvas-icon>${typeof marked} ${typeof purify} ${typeof JarvasClient}</button>`;
  }
}

if (!customElements.get("jarvas-chat")) customElements.define("jarvas-chat", JarvasChat);
