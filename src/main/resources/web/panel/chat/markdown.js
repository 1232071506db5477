// A model's markdown as nodes, while it still comes. What cannot change any more is made once and stays; only the last
// block, the last item of a list and the last row of a table are made anew.

import { Lexer, Marked } from "marked";
import purify from "../parts/purify.js";
import { copy } from "./copy.js";
import { completed, known, settledLength } from "./unfinished.js";

const cleaner = purify(window); // one of our own: hooks that a page adds to its own are not ours

const CLEAN = {
  RETURN_DOM_FRAGMENT: true,
  ALLOWED_TAGS: [
    ..."p br strong em del code pre ul ol li blockquote h3 h4 h5 h6 table thead tbody tr th td hr a".split(" "),
    "#text",
  ],
  ALLOWED_ATTR: ["href", "title", "align", "start", "data-language"],
  ADD_URI_SAFE_ATTR: ["title", "align", "start", "data-language"],
  ALLOWED_URI_REGEXP: /^(?:https?|mailto|tel):/i,
  ALLOW_DATA_ATTR: false,
  ALLOW_ARIA_ATTR: false,
};

const marked = new Marked({
  gfm: true,
  breaks: true,
  silent: true,
  tokenizer: {
    html: nothing, // markup is text
    tag: (source) => {
      const raw = /^<br\s*\/?>/i.exec(source)?.[0];
      return raw && { type: "br", raw };
    },
    def: nothing, // what stands above could change by it
    reflink: (source) => {
      const raw = /^!?\[/.exec(source)?.[0];
      return raw && { type: "text", raw, text: raw, escaped: false };
    },
    lheading: nothing, // people mean a line by `---`
  },
  renderer: {
    heading({ tokens, depth }) {
      const tag = `h${Math.min(depth + 2, 6)}`;
      return `<${tag}>${this.parser.parseInline(tokens)}</${tag}>`;
    },
    listitem({ tokens }) {
      return `<li>${this.parser.parse(paragraphs(tokens))}</li>`;
    },
    checkbox: ({ checked }) => (checked ? "\u2611\ufe0e " : "\u2610 "),
    code: ({ text, lang }) => `<pre data-language="${escaped(/^\S*/.exec(lang ?? "")[0])}"><code>${escaped(text)}</code></pre>`,
    image: ({ href, text }) => `<a href="${escaped(href)}">${escaped(text || href)}</a>`,
    html: ({ text }) => escaped(text),
  },
});

function nothing() {}

/** A list whose items are far from each other looks like any other: else one blank line would move all above it. */
function paragraphs(tokens) {
  const out = [];
  for (const token of tokens) {
    const last = out.at(-1);
    if (token.type === "checkbox") out.push({ type: "paragraph", tokens: [token], open: true });
    else if (token.type !== "text" && token.type !== "paragraph") out.push(token);
    else if (last?.open) out.splice(-1, 1, { type: "paragraph", tokens: [...last.tokens, ...inline(token)] });
    else out.push({ type: "paragraph", tokens: inline(token) });
  }
  return out;
}

function inline(token) {
  return token.tokens ?? [{ type: "text", raw: token.raw, text: token.text }];
}

function escaped(text) {
  return text.replace(/[&<>"']/g, (sign) => `&#${sign.charCodeAt(0)};`);
}

export class Markdown {
  /** The node to show; it stays the same. */
  element = document.createElement("div");

  #words;
  #text = "";
  /** How far into the text all is made for good. */
  #made = 0;
  /** The list, table or long paragraph that still grows: `{ type, node, head }`, `head` being the lines that its next part is read after. */
  #around = null;
  /** The nodes to be made anew. */
  #last = [];
  /** The block of code that grows: `{ node, value, language }`. */
  #code = null;
  /** What is shown as it is. */
  #plain = null;

  /** @param words `{ copy, copied, code, table }` in the person's language */
  constructor(words) {
    this.#words = words;
    this.element.className = "markdown";
    this.element.addEventListener("click", (event) => this.#clicked(event));
  }

  /**
   * @param text all that has come
   * @param open whether more will come
   */
  write(text, open) {
    const source = text.replace(/\r\n?/g, "\n");
    if (!source.startsWith(this.#text.slice(0, this.#made))) this.#clear();
    this.#text = source;
    if (this.#plain) this.#plain.data = source;
    else this.#showAnyway(open);
  }

  /** Thousands of quotes in each other, as of a model that has lost its way, are deeper than they can be read. */
  #showAnyway(open) {
    try {
      this.#show(open);
    } catch {
      this.#clear();
      this.#plain = new Text(this.#text);
      const paragraph = document.createElement("p");
      paragraph.append(this.#plain);
      this.element.append(paragraph);
    }
  }

  #clear() {
    this.element.replaceChildren();
    this.#made = 0;
    this.#around = null;
    this.#last = [];
    this.#code = null;
    this.#plain = null;
  }

  #show(open) {
    const source = (this.#around?.head ?? "") + this.#text.slice(this.#made);
    const tokens = open ? read(known(source), true) : read(source, false);
    const last = open ? tokens.findLastIndex((token) => token.type !== "space") : -1;
    if (last === 0 && this.#grows(tokens[0])) return;
    for (const node of this.#last) node.remove();
    this.#last = [];
    this.#code = null;
    for (const token of open ? tokens.slice(0, Math.max(last, 0)) : tokens) this.#make(token);
    if (last >= 0) this.#begin(tokens[last]);
  }

  /** Code that only became longer is made longer. */
  #grows(token) {
    const code = this.#code;
    if (!code || token.type !== "code" || token.lang !== code.language || !token.text.startsWith(code.value)) return false;
    code.node.appendData(token.text.slice(code.value.length));
    code.value = token.text;
    return true;
  }

  /** For good. */
  #make(token) {
    this.#made += token.raw.length - (this.#around?.head ?? "").length;
    if (token.type === "space") return;
    const parts = PARTS[token.type];
    if (parts && (token.type !== "paragraph" || this.#around?.type === "paragraph")) this.#enclosing(token).node.append(...this.#nodes(token, parts));
    else this.element.append(...this.#nodes(token));
    this.#around = null;
  }

  /** The last one, which more may come to: of a list and a table all but the last part is made for good. */
  #begin(token) {
    const parts = PARTS[token.type];
    if (token.type === "paragraph" && this.#sentences(token)) return;
    if (!parts || token.type === "paragraph") {
      this.#last = this.#nodes(token);
      this.element.append(...this.#last);
      if (token.type === "code") this.#growing(token);
      return;
    }
    const around = this.#enclosing(token);
    const all = token[parts.name];
    const whole = { ...token, [parts.name]: all.slice(0, -1) };
    if (all.length > 1) around.node.append(...this.#nodes(whole, parts));
    this.#made += parts.length(whole) - (this.#around ? around.head.length : 0);
    this.#around = around;
    const rest = { ...token, [parts.name]: all.slice(-1) };
    this.#last = all.length ? this.#nodes(rest, parts) : [];
    around.node.append(...this.#last);
  }

  /** Of a long paragraph, the sentences that are over are made for good. */
  #sentences(token) {
    const length = settledLength(token.text);
    const goesOn = this.#around?.type === "paragraph";
    if (!length && !goesOn) return false;
    const parts = PARTS.paragraph;
    const around = this.#enclosing(token);
    if (length) around.node.append(...this.#nodes(read(token.raw.slice(0, length), false)[0], parts));
    this.#made += length;
    this.#around = around;
    const rest = length ? read(token.raw.slice(length), true)[0] : token;
    this.#last = this.#nodes(rest, parts);
    around.node.append(...this.#last);
    return true;
  }

  /** The list or table that this one goes on with, or a new one. */
  #enclosing(token) {
    if (this.#around?.type === token.type) return this.#around;
    const parts = PARTS[token.type];
    const [outer] = this.#nodes({ ...token, [parts.name]: [] }); // without its parts
    if (token.type === "table") outer.querySelector("table").append(document.createElement("tbody"));
    this.element.append(outer);
    return { type: token.type, node: outer.querySelector("tbody") ?? outer, head: parts.head(token) };
  }

  #growing({ lang, text }) {
    const code = this.#last[0].querySelector("code");
    if (!code.firstChild) code.append("");
    this.#code = { node: code.firstChild, value: text, language: lang };
  }

  /** @param parts of which kind, where only the parts are wanted */
  #nodes(token, parts) {
    const clean = cleaner.sanitize(marked.parser([token]), CLEAN);
    for (const link of clean.querySelectorAll("a")) outside(link);
    for (const block of clean.querySelectorAll("pre")) this.#codeBlock(block);
    for (const table of clean.querySelectorAll("table")) this.#wide(table);
    return [...(parts ? clean.querySelector(parts.parent)[parts.nodes ?? "children"] : clean.children)];
  }

  #codeBlock(block) {
    const language = block.dataset.language;
    block.removeAttribute("data-language");
    block.tabIndex = 0; // can be moved along with the keyboard
    block.setAttribute("role", "group");
    block.setAttribute("aria-label", [this.#words.code, language].filter(Boolean).join(" "));
    const head = document.createElement("div");
    const name = document.createElement("span");
    const button = document.createElement("button");
    name.textContent = language;
    button.type = "button";
    button.className = "copy plain";
    button.textContent = this.#words.copy;
    head.append(name, button);
    const around = document.createElement("div");
    around.className = "code";
    block.replaceWith(around);
    around.append(head, block);
  }

  #wide(table) {
    const around = document.createElement("div");
    around.className = "wide";
    around.tabIndex = 0;
    around.setAttribute("role", "group");
    around.setAttribute("aria-label", this.#words.table);
    table.replaceWith(around);
    around.append(table);
  }

  async #clicked({ target }) {
    if (!target.matches("button.copy")) return;
    const done = await copy(target.closest(".code").querySelector("code").textContent, target);
    if (!done) return;
    target.textContent = this.#words.copied;
    setTimeout(() => (target.textContent = this.#words.copy), 2_000);
  }
}

/** Once, a piece at a time while nothing else is to be done: else the first words of the first answer would wait for it. */
export function getReady() {
  const pieces = [...PIECES];
  const idle = window.requestIdleCallback ?? setTimeout;
  const next = () => {
    new Markdown({}).write(pieces.shift(), true);
    if (pieces.length) idle(next);
  };
  idle(next);
}

const PIECES = ["One word, ", "A **word** and `another`.\n\n", "- one\n- [two](https://example.org)\n", "```js\n1\n", "| a |\n|---|\n| b |\n"];

/** What consists of parts: where they are, how long they are in the text, and what the next is read after. */
const PARTS = {
  paragraph: { name: "tokens", parent: "p", nodes: "childNodes", head: () => "" },
  list: {
    name: "items",
    parent: "ul, ol",
    head: () => "",
    length: ({ items }) => items.reduce((sum, item) => sum + item.raw.length, 0),
  },
  table: {
    name: "rows",
    parent: "tbody",
    head: ({ raw }) => lines(raw, 2),
    length: ({ raw, rows }) => lines(raw, 2 + rows.length).length,
  },
};

function lines(text, count) {
  return text.split(/(?<=\n)/).slice(0, count).join("");
}

/** @param open whether what is begun at the end is to look as if it were ended */
function read(source, open) {
  const lexer = new Lexer(marked.defaults);
  const tokens = lexer.blockTokens(source, lexer.tokens);
  const growing = open && lastText(tokens.findLast(({ type }) => type !== "space"))?.tokens;
  for (const { src, tokens: words } of lexer.inlineQueue) {
    lexer.inlineTokens(words === growing ? ended(src) : src, words);
  }
  return tokens;
}

function ended(text) {
  return /^\[[ xX]?\]?$/.test(text) ? "" : completed(text); // it may become a box to tick
}

/** The innermost that more text would be added to; null where that is code. */
function lastText(token) {
  switch (token?.type) {
    case "list":
      return lastText(token.items.at(-1));
    case "list_item":
    case "blockquote":
      return lastText(token.tokens.findLast((inner) => inner.type !== "space"));
    case "table":
      return (token.rows.at(-1) ?? token.header).findLast((cell) => cell.text) ?? null;
    case "paragraph":
    case "heading":
    case "text":
      return token;
    default:
      return null;
  }
}

/** Elsewhere than here, without telling that place of this one; what leads nowhere is no link. */
function outside(link) {
  if (!link.hasAttribute("href")) {
    link.replaceWith(...link.childNodes);
    return;
  }
  link.target = "_blank";
  link.rel = "noopener noreferrer";
}
