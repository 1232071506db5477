import { css } from "lit";

export const panelStyle = css`
  :host {
    display: flex;
    height: 100dvh;
    overflow: hidden;
    background: var(--page);
  }

  jarvas-drawer {
    flex: none;
    width: 19rem;
    border-right: 1px solid var(--line);
    background: var(--page);
  }

  .page {
    display: flex;
    flex: 1;
    flex-direction: column;
    min-width: 0;
  }

  header {
    display: flex;
    align-items: center;
    gap: 0.25rem;
    min-height: 3.25rem;
    padding: env(safe-area-inset-top) max(0.5rem, env(safe-area-inset-right)) 0 max(0.5rem, env(safe-area-inset-left));
  }

  h1 {
    flex: 1;
    min-width: 0;
    margin: 0;
    padding: 0.25rem 0.5rem;
    overflow: hidden;
    border-radius: 0.5rem;
    font-size: 1.0625rem;
    font-weight: 600;
    text-overflow: ellipsis;
    white-space: nowrap;
  }

  /* Not for the keyboard: a page begins to be read here. */
  h1:focus-visible {
    outline: none;
    box-shadow: none;
  }

  header > select {
    max-width: min(12rem, 30vw);
    border-color: transparent;
    background: none;
    color: var(--quiet);
    text-overflow: ellipsis;
    field-sizing: content;
  }

  option {
    background: var(--card);
    color: var(--text);
  }

  .button {
    display: inline-flex;
    align-items: center;
    justify-content: center;
    gap: 0.4rem;
    min-width: var(--tap);
    min-height: var(--tap);
    border-radius: calc(var(--tap) / 2);
    color: var(--quiet);
    text-decoration: none;
  }

  @media (hover: hover) {
    .button:hover {
      background: color-mix(in srgb, var(--text) 8%, transparent);
      color: var(--text);
    }
  }

  .dot > i {
    width: 0.6rem;
    height: 0.6rem;
    border-radius: 50%;
    background: var(--good);
  }

  .dot.bad {
    color: var(--bad);
  }

  .dot.bad > span {
    padding-right: 0.75rem;
  }

  .dot-place {
    width: var(--tap);
  }

  .banner {
    display: flex;
    align-items: center;
    justify-content: center;
    gap: 0.5rem;
    min-height: 2.75rem;
    margin: 0;
    padding: 0.25rem 1rem;
    background: color-mix(in srgb, var(--gold) 18%, var(--page));
    font-size: 0.9375rem;
    overflow-wrap: anywhere;
  }

  main {
    position: relative; /* else what only screen readers see makes the document longer */
    flex: 1;
    min-height: 0;
    overflow: hidden auto;
    overscroll-behavior: contain;
    scrollbar-color: var(--edge) transparent;
    scrollbar-width: thin;
  }

  jarvas-chat {
    height: 100%;
  }

  .scrim {
    position: fixed;
    z-index: 1;
    inset: 0;
    background: rgb(0 0 0 / 50%);
  }

  @media (max-width: 899.98px) {
    jarvas-drawer {
      visibility: hidden;
      position: fixed;
      z-index: 2;
      inset: 0 auto 0 0;
      width: min(20rem, calc(100vw - 3rem));
      border: 0;
      translate: -100% 0;
      transition:
        translate 0.18s ease-out,
        visibility 0.18s;
    }

    jarvas-drawer.open {
      visibility: visible;
      translate: 0 0;
      transition: translate 0.18s ease-out;
    }

    .dot.bad > span {
      display: none;
    }
  }
`;
