/** How many turns are far or near together. */
const GROUP = 8;

/**
 * The newest turns, in groups that stay the same while older ones come before them: what is far away costs a browser
 * something for each group, and not for each message.
 */
export function groups(turns, most) {
  const from = Math.max(0, turns.length - most);
  const groups = [];
  for (let at = from; at < turns.length; at = groups.at(-1).end) {
    const number = Math.floor(at / GROUP);
    const end = Math.min(turns.length, (number + 1) * GROUP);
    groups.push({ number, end, members: turns.slice(at, end) });
  }
  return groups;
}
