import { html } from "lit";

// What looks like an import stays: from "a sentence".
export const answer = html`42`;

export const later = () => import("./later.js");
