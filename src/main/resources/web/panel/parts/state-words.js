// What a state is called, as Home Assistant's own pages call it, and numbers as the person's country writes them.

import { spoken } from "./entities.js";
import { number, when } from "./language.js";

const EN = {
  "": {
    on: "On", off: "Off", unavailable: "Unavailable", unknown: "Unknown", idle: "Idle", paused: "Paused", home: "Home",
    not_home: "Away", open: "Open", closed: "Closed", opening: "Opening", closing: "Closing", active: "Active", error: "Error",
    docked: "Docked", returning: "Returning", playing: "Playing", standby: "Standby",
  },
  alarm_control_panel: {
    armed: "Armed", armed_away: "Armed away", armed_custom_bypass: "Armed custom bypass", armed_home: "Armed home",
    armed_night: "Armed night", armed_vacation: "Armed vacation", arming: "Arming", disarmed: "Disarmed", disarming: "Disarming",
    pending: "Pending", triggered: "Triggered",
  },
  climate: { heat: "Heat", cool: "Cool", heat_cool: "Heat/Cool", auto: "Auto", dry: "Dry", fan_only: "Fan only" },
  lawn_mower: { mowing: "Mowing" },
  lock: { locked: "Locked", unlocked: "Unlocked", locking: "Locking", unlocking: "Unlocking", jammed: "Jammed" },
  media_player: { buffering: "Buffering" },
  sun: { above_horizon: "Above horizon", below_horizon: "Below horizon" },
  vacuum: { cleaning: "Cleaning", returning: "Returning to dock" },
  water_heater: {
    eco: "Eco", electric: "Electric", gas: "Gas", heat_pump: "Heat pump", high_demand: "High demand", performance: "Performance",
  },
  weather: {
    "clear-night": "Clear, night", cloudy: "Cloudy", exceptional: "Exceptional", fog: "Fog", hail: "Hail", lightning: "Lightning",
    "lightning-rainy": "Lightning, rainy", partlycloudy: "Partly cloudy", pouring: "Pouring", rainy: "Rainy", snowy: "Snowy",
    "snowy-rainy": "Snowy, rainy", sunny: "Sunny", windy: "Windy", "windy-variant": "Windy, cloudy",
  },
};

const PT = {
  "": {
    on: "Ligado", off: "Desligado", unavailable: "Indisponível", unknown: "Desconhecido", idle: "Em espera", paused: "Em pausa",
    home: "Casa", not_home: "Fora", open: "Aberto", closed: "Fechado", opening: "A abrir", closing: "A fechar", active: "Ativo",
    error: "Erro", docked: "Na base", returning: "A regressar", playing: "A reproduzir", standby: "Em espera",
  },
  alarm_control_panel: {
    armed: "Armado", armed_away: "Armado ausente", armed_custom_bypass: "Armado com desvio personalizado",
    armed_home: "Armado casa", armed_night: "Armado noite", armed_vacation: "Armado férias", arming: "A armar",
    disarmed: "Desarmado", disarming: "A desarmar", pending: "Pendente", triggered: "Disparado",
  },
  climate: {
    heat: "Aquecer", cool: "Arrefecer", heat_cool: "Aquecer/Arrefecer", auto: "Automático", dry: "Desumidificar",
    fan_only: "Apenas ventilar",
  },
  lawn_mower: { mowing: "A cortar a relva" },
  lock: { locked: "Trancado", unlocked: "Destrancado", locking: "A trancar", unlocking: "A destrancar", jammed: "Encravado" },
  media_player: { buffering: "A carregar" },
  sun: { above_horizon: "Acima do horizonte", below_horizon: "Abaixo do horizonte" },
  vacuum: { cleaning: "A limpar", returning: "A regressar à base" },
  water_heater: {
    eco: "Eco", electric: "Elétrico", gas: "Gás", heat_pump: "Bomba de calor", high_demand: "Procura elevada",
    performance: "Desempenho",
  },
  weather: {
    "clear-night": "Céu limpo, noite", cloudy: "Nublado", exceptional: "Excecional", fog: "Nevoeiro", hail: "Granizo",
    lightning: "Trovoada", "lightning-rainy": "Trovoada com chuva", partlycloudy: "Parcialmente nublado",
    pouring: "Chuva forte", rainy: "Chuva", snowy: "Neve", "snowy-rainy": "Neve com chuva", sunny: "Sol", windy: "Vento",
    "windy-variant": "Vento e nuvens",
  },
};

