import { css } from "lit";
import { pageStyle } from "./page.js";

export const conversationsStyle = [
  ...pageStyle,
  css`
    :host {
      display: flex;
      flex-direction: column;
      width: 100%;
      min-height: 0;
      max-width: none;
      margin: 0;
      padding: 0;
    }

    .search {
      display: flex;
      position: relative;
      align-items: center;
      margin: 0 0.75rem 0.25rem;
      color: var(--quiet);
    }

    .search > jarvas-icon {
      position: absolute;
      left: 0.7rem;
      pointer-events: none;
    }

    .search > button {
      position: absolute;
      right: 0;
    }

    .search > input {
      width: 100%;
      padding-inline: 2.6rem;
      border-radius: calc(var(--tap) / 2);
      color: var(--text);
    }

    input::-webkit-search-cancel-button {
      display: none;
    }

    ::placeholder {
      color: var(--quiet);
      opacity: 1;
    }

    .found {
      flex: 1;
      min-height: 0;
      padding: 0 0.5rem 0.5rem;
      overflow-y: auto;
      overscroll-behavior: contain;
      scrollbar-color: var(--edge) transparent;
      scrollbar-width: thin;
    }

    h2 {
      margin: 1rem 0.75rem 0.25rem;
      color: var(--quiet);
      font-size: 0.8125rem;
      font-weight: 600;
    }

    ul {
      margin: 0;
      padding: 0;
      list-style: none;
    }

    .line {
      display: flex;
      align-items: center;
      border-radius: 0.85rem;
    }

    a {
      display: grid;
      flex: 1;
      grid-template-columns: minmax(0, 1fr) auto;
      align-content: center;
      align-items: center;
      min-width: 0;
      min-height: var(--tap);
      padding: 0.4rem 0 0.4rem 0.75rem;
      border-radius: 0.85rem;
      color: inherit;
      text-decoration: none;
    }

    .title {
      overflow: hidden;
      text-overflow: ellipsis;
      white-space: nowrap;
    }

    .current .line {
      position: relative;
      background: color-mix(in srgb, var(--text) 8%, transparent);
      font-weight: 600;
    }

    .current .line::before {
      content: "";
      position: absolute;
      inset: 25% auto 25% 0.15rem;
      width: 3px;
      border-radius: 2px;
      background: var(--gold);
    }

    .running {
      width: 0.6rem;
      height: 0.6rem;
      border: 1px solid var(--edge);
      border-radius: 50%;
      background: var(--gold);
      animation: breathe 0.9s ease-in-out infinite alternate;
    }

    .hit {
      display: -webkit-box;
      grid-column: 1 / -1;
      overflow: hidden;
      color: var(--quiet);
      font-size: 0.875rem;
      font-weight: 400;
      -webkit-box-orient: vertical;
      -webkit-line-clamp: 2;
    }

    .when {
      color: var(--quiet);
      font-size: 0.8125rem;
      font-weight: 400;
    }

    mark {
      border-radius: 0.2rem;
      background: var(--gold);
      color: var(--on-gold);
    }

    @media (hover: hover) {
      .line:hover {
        background: color-mix(in srgb, var(--text) 8%, transparent);
      }

      .options {
        opacity: 0;
      }

      li:hover .options,
      .options:focus-visible,
      .options[aria-expanded="true"],
      a:focus-visible + .options {
        opacity: 1;
      }
    }

    .choices {
      display: grid;
      padding: 0.25rem 0 0.5rem 0.75rem;
    }

    .choices > button {
      justify-content: flex-start;
      gap: 0.75rem;
      padding-inline: 0.75rem;
      border-radius: 0.85rem;
      color: var(--text);
    }

    .renaming {
      display: flex;
      align-items: center;
    }

    .renaming > input {
      flex: 1;
    }

    .nothing {
      margin: 1rem 0.75rem;
      color: var(--quiet);
    }

    .waiting {
      padding: 0.5rem 0.75rem;
    }
  `,
];
