// Asks for the token that the owner has set, where the way here is not one that needs none.

import { ask } from "./dialog.js";

const TEXTS = {
  en: {
    title: "Sign in",
    text: "This page needs a token: api_token of the settings, or one that was made for you.",
    label: "Token",
    yes: "Sign in",
    no: "Not now",
  },
  pt: {
    title: "Entrar",
    text: "Esta página precisa de um token: api_token das definições, ou um que tenha sido criado para si.",
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