const MOST_DIGITS = 10;

/** What a binary sensor's on and off mean, by its device class. */
const OPENS = ["door", "garage_door", "opening", "window"];
const DETECTS = ["carbon_monoxide", "gas", "motion", "occupancy", "smoke", "sound", "tamper", "vibration"];
const SENSES = {
  en: {
    opens: ["Open", "Closed"], detects: ["Detected", "Clear"], battery: ["Low", "Normal"], battery_charging: ["Charging", "Not charging"],
    cold: ["Cold", "Normal"], connectivity: ["Connected", "Disconnected"], heat: ["Hot", "Normal"],
    light: ["Light detected", "No light"], lock: ["Unlocked", "Locked"], moisture: ["Wet", "Dry"], moving: ["Moving", "Not moving"],
    plug: ["Plugged in", "Unplugged"], presence: ["Home", "Away"], problem: ["Problem", "OK"], running: ["Running", "Not running"],
    safety: ["Unsafe", "Safe"], update: ["Update available", "Up-to-date"],
  },
  pt: {
    opens: ["Aberto", "Fechado"], detects: ["Detetado", "Limpo"], battery: ["Baixa", "Normal"],
    battery_charging: ["A carregar", "Não está a carregar"], cold: ["Frio", "Normal"], connectivity: ["Ligado", "Desligado"],
    heat: ["Quente", "Normal"], light: ["Luz detetada", "Sem luz"], lock: ["Destrancado", "Trancado"], moisture: ["Húmido", "Seco"],
    moving: ["Em movimento", "Parado"], plug: ["Na tomada", "Fora da tomada"], presence: ["Casa", "Fora"],
    problem: ["Problema", "OK"], running: ["A funcionar", "Parado"], safety: ["Inseguro", "Seguro"],
    update: ["Atualização disponível", "Atualizado"],
  },
};

/** What a binary sensor's on or off says; nothing where it says no more than that. */
function sensed(entity, state, language) {
  const kind = entity.device_class;
  const name = OPENS.includes(kind) ? "opens" : DETECTS.includes(kind) ? "detects" : kind;
  return SENSES[language]?.[name]?.[["on", "off"].indexOf(state)];
}

/** @param entity as `Entities` has it */
export function stateWords(entity, state, language) {
  const text = String(state);
  const domain = entity.entity_id.split(".")[0];
  const words = language === "pt" ? PT : EN;
  if (domain === "binary_sensor") {
    const found = sensed(entity, text, language);
    if (found) return found;
  }
  for (const known of [words[domain] ?? {}, words[""]]) if (Object.hasOwn(known, text)) return known[text];
  if (/^-?\d+(\.\d+)?$/.test(text)) return measured(text, entity.unit, language);
  if (/^\d{4}-\d\d-\d\dT/.test(text) && !Number.isNaN(Date.parse(text))) return when(text, language);
  // Zones, options and texts are the home's own words.
  return /^[a-z0-9_]+$/.test(text) && text.includes("_") ? spoken(text) : text;
}

/** A number with as many digits after the point as it came with: `21.50` °C is 21.50. */
export function measured(value, unit, language) {
  const digits = Math.min(MOST_DIGITS, (String(value).split(".")[1] ?? "").length);
  const written = number(Number(value), language, { minimumFractionDigits: digits, maximumFractionDigits: digits });
  if (!unit) return written;
  return unit === "%" || unit === "°" ? `${written}${unit}` : `${written}\u00a0${unit}`;
}
