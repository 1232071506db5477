// What Jarvas says in a turn: text, actions, what it waits for, what went wrong.

import { css, html, nothing } from "lit";
import { Entities } from "../parts/entities.js";
import { number } from "../parts/language.js";
import "./action-card.js";
import { Markdown } from "./markdown.js";

/** The nodes of a turn's texts, each made once and kept. */
export class Answer {
  #views = new Map();
  #texts;

  constructor(texts) {
    this.#texts = texts;
  }

  /** @returns the parts in order, as nodes and cards */
  parts(turn, { client, conversation, language }) {
    const said = turn.parts.map(({ text }) => text ?? "").join("");
    return turn.parts.map((part, index) =>
      part.action
        ? html`<jarvas-action
            .action=${part.action}
            .client=${client}
            .conversation=${conversation}
            .language=${language}
            .said=${said}
          ></jarvas-action>`
        : this.#view(part, turn.active && index === turn.parts.length - 1),
    );
  }

  #view(part, open) {
    let view = this.#views.get(part);
    if (!view) {
      view = { markdown: new Markdown(this.#texts), text: null, open };
      this.#views.set(part, view);
    }
    if (view.text !== part.text || view.open !== open) {
      view.markdown.write(part.text, open);
      view.text = part.text;
      view.open = open;
    }
    return view.markdown.element;
  }
}

/** What it waits for, in words; "" while text comes. */
export function waitsFor(turn, texts, client) {
  if (turn.lost) return texts.lost;
  if (!turn.active) return "";
  if (!turn.phase) return turn.state === "sending" ? texts.sending : turn.parts.length ? "" : texts.reading;
  if (turn.phase.name === "acting") return actingOn(turn, texts, client);
  const words = texts[turn.phase.name] ?? "";
  return turn.phase.detail ? `${words} ${turn.phase.detail}` : words;
}

function actingOn(turn, texts, client) {
  const [target] = turn.actions.findLast(({ state }) => state === "running")?.targets ?? [];
  const what = target ? Entities.of(client).entity(target).name : turn.phase.detail;
  return what ? texts.actingOn(what) : texts.acting;
}

export function waiting(turn, texts, client) {
  const words = waitsFor(turn, texts, client);
  if (!turn.active) return nothing;
  return html`<p class="waits"><span class="dots" aria-hidden="true"><i></i><i></i><i></i></span><span>${words}</span></p>`;
}

/** What it took, in words. */
export function receipt({ timings, tokens }, texts, language) {
  const seconds = (milliseconds) => number(milliseconds / 1_000, language);
  const first = timings.first_text ?? timings.first_token;
  const writing = timings.total - (timings.first_token ?? first);
  return [
    first !== undefined && texts.first(seconds(first)),
    tokens.prompt > 0 && texts.reused(number((100 * (tokens.reused ?? 0)) / tokens.prompt, language, { maximumFractionDigits: 0 })),
    tokens.generated > 1 && writing > 0 && texts.speed(number((1_000 * tokens.generated) / writing, language)),
    timings.total !== undefined && texts.total(seconds(timings.total)),
  ].filter(Boolean);
}

export const answerStyles = css`
  .answer > * + * {
    margin-top: 0.75rem;
  }

  .waits {
    display: flex;
    align-items: center;
    gap: 0.6rem;
    min-height: 1.5em;
    margin: 0;
    color: var(--quiet);
    font-size: 0.9rem;
  }

  .dots {
    display: inline-flex;
    flex: none;
    gap: 0.25rem;
  }

  .dots i {
    width: 0.4rem;
    height: 0.4rem;
    border-radius: 50%;
    background: var(--edge);
    animation: breathe 1.4s ease-in-out infinite;
  }

  .dots i:nth-child(2) {
    animation-delay: 0.2s;
  }

  .dots i:nth-child(3) {
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

  .problem,
  .note {
    margin: 0;
  }

  .problem {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: 0.5rem 0.75rem;
    padding-inline-start: 0.9rem;
    border-inline-start: 3px solid var(--bad);
  }

  .problem p {
    flex: 1 1 14rem;
    margin: 0;
    color: var(--bad);
  }

  .note {
    color: var(--quiet);
    font-size: 0.9rem;
  }
`;
