import { html, LitElement, nothing, type TemplateResult } from 'lit';
import { guard } from 'lit/directives/guard.js';
import { repeat } from 'lit/directives/repeat.js';
import type { CommunicationRow } from '../protocol.ts';
import { baseStyles } from './base.styles.ts';
import { feedStyles } from './feed.styles.ts';
import { communicationTemplate, dayTemplate, placeholderTemplate, type RowAct } from './feed-rows.ts';
import { icon } from './icon.ts';
import type { Anchor, Placement, ReadingPlace } from './reading-place.ts';
import { RowHeights } from './row-heights.ts';
import { RowWindow } from './row-window.ts';
import { rowStyles } from './rows.styles.ts';
import { strings } from './strings.ts';
import type { Times } from './times.ts';

/** Height of a row before it was drawn once; also the height of a placeholder. */
const ESTIMATED_HEIGHT = 52;

/** Rows drawn beyond each edge of the viewport, and how many there may be in all. */
const OVERSCAN = 10;
const MAX_DRAWN = 96;

/** Nearer to the end than this, in pixels, the reader is at the end and follows it. */
const END_SLACK = 32;

/** Free space above the first row and below the last one. */
const PADDING_START = 8;
const PADDING_END = 16;

const REVEAL_MS = 1_500;
const SETTLE_MS = 200;

/** What the feed asks of the one who put it there. */
export interface FeedHost {
  getRows(from: number, count: number): void;
  actOn(act: 'copyId' | 'copyText' | 'openText', key: string): void;
  /** The reader left the end or came back to it. */
  followingChanged(following: boolean): void;
  /** The reader came to rest somewhere. */
  settled(following: boolean, anchor: Anchor | undefined): void;
}

/** A row, and where it should stand: so far below the top edge, in the middle, or just in view. */
type Goal =
  | { readonly index: number; readonly offset: number }
  | { readonly index: number; readonly align: 'auto' | 'center' };

/** Where to be after rows were replaced. */
export type Destination = 'end' | 'stay' | Placement;

/**
 * The feed: draws the rows that are on screen out of any number of them, keeps the reader's place while rows come
 * and change, and moves the focus among them by keys. One tab stop.
 */
export class CommunicationFeed extends LitElement {
  static override styles = [baseStyles, feedStyles, rowStyles];
  static override properties = {
    host: { attribute: false },
    times: { attribute: false },
    now: { type: Number },
    total: { type: Number },
    newCount: { type: Number },
    following: { state: true },
    activeIndex: { state: true },
    hoveredIndex: { state: true },
    revealedKey: { state: true },
    focusWithin: { state: true },
  };

  declare host: FeedHost;
  declare times: Times;
  /** Current time in milliseconds, to the minute: decides which day is Today. */
  declare now: number;
  /** How many communications there are. */
  declare total: number;
  /** How many of them came since the reader left the end. */
  declare newCount: number;
  declare following: boolean;
  declare private activeIndex: number;
  declare private hoveredIndex: number;
  declare private revealedKey: string | undefined;
  declare private focusWithin: boolean;

  #rows = new RowWindow(-1, 0);
  #heights = new RowHeights(0, ESTIMATED_HEIGHT);
  /** First and last row drawn; -1 for none. */
  #drawn = { first: -1, last: -1 };
  /** Scroll there once the rows are drawn. */
  #goal: Goal | undefined;
  /** The row at the top edge: what must not move when heights change all at once. */
  #topRow = { index: 0, offset: 0 };
  #viewport = { width: 0, height: 0 };
  #observer: ResizeObserver | undefined;
  /** Focus this row as soon as it is there. */
  #focusWanted: number | undefined;
  /** Where we scrolled to ourselves: such a scroll says nothing about what the reader wants. */
  #ownOffset = -1;
  #frame = 0;
  /** Rows come and go: a focus that is lost now was not taken away by the reader. */
  #updating = false;
  #settleTimer = 0;
  #revealTimer = 0;
  readonly #unfolded = new Set<string>();
  readonly #recipientsShown = new Set<string>();

