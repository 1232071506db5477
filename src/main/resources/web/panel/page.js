// The page's parts that the others use: elements, scrolling, the question for a token.

export const $ = (id) => document.getElementById(id);
const messages = $("messages");

/** Everything that comes from a person, a model or a home goes onto the page here, as text and never as markup. */
export function make(tag, className, content = "") {
  const element = document.createElement(tag);
  element.className = className;
  element.textContent = content;
  return element;
}

export function button(label, pressed) {
  const element = make("button", "", label);
  element.type = "button";
  element.addEventListener("click", pressed);
  return element;
}

/** Keeps the newest text in sight, unless the person has scrolled away from it. */
export function following(change) {
  const near = messages.scrollHeight - messages.scrollTop - messages.clientHeight < 80;
  change();
  if (near) messages.scrollTop = messages.scrollHeight;
}

/** Gives the token, or nothing where the person does not want to give one. */
export function askForToken(problem) {
  const dialog = $("sign-in");
  $("token-problem").textContent = problem;
  $("token").value = "";
  dialog.returnValue = "";
  return new Promise((resolve) => {
    dialog.addEventListener("close", () => resolve(dialog.returnValue && $("token").value.trim()), { once: true });
    if (!dialog.open) dialog.showModal();
  });
}
