// Why something failed, in sentences, of what the log keeps in words of no language: `unverified: light.hall`.

const TEXTS = {
  en: {
    unavailable: "It cannot be reached.",
    unknown: "Nothing that Jarvas may use is called that.",
    refused: "Home Assistant refused.",
    unreachable: "Home Assistant was not reached.",
    unverified: "Whether it was done is not known.",
    not_stored: "It could not be stored.",
    unplanned: "Nothing of the kind was planned.",
    unchanged: "It was asked for, and nothing changed.",
    model_cannot_see: "The model does not look at pictures.",
  },
  pt: {
    unavailable: "Está fora de alcance.",
    unknown: "Nada que o Jarvas possa usar tem esse nome.",
    refused: "O Home Assistant recusou.",
    unreachable: "O Home Assistant não respondeu.",
    unverified: "Não se sabe se foi feito.",
    not_stored: "Não foi possível guardar.",
    unplanned: "Não havia nada assim agendado.",
    unchanged: "Foi pedido, e nada mudou.",
    model_cannot_see: "O modelo não vê imagens.",
  },
};

/** Each reason once; "" where it is none of these. */
export function why(detail, language) {
  const texts = TEXTS[language] ?? TEXTS.en;
  const reasons = [...detail.matchAll(/(?:^|, )([a-z_]+): /g)].map(([, reason]) => texts[reason]);
  return [...new Set(reasons.filter(Boolean))].join(" ");
}
