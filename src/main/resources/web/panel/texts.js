// Every text of the panel, in each language; which one is the browser's choice.

const TEXTS = {
  en: {
    message: "Message",
    placeholder: "Ask, or tell the house what to do",
    send: "Send",
    stop: "Stop",
    retry: "Try again",
    token: "This address needs a token. It is the one in Jarvas's settings.",
    enter: "Enter",
    queued: "Waiting for the answer before…",
    loading: "Loading the model…",
    reading: "Reading…",
    thinking: "Thinking…",
    acting: "Waiting for the home…",
    retrying: "Trying once more…",
    running: "In progress…",
    lost: "The connection to Jarvas was lost.",
    stopped: "Stopped.",
    suggestions: ["Turn on the kitchen lights", "Is the garage door open?", "Tell me a story"],
  },
  pt: {
    message: "Mensagem",
    placeholder: "Pergunte, ou diga à casa o que fazer",
    send: "Enviar",
    stop: "Parar",
    retry: "Tentar outra vez",
    token: "Este endereço precisa de um token. É o das definições de Jarvas.",
    enter: "Entrar",
    queued: "À espera da resposta anterior…",
    loading: "A carregar o modelo…",
    reading: "A ler…",
    thinking: "A pensar…",
    acting: "À espera da casa…",
    retrying: "A tentar mais uma vez…",
    running: "Em curso…",
    lost: "A ligação a Jarvas perdeu-se.",
    stopped: "Parado.",
    suggestions: ["Liga a luz da cozinha", "O portão da garagem está aberto?", "Conta-me uma história"],
  },
};

export const language = navigator.languages.map((tag) => tag.slice(0, 2)).find((tag) => tag in TEXTS) ?? "en";
export const texts = TEXTS[language];
