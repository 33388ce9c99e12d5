import type { Stretch } from '../lookingAt.ts';

/** How near to an edge counts as on it, in pixels. */
const NEAR = 6;

/** What a drag on the overview does: begins a new range, or moves one of the edges of the one that is there. */
export type Grip = { readonly kind: 'new' | 'from' | 'to'; readonly anchor: number };

/**
 * What is taken hold of where a pointer goes down. The other end of the range stays where it is.
 * @param x of the pointer, in pixels
 * @param range edges of the present range, in pixels
 */
export function gripAt(x: number, range: Stretch | undefined): Grip {
  if (range) {
    const toFrom = Math.abs(x - range.from);
    const toTo = Math.abs(x - range.to);
    if (Math.min(toFrom, toTo) <= NEAR) {
      return toFrom < toTo ? { kind: 'from', anchor: range.to } : { kind: 'to', anchor: range.from };
    }
  }
  return { kind: 'new', anchor: x };
}

/** The range between the end that stays and the pointer, within the bounds. All in one unit. */
export function rangeBetween(anchor: number, x: number, low: number, high: number): Stretch {
  const clamp = (value: number) => Math.min(high, Math.max(low, value));
  const [a, b] = [clamp(anchor), clamp(x)];
  return { from: Math.min(a, b), to: Math.max(a, b) };
}

/** Where a key leads on the overview, as shares of its width; `undefined` for a key that means nothing here. */
export function cursorAfter(key: string, at: number): number | undefined {
  const step = {
    ArrowRight: 0.01,
    ArrowUp: 0.01,
    ArrowLeft: -0.01,
    ArrowDown: -0.01,
    PageUp: 0.1,
    PageDown: -0.1,
  }[key];
  if (step !== undefined) return Math.min(1, Math.max(0, at + step));
  if (key === 'Home') return 0;
  return key === 'End' ? 1 : undefined;
}

/**
 * Where a moment stands once the strip covers another stretch, because there is more now. Shares of the width.
 * @param before what it covered, and `after` what it covers now: epoch milliseconds
 */
export function shareAfter(share: number, before: Stretch, after: Stretch): number {
  const at = before.from + share * Math.max(1, before.to - before.from);
  return Math.min(1, Math.max(0, (at - after.from) / Math.max(1, after.to - after.from)));
}

/** How many there are in a range, bins counted whole where the range begins or ends in them. Shares of the width. */
export function countBetween(counts: readonly number[], { from, to }: Stretch): number {
  const first = Math.min(counts.length - 1, Math.floor(from * counts.length));
  const last = Math.min(counts.length - 1, Math.max(first, Math.ceil(to * counts.length) - 1));
  let sum = 0;
  for (let index = first; index <= last; index++) sum += counts[index] ?? 0;
  return sum;
}
