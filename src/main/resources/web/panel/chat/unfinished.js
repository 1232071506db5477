// Markdown that still grows, as it will look when what was begun is ended: nothing is shown as signs and becomes a
// table, a heading or a link a moment later. What cannot be known yet is left out until it is.

const MOST_OF_A_LINK = 300;
/** Where a link is longer, its signs are signs: a model that repeats one for ever is not read again for each. */
const LONGEST_LABEL = 2 * MOST_OF_A_LINK;
const LONGEST_LINK = 10 * MOST_OF_A_LINK;
/** From here on a paragraph is made in pieces. */
const LONG = 1_200;
/** Signs that begin a block, or may. */
const BEGINNING = /^(?=.)[\s>|:=_*+\-#`~]*(?:\d{1,9}[.)]?[ \t]*)?$/;
const FENCE = /^\s*(?:(?:[-+*>]|\d{1,9}[.)])\s+)*(`{3,}|~{3,})([^`\n]*)$/;
const DELIMITERS = /^[\s>]*\|?\s*:?-+:?\s*(?:\|\s*:?-+:?\s*)*\|?\s*$/;

/** Without what its end does not tell yet: whether a line begins a list, a table, a block of code. */
export function known(source) {
  const cut = source.lastIndexOf("\n") + 1;
  const line = source.slice(cut);
  const fence = openFence(source.slice(0, cut));
  if (fence) return /^\s*[`~]+\s*$/.test(line) && line.trim()[0] === fence[0] ? source.slice(0, cut) : source;
  return withoutHead(BEGINNING.test(line) || FENCE.test(line) || DELIMITERS.test(line) ? source.slice(0, cut) : source);
}

/** The signs of the fence that is open at the end of these lines, or nothing. */
function openFence(lines) {
  let open = "";
  for (const line of lines.split("\n")) {
    const [, signs, rest] = FENCE.exec(line) ?? [];
    if (!signs) continue;
    if (!open) open = signs;
    else if (signs[0] === open[0] && signs.length >= open.length && !rest.trim()) open = "";
  }
  return open;
}

/** What may be the first line of a table is known by the second. */
function withoutHead(source) {
  const whole = source.replace(/\n$/, "");
  const start = whole.lastIndexOf("\n") + 1;
  const before = whole.slice(whole.lastIndexOf("\n", start - 2) + 1, Math.max(start - 1, 0));
  return hasCells(whole.slice(start)) && !hasCells(before) ? source.slice(0, start) : source;
}

function hasCells(line) {
  return /^\s*\|/.test(line);
}

/** How much of a long paragraph cannot change any more: up to the end of a sentence in which nothing is open; else 0. */
export function settledLength(text) {
  if (text.length < LONG) return 0;
  const ends = [...text.slice(0, -LONG / 4).matchAll(/[.!?:;,] (?=\p{L})/gu)].slice(-4);
  return ends.map(({ index }) => index + 2).findLast((end) => isClosed(text.slice(0, end))) ?? 0;
}

function isClosed(text) {
  const even = (sign) => text.split(sign).length % 2 === 1;
  return ["*", "_", "~", "`"].every(even) && completed(text) === text;
}

/** The text of a paragraph, a heading or a cell with an end to all that it begins. */
export function completed(text) {
  const open = [];
  let out = "";
  let i = 0;
  const rest = () => text.slice(i);
  while (i < text.length) {
    const sign = text[i];
    if (sign === "\\") {
      if (i + 1 < text.length) out += text.slice(i, i + 2);
      i += 2;
    } else if (sign === "`") {
      const ticks = /^`+/.exec(rest())[0];
      const end = closing(text, i + ticks.length, ticks);
      if (end < 0) return out + openCode(ticks, text.slice(i + ticks.length)) + ends(open);
      out += text.slice(i, end);
      i = end;
    } else if (sign === "[" || (sign === "!" && text[i + 1] === "[")) {
      const link = linkAt(text, sign === "[" ? i : i + 1);
      if (link.end) {
        out += text.slice(i, link.end);
        i = link.end;
      } else if (link.label !== undefined) return trimmed(out + completed(link.label), open);
      else {
        if (!link.begun) out += sign;
        i += sign === "!" && link.begun ? 2 : 1;
      }
    } else if (sign === "*" || sign === "_" || sign === "~") {
      const run = new RegExp(`^\\${sign}+`).exec(rest())[0];
      out += emphasis(run, text[i - 1] ?? " ", text[i + run.length] ?? "", open);
      i += run.length;
    } else if (sign === "<" && /^<(?:b|br\s*\/?|https?:?[^\s>]*|h|ht|htt)?$/i.test(rest())) {
      return trimmed(out + (/^<(https?:\/\/[^\s>]*)$/i.exec(rest())?.[1] ?? ""), open);
    } else if (sign === "&" && /^&[a-z0-9#]{0,8}$/i.test(rest())) {
      return trimmed(out, open);
    } else {
      out += sign;
      i++;
    }
  }
  return trimmed(out, open);
}

function trimmed(out, open) {
  return open.length ? out.trimEnd() + ends(open) : out;
}

function ends(open) {
  return open.toReversed().join("");
}

/** Where the code that these ticks begin is over; -1 where it is not. */
function closing(text, from, ticks) {
  for (let at = text.indexOf(ticks, from); at >= 0; ) {
    const run = /^`+/.exec(text.slice(at))[0].length;
    if (run === ticks.length) return at + run;
    at = text.indexOf(ticks, at + run);
  }
  return -1;
}

function openCode(ticks, content) {
  const code = content.replace(/`+$/, "");
  return code.trim() ? ticks + code + ticks : "";
}

/**
 * What stands at this `[`: a whole link (`end`), the label of one whose address still comes (`label`), the beginning of
 * a label (`begun`), or nothing of the kind.
 */
function linkAt(text, at) {
  let depth = 0;
  const end = Math.min(text.length, at + LONGEST_LABEL);
  for (let i = at; i < end; i++) {
    if (text[i] === "\\") i++;
    else if (text[i] === "[") depth++;
    else if (text[i] === "]" && --depth === 0) return addressAfter(text, at, i);
    else if (text[i] === "\n" && text[i + 1] === "\n") return {};
  }
  return { begun: text.length - at < MOST_OF_A_LINK };
}

function addressAfter(text, at, close) {
  const label = text.slice(at + 1, close);
  if (close + 1 === text.length) return { label };
  if (text[close + 1] !== "(") return {};
  let depth = 0;
  const end = Math.min(text.length, close + LONGEST_LINK);
  for (let i = close + 1; i < end; i++) {
    if (text[i] === "\\") i++;
    else if (text[i] === "(") depth++;
    else if (text[i] === ")" && --depth === 0) return { end: i + 1 };
    else if (text[i] === "\n" && text[i + 1] === "\n") return {};
  }
  return text.length - close < LONGEST_LINK ? { label } : {};
}

/** What of a run of `*`, `_` or `~` is shown; keeps in `open` what is to be ended. */
function emphasis(run, before, after, open) {
  const sign = run[0];
  const closes = !/\s/.test(before) && open.some((end) => end[0] === sign) && !(sign === "_" && /[\p{L}\p{N}]/u.test(after));
  if (closes) {
    let left = run.length;
    let out = "";
    while (left && open.length && open.at(-1)[0] === sign) {
      const end = open.at(-1);
      if (end.length > left && after) break;
      if (end.length > left) return out; // its other half still comes
      out += open.pop();
      left -= end.length;
    }
    return out + sign.repeat(left);
  }
  if (!after) return ""; // nothing follows yet, so it means nothing yet
  if (/\s/.test(after) || (sign === "~" && run.length !== 2)) return run;
  if (/[\p{L}\p{N}]/u.test(before) && (sign === "_" || run.length === 1)) return run;
  if (run.length > 3) return run;
  if (run.length === 3) open.push(sign.repeat(2), sign);
  else open.push(run);
  return run;
}
