// What action cards and pictures say.

import { instant, number, time, when } from "../parts/language.js";

const DAY_MS = 24 * 60 * 60_000;

const en = {
  running: "Working",
  executed: "Done",
  already: "Already so",
  sent: "Sent, cannot be checked",
  failed: "Not done",
  asks: "Waits for your yes",
  late: "No longer waits",
  answered: "Answered by what you said next",
  unseen: "What came of it is not known",
  undone: "Undone",
  cancelled: "Cancelled",
  yes: "Yes",
  no: "No",
  pin: "PIN",
  undo: "Undo",
  cancel: "Cancel",
  lost: "Jarvas cannot be reached. Try again.",
  changed: (from, to) => `from ${from} to ${to}`,
  unreadable: "An action that could not be read",
  what_came: "What came from the model",
  seconds: (count) => `${count} s`,
  minutes: (count) => `${count} min`,
  soon: "now",
  in_minutes: (minutes) => (minutes < 60 ? `in ${minutes} min` : `in ${Math.floor(minutes / 60)} h ${minutes % 60} min`),
  in_seconds: (seconds) => `in ${seconds} s`,
  due_past: "Was due",
  due_gone: "No longer planned",
  due_running: "Is being done now",
  due_failed: "It was due, and did not come about",
  due_missed: "Jarvas was not running when it was due",
  due_interrupted: "It broke off: it may have been done",
  planned: "Planned",
  quote: (text) => `“${text}”`,
  devices: {
    light: (count) => `${count} lights`,
    switch: (count) => `${count} switches`,
    cover: (count) => `${count} covers`,
    lock: (count) => `${count} locks`,
    media_player: (count) => `${count} media players`,
    fan: (count) => `${count} fans`,
    climate: (count) => `${count} thermostats`,
    other: (count) => `${count} devices`,
  },
  states_of: (what) => (what ? `State of ${what}` : "States of the home"),
  history_of: (what) => (what ? `History of ${what}` : "History"),
  weather: (days) => (days ? `Weather forecast, ${days}` : "Weather forecast"),
  agenda: (days) => (days ? `Calendar, ${days}` : "Calendar"),
  event: (title, at) => `Add ${title} to the calendar${at ? `, ${at}` : ""}`,
  list: "Shopping list",
  item: (item, list) => `Add ${item} to ${list || "the shopping list"}`,
  picture_of: (what) => (what ? `Picture from ${what}` : "Picture from a camera"),
  search: (query) => `Web search: ${query}`,
  remember: (text) => `Remember: ${text}`,
  forget: (text) => `Forget: ${text}`,
  what_is_planned: "What is planned",
  cancel_planned: "Cancel what is planned",
  days: (count) => (count === 1 ? "1 day" : `${count} days`),

  pictures: {
    group: "Pictures",
    choose: "Add pictures",
    camera: "Take a picture",
    shutter: "Take it",
    close: "Close",
    drop: "Drop pictures here",
    remove: (name) => `Remove ${name}`,
    picture: (count) => `Picture ${count}`,
    live: "What the camera sees",
    too_many: "At most 4 pictures go with one message.",
    too_large: "These pictures are too large together: at most 12 MB go with one message.",
    no_picture: (name) => `${name} is not a picture that can be read.`,
    blind: "The chosen model does not see pictures, so it cannot answer about them.",
    insecure: "The camera works only where this page is opened over HTTPS. Choose a picture that you have taken instead.",
    refused: "The browser does not allow the camera here. Allow it in the browser's settings for this page.",
    absent: "No camera was found.",
    broken: "The camera cannot be used now: another program may have it.",
    added: (count) => (count === 1 ? "1 picture added" : `${count} pictures added`),
    removed: "Picture removed",
  },
};

