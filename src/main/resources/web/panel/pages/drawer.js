// `<jarvas-drawer>`: the way to conversations and pages.

import { LitElement, css, html, nothing } from "lit";
import { theme } from "../parts/theme.js";
import "../parts/icon.js";
import "./conversations.js";
import { texts } from "./texts.js";

const ICONS = { memories: "brain", schedules: "clock-outline", log: "history", status: "pulse", access: "lock" };

class JarvasDrawer extends LitElement {
  static properties = {
    client: { attribute: false },
    language: {},
    page: {},
    conversation: {},
    running: { attribute: false },
    scheduled: { type: Number },
    administrator: { type: Boolean },
    over: { type: Boolean },
  };

  static styles = [
    theme,
    css`
      nav {
        display: flex;
        flex-direction: column;
        height: 100%;
        padding: max(0.5rem, env(safe-area-inset-top)) 0 max(0.5rem, env(safe-area-inset-bottom)) env(safe-area-inset-left);
      }

      .top {
        display: flex;
        gap: 0.25rem;
        padding: 0 0.75rem 0.75rem;
      }

      .top > .first {
        flex: 1;
      }

      jarvas-conversations {
        flex: 1;
      }

      .pages {
        margin: 0;
        padding: 0.5rem 0.5rem 0;
        border-top: 1px solid var(--line);
        list-style: none;
      }

      a {
        display: flex;
        align-items: center;
        gap: 0.75rem;
        min-height: var(--tap);
        padding: 0 0.75rem;
        border-radius: 0.85rem;
        color: inherit;
        text-decoration: none;
      }

      a > jarvas-icon {
        color: var(--quiet);
      }

      a[aria-current] {
        position: relative;
        background: color-mix(in srgb, var(--text) 8%, transparent);
        font-weight: 600;
      }

      a[aria-current]::before {
        content: "";
        position: absolute;
        inset: 25% auto 25% 0.15rem;
        width: 3px;
        border-radius: 2px;
        background: var(--gold);
      }

      @media (hover: hover) {
        a:hover {
          background: color-mix(in srgb, var(--text) 8%, transparent);
        }
      }

      .count {
        min-width: 1.5rem;
        margin-left: auto;
        padding: 0 0.4rem;
        border-radius: 0.75rem;
        background: var(--gold);
        color: var(--on-gold);
        font-size: 0.8125rem;
        font-weight: 600;
        line-height: 1.5rem;
        text-align: center;
      }
    `,
  ];

  render() {
    const words = texts(this.language);
    return html`<nav aria-label=${words.menu}>
      <div class="top">
        <button class="first" @click=${() => this.dispatchEvent(new CustomEvent("jarvas-new"))}>
          <jarvas-icon name="plus"></jarvas-icon>${words.newConversation}
        </button>
        ${this.over
          ? html`<button
              class="plain"
              aria-label=${words.closeMenu}
              title=${words.closeMenu}
              @click=${() => this.dispatchEvent(new CustomEvent("jarvas-close"))}
            >
              <jarvas-icon name="close"></jarvas-icon>
            </button>`
          : nothing}
      </div>
      <jarvas-conversations
        .client=${this.client}
        .language=${this.language}
        .current=${this.page === "chat" ? this.conversation : null}
        .running=${this.running}
      ></jarvas-conversations>
      <ul class="pages">
        ${Object.entries(ICONS)
          .filter(([page]) => page !== "access" || this.administrator)
          .map(
            ([page, icon]) =>
              html`<li>
                <a href="#/${page}" aria-current=${page === this.page ? "page" : nothing}>
                  <jarvas-icon name=${icon}></jarvas-icon>${words[page]}
                  ${page === "schedules" && this.scheduled
                    ? html`<span class="count" aria-hidden="true" title=${words.waiting(this.scheduled)}>${this.scheduled}</span>
                        <span class="aside">${words.waiting(this.scheduled)}</span>`
                    : nothing}
                </a>
              </li>`,
          )}
      </ul>
    </nav>`;
  }

  /** What the person was sent here for, or looks at. */
  focus() {
    this.renderRoot.querySelector(".first").focus();
  }

  reload() {
    return this.renderRoot.querySelector("jarvas-conversations")?.reload();
  }
}

customElements.define("jarvas-drawer", JarvasDrawer);
