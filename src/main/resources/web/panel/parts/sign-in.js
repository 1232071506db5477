// Asks for the token that the owner has set, where the way here is not one that needs none.

import { ask } from "./dialog.js";

const TEXTS = {
  en: {
    title: "Sign in",
    text: "This page needs the token that is set as api_token.",
    label: "Token",
    yes: "Sign in",
    no: "Not now",
  },
  pt: {
    title: "Entrar",
    text: "Esta página precisa do token definido em api_token.",
    label: "Token",
    yes: "Entrar",
    no: "Agora não",
  },
};

/** The token, or "" where none was given. */
export async function askForToken(language, problem) {
  const { title, text, label, yes, no } = TEXTS[language] ?? TEXTS.en;
  return (await ask({ title, text, yes, no, field: { label, type: "password", problem } })) ?? "";
}
