// What is said of speaking.

const TEXTS = {
  en: {
    talk: "Talk",
    how: "Talk: tap, or hold while you speak",
    stop: "Stop talking",
    close: "Close",
    handsFree: "Hands-free",
    handsFreeText: "Listen again after each answer",

    opening: "Opening the microphone…",
    listening: "Listening…",
    thinking: "Thinking…",
    speaking: "Speaking…",
    speakingFree: "Speaking. Talk to interrupt.",
    off: "Not listening any more.",

    nothing: "Nothing was understood. Tap the microphone and say it again.",
    failed: "That did not work. Try again, or write.",
    lost: "The connection was lost. The conversation is kept: tap the microphone to go on.",
    insecure:
      "Browsers only allow the microphone on pages that are opened securely. Open Home Assistant by its https address, or in its app.",
    unsupported: "This browser does not let a page listen. Use a newer one, or Home Assistant's app.",
    framed: "The page around this one does not let it use the microphone. Open Jarvas from Home Assistant's sidebar.",
    denied: "The browser does not allow the microphone here. Allow it in the site's settings, beside the address, and try again.",
    deniedApp: "The microphone is not allowed here. Allow it in the device's settings, for Home Assistant or the browser, and try again.",
    missing: "No microphone was found. Connect one, and try again.",
    busy: "The microphone could not be opened. Another program may be using it: close that, and try again.",
    more: "What to do",
  },
  pt: {
    talk: "Falar",
    how: "Falar: toque, ou mantenha premido enquanto fala",
    stop: "Parar de falar",
    close: "Fechar",
    handsFree: "Mãos livres",
    handsFreeText: "Voltar a ouvir depois de cada resposta",

    opening: "A abrir o microfone…",
    listening: "A ouvir…",
    thinking: "A pensar…",
    speaking: "A falar…",
    speakingFree: "A falar. Fale para interromper.",
    off: "Já não está a ouvir.",

    nothing: "Não se percebeu nada. Toque no microfone e diga outra vez.",
    failed: "Não resultou. Tente de novo, ou escreva.",
    lost: "A ligação perdeu-se. A conversa fica guardada: toque no microfone para continuar.",
    insecure:
      "Os navegadores só permitem o microfone em páginas abertas de forma segura. Abra o Home Assistant pelo endereço https, ou na aplicação dele.",
    unsupported: "Este navegador não deixa uma página ouvir. Use um mais recente, ou a aplicação do Home Assistant.",
    framed: "A página à volta desta não a deixa usar o microfone. Abra o Jarvas a partir da barra lateral do Home Assistant.",
    denied: "O navegador não permite aqui o microfone. Permita-o nas definições do site, junto ao endereço, e tente de novo.",
    deniedApp:
      "O microfone não é permitido aqui. Permita-o nas definições do dispositivo, para o Home Assistant ou o navegador, e tente de novo.",
    missing: "Não foi encontrado nenhum microfone. Ligue um, e tente de novo.",
    busy: "Não foi possível abrir o microfone. Outro programa pode estar a usá-lo: feche-o, e tente de novo.",
    more: "O que fazer",
  },
};

export function textsIn(language) {
  return TEXTS[language] ?? TEXTS.en;
}
