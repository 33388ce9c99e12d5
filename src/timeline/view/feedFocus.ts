import type { ReactiveController, ReactiveControllerHost } from 'lit';
import { moveOf } from './feedKeys.ts';
import type { RowWindow } from './rowWindow.ts';

/** Between the pointer's coming down and the focus that it brings. */
const CLICK_MS = 300;

/** What the focus has to know of the feed, and asks of it. */
export interface FocusedFeed extends ReactiveControllerHost {
  readonly renderRoot: HTMLElement | DocumentFragment;
  readonly rows: RowWindow;
  /** How many rows a page key moves by. */
  readonly page: number;
  /** Scroll so that a row is in view, and let it have the focus. */
  moveTo(index: number): void;
  /** A row got the focus. */
  focused(index: number): void;
  /** Enter was pressed on a row. */
  entered(index: number): void;
  /** Escape was pressed on a row, and there is nothing within it to leave. */
  escaped(): void;
}

/**
 * The focus in the feed: one row at a time has it and is the tab stop, keys move it, and it survives that rows come
 * and go under it.
 */
export class FeedFocus implements ReactiveController {
  readonly #feed: FocusedFeed;
  #activeIndex = -1;
  #within = false;
  /** Focus this row as soon as it is there. */
  #wanted: number | undefined;
  /** The page gets the focus by a click just now. */
  #pointed = false;
  /** Rows come and go: a focus that is lost now was not taken away by the reader. */
  #updating = false;

  constructor(feed: FocusedFeed) {
    this.#feed = feed;
    feed.addController(this);
  }

  /** The row that has the focus, or had it last; -1 before there was one. */
  get activeIndex(): number {
    return this.#activeIndex;
  }

  /** Whether the focus is in the feed. */
  get within(): boolean {
    return this.#within;
  }

  /** A row that has not arrived is to get the focus. */
  get waiting(): boolean {
    return this.#wanted !== undefined;
  }

  hostConnected(): void {
    addEventListener('focus', this.#onWindowFocus);
    addEventListener('pointerdown', this.#onWindowPointerDown, true);
  }

  hostDisconnected(): void {
    removeEventListener('focus', this.#onWindowFocus);
    removeEventListener('pointerdown', this.#onWindowPointerDown, true);
  }

  hostUpdate(): void {
    this.#updating = true;
  }

  /** The feed is hidden: whoever has the focus now keeps it when the feed is back. */
  away(): void {
    this.#updating = false;
    this.#wanted = undefined;
    this.#within = false;
  }

  /** Focuses a row, once it has arrived. */
  want(index: number): void {
    this.#wanted = index;
  }

  /** Makes a row the tab stop, without giving it the focus. */
  point(index: number): void {
    this.#wanted = undefined;
    this.#setActive(index);
  }

  /** The rows are those of another revision now. @param index where the active one is among them */
  replaced(index: number): void {
    this.#wanted = undefined;
    this.#setActive(index);
  }

  /**
   * Rows were drawn and stand where they should: gives the focus to the one that should have it. Not in
   * `hostUpdated`, which comes before they are laid out.
   */
  settle(): void {
    this.#updating = false;
    const { rows } = this.#feed;
    const wanted = this.#wanted;
    // Somebody types elsewhere in the window: a page that focuses something takes the focus away from there.
    const here = document.hasFocus();
    if (wanted !== undefined && rows.row(wanted)) {
      const index = rows.nextCommunication(wanted, 1) ?? rows.nextCommunication(wanted, -1);
      if (index === undefined) return;
      if (!here) {
        this.#setActive(index);
      } else if (this.#focusRow(index)) {
        this.#wanted = undefined;
        this.#setActive(index);
      }
      return;
    }
    if (!here) return;
    const focused = this.#focused;
    // A focused row that left the screen took the focus with it: the feed holds it until the row is back.
    if (this.#within && !focused) {
      if (!this.#focusRow(this.#activeIndex)) this.#scroller?.focus({ preventScroll: true });
    } else if (focused && focused === this.#scroller && this.#activeIndex >= 0) {
      this.#focusRow(this.#activeIndex);
    }
  }

  readonly onKey = (event: KeyboardEvent): void => {
    if (event.altKey || event.ctrlKey || event.metaKey || event.shiftKey) return;
    const row = this.#rowElement(this.#activeIndex);
    const onRow = row !== null && event.target === row;
    if (event.key === 'Escape') {
      if (onRow) this.#feed.escaped();
      else row?.focus();
      // Whoever is around has nothing left to close.
      event.preventDefault();
      return;
    }
    if (event.key === 'Enter') {
      // On a link or a button within the row it is theirs.
      if (onRow) this.#feed.entered(this.#activeIndex);
      return;
    }
    const move = moveOf(event.key, this.#activeIndex, this.#feed.page, this.#feed.rows);
    if (!move) return;
    event.preventDefault();
    if (move.to !== undefined) this.#feed.moveTo(move.to);
  };

  /** The page has the focus again: the row that waits for it gets it, unless the person went elsewhere on the page. */
  readonly #onWindowFocus = (): void => {
    requestAnimationFrame(() => {
      const { activeElement } = document;
      const elsewhere = activeElement !== null && activeElement !== document.body && !this.#focused;
      if (elsewhere || this.#pointed) this.#wanted = undefined;
      else this.#feed.requestUpdate();
    });
  };

  /** Who comes back by a click goes where they click. */
  readonly #onWindowPointerDown = (): void => {
    if (document.hasFocus()) return;
    this.#pointed = true;
    setTimeout(() => {
      this.#pointed = false;
    }, CLICK_MS);
  };

  readonly onFocusIn = (event: FocusEvent): void => {
    this.#setWithin(true);
    const index = communicationAt(event);
    if (index === -1) return;
    this.#setActive(index);
    this.#feed.focused(index);
  };

  readonly onFocusOut = (event: FocusEvent): void => {
    if (this.#updating) return;
    const { relatedTarget, target } = event;
    // Without a related target and off the page: the focused row was removed, the focus is the feed's to keep.
    const left =
      relatedTarget instanceof Node
        ? !this.#scroller?.contains(relatedTarget)
        : target instanceof Element && target.isConnected;
    if (left) this.#setWithin(false);
  };

  get #scroller(): HTMLElement | null {
    return this.#feed.renderRoot.querySelector<HTMLElement>('.scroller');
  }

  get #focused(): Element | null {
    const { renderRoot } = this.#feed;
    return renderRoot instanceof ShadowRoot ? renderRoot.activeElement : null;
  }

  #rowElement(index: number): HTMLElement | null {
    return this.#feed.renderRoot.querySelector<HTMLElement>(`.communication[data-index="${index}"]`);
  }

  #focusRow(index: number): boolean {
    const element = this.#rowElement(index);
    if (!element) return false;
    const focused = this.#focused;
    if (!focused || !element.contains(focused)) element.focus({ preventScroll: true });
    return true;
  }

  #setActive(index: number): void {
    if (index === this.#activeIndex) return;
    this.#activeIndex = index;
    this.#feed.requestUpdate();
  }

  #setWithin(within: boolean): void {
    if (within === this.#within) return;
    this.#within = within;
    this.#feed.requestUpdate();
  }
}

/** Index of the communication that an event happened in, or -1. */
export function communicationAt({ target }: Event): number {
  const row = target instanceof Element ? target.closest<HTMLElement>('.communication') : null;
  return row ? Number(row.dataset['index']) : -1;
}
