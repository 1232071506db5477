// Colours, spaces and the look of what is pressed and written into, for every element of Jarvas's. Surfaces are Home
// Assistant's where its theme is around; black and gold are Jarvas's own.

import { css } from "lit";

export const theme = css`
  :host {
    --gold: #eab308;
    --on-gold: #0c0a09;
    --page: var(--primary-background-color, light-dark(#fafaf9, #0c0a09));
    --card: var(--card-background-color, light-dark(#ffffff, #1c1917));
    --text: var(--primary-text-color, light-dark(#1c1917, #f5f5f4));
    --quiet: var(--secondary-text-color, light-dark(#57534e, #a8a29e));
    --line: var(--divider-color, light-dark(#e7e5e4, #292524));
    --edge: light-dark(#78716c, #a8a29e);
    --accent: light-dark(#854d0e, #facc15);
    --good: light-dark(#166534, #86efac);
    --bad: light-dark(#b91c1c, #fca5a5);
    --mine: light-dark(#1c1917, #eab308);
    --on-mine: light-dark(#fafaf9, #0c0a09);
    --tap: 2.75rem;
    --round: 1.25rem;
    color: var(--text);
    font: 1rem/1.5 var(--ha-font-family-body, system-ui, sans-serif);
  }

  *,
  *::before,
  *::after {
    box-sizing: border-box;
  }

  [hidden] {
    display: none !important;
  }

  button,
  input,
  textarea,
  select {
    color: inherit;
    font: inherit;
  }

  button {
    display: inline-flex;
    align-items: center;
    justify-content: center;
    gap: 0.4rem;
    min-height: var(--tap);
    padding: 0.4rem 1rem;
    border: 1px solid var(--line);
    border-radius: calc(var(--tap) / 2);
    background: var(--card);
    cursor: pointer;
    touch-action: manipulation;
  }

  button.plain {
    min-width: var(--tap);
    padding: 0.4rem;
    border-color: transparent;
    background: none;
    color: var(--quiet);
  }

  button.first {
    border-color: var(--gold);
    background: var(--gold);
    color: var(--on-gold);
    font-weight: 600;
  }

  button.bad {
    color: var(--bad);
  }

  @media (hover: hover) {
    button:not(:disabled):hover {
      border-color: var(--edge);
    }

    button.plain:not(:disabled):hover {
      border-color: transparent;
      background: color-mix(in srgb, var(--text) 8%, transparent);
      color: var(--text);
    }
  }

  :disabled {
    cursor: default;
    opacity: 0.55;
  }

  input:not([type="checkbox"], [type="radio"]),
  textarea,
  select {
    min-width: 0;
    min-height: var(--tap);
    padding: 0.5rem 0.9rem;
    border: 1px solid var(--edge);
    border-radius: var(--round);
    background: var(--card);
  }

  :focus-visible {
    outline: 3px solid var(--gold);
    outline-offset: 1px;
    box-shadow: 0 0 0 1px var(--text);
  }

  a {
    color: var(--accent);
  }

  .aside {
    position: absolute;
    width: 1px;
    height: 1px;
    margin: -1px;
    overflow: hidden;
    clip-path: inset(50%);
    white-space: nowrap;
  }

  @media (prefers-reduced-motion: reduce) {
    *,
    *::before,
    *::after {
      animation-duration: 0.01ms !important;
      animation-iteration-count: 1 !important;
      scroll-behavior: auto !important;
      transition-duration: 0.01ms !important;
    }
  }
`;
