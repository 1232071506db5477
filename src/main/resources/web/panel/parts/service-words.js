// What a service does, in words: `climate.set_temperature` of 21 is "Set to 21 °C", and of nothing "Set the temperature".

import { spoken } from "./entities.js";
import { number } from "./language.js";
import { measured, stateWords } from "./state-words.js";

const EN = {
  turn_on: "Turn on", turn_off: "Turn off", toggle: "Toggle", open: "Open", close: "Close", stop: "Stop", start: "Start",
  pause: "Pause", cancel: "Cancel", finish: "Finish", press: "Press", lock: "Lock", unlock: "Unlock", activate: "Activate",
  run: "Run", play: "Play", mute: "Mute", unmute: "Unmute", louder: "Turn up", quieter: "Turn down", next: "Next track",
  previous: "Previous track", dock: "Send to the dock", mow: "Mow", locate: "Locate", install: "Install", message: "Send a message",
  disarm: "Disarm", arm_home: "Arm, at home", arm_away: "Arm, away", arm_night: "Arm, night", arm_vacation: "Arm, vacation",
  trigger: "Trigger", increment: "Count up", decrement: "Count down", reset: "Reset", shuffle: "Shuffle", reload: "Reload",
  set: (what) => `Set to ${what}`, on_at: (what) => `Turn on at ${what}`, on_in: (what) => `Turn on: ${what}`,
  brighter: (what) => `Brighter by ${what}`, darker: (what) => `Darker by ${what}`, open_to: (what) => `Open to ${what}`,
  volume: (what) => `Volume to ${what}`, say: (what) => `Say “${what}”`, add: (what) => `Add “${what}”`, tilt: (what) => `Tilt to ${what}`,
  fan: (what) => `Fan to ${what}`, play_this: (what) => `Play “${what}”`, both: (low, high) => `${low} to ${high}`,
};

const PT = {
  turn_on: "Ligar", turn_off: "Desligar", toggle: "Alternar", open: "Abrir", close: "Fechar", stop: "Parar", start: "Iniciar",
  pause: "Pausar", cancel: "Cancelar", finish: "Terminar", press: "Premir", lock: "Trancar", unlock: "Destrancar",
  activate: "Ativar", run: "Executar", play: "Reproduzir", mute: "Tirar o som", unmute: "Repor o som", louder: "Aumentar o volume",
  quieter: "Baixar o volume", next: "Faixa seguinte", previous: "Faixa anterior", dock: "Mandar para a base", mow: "Cortar a relva",
  locate: "Localizar", install: "Instalar", message: "Enviar uma mensagem", disarm: "Desarmar", arm_home: "Armar, em casa",
  arm_away: "Armar, ausente", arm_night: "Armar, noite", arm_vacation: "Armar, férias", trigger: "Disparar",
  increment: "Contar para cima", decrement: "Contar para baixo", reset: "Repor", shuffle: "Ordem aleatória", reload: "Recarregar",
  set: (what) => `Regular para ${what}`, on_at: (what) => `Ligar a ${what}`, on_in: (what) => `Ligar: ${what}`,
  brighter: (what) => `Mais luz: ${what}`, darker: (what) => `Menos luz: ${what}`, open_to: (what) => `Abrir até ${what}`,
  volume: (what) => `Volume a ${what}`, say: (what) => `Dizer «${what}»`, add: (what) => `Acrescentar «${what}»`,
  tilt: (what) => `Inclinar para ${what}`, fan: (what) => `Ventilação: ${what}`, play_this: (what) => `Reproduzir «${what}»`,
  both: (low, high) => `${low} a ${high}`,
};

const COLOURS = {
  red: "vermelho", green: "verde", blue: "azul", yellow: "amarelo", orange: "cor de laranja", purple: "roxo", pink: "cor-de-rosa",
  white: "branco", cyan: "ciano", magenta: "magenta", gold: "dourado", turquoise: "turquesa", violet: "violeta", lime: "verde-lima",
};

