import type { FeedLayout, Goal } from './feedLayout.ts';

/** Nearer to the end than this, in pixels, the reader is at the end and follows it. */
const END_SLACK = 32;

/** A scroller does not stand exactly where it was put: fractions of a pixel are lost. */
const SAME_PLACE = 2;

/** What is read and written of the element that scrolls. */
export interface Scroller {
  scrollTop: number;
  readonly scrollHeight: number;
  readonly clientHeight: number;
}

/**
 * Decides where the feed stands: at the goal of a movement that is under way, at the end while the reader follows
 * it, and otherwise where the reader left it. Tells what the reader scrolled from what was scrolled here.
 */
export class FeedScroll {
  readonly #layout: FeedLayout;
  readonly #followingChanged: (following: boolean) => void;
  #following = true;
  /** Scroll there once the rows are drawn. */
  #goal: Goal | undefined;
  /** The row at the top edge: what must not move when heights change all at once. */
  #topRow: Goal = { index: 0, offset: 0 };
  /** Where it was scrolled to from here: such a scroll says nothing about what the reader wants. */
  #ownOffset = -1;
  /** How high the scroller was then. */
  #height = 0;

  /** @param followingChanged the reader left the end or came back to it */
  constructor(layout: FeedLayout, followingChanged: (following: boolean) => void) {
    this.#layout = layout;
    this.#followingChanged = followingChanged;
  }

  /** Whether the reader is at the end, so that what comes is shown at once. */
  get following(): boolean {
    return this.#following;
  }

  follow(following: boolean): void {
    if (following === this.#following) return;
    this.#following = following;
    this.#followingChanged(following);
  }

  /** Sets out for a row, in place of any other. */
  setGoal(goal: Goal | undefined): void {
    this.#goal = goal;
  }

  /** Every height changed: unless a goal is set, keep what is at the top edge. */
  keepTopRow(): void {
    this.#goal ??= this.#topRow;
  }

  /**
   * The reader may have scrolled since the last scroll event: an update that follows the end must not undo it.
   * A scroller that stands at its very end was only cut short, because something became smaller.
   */
  noticeReader(scroller: Scroller): void {
    if (!this.#following || this.#goal || this.#ownOffset < 0 || this.#isResized(scroller)) return;
    if (scroller.scrollTop < this.#ownOffset - SAME_PLACE && fromEnd(scroller) > END_SLACK)
      this.follow(false);
  }

  /** The scroller reports that it was scrolled, by whomever. */
  scrolled(scroller: Scroller): void {
    // What grows and shrinks beside the scroller moves it: who follows the end goes on doing so.
    const cutShort = this.#following && this.#isResized(scroller);
    if (!cutShort && Math.abs(scroller.scrollTop - this.#ownOffset) >= SAME_PLACE) {
      this.#goal = undefined;
      this.follow(fromEnd(scroller) <= END_SLACK);
    }
    this.#noteTopRow(scroller);
  }

  /** Where the scroller should stand: at the goal, at the end that is followed, or where it is. */
  wantedTop(scrollTop: number): number {
    if (this.#goal) return this.#layout.topFor(this.#goal, scrollTop);
    return this.#following ? this.#layout.endTop : scrollTop;
  }

  /**
   * Rows were drawn and measured: puts the scroller where it should stand.
   * @param shift how far the rows in view moved by being measured, in pixels
   * @returns whether it stands there for good; otherwise the rows must be drawn once more
   */
  settle(scroller: Scroller, shift: number): boolean {
    const { scrollTop, clientHeight } = scroller;
    this.#height = clientHeight;
    const top = this.#goal || this.#following ? this.wantedTop(scrollTop) : scrollTop + shift;
    const moved = Math.abs(scrollTop - top) >= 0.5;
    if (moved) {
      scroller.scrollTop = top;
      this.#ownOffset = scroller.scrollTop;
    }
    // A goal is reached when its row is there, measured, and nothing moves any more.
    if (this.#goal && !moved && this.#layout.rows.row(this.#goal.index)) this.#goal = undefined;
    this.#noteTopRow(scroller);
    return !moved && !this.#goal;
  }

  /** Whether the scroller is of another height than when it was last put anywhere. */
  #isResized({ clientHeight }: Scroller): boolean {
    return clientHeight !== this.#height;
  }

  #noteTopRow({ scrollTop }: Scroller): void {
    this.#topRow = this.#layout.rowAtEdge(scrollTop);
  }
}

function fromEnd({ scrollHeight, clientHeight, scrollTop }: Scroller): number {
  return scrollHeight - clientHeight - scrollTop;
}
