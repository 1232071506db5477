// The chat page: sends a message, shows the answer as it streams, the actions it ran, and what became of them.

import { events } from "./event-stream.js";
import { language, texts } from "./texts.js";

const $ = (id) => document.getElementById(id);
const messages = $("messages");
const text = $("text");

let conversation = sessionStorage.getItem("conversation");
let running = null;

document.documentElement.lang = language;
text.placeholder = texts.placeholder;
for (const labelled of document.querySelectorAll("[data-text]")) {
  labelled.textContent = texts[labelled.dataset.text];
}

function add(parent, tag, className, content = "") {
  const element = document.createElement(tag);
  element.className = className;
  element.textContent = content;
  parent.append(element);
  return element;
}

/** Keeps the newest text in sight, unless the person has scrolled away from it. */
function following(change) {
  const near = messages.scrollHeight - messages.scrollTop - messages.clientHeight < 80;
  change();
  if (near) messages.scrollTop = messages.scrollHeight;
}

/** `fetch` with the token, where one is needed; asks for it where it is missing. */
async function call(path, options = {}) {
  for (;;) {
    const token = sessionStorage.getItem("token");
    const headers = { ...options.headers, ...(token && { Authorization: `Bearer ${token}` }) };
    const response = await fetch(path, { ...options, headers });
    if (response.status !== 401) return response;
    await askForToken();
  }
}

function askForToken() {
  return new Promise((resolve) => {
    const dialog = $("token");
    dialog.addEventListener(
      "close",
      () => {
        sessionStorage.setItem("token", $("token-text").value.trim());
        $("token-text").value = "";
        resolve();
      },
      { once: true },
    );
    dialog.showModal();
  });
}

class Answer {
  constructor(message) {
    this.message = message;
    this.element = add(messages, "article", "answer");
    this.phase = add(this.element, "p", "phase");
    this.paragraph = null;
    this.cards = new Map();
  }

  show({ event, data }) {
    switch (event) {
      case "message":
        this.phase.textContent = "";
        this.paragraph ??= add(this.element, "p", "text");
        this.paragraph.append(data.content);
        break;
      case "status":
        if (data.phase === "accepted") {
          conversation = data.conversation_id;
          sessionStorage.setItem("conversation", conversation);
        } else if (!this.paragraph || data.phase === "acting") {
          this.phase.textContent = texts[data.phase] ?? "";
        }
        break;
      case "action":
        this.cards.set(data.id, this.card(data));
        break;
      case "action_result": {
        const card = this.cards.get(data.id);
        card.classList.add(data.success ? "good" : "bad");
        card.firstChild.textContent = data.message;
        break;
      }
      case "error":
        this.fail(data.error, data.retryable);
        break;
      case "done":
        this.phase.textContent = "";
        break;
    }
  }

  card({ action, raw }) {
    const card = add(this.element, "div", "action");
    add(card, "span", "", texts.running);
    const data = action.args?.data ?? {};
    const target = [data.entity_id ?? data.area_id ?? ""].flat().join(", ");
    add(card, "code", "", action.args ? `${action.args.domain}.${action.args.service} ${target}` : (raw ?? ""));
    this.paragraph = null; // what follows stands below the card
    return card;
  }

  fail(sentence, retryable) {
    this.phase.textContent = "";
    add(this.element, "p", "error", sentence).setAttribute("role", "alert");
    if (retryable) {
      const retry = add(this.element, "button", "", texts.retry);
      retry.type = "button";
      retry.addEventListener("click", () => {
        retry.remove();
        send(this.message);
      });
    }
  }
}

async function send(message) {
  if (running) return;
  document.querySelector(".suggestions")?.remove();
  const mine = add(messages, "div", "mine");
  add(mine, "p", "", message);
  const answer = new Answer(message);
  messages.scrollTop = messages.scrollHeight;
  running = new AbortController();
  $("stop").hidden = false;
  $("send").hidden = true;
  let finished = false;
  try {
    const response = await call("api/chat/stream/", {
      method: "POST",
      headers: { "Content-Type": "application/json" },
      body: JSON.stringify({ message, ...(conversation && { conversation_id: conversation }) }),
      signal: running.signal,
    });
    if (!response.ok) {
      const problem = await response.json();
      answer.fail(problem.detail ?? problem.title, response.status >= 500);
      return;
    }
    for await (const event of events(response)) {
      following(() => answer.show(event));
      finished = event.event === "done";
    }
    if (!finished) answer.fail(texts.lost, true);
  } catch (error) {
    if (error.name === "AbortError") answer.phase.textContent = texts.stopped;
    else answer.fail(texts.lost, true);
  } finally {
    running = null;
    $("stop").hidden = true;
    $("send").hidden = false;
    showStatus();
  }
}

async function showStatus() {
  try {
    const response = await call(`api/status?language=${language}`);
    const status = await response.json();
    $("status").textContent = [status.home.sentence, status.model.sentence].filter(Boolean).join(" ");
  } catch {
    $("status").textContent = texts.lost;
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
$("stop").addEventListener("click", () => running?.abort());

const suggestions = add(messages, "div", "suggestions");
for (const suggestion of texts.suggestions) {
  const button = add(suggestions, "button", "", suggestion);
  button.type = "button";
  button.addEventListener("click", () => send(suggestion));
}
showStatus();
