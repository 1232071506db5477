// What a browser keeps for a page: for good, or as long as its tab is open. It may forbid it, or have no room: then it is
// kept no longer than the page.

export const forGood = storage(() => localStorage);
export const forNow = storage(() => sessionStorage);

function storage(theirs) {
  const attempt = (use) => {
    try {
      return use(theirs());
    } catch {
      return null;
    }
  };
  return {
    get: (key) => attempt((kept) => kept.getItem(key)),
    set: (key, text) => attempt((kept) => kept.setItem(key, text)),
    remove: (key) => attempt((kept) => kept.removeItem(key)),
  };
}
