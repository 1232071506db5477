// Which language a person reads, and how dates and numbers look in it.

export const LANGUAGES = ["en", "pt"];

/** The first of these tags that there are texts for: `pt-PT` is `pt`. */
export function languageOf(...tags) {
  return tags.map((tag) => tag?.slice(0, 2).toLowerCase()).find((tag) => LANGUAGES.includes(tag)) ?? "en";
}

/** Home Assistant's, where the page stands in it, else the browser's. */
export function usualLanguage() {
  return languageOf(homeAssistant()?.lang, ...navigator.languages);
}

/** The document of Home Assistant's page around this one; null elsewhere. */
export function homeAssistant() {
  try {
    const around = window.parent.document;
    return around !== document && around.querySelector("home-assistant") ? around.documentElement : null;
  } catch {
    return null; // a page of another origin around this one
  }
}

/** How dates and numbers are written: Portuguese is that of Portugal. */
const LOCALES = { en: navigator.languages.find((tag) => tag.startsWith("en")) ?? "en-GB", pt: "pt-PT" };

const formats = new Map();

function format(kind, language, options) {
  const key = `${language} ${kind.name} ${JSON.stringify(options)}`;
  if (!formats.has(key)) formats.set(key, new kind(LOCALES[language], options));
  return formats.get(key);
}

export function number(value, language, options = { maximumFractionDigits: 1 }) {
  return format(Intl.NumberFormat, language, options).format(value);
}

export function time(instant, language) {
  return format(Intl.DateTimeFormat, language, { hour: "2-digit", minute: "2-digit" }).format(new Date(instant));
}

/** As short as can be understood: the time of today, else the day, else the date. */
export function when(instant, language, now = new Date()) {
  const at = new Date(instant);
  if (at.toDateString() === now.toDateString()) return time(at, language);
  const days = Math.abs(now - at) / 86_400_000;
  if (days < 6) return format(Intl.DateTimeFormat, language, { weekday: "short", hour: "2-digit", minute: "2-digit" }).format(at);
  const sameYear = at.getFullYear() === now.getFullYear();
  return format(Intl.DateTimeFormat, language, { day: "numeric", month: "short", ...(!sameYear && { year: "numeric" }) }).format(at);
}

/** All of it, for a tooltip. */
export function instant(value, language) {
  return format(Intl.DateTimeFormat, language, { dateStyle: "full", timeStyle: "short" }).format(new Date(value));
}

const STEPS = [
  ["second", 1_000, 60],
  ["minute", 60_000, 100],
  ["hour", 3_600_000, 36],
  ["day", 86_400_000, Infinity],
];

/** How far away it is, in words: `in 9 minutes`. */
export function away(value, language, now = new Date()) {
  const milliseconds = new Date(value) - now;
  const [unit, length] = STEPS.find(([, step, most]) => Math.abs(milliseconds) / step < most);
  return format(Intl.RelativeTimeFormat, language, {}).format(Math.round(milliseconds / length), unit);
}

/** `October 2026` */
export function month(value, language) {
  return format(Intl.DateTimeFormat, language, { month: "long", year: "numeric" }).format(new Date(value));
}
