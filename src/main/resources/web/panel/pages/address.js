// The pages and their addresses behind the `#`.

const PAGES = ["memories", "schedules", "log", "status", "access"];

/** The page of an address; one that is not known leads to a new conversation. */
export function pageAt(hash) {
  const [name, id] = hash.replace(/^#\/?/, "").split("/");
  if (name === "c" && id) return { page: "chat", conversation: decoded(id) };
  return { page: PAGES.includes(name) ? name : "chat", conversation: null };
}

function decoded(id) {
  try {
    return decodeURIComponent(id);
  } catch {
    return null; // a per cent sign that stands for nothing
  }
}

export function addressOf(page, conversation = null) {
  if (page !== "chat") return `#/${page}`;
  return conversation ? `#/c/${encodeURIComponent(conversation)}` : "#/";
}
