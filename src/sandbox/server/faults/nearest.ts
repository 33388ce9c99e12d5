/** Longer names than any of ours need no exact distance. */
const COMPARED_CHARACTERS = 64;

/** How many characters have to be put in, taken out or changed to turn one text into the other. */
function distance(from: string, to: string): number {
  let row = Array.from({ length: to.length + 1 }, (_, index) => index);
  for (let i = 0; i < from.length; i++) {
    const next = [i + 1];
    for (let j = 0; j < to.length; j++) {
      const changed = (row[j] ?? 0) + (from[i] === to[j] ? 0 : 1);
      next.push(Math.min(changed, (row[j + 1] ?? 0) + 1, (next[j] ?? 0) + 1));
    }
    row = next;
  }
  return row.at(-1) ?? 0;
}

/**
 * The name that somebody most likely meant: the one with the fewest differences, apart from the case of letters.
 *
 * @param names - at least one
 */
export function nearest(written: string, names: readonly string[]): string {
  const text = written.slice(0, COMPARED_CHARACTERS).toLowerCase();
  let best = '';
  let least = Number.POSITIVE_INFINITY;
  for (const name of names) {
    const far = distance(text, name.toLowerCase());
    if (far >= least) continue;
    best = name;
    least = far;
  }
  return best;
}
