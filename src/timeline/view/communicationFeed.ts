import { html, LitElement, nothing, type TemplateResult } from 'lit';
import { guard } from 'lit/directives/guard.js';
import { baseStyles } from '../../platform/webview/baseStyles.ts';
import { type RecycledRow, recycledRows } from '../../platform/webview/recycledRows.ts';
import type { CommunicationRow, Row } from '../protocol/rows.ts';
import { channelStyles } from './channelStyles.ts';
import { communicationAt, FeedFocus, type FocusedFeed } from './feedFocus.ts';
import { type Align, type DrawnRange, FeedLayout, NOTHING_DRAWN } from './feedLayout.ts';
import { communicationTemplate, placeholderTemplate, type RowAct, shapeOf } from './feedRows.ts';
import { FeedScroll } from './feedScroll.ts';
import { feedStyles } from './feedStyles.ts';
import { Flight } from './flight.ts';
import { icon } from './icon.ts';
import {
  type Anchor,
  anchorsIn,
  type DrawnRow,
  movesBetween,
  type Placement,
  type ReadingPlace,
} from './readingPlace.ts';
import { rowStyles } from './rowStyles.ts';
import type { RowWindow } from './rowWindow.ts';
import { dayTemplate, eventTemplate, eventWords, gapTemplate, laterWords } from './separatorRows.ts';
import { separatorStyles } from './separatorStyles.ts';
import { strings } from './strings.ts';
import { textStyles } from './textStyles.ts';
import type { Times } from './times.ts';

const REVEAL_MS = 1_500;
const SETTLE_MS = 200;

/** So long after the last scroll it has come to rest. */
const REST_MS = 120;

/** So many rows are asked for ahead of the reader's way, in time for when they come into view. */
const AHEAD = 60;

/** What the feed asks of the one who put it there. */
export interface FeedHost {
  getRows(from: number, count: number): void;
  actOn(act: 'copyId' | 'copyText' | 'openText', key: string): void;
  /** The reader chose a communication: it is the selected one from now on. */
  select(key: string): void;
  /** The reader wants to know all of it. */
  openDetails(key: string): void;
  /** The reader is done with what stands beside the feed, if anything does. */
  closePane(): void;
  /** The reader left the end or came back to it. */
  followingChanged(following: boolean): void;
  /** The reader came to rest somewhere. */
  settled(following: boolean, anchor: Anchor | undefined): void;
}

/** What scrolls, all of the height that it scrolls over, and the piece of it that is drawn. */
interface FeedParts {
  readonly scroller: HTMLElement;
  readonly all: HTMLElement;
  readonly drawn: HTMLElement;
}

/** Where to be after rows were replaced. */
export type Destination = 'end' | 'stay' | Placement;

/**
 * The feed: draws the rows that are on screen out of any number of them. Where they stand is the layout's affair,
 * where the reader is the scroll's, and which row the keys mean the focus'; this element draws, measures what was
 * drawn, and tells one of the other.
 */
export class CommunicationFeed extends LitElement implements FocusedFeed {
  static override styles = [baseStyles, feedStyles, rowStyles, channelStyles, textStyles, separatorStyles];
  static override properties = {
    host: { attribute: false },
    times: { attribute: false },
    now: { type: Number },
    total: { type: Number },
    newCount: { type: Number },
    selected: { attribute: false },
    query: { attribute: false },
    hoveredIndex: { state: true },
    revealedKey: { state: true },
  };

  declare host: FeedHost;
  declare times: Times;
  /** Current time in milliseconds, to the minute: decides which day is Today. */
  declare now: number;
  /** How many communications there are. */
  declare total: number;
  /** How many of them came since the reader left the end. */
  declare newCount: number;
  /** The id of the selected communication. */
  declare selected: string | undefined;
  /** What is searched for, to be marked; empty for nothing. */
  declare query: string;
  declare private hoveredIndex: number;
  declare private revealedKey: string | undefined;

