// The panel: everything around the chat, each page at its own address behind the `#`.

import { LitElement, css, html } from "lit";
import "./jarvas-chat.js";
import { theme } from "./parts/theme.js";

class JarvasPanel extends LitElement {
  static styles = [theme, css`:host { display: block; height: 100%; }`];

  render() {
    return html`<jarvas-chat></jarvas-chat>`;
  }
}

customElements.define("jarvas-panel", JarvasPanel);
