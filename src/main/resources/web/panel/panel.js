// The chat page: sends a message, shows the answer as it streams, the actions it ran, and what became of them.

import { ActionCard, endQuestions, settleEarlier } from "./actions.js";
import { call, events } from "./jarvas.js";
import { $, askForToken, button, following, make } from "./page.js";
import { showSchedules } from "./schedules.js";
import { language, texts } from "./texts.js";

const STATUS_PAUSE_MS = 15_000;
const PREPARE_PAUSE_MS = 20_000;

const messages = $("messages");
const text = $("text");

let conversation = null; // a page that was opened anew shows no history, so it begins a new one
let running = null;
let prepared = { conversation: null, at: -Infinity };

document.documentElement.lang = language;
text.placeholder = texts.placeholder;
for (const element of document.querySelectorAll("[data-text]")) element.textContent = texts[element.dataset.text];
for (const element of document.querySelectorAll("[data-label]")) element.ariaLabel = texts[element.dataset.label];

class Answer {
  constructor(message) {
    this.message = message;
    this.element = make("article", "answer");
    this.element.ariaBusy = "true"; // read aloud when it is whole
    this.phase = make("p", "phase");
    this.element.append(this.phase);
    messages.append(this.element);
    this.paragraph = null;
    this.cards = new Map();
  }

  add(element) {
    this.phase.before(element);
    return element;
  }

  show({ event, data }) {
    switch (event) {
      case "message":
        this.write(data.content);
        break;
      case "status":
        if (data.phase === "accepted") {
          conversation = data.conversation_id;
          endQuestions();
        } else this.phase.textContent = texts[data.phase] ?? "";
        break;
      case "action":
        this.cards.set(data.id, new ActionCard(data, () => conversation));
        this.add(this.cards.get(data.id).element);
        this.paragraph = null; // what follows stands below the card
        break;
      case "confirmation":
        this.cards.get(data.id)?.ask(data.id, data, true);
        break;
      case "action_result":
        if (this.cards.has(data.id)) this.cards.get(data.id).settle(data);
        else settleEarlier(data);
        this.cards.delete(data.id);
        break;
      case "error":
        this.fail(data.error, data.retryable);
        break;
    }
  }

  write(content) {
    this.phase.textContent = "";
    const piece = this.paragraph ? content : content.trimStart();
    if (!piece) return;
    this.paragraph ??= this.add(make("p", "text"));
    this.paragraph.append(piece);
  }

  fail(sentence, retryable) {
    this.add(make("p", "error", sentence)).setAttribute("role", "alert");
    if (!retryable) return;
    const retry = button(texts.retry, () => {
      if (running) return;
      retry.remove();
      send(this.message);
    });
    this.add(retry);
  }

  end(word = "") {
    this.phase.textContent = word;
    this.element.ariaBusy = "false";
    for (const card of this.cards.values()) card.unseen();
  }
}

async function send(message) {
  if (running) return;
  running = new AbortController();
  document.querySelector(".suggestions")?.remove();
  const mine = make("div", "mine");
  mine.append(make("p", "", message));
  messages.append(mine);
  const answer = new Answer(message);
  messages.scrollTop = messages.scrollHeight;
  $("stop").hidden = false;
  $("send").hidden = true;
  if (document.activeElement !== text) $("stop").focus(); // what had the focus is gone
  let word = "";
  try {
    await ask(answer, running.signal);
  } catch (error) {
    if (error.name === "AbortError") word = texts.stopped;
    else following(() => answer.fail(texts.lost, true));
  } finally {
    running = null;
    following(() => answer.end(word));
    $("send").hidden = false;
    if (document.activeElement === $("stop")) $("send").focus();
    $("stop").hidden = true;
    showStatus();
  }
}

async function ask(answer, signal) {
  const response = await call(
    "api/chat/stream/",
    {
      method: "POST",
      headers: { "Content-Type": "application/json" },
      body: JSON.stringify({ message: answer.message, ...(conversation && { conversation_id: conversation }) }),
      signal,
    },
    askForToken,
  );
  if (!response.ok) {
    const problem = await response.json();
    answer.fail(problem.detail, response.status === 401 || response.status >= 500);
    return;
  }
  let last = "";
  for await (const event of events(response)) {
    following(() => answer.show(event));
    last = event.event;
  }
  if (last !== "done") answer.fail(texts.lost, true);
}

function say(status) {
  if ($("status").textContent !== status) $("status").textContent = status; // said aloud only where it changed
}

async function showStatus(onMissingToken) {
  try {
    const response = await call(`api/status?language=${language}`, {}, onMissingToken);
    const status = await response.json();
    if (!response.ok) {
      say(status.detail);
      return;
    }
    const { home, model, window, schedules } = status;
    $("window").textContent = window.sentence;
    if (home.link === "live" && !model.problem) say(texts.ready);
    else say([home.link !== "live" && home.sentence, model.problem && model.sentence].filter(Boolean).join(" "));
    await showSchedules(schedules);
  } catch {
    say(texts.lost);
  }
}

/** Has the model read, before the message is there, what it will be sent with it. */
async function prepare() {
  const now = performance.now();
  if (running || (prepared.conversation === conversation && now - prepared.at < PREPARE_PAUSE_MS)) return;
  prepared = { conversation, at: now };
  try {
    const response = await call("api/prepare", {
      method: "POST",
      headers: { "Content-Type": "application/json" },
      body: JSON.stringify(conversation ? { conversation_id: conversation } : {}),
    });
    await response.text(); // unread, it would hold the connection
  } catch {
    // Only the answer would come sooner. Where the connection is lost, the status line says so.
  }
}

$("composer").addEventListener("submit", (event) => {
  event.preventDefault();
  const message = text.value.trim();
  if (message && !running) {
    text.value = "";
    send(message);
  }
});
text.addEventListener("keydown", (event) => {
  if (event.key === "Enter" && !event.shiftKey && !event.isComposing) {
    event.preventDefault();
    $("composer").requestSubmit();
  }
});
text.addEventListener("input", prepare);
document.addEventListener("visibilitychange", () => document.hidden || prepare());
$("stop").addEventListener("click", () => running?.abort());

const suggestions = make("div", "suggestions");
suggestions.append(...texts.suggestions.map((suggestion) => button(suggestion, () => send(suggestion))));
messages.append(suggestions);

await showStatus(askForToken);
prepare();
setInterval(() => document.hidden || showStatus(), STATUS_PAUSE_MS);