/** Services without fields that matter, by name, or with their domain where that says something else. */
const PLAIN = {
  turn_on: "turn_on", turn_off: "turn_off", toggle: "toggle", lock: "lock", unlock: "unlock", press: "press", start: "start",
  stop: "stop", pause: "pause", cancel: "cancel", finish: "finish", open_cover: "open", close_cover: "close", stop_cover: "stop",
  open_cover_tilt: "open", close_cover_tilt: "close", stop_cover_tilt: "stop", open_valve: "open", close_valve: "close",
  stop_valve: "stop", media_play: "play", media_pause: "pause", media_stop: "stop", media_play_pause: "toggle",
  media_next_track: "next", media_previous_track: "previous", volume_up: "louder", volume_down: "quieter", return_to_base: "dock",
  dock: "dock", start_mowing: "mow", locate: "locate", install: "install", alarm_disarm: "disarm", alarm_arm_home: "arm_home",
  alarm_arm_away: "arm_away", alarm_arm_night: "arm_night", alarm_arm_vacation: "arm_vacation", alarm_trigger: "trigger",
  trigger: "run", increment: "increment", decrement: "decrement", reset: "reset", reload: "reload", send_message: "message",
  clean_spot: "start", "lock.open": "open", "scene.turn_on": "activate", "script.turn_on": "run", "shuffle_set": "shuffle",
};

/** Those whose fields say what: what stands in the first field that is given. */
const FIELDS = {
  set_temperature: ["set", degrees, "temperature"],
  set_humidity: ["set", percent, "humidity"],
  set_hvac_mode: ["set", state, "hvac_mode"],
  set_preset_mode: ["set", plain, "preset_mode"],
  set_operation_mode: ["set", state, "operation_mode"],
  set_fan_mode: ["fan", plain, "fan_mode"],
  set_fan_speed: ["fan", plain, "fan_speed"],
  set_mode: ["set", plain, "mode"],
  set_percentage: ["set", percent, "percentage"],
  set_cover_position: ["open_to", percent, "position"],
  set_valve_position: ["open_to", percent, "position"],
  set_cover_tilt_position: ["tilt", percent, "tilt_position"],
  set_value: ["set", value, "value"],
  set_datetime: ["set", plain, "datetime", "time", "date"],
  select_option: ["set", plain, "option"],
  select_source: ["set", plain, "source"],
  select_sound_mode: ["set", plain, "sound_mode"],
  volume_set: ["volume", share, "volume_level"],
  play_media: ["play_this", plain, "media_content_id"],
  speak: ["say", plain, "message"],
  add_item: ["add", plain, "item"],
};

/** What services are for whose fields are not known, and what tools do, in English and Portuguese. */
const NAMES = {
  set_cover_position: ["Set the position", "Definir a posição"],
  set_valve_position: ["Set the position", "Definir a posição"],
  set_temperature: ["Set the temperature", "Definir a temperatura"],
  set_humidity: ["Set the humidity", "Definir a humidade"],
  set_hvac_mode: ["Set the mode", "Definir o modo"],
  set_preset_mode: ["Set the mode", "Definir o modo"],
  set_fan_mode: ["Set the fan", "Definir a ventilação"],
  set_percentage: ["Set the speed", "Definir a velocidade"],
  volume_set: ["Set the volume", "Definir o volume"],
  select_option: ["Choose", "Escolher"],
  select_source: ["Choose the source", "Escolher a fonte"],
  set_value: ["Set", "Definir"],
  set_datetime: ["Set", "Definir"],
  play_media: ["Play", "Reproduzir"],
  speak: ["Say", "Dizer"],
  add_item: ["Add", "Acrescentar"],
  undo: ["Undo", "Anular"],
  schedule: ["Plan", "Agendar"],
  save_note: ["Remember", "Lembrar"],
  forget: ["Forget", "Esquecer"],
  add_shopping_item: ["Put on the shopping list", "Pôr na lista de compras"],
  show_shopping_list: ["Read the shopping list", "Ler a lista de compras"],
  add_agenda_event: ["Put into the calendar", "Acrescentar ao calendário"],
  show_agenda: ["Read the calendar", "Ler o calendário"],
  get_history: ["Read the history", "Ler o histórico"],
  get_weather: ["Read the weather", "Ler a meteorologia"],
  homeassistant_get_states: ["Read states", "Ler estados"],
  web_search: ["Search the web", "Pesquisar na Internet"],
  look: ["Look at a camera", "Ver uma câmara"],
};

