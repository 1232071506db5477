import { css } from "lit";

export const barStyle = css`
  :host {
    display: block;
    container-type: inline-size;
  }

  .bar {
    display: grid;
    grid-template-columns: auto minmax(0, 1fr) auto;
    align-items: center;
    gap: 0.5rem 0.75rem;
    margin-bottom: 0.5rem;
    padding: 0.5rem;
    padding-inline-start: 1rem;
    border: 1px solid var(--line);
    border-radius: 1.75rem;
    background: var(--card);
  }

  .bar.listening {
    border-color: var(--gold);
  }

  .meter {
    display: flex;
    align-items: center;
    gap: 0.2rem;
    height: 2rem;
  }

  .meter i {
    width: 0.3rem;
    height: 100%;
    border-radius: 0.15rem;
    background: var(--edge);
    scale: 1 0.12;
    transition: scale 0.08s linear;
  }

  .listening .meter i,
  .speaking .meter i {
    background: var(--accent);
  }

  .thinking .meter i,
  .opening .meter i {
    animation: breathe 1.4s ease-in-out infinite;
  }

  .meter i:nth-child(2) {
    animation-delay: 0.1s;
  }

  .meter i:nth-child(3) {
    animation-delay: 0.2s;
  }

  .meter i:nth-child(4) {
    animation-delay: 0.3s;
  }

  .meter i:nth-child(5) {
    animation-delay: 0.4s;
  }

  @keyframes breathe {
    0%,
    70%,
    100% {
      opacity: 0.35;
    }

    35% {
      opacity: 1;
    }
  }

  .words {
    display: flex;
    flex-direction: column;
    justify-content: end;
    max-height: 4.5em;
    margin: 0;
    overflow: hidden;
    color: var(--quiet);
    overflow-wrap: anywhere;
  }

  .words.partial {
    color: var(--text);
  }

  .stop {
    width: var(--tap);
    padding: 0;
    border-color: var(--text);
    background: var(--text);
    color: var(--page);
  }

  .free {
    grid-column: 1 / -1;
    justify-self: start;
    gap: 0.6rem;
    margin-inline-start: -0.6rem;
    padding-inline: 0.6rem;
    border-color: transparent;
    background: none;
    color: var(--quiet);
    font-size: 0.9rem;
  }

  .free i {
    position: relative;
    width: 2.25rem;
    height: 1.25rem;
    border: 1px solid var(--edge);
    border-radius: 0.625rem;
  }

  .free i::after {
    content: "";
    position: absolute;
    top: 0.15rem;
    left: 0.15rem;
    width: 0.825rem;
    height: 0.825rem;
    border-radius: 50%;
    background: var(--edge);
    transition: translate 0.15s;
  }

  .free[aria-pressed="true"] {
    color: var(--text);
  }

  .free[aria-pressed="true"] i {
    border-color: var(--gold);
    background: var(--gold);
  }

  .free[aria-pressed="true"] i::after {
    background: var(--on-gold);
    translate: 1rem 0;
  }

  @container (min-width: 32rem) {
    .bar {
      grid-template-columns: auto minmax(0, 1fr) auto auto;
    }

    .free {
      grid-column: 3;
      grid-row: 1;
    }
  }

  .problem {
    display: grid;
    grid-template-columns: auto minmax(0, 1fr) auto;
    align-items: start;
    gap: 0 0.6rem;
    margin-bottom: 0.5rem;
    padding: 0.35rem 0.35rem 0.35rem 1rem;
    border: 1px solid var(--line);
    border-radius: 1.4rem;
    background: var(--card);
  }

  .problem > jarvas-icon {
    margin-top: 0.6rem;
    color: var(--bad);
  }

  .problem p {
    align-self: center;
    margin: 0;
    padding-block: 0.5rem;
  }
`;
