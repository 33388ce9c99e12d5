import type { RowMoves } from './readingPlace.ts';
import { RowHeights } from './rowHeights.ts';
import { RowWindow } from './rowWindow.ts';

/** Height of a row before it was drawn once; also the height of a placeholder. */
const ESTIMATED_HEIGHT = 52;

/** Rows drawn beyond each edge of the viewport, and how many there may be in all. */
const OVERSCAN = 10;
const MAX_DRAWN = 96;

/** After so many rows the next are drawn: a few at a time, so that no frame has many of them to make. */
const REDRAW_AFTER = 2;

/** Free space above the first row and below the last one. */
const PADDING_START = 8;
const PADDING_END = 16;

/** At most so many separators come along with the communication below them. */
const MOST_SEPARATORS = 3;

/** A row, and where it should stand: so far below the top edge, in the middle, or just in view. */
export type Goal =
  | { readonly index: number; readonly offset: number }
  | { readonly index: number; readonly align: Align };

/** In the middle of the viewport, or wherever it is the least way to. */
export type Align = 'auto' | 'center';

/** First and last row that are drawn; -1 for none. */
export interface DrawnRange {
  readonly first: number;
  readonly last: number;
}

/** No row at all. */
export const NOTHING_DRAWN: DrawnRange = { first: -1, last: -1 };

/**
 * Where every row stands and which of them the viewport shows. Knows rows, heights and numbers, and nothing of the
 * page: all lengths are in pixels, and a top is a distance from the top of everything that scrolls.
 */
export class FeedLayout {
  #rows = new RowWindow(-1, 0);
  #heights = new RowHeights(0, ESTIMATED_HEIGHT);
  #viewport = { width: 0, height: 0 };

  /** The rows in hand. */
  get rows(): RowWindow {
    return this.#rows;
  }

  /** Height of everything that scrolls. */
  get height(): number {
    return PADDING_START + this.#heights.total + PADDING_END;
  }

  /** Where the scroller stands at the end. */
  get endTop(): number {
    return Math.max(0, this.height - this.#viewport.height);
  }

  /** Lays out the rows of another revision. @param moves where the rows of this one went: they keep their heights */
  replace(next: RowWindow, moves: RowMoves): void {
    const measured = new Map<number, number>();
    for (const [index, height] of this.#heights.measured) {
      const to = moves(index);
      if (to >= 0 && to < next.count) measured.set(to, height);
    }
    this.#rows = next;
    this.#heights = new RowHeights(next.count, ESTIMATED_HEIGHT, measured);
  }

  /**
   * The viewport has another size.
   * @returns whether every text wraps anew, so that no height holds any more
   */
  resize(width: number, height: number): boolean {
    const before = this.#viewport.width;
    this.#viewport = { width, height };
    if (before === width || before === 0 || width === 0) return false;
    this.#heights = new RowHeights(this.#rows.count, ESTIMATED_HEIGHT);
    return true;
  }

  /**
   * Takes the height that a row was drawn with.
   * @param scrollTop where the viewport begins
   * @returns how far the rows in view moved by it
   */
  measure(index: number, height: number, scrollTop: number): number {
    const known = this.#heights.measured.has(index);
    const top = this.rowTop(index);
    // A row that was measured before and reaches into view grows downwards: it was folded open.
    const above = known ? top + this.#heights.height(index) <= scrollTop : top < scrollTop;
    const delta = this.#heights.measure(index, height);
    return above ? delta : 0;
  }

  /** Top of a row. */
  rowTop(index: number): number {
    return PADDING_START + this.#heights.top(index);
  }

  /** The row at the top edge, and how far below that edge it begins. */
  rowAtEdge(scrollTop: number): { readonly index: number; readonly offset: number } {
    const index = Math.max(0, this.#rowAt(scrollTop));
    return { index, offset: this.rowTop(index) - scrollTop };
  }

  /** The rows to draw: those in view, and some beyond either edge. */
  rangeAt(scrollTop: number): DrawnRange {
    const { count } = this.#rows;
    if (count === 0 || this.#viewport.height === 0) return NOTHING_DRAWN;
    const { first, last } = this.#inView(scrollTop);
    const beyond = Math.max(0, Math.min(OVERSCAN, Math.floor((MAX_DRAWN - (last - first + 1)) / 2)));
    const from = Math.max(0, first - beyond);
    return { first: from, last: Math.min(count - 1, last + beyond, from + MAX_DRAWN - 1) };
  }

  /** Whether what is drawn is enough for now: in view, and some way beyond it, so that scrolling finds rows. */
  covers({ first, last }: DrawnRange, scrollTop: number): boolean {
    if (first < 0) return true;
    const seen = this.#inView(scrollTop);
    if (last - first + 1 >= MAX_DRAWN) return first <= seen.first && last >= seen.last;
    const margin = OVERSCAN - REDRAW_AFTER;
    return (
      first <= Math.max(0, seen.first - margin) && last >= Math.min(this.#rows.count - 1, seen.last + margin)
    );
  }

  /** Where the scroller should stand for a goal, coming from where it stands. */
  topFor(goal: Goal, scrollTop: number): number {
    return Math.max(0, Math.min(this.endTop, this.#unboundedTopFor(goal, scrollTop)));
  }

  #unboundedTopFor(goal: Goal, scrollTop: number): number {
    const start = this.rowTop(goal.index);
    if ('offset' in goal) return start - goal.offset;
    const { height } = this.#viewport;
    const rowHeight = this.#heights.height(goal.index);
    if (goal.align === 'center') return start - Math.max(PADDING_START, (height - rowHeight) / 2);
    const above = this.#separatorsAbove(goal.index);
    if (start - above < scrollTop || rowHeight > height) return start - above - PADDING_START;
    return Math.max(scrollTop, start + rowHeight - height + PADDING_END);
  }

  /** Height of the day, the silence and the events right above a communication: they come along with it. */
  #separatorsAbove(index: number): number {
    let above = 0;
    for (let at = index - 1; at >= Math.max(0, index - MOST_SEPARATORS); at--) {
      const row = this.#rows.row(at);
      if (!row || row.kind === 'communication') break;
      above += this.#heights.height(at);
    }
    return above;
  }

  /** The last communication of a range that is whole in view; the range's first one where none is. */
  lastWhole({ first, last }: DrawnRange, scrollTop: number): number {
    const bottom = scrollTop + this.#viewport.height + 1;
    let found = -1;
    for (let index = Math.max(0, first); index <= last; index += 1) {
      if (this.#rows.row(index)?.kind !== 'communication') continue;
      if (found !== -1 && this.rowTop(index + 1) > bottom) break;
      found = index;
    }
    return found;
  }

  /** How many rows a page key moves by: one of those in view stays in view. */
  pageAt(scrollTop: number): number {
    const { first, last } = this.#inView(scrollTop);
    return Math.max(1, last - first - 1);
  }

  #inView(scrollTop: number): DrawnRange {
    return { first: this.#rowAt(scrollTop), last: this.#rowAt(scrollTop + this.#viewport.height) };
  }

  #rowAt(top: number): number {
    return this.#heights.indexAt(top - PADDING_START);
  }
}
