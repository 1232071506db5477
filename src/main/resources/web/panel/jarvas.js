// Jarvas's API as the page uses it: requests with a token where one is needed, and answers that stream.

/**
 * `fetch` with the token. Where it is missing or wrong, `onMissingToken` is asked for one, and told what is wrong;
 * a 401 is the answer where it gives none.
 */
export async function call(path, options = {}, onMissingToken = () => "") {
  for (;;) {
    const token = sessionStorage.getItem("token");
    const headers = { ...options.headers, ...(token && { Authorization: `Bearer ${token}` }) };
    const response = await fetch(path, { ...options, headers });
    if (response.status !== 401) return response;
    const given = await onMissingToken(token ? (await response.clone().json()).detail : "");
    if (!given) return response;
    sessionStorage.setItem("token", given);
  }
}

/** Reads a `text/event-stream` response as { event, id, data }, one by one, `data` being the event's JSON. */
export async function* events(response) {
  const reader = response.body.pipeThrough(new TextDecoderStream()).getReader();
  let held = "";
  try {
    for (;;) {
      const { value, done } = await reader.read();
      if (done) return;
      held += value;
      const blocks = held.split("\n\n");
      held = blocks.pop();
      for (const block of blocks) {
        const event = parse(block);
        if (event) yield event;
      }
    }
  } finally {
    await reader.cancel().catch(() => {}); // the connection is gone already
  }
}

function parse(block) {
  let event = "message";
  let id = "";
  const data = [];
  for (const line of block.split("\n")) {
    const colon = line.indexOf(":");
    if (colon <= 0) continue; // a comment keeps the connection alive
    const value = line.slice(colon + 1).replace(/^ /, "");
    if (line.startsWith("event:")) event = value;
    else if (line.startsWith("id:")) id = value;
    else if (line.startsWith("data:")) data.push(value);
  }
  return data.length ? { event, id, data: JSON.parse(data.join("\n")) } : null;
}