/** What a service or a tool is for, where its fields are not known: `light.turn_on` is "Turn on". */
export function serviceName(service, language) {
  const name = service.slice(service.lastIndexOf(".") + 1);
  const portuguese = language === "pt";
  if (Object.hasOwn(NAMES, name)) return NAMES[name][portuguese ? 1 : 0];
  return plainWord(service, name, portuguese ? PT : EN) ?? spoken(name);
}

function plainWord(service, name, words) {
  const known = [service, name].find((each) => Object.hasOwn(PLAIN, each));
  return known && words[PLAIN[known]];
}

/**
 * @param service `light.turn_on`
 * @param fields its own, such as a brightness
 * @param entity the first that it is about, as `Entities` has it; nothing where none is known
 */
export function serviceWords(service, fields, entity, language) {
  const words = language === "pt" ? PT : EN;
  const [domain, name] = service.split(".");
  const context = { domain, entity, language };
  if (service === "light.turn_on") return lightWords(fields, words, context);
  if (name === "turn_on" && fields.percentage !== undefined) return words.on_at(percent(fields.percentage, context));
  if (name === "volume_mute") return fields.is_volume_muted === false ? words.unmute : words.mute;
  if (name === "set_temperature" && fields.target_temp_low !== undefined)
    return words.set(words.both(degrees(fields.target_temp_low, context), degrees(fields.target_temp_high, context)));
  if (Object.hasOwn(FIELDS, name)) {
    const [word, written, ...names] = FIELDS[name];
    const given = names.find((field) => fields[field] !== undefined);
    if (given) return words[word](written(fields[given], context));
  }
  return plainWord(service, name, words) ?? `${spoken(domain)}: ${spoken(name ?? "").toLowerCase()}`;
}

function lightWords(fields, words, context) {
  const step = fields.brightness_step_pct ?? (fields.brightness_step && (fields.brightness_step / 255) * 100);
  if (step) return (step > 0 ? words.brighter : words.darker)(percent(Math.abs(step), context));
  const bright = fields.brightness_pct ?? (fields.brightness !== undefined && (fields.brightness / 255) * 100);
  const kelvin = fields.color_temp_kelvin ?? fields.kelvin;
  const colour = fields.color_name ?? fields.effect;
  const look = [
    colour !== undefined && (context.language === "pt" ? (Object.hasOwn(COLOURS, colour) ? COLOURS[colour] : colour) : colour),
    kelvin !== undefined && measured(kelvin, "K", context.language),
  ].filter(Boolean);
  if (bright !== false) return [words.on_at(percent(bright, context)), ...look].join(", ");
  return look.length ? words.on_in(look.join(", ")) : words.turn_on;
}

function percent(value, { language }) {
  return Number.isFinite(Number(value)) ? `${number(Number(value), language, { maximumFractionDigits: 0 })}%` : String(value);
}

function share(value, context) {
  return percent(Number(value) * 100, context);
}

function degrees(value, { entity, language }) {
  return Number.isFinite(Number(value)) ? measured(value, /^°/.test(entity?.unit ?? "") ? entity.unit : "°", language) : String(value);
}

function value(given, { entity, language }) {
  return Number.isFinite(Number(given)) ? measured(given, entity?.unit, language) : String(given);
}

function state(given, { domain, language }) {
  return stateWords({ entity_id: `${domain}.x` }, given, language);
}

function plain(given) {
  return String(given);
}
