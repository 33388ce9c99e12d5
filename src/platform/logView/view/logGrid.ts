import { html, LitElement, nothing, type TemplateResult } from 'lit';
import { baseStyles } from '../../webview/baseStyles.ts';
import { recycledRows } from '../../webview/recycledRows.ts';
import type { FromLogView } from '../protocol.ts';
import { type ColumnLayout, indentedColumn, layOutColumns } from './columns.ts';
import { KnownRows } from './knownRows.ts';
import type { LogRows, LogState, ShownColumn, ShownRow } from './link.ts';
import { logGridStyles } from './logGridStyles.ts';
import { icon, toneIcon } from './logIcons.ts';
import { strings } from './logStrings.ts';

/** Of a row, and of the line of titles: as `logGridStyles` has them. */
const ROW_HEIGHT = 24;
const HEAD_HEIGHT = 24;

/** So many rows are drawn beyond each edge. */
const OVERSCAN = 8;
/** So many more are asked for, so that a short scroll finds them in hand. */
const AHEAD = 24;
/** However high the view is. */
const MOST_DRAWN = 100;
/** An answer that did not come in this time is not waited for. */
const WAIT_MS = 3_000;

/** What stands before the columns, in pixels: the tone, and the pin where some rows have one. */
const MARKS = 28;
const MARKS_WITH_PIN = 44;

/** What the rows ask of the one who put them there. */
export interface GridHost {
  want(want: Omit<Extract<FromLogView, { type: 'want' }>, 'type'>): void;
  /** A row was chosen. @param open its details are wanted, too */
  select(row: ShownRow, open: boolean): void;
  /** The reader wants to go on in the details. */
  enterDetails(): void;
  /** The menu of the selected row is wanted at this place of the page. */
  menu(x: number, y: number): void;
  /** The reader went away from the end, or came back. */
  followed(): void;
}

/** The rows: draws those that are on screen out of any number of them, and keeps to the end while the reader is there. */
export class LogGrid extends LitElement {
  static override styles = [baseStyles, logGridStyles];
  static override properties = {
    host: { attribute: false },
    label: { attribute: false },
    columns: { attribute: false },
    selected: { attribute: false },
    width: { state: true },
  };

  declare host: GridHost;
  declare label: string;
  declare columns: readonly ShownColumn[];
  /** The id of the selected row. */
  declare selected: string | undefined;
  declare private width: number;

  readonly rows = new KnownRows();
  /** The host's latest revision: more than that of the rows in hand while newer ones are on their way. */
  #revision = -1;
  #following = true;
  /** How far the rows are scrolled, in pixels; the browser follows with the next drawing. */
  #top = 0;
  /** What the browser was told last: another place is the reader's doing. */
  #toldTop = 0;
  #height = 0;
  #askedAt: number | undefined;
  #askAgain = false;
  /** A row to bring into the middle when its place is known. */
  #toCenter: string | undefined;
  /** A place to be selected when its row is in hand. */
  #toSelect: { index: number; open: boolean } | undefined;
  #frame = 0;
  /** How wide a character is, in pixels. */
  #character = 8;
  #layout: ColumnLayout = { shown: [], tracks: '' };
  #observer: ResizeObserver | undefined;

  constructor() {
    super();
    this.label = '';
    this.columns = [];
    this.width = 0;
  }

  /** Whether the reader is at the end, so that what comes is shown at once. */
  get following(): boolean {
    return this.#following;
  }

