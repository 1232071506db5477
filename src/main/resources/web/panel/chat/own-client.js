// The client of a chat that was given none.

import { JarvasClient } from "../jarvas-client.js";
import { forNow } from "../parts/storage.js";

/**
 * Where no token was given, one that was typed in before is used as long as the tab is open.
 *
 * @param ask gives the token that a person typed in, "" where there is nobody to ask or nothing was given; told what was
 *     wrong with the last
 */
export function ownClient({ url, token, language, ask }) {
  const { href } = new JarvasClient({ url: url || undefined }).url;
  const kept = `jarvas-token ${href}`;
  return new JarvasClient({
    url: href,
    token: token || forNow.get(kept) || undefined,
    language,
    onMissingToken: async (problem) => {
      const given = await ask(problem);
      if (given) forNow.set(kept, given);
      return given;
    },
  });
}
