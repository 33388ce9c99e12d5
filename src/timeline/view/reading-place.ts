import type { RowWindow } from './row-window.ts';

/** A row on screen, and how far its top edge is below the feed's (negative: cut off at the top), in pixels. */
export interface Anchor {
  readonly key: string;
  readonly index: number;
  readonly offset: number;
}

/** What the reader looks at: the newest, wherever that is, or certain rows, the best anchor first. */
export type ReadingPlace =
  | { readonly kind: 'end' }
  | { readonly kind: 'rows'; readonly anchors: readonly Anchor[] };

/** Where the same rows stand in another revision. */
export interface Placement {
  readonly index: number;
  readonly offset: number;
  /** By how much indexes moved there; for sizes of rows that are not at hand to compare. */
  readonly shift: number;
}

/**
 * Finds the reading place in a newer revision, so that what is being read does not move.
 * @param around the anchor that the host looked up, where it found it
 * @returns `undefined` when none of the rows is known in the newer revision (yet).
 */
export function findPlace(
  anchors: readonly Anchor[],
  next: RowWindow,
  around?: { key: string; index: number },
): Placement | undefined {
  for (const anchor of anchors) {
    const index = around?.key === anchor.key ? around.index : next.indexOf(anchor.key);
    if (index !== undefined) return { index, offset: anchor.offset, shift: index - anchor.index };
  }
  return undefined;
}
