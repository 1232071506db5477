import { css } from "lit";

export const chatStyles = css`
  :host {
    display: block;
    position: relative;
    height: 100%;
    min-height: 0;
    container-type: inline-size;
    background: var(--page);
  }

  .chat {
    display: grid;
    grid-template-rows: minmax(0, 1fr) auto;
    height: 100%;
  }

  .log {
    min-height: 0;
    overflow-y: auto;
    overscroll-behavior: contain;
    scrollbar-gutter: stable both-edges;
    outline-offset: -3px;
  }

  .turns,
  .foot {
    width: 100%;
    max-width: 48rem;
    margin: 0 auto;
    padding-inline: max(1rem, env(safe-area-inset-left)) max(1rem, env(safe-area-inset-right));
  }

  .turns {
    min-height: 100%;
    padding-top: 1.25rem;
  }

  .turns.none {
    display: grid; /* a column of many would be laid out anew for each that comes */
  }

  .group {
    content-visibility: auto;
    contain-intrinsic-size: auto 100rem;
  }

  .group:last-child {
    content-visibility: visible;
  }

  .foot {
    position: relative;
    padding-bottom: max(0.75rem, env(safe-area-inset-bottom));
  }

  .to-end {
    position: absolute;
    bottom: calc(100% + 0.75rem);
    left: 50%;
    width: var(--tap);
    padding: 0;
    translate: -50% 0;
    box-shadow: 0 2px 10px rgb(12 10 9 / 18%);
  }

  .to-end.news::after {
    content: "";
    position: absolute;
    top: 0;
    right: 0;
    width: 0.75rem;
    height: 0.75rem;
    border: 2px solid var(--page);
    border-radius: 50%;
    background: var(--gold);
  }

  .empty {
    display: grid;
    align-content: center;
    gap: 0.5rem;
    padding-block: 1rem 10%;
  }

  .empty h2 {
    margin: 0;
    padding-inline-start: 0.9rem;
    border-inline-start: 4px solid var(--gold);
    font-size: 1.6rem;
    font-weight: 600;
    line-height: 1.25;
  }

  .empty p {
    margin: 0 0 1.25rem;
    padding-inline-start: calc(0.9rem + 4px);
    color: var(--quiet);
  }

  .suggestions {
    display: grid;
    grid-template-columns: repeat(auto-fit, minmax(min(100%, 15rem), 1fr));
    gap: 0.6rem;
    margin: 0;
    padding: 0;
    list-style: none;
  }

  .suggestions button {
    justify-content: start;
    width: 100%;
    min-height: 3.25rem;
    border-radius: var(--round);
    text-align: start;
  }

  .suggestions.coming {
    visibility: hidden;
  }

  .notice {
    display: grid;
    justify-items: center;
    gap: 0.75rem;
    padding-top: 20%;
    color: var(--quiet);
    text-align: center;
  }

  .notice p {
    margin: 0;
  }

  .help {
    position: absolute;
    right: -2.5rem;
    bottom: max(0.95rem, env(safe-area-inset-bottom));
    display: none;
  }

  @container (min-width: 56rem) {
    .help {
      display: inline-flex;
    }
  }

  dialog {
    width: min(26rem, calc(100vw - 2rem));
    padding: 1.5rem;
    border: 1px solid var(--line);
    border-radius: var(--round);
    background: var(--card);
    color: var(--text);
  }

  dialog::backdrop {
    background: rgb(12 10 9 / 60%);
  }

  dialog h2 {
    margin: 0 0 1rem;
    font-size: 1.2rem;
  }

  dl {
    display: grid;
    grid-template-columns: auto 1fr;
    gap: 0.6rem 1rem;
    margin: 0 0 1.25rem;
  }

  dd {
    margin: 0;
  }

  kbd {
    padding: 0.1rem 0.45rem;
    border: 1px solid var(--line);
    border-radius: 0.4rem;
    font: inherit;
    font-size: 0.85rem;
    white-space: nowrap;
  }

  dialog form {
    display: flex;
    justify-content: end;
  }
`;
