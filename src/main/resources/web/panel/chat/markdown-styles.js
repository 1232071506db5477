// How a model's markdown looks.

import { css } from "lit";

export const markdownStyles = css`
  .markdown {
    overflow-wrap: anywhere;
  }

  /* What is written from right to left begins there, whatever the page's language. */
  .markdown :where(p, li, h3, h4, h5, h6, th, td) {
    unicode-bidi: plaintext;
  }

  .markdown > :first-child {
    margin-top: 0;
  }

  .markdown > :last-child {
    margin-bottom: 0;
  }

  .markdown :where(p, ul, ol, blockquote, .code, .wide) {
    margin: 0 0 0.75em;
  }

  .markdown li > :is(p, ul, ol) {
    margin: 0.15em 0;
  }

  .markdown :is(ul, ol) {
    padding-inline-start: 1.5em;
  }

  .markdown :is(h3, h4, h5, h6) {
    margin: 1.25em 0 0.4em;
    font-size: 1.05em;
    line-height: 1.35;
  }

  .markdown h3 {
    font-size: 1.2em;
  }

  .markdown blockquote {
    padding-inline-start: 0.9em;
    border-inline-start: 3px solid var(--line);
    color: var(--quiet);
  }

  .markdown hr {
    margin: 1.25em 0;
    border: 0;
    border-top: 1px solid var(--line);
  }

  .markdown code {
    padding: 0.1em 0.3em;
    border-radius: 0.3em;
    background: color-mix(in srgb, var(--text) 8%, transparent);
    font: 0.9em / 1.5 ui-monospace, monospace;
  }

  .markdown .code {
    overflow: hidden;
    border: 1px solid var(--line);
    border-radius: 0.75rem;
    background: var(--card);
  }

  .markdown .code > div {
    display: flex;
    align-items: center;
    justify-content: space-between;
    padding-inline-start: 0.9rem;
    border-bottom: 1px solid var(--line);
    color: var(--quiet);
    font-size: 0.85rem;
  }

  .markdown .copy {
    min-height: 2.25rem;
    padding-inline: 0.9rem;
  }

  @media (max-width: 600px) {
    .markdown .copy {
      min-height: var(--tap);
    }
  }

  .markdown pre {
    margin: 0;
    padding: 0.75rem 0.9rem;
    overflow-x: auto;
    outline-offset: -3px;
  }

  .markdown pre code {
    padding: 0;
    background: none;
    overflow-wrap: normal;
  }

  .markdown .wide {
    overflow-x: auto;
  }

  .markdown table {
    border-collapse: collapse;
    overflow-wrap: normal;
  }

  .markdown :is(th, td) {
    max-width: 20rem;
    padding: 0.4rem 0.75rem 0.4rem 0;
    border-bottom: 1px solid var(--line);
    text-align: start;
    vertical-align: top;
  }

  .markdown [align="right"] {
    text-align: end;
  }

  .markdown [align="center"] {
    text-align: center;
  }
`;