const pt = {
  running: "Em curso",
  executed: "Feito",
  already: "Já estava assim",
  sent: "Enviado, sem se poder verificar",
  failed: "Não feito",
  asks: "À espera do seu sim",
  late: "Já não espera",
  answered: "Respondido pelo que disse a seguir",
  unseen: "Não se sabe o que aconteceu",
  undone: "Desfeito",
  cancelled: "Cancelado",
  yes: "Sim",
  no: "Não",
  pin: "PIN",
  undo: "Desfazer",
  cancel: "Cancelar",
  lost: "Não é possível contactar o Jarvas. Tente de novo.",
  changed: (from, to) => `de ${from} para ${to}`,
  unreadable: "Uma ação que não se conseguiu ler",
  what_came: "O que veio do modelo",
  seconds: (count) => `${count} s`,
  minutes: (count) => `${count} min`,
  soon: "agora",
  in_minutes: (minutes) =>
    minutes < 60 ? `daqui a ${minutes} min` : `daqui a ${Math.floor(minutes / 60)} h ${minutes % 60} min`,
  in_seconds: (seconds) => `daqui a ${seconds} s`,
  due_past: "Já passou da hora",
  due_gone: "Já não está agendado",
  due_running: "Está a ser feito agora",
  due_failed: "Chegou a hora e não aconteceu",
  due_missed: "O Jarvas não estava a funcionar à hora marcada",
  due_interrupted: "Foi interrompido: pode ter sido feito",
  planned: "Agendado",
  quote: (text) => `«${text}»`,
  devices: {
    light: (count) => `${count} luzes`,
    switch: (count) => `${count} interruptores`,
    cover: (count) => `${count} estores`,
    lock: (count) => `${count} fechaduras`,
    media_player: (count) => `${count} leitores`,
    fan: (count) => `${count} ventoinhas`,
    climate: (count) => `${count} termóstatos`,
    other: (count) => `${count} dispositivos`,
  },
  states_of: (what) => (what ? `Estado: ${what}` : "Estados da casa"),
  history_of: (what) => (what ? `Histórico: ${what}` : "Histórico"),
  weather: (days) => (days ? `Previsão do tempo, ${days}` : "Previsão do tempo"),
  agenda: (days) => (days ? `Calendário, ${days}` : "Calendário"),
  event: (title, at) => `Acrescentar ${title} ao calendário${at ? `, ${at}` : ""}`,
  list: "Lista de compras",
  item: (item, list) => `Acrescentar ${item} ${list ? `a ${list}` : "à lista de compras"}`,
  picture_of: (what) => (what ? `Imagem: ${what}` : "Imagem de uma câmara"),
  search: (query) => `Pesquisa na Internet: ${query}`,
  remember: (text) => `Lembrar: ${text}`,
  forget: (text) => `Esquecer: ${text}`,
  what_is_planned: "O que está agendado",
  cancel_planned: "Cancelar o que está agendado",
  days: (count) => (count === 1 ? "1 dia" : `${count} dias`),

  pictures: {
    group: "Imagens",
    choose: "Juntar imagens",
    camera: "Tirar uma fotografia",
    shutter: "Fotografar",
    close: "Fechar",
    drop: "Largue aqui as imagens",
    remove: (name) => `Retirar ${name}`,
    picture: (count) => `Imagem ${count}`,
    live: "O que a câmara vê",
    too_many: "Com uma mensagem vão no máximo 4 imagens.",
    too_large: "Estas imagens são grandes demais em conjunto: com uma mensagem vão no máximo 12 MB.",
    no_picture: (name) => `${name} não é uma imagem que se consiga ler.`,
    blind: "O modelo escolhido não vê imagens, por isso não pode falar delas.",
    insecure: "A câmara só funciona quando esta página é aberta por HTTPS. Escolha antes uma imagem já tirada.",
    refused: "O navegador não permite aqui a câmara. Permita-a nas definições do navegador para esta página.",
    absent: "Não foi encontrada nenhuma câmara.",
    broken: "Não é possível usar a câmara agora: outro programa pode estar a usá-la.",
    added: (count) => (count === 1 ? "1 imagem adicionada" : `${count} imagens adicionadas`),
    removed: "Imagem retirada",
  },
};

const TEXTS = { en, pt };

export function cardTexts(language) {
  return TEXTS[language] ?? en;
}

/** How long is left, as short as it can be said: minutes, and seconds in the last one. */
export function left(milliseconds, language) {
  const texts = cardTexts(language);
  const seconds = Math.max(0, Math.ceil(milliseconds / 1_000));
  return seconds > 60 ? texts.minutes(Math.ceil(seconds / 60)) : texts.seconds(number(seconds, language));
}

/** When something is due, and how long that is from now. */
export function due(instantDue, now, language) {
  const texts = cardTexts(language);
  const milliseconds = instantDue - now;
  const seconds = Math.ceil(milliseconds / 1_000);
  if (seconds <= 0) return texts.soon;
  if (milliseconds > DAY_MS) return when(instantDue, language);
  const away = seconds <= 60 ? texts.in_seconds(seconds) : texts.in_minutes(Math.ceil(seconds / 60));
  return `${away} · ${time(instantDue, language)}`;
}

/** A time as a model gave it: `2026-11-24`, `2026-11-24T15:00`; in its own words where it is no time. */
export function given(text, language) {
  if (/^\d{4}-\d\d-\d\d$/.test(text) && !Number.isNaN(Date.parse(text))) return instant(`${text}T00:00`, language).replace(/,?( at| às)? \d\d:\d\d.*$/, "");
  const at = /^\d{4}-/.test(text ?? "") ? Date.parse(text) : NaN;
  return Number.isNaN(at) ? String(text ?? "") : when(at, language);
}

/** What a tool is asked for, where no device shows it. `names` are those of the devices it is about. */
export function toolSentence(action, names, language) {
  const texts = cardTexts(language);
  const { tool, args } = action;
  const quote = (value) => texts.quote(String(value ?? ""));
  const days = Number(args.days) > 0 ? texts.days(Number(args.days)) : "";
  switch (tool) {
    case null:
      return texts.unreadable;
    case "homeassistant_get_states":
      return texts.states_of(names || String(args.area ?? ""));
    case "get_history":
      return texts.history_of(names);
    case "get_weather":
      return texts.weather(days);
    case "show_agenda":
      return texts.agenda(days || given(args.start, language));
    case "add_agenda_event":
      return texts.event(quote(args.title), given(args.start, language));
    case "show_shopping_list":
      return args.list ? String(args.list) : texts.list;
    case "add_shopping_item":
      return texts.item([args.item].flat().map(quote).join(", "), args.list ? quote(args.list) : "");
    case "look":
      return texts.picture_of(names);
    case "web_search":
      return texts.search(quote(args.query));
    case "save_note":
      return texts.remember(quote(args.text));
    case "forget":
      return texts.forget(quote(args.text));
    case "schedule":
      return action.schedules ? "" : args.cancel ? texts.cancel_planned : texts.what_is_planned;
    default:
      return "";
  }
}

/** `5 lights`, or `5 devices` where they are of several kinds. */
export function counted(ids, language) {
  const texts = cardTexts(language).devices;
  const domains = new Set(ids.map((id) => id.split(".")[0]));
  const only = domains.size === 1 ? [...domains][0] : "other";
  return (Object.hasOwn(texts, only) ? texts[only] : texts.other)(number(ids.length, language));
}
