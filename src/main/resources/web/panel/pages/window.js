// How the model's window is shared out: a bar of its parts, and what each is.

import { css, html, nothing, svg } from "lit";
import { number } from "../parts/language.js";

const PARTS = ["rules", "services", "catalogue", "states", "conversation", "turn"];

export const windowStyle = css`
  .bar {
    display: block;
    width: 100%;
    height: 1.5rem;
    margin: 0.75rem 0;
    border-radius: 0.5rem;
  }

  .legend {
    display: grid;
    grid-template-columns: repeat(auto-fill, minmax(min(100%, 14rem), 1fr));
    gap: 0.35rem 1.5rem;
    margin: 0;
    padding: 0;
    list-style: none;
    font-size: 0.9375rem;
  }

  .legend > li {
    display: flex;
    align-items: center;
    gap: 0.6rem;
  }

  .legend > li > :last-child {
    margin-left: auto;
  }

  .legend svg {
    flex: none;
    width: 0.9rem;
    height: 0.9rem;
    border: 1px solid var(--edge);
    border-radius: 0.25rem;
  }

  .ahead {
    margin-top: 0.75rem;
  }

  .rules {
    fill: light-dark(#1c1917, #fafaf9);
  }

  .services {
    fill: light-dark(#57534e, #d6d3d1);
  }

  .catalogue {
    fill: light-dark(#854d0e, #fde68a);
  }

  .states {
    fill: light-dark(#ca8a04, #eab308);
  }

  .conversation {
    fill: light-dark(#facc15, #a16207);
  }

  .turn {
    fill: light-dark(#fef08a, #713f12);
  }

  .answer {
    fill: light-dark(#a8a29e, #78716c);
  }

  .free {
    fill: light-dark(#e7e5e4, #292524);
  }
`;

export function windowBar(window, words, language) {
  if (!window.tokens) return html`<p>${window.sentence}</p>`;
  const all = PARTS.map((name) => [name, window.part_tokens[name] ?? 0]);
  const used = all.reduce((sum, [, tokens]) => sum + tokens, window.answer_tokens);
  const parts = [...all, ["answer", window.answer_tokens], ["free", Math.max(0, window.tokens - used)]];
  const whole = Math.max(window.tokens, used);
  let at = 0;
  const bar = parts
    .filter(([, tokens]) => tokens)
    .map(([name, tokens]) => {
      const share = (100 * tokens) / whole;
      const part = svg`<rect class=${name} x="${at}%" width="${Math.max(share - 0.3, 0.2)}%" height="100%"></rect>`;
      at += share;
      return part;
    });
  const share = (tokens) => number(tokens / whole, language, { style: "percent", maximumFractionDigits: 0 });
  return html`<p class=${window.works === false ? "bad" : ""}>${window.sentence}</p>
    <p class="quiet">${words.windowText}</p>
    <svg class="bar" aria-hidden="true">${bar}</svg>
    <ul class="legend">
      ${parts.map(
        ([name, tokens]) =>
          html`<li>
            <svg aria-hidden="true"><rect class=${name} width="100%" height="100%"></rect></svg>
            <span>${words.parts[name]}</span>
            <span class="quiet" title=${words.tokens(number(tokens, language))}>${share(tokens)}</span>
          </li>`,
      )}
    </ul>
    ${window.read_in_advance
      ? html`<p class="quiet ahead">${words.readAhead(number(window.read_in_advance, language, { style: "percent", maximumFractionDigits: 0 }))}</p>`
      : nothing}`;
}
