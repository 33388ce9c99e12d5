import type { Row } from '../protocol/rows.ts';
import type { RowWindow } from './rowWindow.ts';

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

/** A row that is drawn, and where its edges are, in pixels from anywhere. */
export interface DrawnRow {
  readonly index: number;
  readonly row: Row;
  readonly top: number;
  readonly bottom: number;
}

/**
 * What the reader looks at, the best anchor first: the focused row, then those that are whole, then those that are
 * cut off and separators, which say least about a place.
 * @param view edges of the viewport, measured as those of the rows
 * @param focused index of the row that has the focus, or -1
 */
export function anchorsIn(
  drawn: Iterable<DrawnRow>,
  view: { readonly top: number; readonly bottom: number },
  focused: number,
): Anchor[] {
  const whole: Anchor[] = [];
  const rest: Anchor[] = [];
  for (const { index, row, top, bottom } of drawn) {
    if (bottom <= view.top || top >= view.bottom) continue;
    const anchor = { key: row.key, index, offset: top - view.top };
    if (index === focused) whole.unshift(anchor);
    else if (row.kind !== 'communication') rest.push(anchor);
    else if (top >= view.top) whole.push(anchor);
    else rest.unshift(anchor);
  }
  return [...whole, ...rest];
}

/** Index of a row in one revision → its index in the next one. */
export type RowMoves = (index: number) => number;

/**
 * Where the rows of one revision went in the next.
 * @param shift by how much the indexes of rows moved that are not at hand in both
 */
export function movesBetween(previous: RowWindow, next: RowWindow, shift: number): RowMoves {
  return (index) => {
    const row = previous.row(index);
    return (row && next.indexOf(row.key)) ?? index + shift;
  };
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