  constructor() {
    super();
    this.now = Date.now();
    this.total = 0;
    this.newCount = 0;
    this.following = true;
    this.activeIndex = -1;
    this.hoveredIndex = -1;
    this.revealedKey = undefined;
    this.focusWithin = false;
  }

  /** The rows in hand. */
  get rows(): RowWindow {
    return this.#rows;
  }

  /** Replaces all rows by those of another revision, without moving what is being read. */
  show(next: RowWindow, destination: Destination): void {
    const previous = this.#rows;
    const shift = typeof destination === 'object' ? destination.shift : 0;
    const moved = (index: number) => {
      const row = previous.row(index);
      return (row && next.indexOf(row.key)) ?? index + shift;
    };
    const measured = new Map<number, number>();
    for (const [index, height] of this.#heights.measured) {
      const to = moved(index);
      if (to >= 0 && to < next.count) measured.set(to, height);
    }
    if (this.activeIndex >= 0) this.activeIndex = Math.min(moved(this.activeIndex), next.count - 1);
    this.hoveredIndex = -1;
    this.#focusWanted = undefined;
    this.#rows = next;
    this.#heights = new RowHeights(next.count, ESTIMATED_HEIGHT, measured);
    this.#goal = typeof destination === 'object' ? destination : undefined;
    this.#setFollowing(destination === 'end' || (destination === 'stay' && this.following));
    this.requestUpdate();
  }

  /** More rows of the same revision arrived. */
  rowsArrived(): void {
    this.requestUpdate();
  }

  /** What the reader looks at, to be found again among other rows. */
  get place(): ReadingPlace {
    if (this.following) return { kind: 'end' };
    const scroller = this.#scroller;
    if (!scroller) return { kind: 'rows', anchors: [] };
    const { top, bottom } = scroller.getBoundingClientRect();
    const whole: Anchor[] = [];
    const cut: Anchor[] = [];
    for (const element of this.#rowElements) {
      const index = Number(element.dataset['index']);
      const row = this.#rows.row(index);
      const box = element.getBoundingClientRect();
      if (!row || box.bottom <= top || box.top >= bottom) continue;
      const anchor = { key: row.key, index, offset: box.top - top };
      if (index === this.activeIndex && this.focusWithin) whole.unshift(anchor);
      else if (row.kind === 'day') cut.push(anchor);
      else if (box.top >= top) whole.push(anchor);
      else cut.unshift(anchor);
    }
    return { kind: 'rows', anchors: [...whole, ...cut] };
  }