  readonly #layout = new FeedLayout();
  readonly #scroll = new FeedScroll(this.#layout, (following) => {
    this.requestUpdate();
    this.host.followingChanged(following);
  });
  readonly #focus = new FeedFocus(this);
  readonly #flight = new Flight();
  #restTimer = 0;
  /** The communication under the pointer. */
  #pointed = -1;
  #drawn: DrawnRange = NOTHING_DRAWN;
  /** Drawn once, and from then on always there. */
  #parts: FeedParts | undefined;
  #observer: ResizeObserver | undefined;
  #frame = 0;
  #settleTimer = 0;
  #revealTimer = 0;
  readonly #unfolded = new Set<string>();
  readonly #recipientsShown = new Set<string>();

  constructor() {
    super();
    this.now = Date.now();
    this.total = 0;
    this.newCount = 0;
    this.selected = undefined;
    this.query = '';
    this.hoveredIndex = -1;
    this.revealedKey = undefined;
  }

  /** The rows in hand. */
  get rows(): RowWindow {
    return this.#layout.rows;
  }

  /** Whether the reader is at the end, so that what comes is shown at once. */
  get following(): boolean {
    return this.#scroll.following;
  }

  /** How many rows a page key moves by. */
  get page(): number {
    return this.#layout.pageAt(this.#scrollTop);
  }

  /** What the reader looks at, to be found again among other rows. */
  get place(): ReadingPlace {
    if (this.following) return { kind: 'end' };
    const view = this.#parts?.scroller.getBoundingClientRect();
    const focused = this.#focus.within ? this.#focus.activeIndex : -1;
    return { kind: 'rows', anchors: view ? anchorsIn(this.#drawnRows(), view, focused) : [] };
  }

  /** Replaces all rows by those of another revision, without moving what is being read. */
  show(next: RowWindow, destination: Destination): void {
    const placement = typeof destination === 'object' ? destination : undefined;
    const moves = movesBetween(this.rows, next, placement?.shift ?? 0);
    const { activeIndex } = this.#focus;
    this.#focus.replaced(activeIndex < 0 ? activeIndex : Math.min(moves(activeIndex), next.count - 1));
    this.hoveredIndex = -1;
    this.#layout.replace(next, moves);
    this.#scroll.setGoal(placement);
    this.#scroll.follow(destination === 'end' || (destination === 'stay' && this.following));
    this.requestUpdate();
  }

  /** More rows of the same revision arrived. @param from index of the first of them */
  rowsArrived(from: number, count: number): void {
    const { first, last } = this.#drawn;
    // What was asked for ahead is drawn when it comes into view.
    if (first < 0 || (from <= last && from + count > first) || this.#focus.waiting) this.requestUpdate();
  }

  /**
   * Scrolls so that a row is in view, and focuses it, now or once it has arrived.
   * @param focus false where the focus stays with who has it
   */
  moveTo(index: number, align: Align = 'auto', focus = true): void {
    const last = this.rows.count - 1;
    const target = Math.max(0, Math.min(index, last));
    this.#scroll.follow(target === last);
    this.#scroll.setGoal({ index: target, align });
    if (focus) this.#focus.want(target);
    else this.#focus.point(target);
    this.requestUpdate();
  }

  /** Gives the focus to the row that Tab would lead to: what is read does not move for it. */
  override focus(): void {
    const stop = this.#tabStop();
    const { activeIndex } = this.#focus;
    this.moveTo(stop >= 0 ? stop : activeIndex >= 0 ? activeIndex : this.rows.count - 1);
  }

  focused(index: number): void {
    const row = this.rows.row(index);
    if (row?.kind === 'communication') this.host.select(row.key);
  }

  entered(index: number): void {
    const row = this.rows.row(index);
    if (row?.kind === 'communication') this.host.openDetails(row.key);
  }

  escaped(): void {
    this.host.closePane();
  }

  /** Scrolls to a row, focuses it and marks it for a moment. @param focus false where the focus stays with who has it */
  reveal(index: number, key: string, focus = true): void {
    this.moveTo(index, 'center', focus);
    this.revealedKey = key;
    clearTimeout(this.#revealTimer);
    this.#revealTimer = window.setTimeout(() => {
      this.revealedKey = undefined;
    }, REVEAL_MS);
  }

  get #scrollTop(): number {
    return this.#parts?.scroller.scrollTop ?? 0;
  }

  *#rowElements(): Iterable<HTMLElement> {
    for (const element of this.#parts?.drawn.children ?? []) {
      if (element instanceof HTMLElement) yield element;
    }
  }

  *#drawnRows(): Iterable<DrawnRow> {
    for (const element of this.#rowElements()) {
      const index = Number(element.dataset['index']);
      const row = this.rows.row(index);
      if (!row) continue;
      const { top, bottom } = element.getBoundingClientRect();
      yield { index, row, top, bottom };
    }
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    clearTimeout(this.#settleTimer);
    clearTimeout(this.#restTimer);
    clearTimeout(this.#revealTimer);
    this.#observer?.disconnect();
  }

  protected override firstUpdated(): void {
    const [scroller, all, drawn] = this.renderRoot.querySelectorAll<HTMLElement>('.scroller, .all, .drawn');
    if (!scroller || !all || !drawn) throw new Error('The feed has not been drawn.');
    this.#parts = { scroller, all, drawn };
    this.#observer = new ResizeObserver(() => this.#onResize(scroller));
    this.#observer.observe(scroller);
    this.#observer.observe(drawn);
  }

  #onResize({ clientWidth, clientHeight }: HTMLElement): void {
    if (this.#layout.resize(clientWidth, clientHeight)) this.#scroll.keepTopRow();
    this.requestUpdate();
  }

  protected override willUpdate(): void {
    const scroller = this.#parts?.scroller;
    if (scroller) this.#scroll.noticeReader(scroller);
    this.#drawn = this.#layout.rangeAt(this.#scroll.wantedTop(this.#scrollTop));
  }

  protected override render(): TemplateResult {
    const { first, last } = this.#drawn;
    const tabStop = this.#tabStop();
    const rows: RecycledRow[] = [];
    for (let index = Math.max(0, first); index <= last; index++) {
      rows.push(this.#flight.flying ? passingRow(index, first) : this.#row(index, tabStop));
    }
    return html`
      <div
        class="scroller"
        tabindex=${tabStop === -1 ? 0 : -1}
        role="group"
        aria-label=${strings.feed}
        @scroll=${this.#onScroll}
        @keydown=${this.#focus.onKey}
        @focusin=${this.#focus.onFocusIn}
        @focusout=${this.#focus.onFocusOut}
        @click=${this.#onClick}
        @dblclick=${this.#onDoubleClick}
        @pointerover=${this.#onPointerOver}
        @pointerleave=${this.#onPointerLeave}
      >
        <div class="all">
          <div
            class="drawn"
            role="feed"
            aria-label=${strings.feed}
          >
            ${recycledRows(rows)}
          </div>
        </div>
      </div>
      ${this.following || this.rows.count === 0 ? nothing : this.#pillTemplate()}
    `;
  }

  /** The one communication that Tab leads to; -1 for the scroller itself, while the focused row is off screen. */
  #tabStop(): number {
    const { within } = this.#focus;
    const selected = this.selected === undefined ? undefined : this.rows.indexOf(this.selected);
    const activeIndex = within ? this.#focus.activeIndex : (selected ?? this.#focus.activeIndex);
    const drawn = activeIndex >= this.#drawn.first && activeIndex <= this.#drawn.last;
    if (drawn && this.rows.row(activeIndex)?.kind === 'communication') return activeIndex;
    return within ? -1 : this.#layout.lastWhole(this.#drawn, this.#scroll.wantedTop(this.#scrollTop));
  }

  #pillTemplate(): TemplateResult {
    return html`<button class="pill" @click=${() => this.moveTo(this.rows.count - 1)}>
      ${icon('arrowDown')}<span>${strings.jumpToLatest}</span>
      ${this.newCount > 0 ? html`<span class="count">${strings.newCount(this.newCount)}</span>` : nothing}
    </button>`;
  }

  #row(index: number, tabStop: number): RecycledRow {
    const row = this.rows.row(index);
    return {
      key: row?.key ?? index,
      shape: row ? shapeOf(row) : 'placeholder',
      value: this.#rowTemplate(row, index, tabStop),
    };
  }

  #rowTemplate(row: Row | undefined, index: number, tabStop: number): unknown {
    if (!row) return guard([index], () => placeholderTemplate(index));
    switch (row.kind) {
      case 'day':
        return guard([row, index, this.now, this.times], () =>
          dayTemplate(row.day, row.after, index, this.times, this.now),
        );
      case 'gap':
        return guard([row, index], () => gapTemplate(row.after, index));
      case 'event':
        return guard([row, index, this.times], () => eventTemplate(row, index, this.times));
      case 'communication':
        return this.#communicationTemplate(row, index, index === tabStop);
    }
  }

  #communicationTemplate(row: CommunicationRow, index: number, active: boolean): unknown {
    const toolbar = index === this.hoveredIndex || (active && this.#focus.within);
    const revealed = row.key === this.revealedKey;
    const selected = row.key === this.selected;
    const unfolded = this.#unfolded.has(row.key);
    const recipientsShown = this.#recipientsShown.has(row.key);
    const position = row.position ?? index + 1;
    const total = row.position === undefined ? this.rows.count : this.total;
    const before = this.#wordsBefore(index);
    const { query, times } = this;
    return guard(
      [
        row,
        index,
        active,
        toolbar,
        revealed,
        selected,
        unfolded,
        recipientsShown,
        total,
        before,
        query,
        times,
      ],
      () =>
        communicationTemplate(row, {
          index,
          position,
          total,
          active,
          toolbar,
          revealed,
          selected,
          query,
          unfolded,
          recipientsShown,
          before,
          times,
          act: this.#actOn,
        }),
    );
  }

  /** What a communication's label says first: the separators right above it, which have no focus of their own. */
  #wordsBefore(index: number): string | undefined {
    const words: string[] = [];
    for (let at = index - 1; ; at--) {
      const row = this.rows.row(at);
      if (row?.kind === 'gap') words.unshift(laterWords(row.after));
      else if (row?.kind === 'event') words.unshift(eventWords(row));
      else if (row?.kind === 'day') {
        if (row.after !== undefined) words.unshift(laterWords(row.after));
        words.unshift(this.times.day(row.day, this.now));
      } else return words.length > 0 ? words.join(', ') : undefined;
    }
  }

  protected override updated(): void {
    const parts = this.#parts;
    if (!parts) return;
    const { scroller } = parts;
    // Hidden: nothing has a height, and nothing stands anywhere.
    if (this.hidden) {
      this.#focus.away();
      return;
    }
    this.#layOut(parts);
    const shift = this.#measure(scroller.scrollTop);
    this.#layOut(parts);
    const settled = this.#scroll.settle(scroller, shift);
    if (!settled || !this.#layout.covers(this.#drawn, scroller.scrollTop)) this.#drawAgain();
    this.#requestMissing();
    this.#focus.settle();
  }

  /** In the next frame and not at once: a row that will not settle must not hang the panel. */
  #drawAgain(): void {
    cancelAnimationFrame(this.#frame);
    this.#frame = requestAnimationFrame(() => this.requestUpdate());
  }

  /** Measures what is drawn. @returns how far the rows in view moved by it, in pixels */
  #measure(scrollTop: number): number {
    let shift = 0;
    for (const element of this.#rowElements()) {
      if (element.classList.contains('placeholder')) continue;
      const { height } = element.getBoundingClientRect();
      // The whole panel is hidden.
      if (height === 0) continue;
      shift += this.#layout.measure(Number(element.dataset['index']), height, scrollTop + shift);
    }
    return shift;
  }

  /**
   * By script and not in the template: the content security policy forbids style attributes. Moved by its top and not
   * by a transform: what stays in view then stands where it stood, and is not painted again.
   */
  #layOut({ all, drawn }: FeedParts): void {
    const height = `${this.#layout.height}px`;
    const top = `${this.#layout.rowTop(Math.max(0, this.#drawn.first))}px`;
    if (all.style.height !== height) all.style.height = height;
    if (drawn.style.top !== top) drawn.style.top = top;
  }

  #requestMissing(): void {
    const { direction, flying } = this.#flight;
    // What is flown over is not asked for: where it leads is known when it ends.
    if (this.#drawn.first < 0 || flying) return;
    const first = this.#drawn.first - (direction < 0 ? AHEAD : 0);
    const last = this.#drawn.last + (direction > 0 ? AHEAD : 0);
    for (const { from, count } of this.rows.request(first, last, performance.now()))
      this.host.getRows(from, count);
  }

  #onScroll = (): void => {
    const scroller = this.#parts?.scroller;
    if (!scroller) return;
    this.#scroll.scrolled(scroller);
    this.#flight.scrolled(scroller.scrollTop, scroller.clientHeight, performance.now());
    clearTimeout(this.#restTimer);
    this.#restTimer = window.setTimeout(() => {
      if (this.#flight.rest()) this.requestUpdate();
      this.hoveredIndex = this.#pointed;
    }, REST_MS);
    if (!this.#layout.covers(this.#drawn, scroller.scrollTop)) this.requestUpdate();
    clearTimeout(this.#settleTimer);
    this.#settleTimer = window.setTimeout(() => {
      const place = this.place;
      this.host.settled(this.following, place.kind === 'rows' ? place.anchors[0] : undefined);
    }, SETTLE_MS);
  };

  #onClick = (event: MouseEvent): void => {
    this.focused(communicationAt(event));
  };

  #onDoubleClick = (event: MouseEvent): void => {
    const { target } = event;
    // Who clicks a button or a link twice means it twice.
    if (!(target instanceof Element) || target.closest('button, a')) return;
    this.entered(communicationAt(event));
  };

  #onPointerOver = (event: PointerEvent): void => {
    this.#pointed = communicationAt(event);
    // Rows that pass under the pointer are not pointed at.
    if (this.#flight.direction === 0) this.hoveredIndex = this.#pointed;
  };

  #onPointerLeave = (): void => {
    this.#pointed = -1;
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
    if (keys.has(key)) this.#scroll.follow(false);
    this.requestUpdate();
  }
}

/** A row that is flown over: the same elements with each frame, wherever it is. */
function passingRow(index: number, first: number): RecycledRow {
  return { key: `passing ${index - first}`, shape: 'placeholder', value: placeholderTemplate(index) };
}