  override connectedCallback(): void {
    super.connectedCallback();
    this.#observer = new ResizeObserver(([entry]) => {
      if (!entry) return;
      this.#height = entry.contentRect.height;
      this.width = Math.floor(entry.contentRect.width);
      this.#character = characterWidth(this);
      this.requestUpdate();
      this.#askMissing();
    });
    this.#observer.observe(this);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#observer?.disconnect();
    cancelAnimationFrame(this.#frame);
  }

  override focus(): void {
    this.#scroller?.focus();
  }

  /** Takes in that the host's rows are others now. @param anew the filter is another: the place is of no more use */
  changed({ revision }: LogState, anew: boolean): void {
    if (anew) {
      this.#following = true;
      this.#toCenter = this.selected;
    }
    if (revision === this.#revision && !anew) return;
    this.#revision = revision;
    this.#ask();
  }

  /** Takes in rows that were asked for. */
  receive(message: LogRows): void {
    this.#askedAt = undefined;
    const { around } = message;
    const before = around && this.rows.indexOf(around.id);
    this.rows.accept(message);
    if (around && around.id === this.#toCenter) {
      this.#toCenter = undefined;
      this.#following = false;
      this.#top = around.index * ROW_HEIGHT - (this.#viewport - ROW_HEIGHT) / 2;
    } else if (before !== undefined && around && !this.#following)
      this.#top += (around.index - before) * ROW_HEIGHT;
    this.#clamp();
    this.#selectWaiting();
    this.requestUpdate();
    if (this.#askAgain) this.#ask();
    else this.#askMissing();
  }

  /** Shows a row in the middle, as soon as it is known where it stands. */
  reveal(id: string): void {
    this.#toCenter = id;
    this.#ask();
  }

  /** Goes to the end, and stays there. */
  follow(): void {
    this.#setFollowing(true);
    this.#clamp();
    this.requestUpdate();
    this.#ask();
  }

  /** The row in hand of this id. */
  row(id: string | undefined): ShownRow | undefined {
    const index = id === undefined ? undefined : this.rows.indexOf(id);
    return index === undefined ? undefined : this.rows.at(index);
  }

  /** Where the selected row is drawn, in pixels of the page; undefined where it is not. */
  get selectedPlace(): DOMRect | undefined {
    return this.renderRoot.querySelector('[aria-selected=true]')?.getBoundingClientRect();
  }

  get #scroller(): HTMLElement | null {
    return this.renderRoot.querySelector('.scroller');
  }

  /** Pixels that rows can be seen in. */
  get #viewport(): number {
    return Math.max(0, this.#height - HEAD_HEIGHT);
  }

  /** Whether the last row could be seen from here if there were so many. */
  seesEndOf(count: number): boolean {
    return this.#top + this.#viewport >= count * ROW_HEIGHT - 2;
  }

  get #end(): number {
    return Math.max(0, this.rows.count * ROW_HEIGHT - this.#viewport);
  }

  #clamp(): void {
    this.#top = this.#following ? this.#end : Math.max(0, Math.min(this.#top, this.#end));
  }

  #setFollowing(on: boolean): void {
    if (on === this.#following) return;
    this.#following = on;
    this.host.followed();
  }

  /** The rows to be drawn: first, and one past the last. */
  get #drawn(): [first: number, end: number] {
    const first = Math.max(0, Math.floor(this.#top / ROW_HEIGHT) - OVERSCAN);
    const end = Math.ceil((this.#top + this.#viewport) / ROW_HEIGHT) + OVERSCAN;
    return [first, Math.min(end, first + MOST_DRAWN, this.rows.count)];
  }

  /** Asks for what stands on screen, of the newest revision: one question at a time. */
  #ask(): void {
    const now = performance.now();
    if (this.#askedAt !== undefined && now - this.#askedAt < WAIT_MS) {
      this.#askAgain = true;
      return;
    }
    this.#askAgain = false;
    this.#askedAt = now;
    const onScreen = Math.ceil(this.#viewport / ROW_HEIGHT);
    const count = Math.min(MOST_DRAWN, onScreen + 2 * OVERSCAN) + 2 * AHEAD;
    const first = Math.floor(this.#top / ROW_HEIGHT);
    const from = Math.max(0, first - OVERSCAN - AHEAD);
    if (this.#toCenter !== undefined)
      this.host.want({
        tail: this.#following,
        from,
        count,
        around: { id: this.#toCenter, before: Math.floor(count / 2) },
      });
    else if (this.#following) this.host.want({ tail: true, from: 0, count });
    else {
      const anchor = this.rows.at(first);
      // The row at the top edge stays there; where it was forgotten, so were all before it.
      const isStale = this.#revision !== this.rows.revision;
      this.host.want({
        from: isStale && anchor ? 0 : from,
        count,
        ...(isStale && anchor ? { around: { id: anchor.id, before: first - from } } : {}),
      });
    }
  }

  #askMissing(): void {
    const [first, end] = this.#drawn;
    if (this.#revision >= 0 && !this.rows.has(first, end - 1)) this.#ask();
  }

  #onScroll = (): void => {
    if (this.#frame !== 0) return;
    this.#frame = requestAnimationFrame(() => {
      this.#frame = 0;
      const top = this.#scroller?.scrollTop ?? 0;
      if (this.#viewport === 0 || Math.abs(top - this.#toldTop) < 1) return;
      this.#toldTop = top;
      this.#top = top;
      this.#setFollowing(top >= this.#end - 2);
      this.requestUpdate();
      this.#askMissing();
    });
  };

  #onClick = (event: MouseEvent): void => {
    const index = this.#indexAt(event);
    if (index !== undefined) this.#select(index, true);
  };

  #onContextMenu = (event: MouseEvent): void => {
    const index = this.#indexAt(event);
    if (index === undefined) return;
    event.preventDefault();
    event.stopPropagation();
    this.#select(index, false);
    this.host.menu(event.clientX, event.clientY);
  };

  #indexAt({ target }: Event): number | undefined {
    const row = target instanceof Element ? target.closest('[aria-rowindex]') : null;
    const index = Number(row?.getAttribute('aria-rowindex')) - 2;
    return index >= 0 ? index : undefined;
  }

  #onKey = (event: KeyboardEvent): void => {
    if (event.altKey || event.ctrlKey || event.metaKey) return;
    if (event.key === 'F10' && event.shiftKey) {
      this.openMenu();
      event.preventDefault();
      return;
    }
    if (event.shiftKey) return;
    const page = Math.max(1, Math.floor(this.#viewport / ROW_HEIGHT) - 1);
    const last = this.rows.count - 1;
    const at = this.rows.selected;
    const steps: Record<string, () => number> = {
      ArrowDown: () => (at === undefined ? this.#firstInView : at + 1),
      ArrowUp: () => (at === undefined ? last : at - 1),
      PageDown: () => (at ?? this.#firstInView) + page,
      PageUp: () => (at ?? last) - page,
      Home: () => 0,
      End: () => last,
    };
    const step = steps[event.key];
    if (step) {
      this.#select(Math.max(0, Math.min(step(), last)), false);
      if (event.key === 'End') this.#setFollowing(true);
    } else if (event.key === 'Enter' || event.key === 'ArrowRight') {
      if (at === undefined) return;
      this.host.enterDetails();
    } else if (event.key === 'ContextMenu') this.openMenu();
    else return;
    event.preventDefault();
    event.stopPropagation();
  };

  /** Opens the menu of the selected row beside it. */
  openMenu(): void {
    const place = this.selectedPlace;
    if (place) this.host.menu(place.left + 48, place.bottom);
  }

  get #firstInView(): number {
    return Math.ceil(this.#top / ROW_HEIGHT);
  }

  #select(index: number, open: boolean): void {
    if (index < 0 || index >= this.rows.count) return;
    this.#toSelect = { index, open };
    // Who looks at one row does not want it to run away.
    this.#setFollowing(false);
    const above = index * ROW_HEIGHT;
    const below = above + ROW_HEIGHT - this.#viewport;
    this.#top = Math.max(0, Math.min(above, Math.max(below, this.#top)));
    this.rows.select(index);
    this.#selectWaiting();
    this.requestUpdate();
    this.#askMissing();
  }

  #selectWaiting(): void {
    const row = this.#toSelect && this.rows.at(this.#toSelect.index);
    if (!row || !this.#toSelect) return;
    const { index, open } = this.#toSelect;
    this.#toSelect = undefined;
    this.selected = row.id;
    this.rows.select(index);
    this.host.select(row, open);
  }

  protected override updated(): void {
    const scroller = this.#scroller;
    const all = this.renderRoot.querySelector<HTMLElement>('.all');
    const drawn = this.renderRoot.querySelector<HTMLElement>('.drawn');
    if (!scroller || !all || !drawn) return;
    const height = `${this.rows.count * ROW_HEIGHT}px`;
    const offset = `translateY(${this.#drawn[0] * ROW_HEIGHT}px)`;
    if (all.style.height !== height) all.style.height = height;
    if (drawn.style.transform !== offset) drawn.style.transform = offset;
    // While it has no height, the browser would hear of a place that it does not have.
    if (this.#viewport > 0 && Math.abs(this.#top - this.#toldTop) >= 1) {
      this.#toldTop = this.#top;
      scroller.scrollTop = this.#top;
    }
    const { tracks } = this.#layout;
    if (this.style.getPropertyValue('--tracks') !== tracks) this.style.setProperty('--tracks', tracks);
  }

  protected override willUpdate(): void {
    this.#clamp();
    const [first, end] = this.#drawn;
    let marks = MARKS;
    for (let index = first; index < end; index++) if (this.rows.at(index)?.pinned) marks = MARKS_WITH_PIN;
    this.#layout = layOutColumns(this.columns, this.width, marks, this.#character);
  }

  protected override render(): TemplateResult {
    const { shown } = this.#layout;
    const indented = indentedColumn(this.columns, shown);
    const [first, end] = this.#drawn;
    const rows = Array.from({ length: Math.max(0, end - first) }, (_, offset) => {
      const index = first + offset;
      const row = this.rows.at(index);
      return {
        key: row?.id ?? index,
        shape: row ? 'row' : 'placeholder',
        value: row
          ? this.#rowTemplate(row, index, shown, indented)
          : html`<div class="row" role="row" aria-rowindex=${index + 2}><span role="gridcell"><span class="bone"></span></span></div>`,
      };
    });
    const drawn = this.rows.selected;
    const isDrawn = drawn !== undefined && drawn >= first && drawn < end && this.rows.at(drawn);
    return html`<div
      class="scroller"
      role="grid"
      tabindex="0"
      aria-label=${this.label}
      aria-rowcount=${this.rows.count + 1}
      aria-colcount=${this.columns.length + 1}
      aria-activedescendant=${isDrawn ? `row-${drawn}` : nothing}
      @scroll=${this.#onScroll}
      @keydown=${this.#onKey}
    >
      <div class="head" role="rowgroup">
        <div class="row" role="row" aria-rowindex="1">
          <span class="marks" role="columnheader" aria-colindex="1"><span class="sr">${strings.marks}</span></span>
          ${shown.map((index) => {
            const column = this.columns[index];
            return html`<span class="cell ${column?.align ?? ''}" role="columnheader" aria-colindex=${index + 2} title=${column?.title ?? ''}>${column?.title}</span>`;
          })}
        </div>
      </div>
      <div class="all" role="rowgroup" @click=${this.#onClick} @contextmenu=${this.#onContextMenu}>
        <div class="drawn" role="presentation">${recycledRows(rows)}</div>
      </div>
    </div>`;
  }

  #rowTemplate(row: ShownRow, index: number, shown: readonly number[], indented: number): TemplateResult {
    const selected = row.id === this.selected;
    return html`<div
      class="row ${row.tone ?? ''} ${selected ? 'selected' : ''}"
      role="row"
      id="row-${index}"
      aria-rowindex=${index + 2}
      aria-selected=${selected}
      aria-label=${row.pinned ? `${strings.pinned}, ${row.spoken}` : row.spoken}
    >
      <span class="marks" role="gridcell" aria-colindex="1">
        ${toneIcon(row.tone)}${row.pinned ? html`<span class="pin" title=${strings.pinned}>${icon('pinned')}</span>` : nothing}
      </span>
      ${shown.map((at) => {
        const cell = row.cells[at];
        const column = this.columns[at];
        return html`<span
          class="cell ${column?.align ?? ''} ${column?.mono ? 'mono' : ''} ${cell?.tone ?? ''}"
          role="gridcell"
          aria-colindex=${at + 2}
          title=${cell?.title ?? cell?.text ?? ''}
          >${row.depth === 1 && at === indented ? html`<span class="under" aria-hidden="true">↳</span>` : nothing}${cell?.text}</span
        >`;
      })}
    </div>`;
  }
}

/** How wide a digit is in an element's type, in pixels. */
function characterWidth(element: Element): number {
  const canvas = document.createElement('canvas').getContext('2d');
  if (!canvas) return 8;
  canvas.font = getComputedStyle(element).font;
  return canvas.measureText('0').width;
}