  /** Scrolls to a row, focuses it and marks it for a moment. */
  reveal(index: number, key: string): void {
    this.#setFollowing(index === this.#rows.count - 1);
    this.#goTo(index, 'center');
    this.revealedKey = key;
    clearTimeout(this.#revealTimer);
    this.#revealTimer = window.setTimeout(() => {
      this.revealedKey = undefined;
    }, REVEAL_MS);
  }

  get #scroller(): HTMLElement | null {
    return this.renderRoot.querySelector<HTMLElement>('.scroller');
  }

  /** Drawn once, and then always there. */
  get #parts(): { scroller: HTMLElement; all: HTMLElement; drawn: HTMLElement } {
    const [scroller, all, drawn] = this.renderRoot.querySelectorAll<HTMLElement>('.scroller, .all, .drawn');
    if (!scroller || !all || !drawn) throw new Error('The feed has not been drawn.');
    return { scroller, all, drawn };
  }

  get #rowElements(): NodeListOf<HTMLElement> {
    return this.renderRoot.querySelectorAll<HTMLElement>('.row');
  }

  get #focusedElement(): Element | null {
    return this.renderRoot instanceof ShadowRoot ? this.renderRoot.activeElement : null;
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    clearTimeout(this.#settleTimer);
    clearTimeout(this.#revealTimer);
    this.#observer?.disconnect();
  }

  protected override firstUpdated(): void {
    const { scroller, drawn } = this.#parts;
    this.#observer = new ResizeObserver(() => this.#onResize());
    this.#observer.observe(scroller);
    this.#observer.observe(drawn);
  }

  #onResize(): void {
    const { clientWidth: width, clientHeight: height } = this.#parts.scroller;
    const before = this.#viewport;
    this.#viewport = { width, height };
    if (before.width !== width && before.width > 0 && width > 0) {
      // Every text wraps anew: no height holds any more, only what is read keeps its place.
      this.#heights = new RowHeights(this.#rows.count, ESTIMATED_HEIGHT);
      this.#goal ??= this.#topRow;
    }
    this.requestUpdate();
  }

  protected override willUpdate(): void {
    this.#updating = true;
    this.#noticeReader();
    const { count } = this.#rows;
    const { height } = this.#viewport;
    if (count === 0 || height === 0) {
      this.#drawn = { first: -1, last: -1 };
      return;
    }
    const top = this.#wantedTop() - PADDING_START;
    const first = this.#heights.indexAt(top);
    const last = this.#heights.indexAt(top + height);
    const beyond = Math.max(0, Math.min(OVERSCAN, Math.floor((MAX_DRAWN - (last - first + 1)) / 2)));
    const from = Math.max(0, first - beyond);
    this.#drawn = { first: from, last: Math.min(count - 1, last + beyond, from + MAX_DRAWN - 1) };
  }

  /**
   * The reader may have scrolled since the last scroll event: an update that follows the end must not undo it.
   * A scroller that stands at its very end was only cut short, because something became smaller.
   */
  #noticeReader(): void {
    const scroller = this.#scroller;
    if (!scroller || !this.following || this.#goal || this.#ownOffset < 0) return;
    const fromEnd = scroller.scrollHeight - scroller.clientHeight - scroller.scrollTop;
    if (scroller.scrollTop < this.#ownOffset - 2 && fromEnd > END_SLACK) this.#setFollowing(false);
  }

  /** Where the scroller should stand: at the goal, at the end that is followed, or where it is. */
  #wantedTop(): number {
    const max = Math.max(0, this.#allHeight() - this.#viewport.height);
    if (this.#goal) return Math.max(0, Math.min(max, this.#topOf(this.#goal)));
    return this.following ? max : (this.#scroller?.scrollTop ?? 0);
  }

  #allHeight(): number {
    return PADDING_START + this.#heights.total + PADDING_END;
  }

  #topOf(goal: Goal): number {
    const start = PADDING_START + this.#heights.top(goal.index);
    if ('offset' in goal) return start - goal.offset;
    const { height } = this.#viewport;
    const rowHeight = this.#heights.height(goal.index);
    if (goal.align === 'center') return start - Math.max(PADDING_START, (height - rowHeight) / 2);
    const now = this.#scroller?.scrollTop ?? 0;
    // The day above a communication comes along.
    const above = this.#rows.row(goal.index - 1)?.kind === 'day' ? this.#heights.height(goal.index - 1) : 0;
    if (start - above < now || rowHeight > height) return start - above - PADDING_START;
    return start + rowHeight > now + height - PADDING_END ? start + rowHeight - height + PADDING_END : now;
  }

  protected override render(): TemplateResult {
    const { first, last } = this.#drawn;
    const items = first < 0 ? [] : Array.from({ length: last - first + 1 }, (_, offset) => first + offset);
    const activeDrawn = items.includes(this.activeIndex) && this.#isCommunication(this.activeIndex);
    const tabStop = activeDrawn ? this.activeIndex : this.focusWithin ? -1 : this.#firstWholeIndex(items);
    return html`
      <div
        class="scroller"
        tabindex=${tabStop === -1 ? 0 : -1}
        role="group"
        aria-label=${strings.feed}
        @scroll=${this.#onScroll}
        @keydown=${this.#onKey}
        @focusin=${this.#onFocusIn}
        @focusout=${this.#onFocusOut}
        @pointerover=${this.#onPointerOver}
        @pointerleave=${this.#onPointerLeave}
      >
        <div class="all">
          <div
            class="drawn"
            role="feed"
            aria-label=${strings.feed}
          >
            ${repeat(
              items,
              (index) => this.#rows.row(index)?.key ?? index,
              (index) => this.#rowTemplate(index, tabStop),
            )}
          </div>
        </div>
      </div>
      ${this.following || this.#rows.count === 0 ? nothing : this.#pillTemplate()}
    `;
  }

  #pillTemplate(): TemplateResult {
    return html`<button class="pill" @click=${() => this.#toEnd()}>
      ${icon('arrowDown')}<span>${strings.jumpToLatest}</span>
      ${this.newCount > 0 ? html`<span class="count">${strings.newCount(this.newCount)}</span>` : nothing}
    </button>`;
  }

  #rowTemplate(index: number, tabStop: number): unknown {
    const row = this.#rows.row(index);
    if (!row) return guard([index], () => placeholderTemplate(index));
    if (row.kind === 'day') {
      return guard([row, index, this.now, this.times], () =>
        dayTemplate(row.day, index, this.times, this.now),
      );
    }
    const active = index === tabStop;
    const before = this.#rows.row(index - 1);
    const toolbar = index === this.hoveredIndex || (active && this.focusWithin);
    const revealed = row.key === this.revealedKey;
    const unfolded = this.#unfolded.has(row.key);
    const recipientsShown = this.#recipientsShown.has(row.key);
    const position = row.position ?? index + 1;
    const total = row.position === undefined ? this.#rows.count : this.total;
    const day = before?.kind === 'day' ? before.day : undefined;
    return guard(
      [row, index, active, toolbar, revealed, unfolded, recipientsShown, total, day, this.times],
      () =>
        communicationTemplate(row, {
          index,
          position,
          total,
          active,
          toolbar,
          revealed,
          unfolded,
          recipientsShown,
          day: day === undefined ? undefined : this.times.day(day, this.now),
          times: this.times,
          act: this.#actOn,
        }),
    );
  }

  protected override updated(): void {
    const { scroller } = this.#parts;
    this.#layOut();
    const shift = this.#measure(scroller.scrollTop);
    this.#layOut();
    const top = this.#goal || this.following ? this.#wantedTop() : scroller.scrollTop + shift;
    const scrolled = Math.abs(scroller.scrollTop - top) >= 0.5;
    if (scrolled) {
      scroller.scrollTop = top;
      this.#ownOffset = scroller.scrollTop;
    }
    // A goal is reached when its row is there, measured, and nothing moves any more.
    if (this.#goal && !scrolled && this.#rows.row(this.#goal.index)) this.#goal = undefined;
    if (this.#goal || scrolled || !this.#coversViewport()) this.#drawAgain();
    this.#noteTopRow();
    this.#requestMissing();
    this.#updating = false;
    this.#giveFocus();
  }

  /** In the next frame and not at once: a row that will not settle must not hang the panel. */
  #drawAgain(): void {
    cancelAnimationFrame(this.#frame);
    this.#frame = requestAnimationFrame(() => this.requestUpdate());
  }

  /** Measures what is drawn. @returns how far the rows below the top edge moved by it. */
  #measure(scrollTop: number): number {
    let shift = 0;
    for (const element of this.#rowElements) {
      if (element.classList.contains('placeholder')) continue;
      const index = Number(element.dataset['index']);
      const known = this.#heights.measured.has(index);
      const top = PADDING_START + this.#heights.top(index);
      // A row that was measured before and reaches into view grows downwards: it was folded open.
      const edge = scrollTop + shift;
      const above = known ? top + this.#heights.height(index) <= edge : top < edge;
      const delta = this.#heights.measure(index, element.getBoundingClientRect().height);
      if (above) shift += delta;
    }
    return shift;
  }

  /** By script and not in the template: the content security policy forbids style attributes. */
  #layOut(): void {
    const { all, drawn } = this.#parts;
    all.style.height = `${this.#allHeight()}px`;
    drawn.style.transform = `translateY(${PADDING_START + this.#heights.top(Math.max(0, this.#drawn.first))}px)`;
  }

  #coversViewport(): boolean {
    const { first, last } = this.#drawn;
    if (first < 0) return true;
    const top = (this.#scroller?.scrollTop ?? 0) - PADDING_START;
    const margin = OVERSCAN / 2;
    const seenFirst = this.#heights.indexAt(top);
    const seenLast = this.#heights.indexAt(top + this.#viewport.height);
    if (last - first + 1 >= MAX_DRAWN) return first <= seenFirst && last >= seenLast;
    return (
      first <= Math.max(0, seenFirst - margin) && last >= Math.min(this.#rows.count - 1, seenLast + margin)
    );
  }

  #noteTopRow(): void {
    const top = this.#scroller?.scrollTop ?? 0;
    const index = Math.max(0, this.#heights.indexAt(top - PADDING_START));
    this.#topRow = { index, offset: PADDING_START + this.#heights.top(index) - top };
  }

  #requestMissing(): void {
    const { first, last } = this.#drawn;
    if (first < 0) return;
    for (const { from, count } of this.#rows.request(first, last, performance.now()))
      this.host.getRows(from, count);
  }

  #isCommunication(index: number): boolean {
    return this.#rows.row(index)?.kind === 'communication';
  }

  /** Where Tab enters the feed before the reader chose a row: the last whole communication on screen. */
  #firstWholeIndex(items: readonly number[]): number {
    const bottom = this.#wantedTop() + this.#viewport.height + 1;
    const candidates = items.filter((index) => this.#isCommunication(index));
    const seen = candidates.filter((index) => PADDING_START + this.#heights.top(index + 1) <= bottom);
    return seen.at(-1) ?? candidates[0] ?? -1;
  }

  #setFollowing(following: boolean): void {
    if (following === this.following) return;
    this.following = following;
    this.host.followingChanged(following);
  }

  #toEnd(): void {
    this.#setFollowing(true);
    this.#goTo(this.#rows.count - 1, 'auto');
  }

  /** Scrolls so that a row is in view and focuses it, now or once it has arrived. */
  #goTo(index: number, align: 'auto' | 'center'): void {
    this.#focusWanted = Math.max(0, Math.min(index, this.#rows.count - 1));
    this.#goal = { index: this.#focusWanted, align };
    this.requestUpdate();
  }

  #giveFocus(): void {
    const wanted = this.#focusWanted;
    if (wanted !== undefined && this.#rows.row(wanted)) {
      const index = this.#rows.nextCommunication(wanted, 1) ?? this.#rows.nextCommunication(wanted, -1);
      if (index !== undefined && this.#focusRow(index)) {
        this.#focusWanted = undefined;
        this.activeIndex = index;
      }
      return;
    }
    // A focused row that left the screen took the focus with it: the feed holds it until the row is back.
    if (this.focusWithin && !this.#focusedElement) {
      if (!this.#focusRow(this.activeIndex)) this.#scroller?.focus({ preventScroll: true });
    } else if (this.#focusedElement === this.#scroller && this.activeIndex >= 0) {
      this.#focusRow(this.activeIndex);
    }
  }

  #rowElement(index: number): HTMLElement | null {
    return this.renderRoot.querySelector<HTMLElement>(`.communication[data-index="${index}"]`);
  }

  #focusRow(index: number): boolean {
    const element = this.#rowElement(index);
    if (!element) return false;
    const focused = this.#focusedElement;
    if (!focused || !element.contains(focused)) element.focus({ preventScroll: true });
    return true;
  }

  #onScroll = (): void => {
    const scroller = this.#scroller;
    if (!scroller) return;
    const fromEnd = scroller.scrollHeight - scroller.clientHeight - scroller.scrollTop;
    if (Math.abs(scroller.scrollTop - this.#ownOffset) >= 2) {
      this.#goal = undefined;
      this.#setFollowing(fromEnd <= END_SLACK);
    }
    this.#noteTopRow();
    if (!this.#coversViewport()) this.requestUpdate();
    clearTimeout(this.#settleTimer);
    this.#settleTimer = window.setTimeout(() => {
      const place = this.place;
      this.host.settled(this.following, place.kind === 'rows' ? place.anchors[0] : undefined);
    }, SETTLE_MS);
  };

  #onKey = (event: KeyboardEvent): void => {
    if (event.altKey || event.ctrlKey || event.metaKey || event.shiftKey) return;
    if (event.key === 'Escape') {
      this.#rowElement(this.activeIndex)?.focus();
      return;
    }
    const from = this.activeIndex;
    const page = Math.max(1, this.#wholeOnScreen() - 1);
    const moves: Record<string, () => void> = {
      ArrowDown: () => this.#step(from, 1),
      ArrowUp: () => this.#step(from, -1),
      PageDown: () => this.#moveTo(from + page),
      PageUp: () => this.#moveTo(from - page),
      Home: () => this.#moveTo(0),
      End: () => this.#toEnd(),
    };
    const move = moves[event.key];
    if (!move) return;
    event.preventDefault();
    move();
  };

  #step(from: number, step: 1 | -1): void {
    const next = this.#rows.nextCommunication(from + step, step);
    if (next !== undefined) this.#moveTo(next);
    else if (from + step > 0 && from + step < this.#rows.count) this.#moveTo(from + step);
    // Above the first communication there may still be its day: show it.
    else if (step === -1) this.#moveTo(0);
  }

  #moveTo(index: number): void {
    const target = Math.max(0, Math.min(index, this.#rows.count - 1));
    this.#setFollowing(target === this.#rows.count - 1);
    this.#goTo(target, 'auto');
  }

  #wholeOnScreen(): number {
    const top = this.#scroller?.scrollTop ?? 0;
    return this.#heights.indexAt(top + this.#viewport.height) - this.#heights.indexAt(top);
  }

  #onFocusIn = (event: FocusEvent): void => {
    this.focusWithin = true;
    const row = event.target instanceof Element ? event.target.closest<HTMLElement>('.communication') : null;
    if (row) this.activeIndex = Number(row.dataset['index']);
  };

  #onFocusOut = (event: FocusEvent): void => {
    if (this.#updating) return;
    // No related target while the document still has the focus: the focused row was removed, the focus is ours to keep.
    const left = event.relatedTarget instanceof Node;
    if (
      left
        ? !this.#scroller?.contains(event.relatedTarget)
        : event.target instanceof Element && event.target.isConnected
    ) {
      this.focusWithin = false;
    }
  };

  #onPointerOver = (event: PointerEvent): void => {
    const row = event.target instanceof Element ? event.target.closest<HTMLElement>('.communication') : null;
    this.hoveredIndex = row ? Number(row.dataset['index']) : -1;
  };

  #onPointerLeave = (): void => {
    this.hoveredIndex = -1;
  };

  #actOn = (act: RowAct, row: CommunicationRow): void => {
    if (act === 'fold') this.#toggle(this.#unfolded, row.key);
    else if (act === 'recipients') this.#toggle(this.#recipientsShown, row.key);
    else this.host.actOn(act, row.key);
  };

  /** The reader opened something here: the end moves away, and that is no reason to scroll. */
  #toggle(keys: Set<string>, key: string): void {
    if (!keys.delete(key)) keys.add(key);
    if (keys.has(key)) this.#setFollowing(false);
    this.requestUpdate();
  }
}
