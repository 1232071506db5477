// The look of a card: a line for what was only read, a quiet box for what was done, gold where a person is asked.

import { css } from "lit";

export const style = css`
  :host {
    display: block;
    container-type: inline-size;
  }

  .action {
    position: relative;
    display: grid;
    grid-template-columns: auto minmax(0, 1fr) auto;
    gap: 0.25rem 0.75rem;
    align-items: center;
    overflow-wrap: anywhere;
  }

  .card {
    padding: 0.65rem 0.75rem;
    border: 1px solid var(--line);
    border-radius: var(--round);
    background: var(--card);
  }

  .line {
    grid-template-columns: auto minmax(0, 1fr);
    gap: 0.5rem;
    color: var(--quiet);
    font-size: 0.9rem;
  }

  p {
    margin: 0;
  }

  .icon {
    display: grid;
    place-items: center;
    align-self: start;
    width: 2.5rem;
    height: 2.5rem;
    border-radius: 50%;
    background: color-mix(in srgb, var(--text) 7%, transparent);
    transition: background-color 0.3s;
  }

  .icon.lit {
    background: var(--gold);
    color: var(--on-gold);
  }

  .line .icon {
    width: 1.5rem;
    height: 1.5rem;
    background: none;
    font-size: 0.8rem;
  }

  .name {
    font-weight: 600;
  }

  .line .name {
    font-weight: 400;
  }

  .line .what {
    display: flex;
    flex-wrap: wrap;
    gap: 0.5rem;
    align-items: center;
  }

  small {
    color: var(--quiet);
    font-size: 0.85rem;
    font-weight: 400;
  }

  .outcome {
    display: flex;
    gap: 0.45rem;
    align-items: first baseline;
    color: var(--quiet);
    font-size: 0.95rem;
  }

  .told {
    display: flex;
    flex-wrap: wrap;
    gap: 0 0.7rem;
    min-width: 0;
  }

  .outcome jarvas-icon {
    width: 1.15em;
    height: 1.15em;
    align-self: start;
    margin-top: 0.18em;
  }

  .deed,
  .change b {
    color: var(--text);
    font-weight: 400;
  }

  .executed .outcome jarvas-icon {
    color: var(--good);
  }

  .failed .outcome jarvas-icon,
  .failed .word {
    color: var(--bad);
  }

  .asks .word,
  .scheduled .word {
    color: var(--accent);
  }

  .why,
  .note {
    grid-column: 2 / -1;
    color: var(--quiet);
    font-size: 0.9rem;
  }

  .note {
    color: var(--text);
  }

  .dots {
    display: inline-flex;
    gap: 0.2rem;
    padding-inline: 0.1rem;
  }

  .dots i {
    width: 0.3rem;
    height: 0.3rem;
    border-radius: 50%;
    background: currentColor;
    animation: breathe 1.2s infinite ease-in-out;
  }

  .dots i:nth-child(2) {
    animation-delay: 0.15s;
  }

  .dots i:nth-child(3) {
    animation-delay: 0.3s;
  }

  @keyframes breathe {
    0%,
    60%,
    100% {
      opacity: 0.3;
    }

    30% {
      opacity: 1;
    }
  }

  .undo,
  .cancel {
    padding-inline: 0.8rem;
    font-size: 0.95rem;
  }

  .undo jarvas-icon {
    width: 1.2em;
    height: 1.2em;
  }

  .left {
    color: var(--quiet);
    font-size: 0.85rem;
    font-variant-numeric: tabular-nums;
    white-space: nowrap;
  }

  form {
    grid-column: 1 / -1;
  }

  fieldset {
    display: grid;
    gap: 0.6rem;
    min-width: 0;
    margin: 0.25rem 0 0.35rem;
    padding: 0;
    border: 0;
  }

  legend {
    padding: 0;
    margin-bottom: 0.6rem;
  }

  legend.aside {
    margin: -1px;
  }

  .answers {
    display: flex;
    flex-wrap: wrap;
    gap: 0.5rem;
    align-items: center;
  }

  .answers button {
    flex: 1 1 6rem;
    max-width: 12rem;
  }

  .answers .left {
    min-width: 3.2rem;
    margin-inline-start: auto;
    text-align: end;
  }

  label {
    display: flex;
    gap: 0.6rem;
    align-items: center;
  }

  .pin {
    flex: 1;
    max-width: 12rem;
    letter-spacing: 0.2em;
    -webkit-text-security: disc;
  }

  .asks.card {
    overflow: hidden;
    border-color: var(--gold);
  }

  .bar {
    position: absolute;
    inset: auto 0 0;
    height: 3px;
    background: var(--gold);
    transform-origin: left;
    transition: scale 1s linear;
  }

  summary {
    display: flex;
    gap: 0.35rem;
    align-items: center;
    min-height: var(--tap);
    list-style: none;
    cursor: pointer;
  }

  summary::-webkit-details-marker {
    display: none;
  }

  summary jarvas-icon {
    width: 1.2em;
    height: 1.2em;
    color: var(--quiet);
    transition: rotate 0.15s;
  }

  details[open] > summary jarvas-icon {
    rotate: 180deg;
  }

  .what summary {
    box-sizing: border-box;
    margin-block: -0.3rem;
    padding-block: 0.3rem;
  }

  ul {
    margin: 0 0 0.4rem;
    padding: 0;
    list-style: none;
  }

  li {
    display: flex;
    flex-wrap: wrap;
    gap: 0 0.5rem;
    align-items: center;
    padding-block: 0.2rem;
    font-size: 0.95rem;
  }

  li jarvas-icon {
    width: 1.2em;
    height: 1.2em;
    color: var(--quiet);
  }

  .raw {
    grid-column: 1 / -1;
    color: var(--quiet);
    font-size: 0.9rem;
  }

  pre {
    max-height: 12rem;
    margin: 0;
    padding: 0.6rem 0.75rem;
    overflow: auto;
    border-radius: 0.75rem;
    background: color-mix(in srgb, var(--text) 6%, transparent);
    font-size: 0.8rem;
    overflow-wrap: anywhere;
    white-space: pre-wrap;
  }

  /* Room for the words beside it. */
  @container (max-width: 28rem) {
    .undo {
      display: grid;
      gap: 0;
      justify-items: center;
      padding-block: 0.15rem;
      line-height: 1.25;
    }

    .undo jarvas-icon {
      display: none;
    }
  }

  @container (max-width: 19rem) {
    .undo,
    .cancel {
      display: inline-flex;
      grid-column: 2 / -1;
      gap: 0.4rem;
      justify-self: start;
    }
  }
`;
