// What a bug report needs to say of a Jarvas: figures, and none of a person's words, names or addresses.

const value = (one) => (one === null || one === undefined ? "unknown" : String(one));

export function report({ version, home, model, store, voice, window, latency }) {
  const shares = Object.entries(window.part_tokens ?? {}).map(([part, tokens]) => `${part} ${tokens}`);
  return [
    `Jarvas: ${value(version)}`,
    `Home Assistant: ${value(home.link)}, problem ${home.problem ?? "none"}, ${value(home.entities)} entities`,
    `Model: ${value(model.name)}, problem ${model.problem ?? "none"}, ${value(model.memory)}, server ${value(model.server_version)}`,
    `Storage: problem ${store.problem ?? "none"}`,
    `Voice: ${voice?.state ?? value(voice?.works)}, ${service("listens", voice?.speech_to_text)}, ${service("speaks", voice?.text_to_speech)}, Assist at ${voice?.assist_port ?? "none"}`,
    `Window: ${value(window.tokens)} tokens, home ${value(window.home)}, ${shares.join(", ")}, answer ${value(window.answer_tokens)}`,
    `Latency: ${latency.turns} turns, first text ${figures(latency.first_text_ms)}, whole ${figures(latency.total_ms)}`,
    `Browser: ${navigator.userAgent}`,
    `Screen: ${innerWidth}×${innerHeight}, ${document.documentElement.lang}, in a frame: ${self !== top}`,
  ].join("\n");
}

const service = (does, one) => `${does} ${value(one?.name ?? one?.place)} (${one?.problem ?? value(one?.state)})`;

function figures(times) {
  return times ? `median ${Math.round(times.median)} ms, slowest ${Math.round(times.slowest)} ms` : "unknown";
}
