// How long the latest answers took: a small chart, and a table for who does not see it.

import { css, html, nothing, svg } from "lit";
import { number, when } from "../parts/language.js";

export const latencyStyle = css`
  .chart {
    display: grid;
    grid-template-columns: auto minmax(0, 1fr);
    gap: 0 0.5rem;
    margin: 1rem 0 0.5rem;
  }

  .chart .scale {
    display: flex;
    flex-direction: column;
    justify-content: space-between;
    font-variant-numeric: tabular-nums;
    line-height: 1;
    text-align: right;
  }

  .chart svg {
    width: 100%;
    height: 7rem;
    border-bottom: 1px solid var(--edge);
  }

  .whole {
    fill: light-dark(#a8a29e, #57534e);
  }

  .first-word {
    fill: light-dark(#854d0e, #eab308);
  }

  .key {
    display: flex;
    flex-wrap: wrap;
    gap: 0.25rem 1.5rem;
    margin: 0;
    padding: 0;
    list-style: none;
  }

  .key > li {
    display: flex;
    align-items: center;
    gap: 0.6rem;
  }

  .key svg {
    width: 0.9rem;
    height: 0.9rem;
    border-radius: 0.25rem;
  }
`;

export function latencyChart(latency, words, language) {
  if (!latency.turns) return html`<p class="quiet">${words.noLatency}</p>`;
  const seconds = (milliseconds) => words.seconds(number(milliseconds / 1_000, language));
  const recent = (latency.recent ?? []).filter((turn) => turn.first_text_ms !== null && turn.total_ms !== null);
  return html`<p>
      ${words.latencyText(seconds(latency.first_text_ms.median), seconds(latency.total_ms.median))}
      ${latency.turns > 1 ? words.latencySlowest(seconds(latency.total_ms.slowest)) : nothing}
    </p>
    ${recent.length ? chart(recent, seconds, words, language) : nothing}`;
}

function chart(recent, seconds, words, language) {
  const most = Math.max(...recent.map((turn) => turn.total_ms));
  const width = 100 / Math.max(recent.length, 12);
  const bars = recent.map((turn, index) => {
    const bar = (name, milliseconds) => {
      const height = (100 * milliseconds) / most;
      return svg`<rect class=${name} x="${index * width}%" y="${100 - height}%" width="${0.7 * width}%" height="${height}%"></rect>`;
    };
    return svg`<g>${bar("whole", turn.total_ms)}${bar("first-word", turn.first_text_ms)}</g>`;
  });
  const key = (name, text) => html`<li><svg aria-hidden="true"><rect class=${name} width="100%" height="100%"></rect></svg>${text}</li>`;
  return html`<div class="chart" aria-hidden="true">
      <div class="scale quiet"><span>${seconds(most)}</span><span>0</span></div>
      <svg>${bars}</svg>
    </div>
    <ul class="key quiet" aria-hidden="true">
      ${key("first-word", words.firstWord)} ${key("whole", words.wholeAnswer)}
    </ul>
    <div class="aside"><table>
      <caption>
        ${words.latencyChart}
      </caption>
      <thead>
        <tr>
          <th scope="col">${words.ended}</th>
          <th scope="col">${words.firstWord}</th>
          <th scope="col">${words.wholeAnswer}</th>
        </tr>
      </thead>
      <tbody>
        ${recent.map(
          (turn) =>
            html`<tr>
              <th scope="row">${when(turn.ended, language)}</th>
              <td>${seconds(turn.first_text_ms)}</td>
              <td>${seconds(turn.total_ms)}</td>
            </tr>`,
        )}
      </tbody>
    </table></div>`;
}
