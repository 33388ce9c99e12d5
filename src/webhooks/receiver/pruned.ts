/** Far beyond what a resource of the API has, and small enough to be kept and shown many times over. */
const MAX_DEPTH = 32;
const MAX_VALUES = 5_000;
const MAX_TEXT = 64 * 1024;

/** What stands where something was left out. */
const LEFT_OUT = '…';

/**
 * A JSON value that is safe to keep and to walk through: what is nested too deep, too long or too much is left out. The
 * usual one comes back as it is.
 */
export function pruned(value: unknown): unknown {
  let left = MAX_VALUES;
  let changed = false;
  const walk = (each: unknown, depth: number): unknown => {
    left--;
    if (typeof each === 'string') {
      if (each.length <= MAX_TEXT) return each;
      changed = true;
      return each.slice(0, MAX_TEXT) + LEFT_OUT;
    }
    if (typeof each !== 'object' || each === null) return each;
    if (depth >= MAX_DEPTH || left <= 0) {
      changed = true;
      return LEFT_OUT;
    }
    if (Array.isArray(each)) return taken(each).map((item) => walk(item, depth + 1));
    // A name such as __proto__ is data here.
    return Object.fromEntries(
      taken(Object.entries(each)).map(([name, item]) => [name, walk(item, depth + 1)]),
    );
  };
  const taken = <T>(items: T[]): T[] => {
    if (items.length <= left) return items;
    changed = true;
    return items.slice(0, Math.max(0, left));
  };
  const copy = walk(value, 0);
  return changed ? copy : value;
}
