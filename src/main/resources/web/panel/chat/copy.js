// Into the clipboard, also where a page was not loaded over HTTPS and has no `navigator.clipboard`.

/**
 * @param near an element in whose tree the text may stand for a moment
 * @returns whether it is there
 */
export async function copy(text, near) {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    return copyOnce(text, near);
  }
}

function copyOnce(text, near) {
  const area = document.createElement("textarea");
  area.value = text;
  area.className = "aside";
  area.readOnly = true;
  near.after(area);
  area.select();
  const done = document.execCommand("copy");
  area.remove();
  near.focus({ preventScroll: true });
  return done;
}
