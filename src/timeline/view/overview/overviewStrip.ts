import { html, LitElement, nothing, type TemplateResult } from 'lit';
import { baseStyles } from '../../../platform/webview/baseStyles.ts';
import type { ToView } from '../../protocol/messages.ts';
import type { Overview } from '../../protocol/overview.ts';
import { prepareCanvas } from '../canvas.ts';
import { canvasStyles } from '../canvasStyles.ts';
import { channelStyles } from '../channelStyles.ts';
import type { CommunicationFeed } from '../communicationFeed.ts';
import { type LookingAt, lookingAt, type Stretch } from '../lookingAt.ts';
import { moment, stretch } from '../spans.ts';
import { ThemeColors } from '../themeColors.ts';
import type { Times } from '../times.ts';
import type { ViewModel } from '../viewModel.ts';
import { countBetween, cursorAfter, type Grip, gripAt, rangeBetween, shareAfter } from './brush.ts';
import { feedStretch } from './feedStretch.ts';
import { overviewStrings as strings } from './overviewStrings.ts';
import { overviewStyles } from './overviewStyles.ts';
import { paintOverview } from './paintOverview.ts';

/** A bar and the space beside it. */
const BAR_PX = 4;
/** The least time between two requests, while rows stream in. */
const ASK_EVERY_MS = 250;
/** A pointer that moved less than this has clicked. */
const CLICK_PX = 4;

/** How much was said when, over the whole life of the conversation; a stretch of it can be chosen. */
export class OverviewStrip extends LitElement {
  static override styles = [baseStyles, canvasStyles, channelStyles, overviewStyles];
  static override properties = {
    model: { attribute: false },
    times: { attribute: false },
    now: { type: Number },
    overview: { state: true },
    chosen: { state: true },
    cursor: { state: true },
    hovered: { state: true },
    onEdge: { state: true },
  };

  declare model: ViewModel;
  declare times: Times;
  declare now: number;
  declare private overview: Overview | undefined;
  /** A range that was brushed, and neither filtered to nor let go of: shares of the width. */
  declare private chosen: Stretch | undefined;
  /** Where the keys are: a share of the width. */
  declare private cursor: number;
  /** Where the pointer is. */
  declare private hovered: number | undefined;
  declare private onEdge: boolean;

  readonly #colors = new ThemeColors(this);
  readonly #resize = new ResizeObserver(() => this.#resized());
  #looking: LookingAt | undefined;
  #feed: CommunicationFeed | undefined;
  #unlisten: (() => void) | undefined;
  #width = 0;
  #grip: { grip: Grip; startX: number; moved: boolean } | undefined;
  /** Where Shift began to choose: a share of the width. */
  #anchor: number | undefined;
  #asked: { revision: number; bins: number } | undefined;
  #askTimer = 0;
  #feedFrame = 0;

  constructor() {
    super();
    this.overview = undefined;
    this.chosen = undefined;
    this.cursor = 1;
    this.hovered = undefined;
    this.onEdge = false;
  }

  override connectedCallback(): void {
    super.connectedCallback();
    this.#unlisten = this.model.link.listen((message) => this.#receive(message));
    if (!this.#looking) this.model.connect(this);
    this.#looking = lookingAt(this.model);
    this.#looking.addEventListener('change', this.#onLooking);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#unlisten?.();
    this.#looking?.removeEventListener('change', this.#onLooking);
    this.#feed?.shadowRoot?.removeEventListener('scroll', this.#onFeedScroll, { capture: true });
    this.#feed = undefined;
    this.#resize.disconnect();
    clearTimeout(this.#askTimer);
    this.#askTimer = 0;
    cancelAnimationFrame(this.#feedFrame);
  }

  #onLooking = (): void => this.requestUpdate();

  #onFeedScroll = (): void => this.#lookAtFeed();

  #receive(message: ToView): void {
    if (message.type !== 'overview') return;
    if (this.overview) this.#keepMoments(this.overview, message);
    this.overview = message;
  }

  /** What was chosen stays chosen when the strip comes to cover more. */
  #keepMoments(before: Overview, after: Overview): void {
    if (before.from === after.from && before.to === after.to) return;
    const kept = (share: number) => shareAfter(share, before, after);
    if (this.chosen) this.chosen = { from: kept(this.chosen.from), to: kept(this.chosen.to) };
    if (this.#anchor !== undefined) this.#anchor = kept(this.#anchor);
    // The very end is where what comes next will be.
    if (this.cursor < 1) this.cursor = kept(this.cursor);
    if (this.#grip && this.#width > 0) {
      const { grip } = this.#grip;
      this.#grip.grip = { ...grip, anchor: kept(grip.anchor / this.#width) * this.#width };
    }
  }

  protected override firstUpdated(): void {
    const plot = this.#plot;
    if (plot) this.#resize.observe(plot);
    this.#resized();
  }

  get #plot(): HTMLElement | null {
    return this.renderRoot.querySelector('.plot');
  }

  #resized(): void {
    this.#width = this.#plot?.clientWidth ?? 0;
    this.requestUpdate();
  }

  protected override updated(): void {
    this.#ask();
    this.#watchFeed();
    this.#paint();
  }

  /** Asks for what there is now, once for each revision and width, and not too often. */
  #ask(): void {
    const revision = this.model.state?.revision;
    const bins = Math.max(1, Math.floor(this.#width / BAR_PX));
    if (revision === undefined || this.#width === 0) return;
    if (this.#asked?.revision === revision && this.#asked.bins === bins) return;
    if (this.#askTimer) return;
    const first = this.#asked === undefined;
    this.#askTimer = window.setTimeout(
      () => {
        this.#askTimer = 0;
        const state = this.model.state;
        const wanted = Math.max(1, Math.floor(this.#width / BAR_PX));
        this.#asked = { revision: state?.revision ?? 0, bins: wanted };
        this.model.link.post({ type: 'getOverview', bins: wanted });
        this.requestUpdate();
      },
      first ? 0 : ASK_EVERY_MS,
    );
  }

  /** The feed does not say what it shows: it is looked at when it has scrolled. */
  #watchFeed(): void {
    const root = this.getRootNode();
    const feed = root instanceof ShadowRoot ? root.querySelector('communication-feed') : null;
    if (feed?.shadowRoot && feed !== this.#feed) {
      this.#feed = feed as CommunicationFeed;
      feed.shadowRoot.addEventListener('scroll', this.#onFeedScroll, { capture: true, passive: true });
    }
    if (this.model.mode === 'feed') this.#lookAtFeed();
  }

  #lookAtFeed(): void {
    cancelAnimationFrame(this.#feedFrame);
    this.#feedFrame = requestAnimationFrame(() => {
      const feed = this.#feed;
      if (this.model.mode === 'feed' && feed && this.#looking) this.#looking.stretch = feedStretch(feed);
    });
  }

  #paint(): void {
    const canvas = this.renderRoot.querySelector('canvas');
    const { overview } = this;
    const height = this.#plot?.clientHeight ?? 0;
    if (!canvas || !overview || this.#width === 0) return;
    const context = prepareCanvas(canvas, this.#width, height);
    const looking = this.#looking?.stretch;
    const range = this.#rangePixels;
    const focused = this.#plot?.matches(':focus-visible') ?? false;
    if (!context) return;
    paintOverview(
      context,
      {
        overview,
        width: this.#width,
        height,
        looking: looking && { from: this.#x(looking.from), to: this.#x(looking.to) },
        range,
        cursor: focused ? this.cursor * this.#width : undefined,
      },
      this.#colors.colors,
    );
  }

  get #span(): number {
    const { overview } = this;
    return overview ? Math.max(1, overview.to - overview.from) : 1;
  }

  #share(at: number): number {
    return this.overview ? (at - this.overview.from) / this.#span : 0;
  }

  #x(at: number): number {
    return this.#share(at) * this.#width;
  }

  #timeAt(share: number): number {
    return (this.overview?.from ?? 0) + share * this.#span;
  }

  /** The filter's range, as shares of the width; an open end is the strip's. */
  get #filtered(): Stretch | undefined {
    const { from, to } = this.model.filter;
    if (from === undefined && to === undefined) return undefined;
    const share = (at: number | undefined, open: number) =>
      at === undefined ? open : Math.min(1, Math.max(0, this.#share(at)));
    return { from: share(from, 0), to: share(to, 1) };
  }

  get #rangePixels(): Stretch | undefined {
    const range = this.chosen ?? this.#filtered;
    return range && { from: range.from * this.#width, to: range.to * this.#width };
  }

  #onPointerDown = (event: PointerEvent): void => {
    if (event.button !== 0 || !this.overview) return;
    const x = event.offsetX;
    this.#plot?.setPointerCapture(event.pointerId);
    this.#grip = { grip: gripAt(x, this.#rangePixels), startX: x, moved: false };
  };

  #onPointerMove = (event: PointerEvent): void => {
    const x = event.offsetX;
    const held = this.#grip;
    if (!held) {
      this.hovered = Math.min(1, Math.max(0, x / this.#width));
      this.onEdge = gripAt(x, this.#rangePixels).kind !== 'new';
      return;
    }
    held.moved ||= Math.abs(x - held.startX) >= CLICK_PX;
    if (!held.moved) return;
    const { from, to } = rangeBetween(held.grip.anchor, x, 0, this.#width);
    this.chosen = { from: from / this.#width, to: to / this.#width };
  };

  #onPointerUp = (event: PointerEvent): void => {
    const held = this.#grip;
    this.#grip = undefined;
    if (!held) return;
    if (!held.moved) {
      this.chosen = undefined;
      this.#goTo(Math.min(1, Math.max(0, event.offsetX / this.#width)));
      // An edge of the filter's range was moved: there is nothing to ask.
    } else if (held.grip.kind !== 'new' && this.#filtered && this.chosen) this.#filterTo(this.chosen);
  };

  #onPointerCancel = (): void => {
    this.#grip = undefined;
    this.chosen = undefined;
  };

  #onPointerLeave = (): void => {
    this.hovered = undefined;
  };

  #onKeyDown = (event: KeyboardEvent): void => {
    if (!this.overview || event.altKey || event.ctrlKey || event.metaKey) return;
    const { key, shiftKey } = event;
    const next = cursorAfter(key, this.cursor);
    if (next !== undefined) {
      if (shiftKey) {
        this.#anchor ??= this.cursor;
        this.chosen = rangeBetween(this.#anchor, next, 0, 1);
      } else {
        this.#anchor = undefined;
        this.chosen = undefined;
      }
      this.cursor = next;
    } else if (key === 'Enter' || key === ' ') {
      if (this.chosen) this.#filterTo(this.chosen);
      else this.#goTo(this.cursor);
    } else if (key === 'Escape') {
      if (this.chosen) this.#letGo();
      else if (this.#filtered) this.#clear();
      else return;
    } else return;
    event.preventDefault();
    event.stopPropagation();
  };

  #goTo(share: number): void {
    this.cursor = share;
    const at = this.#timeAt(share);
    if (this.model.mode === 'lanes') this.#looking?.ask({ from: at, to: at });
    else this.model.link.post({ type: 'jumpToTime', at });
  }

  #filterTo(range: Stretch): void {
    this.#letGo();
    this.model.setFilter({
      ...this.model.filter,
      from: Math.floor(this.#timeAt(range.from)),
      // The end is exclusive: the last communication is to be in a range that goes up to it.
      to: Math.ceil(this.#timeAt(range.to)) + 1,
    });
  }

  #letGo = (): void => {
    this.chosen = undefined;
    this.#anchor = undefined;
  };

  #clear = (): void => {
    const { from: _from, to: _to, ...rest } = this.model.filter;
    this.model.setFilter(rest);
  };

  protected override render(): TemplateResult {
    const { overview } = this;
    return html`${this.#colors.template}<section aria-label=${strings.label}>
      <div
        class="plot ${this.onEdge ? 'edge' : ''}"
        role="slider"
        tabindex="0"
        aria-label=${strings.label}
        aria-description=${strings.help}
        aria-valuemin="0"
        aria-valuemax="100"
        aria-valuenow=${Math.round(this.cursor * 100)}
        aria-valuetext=${this.#valueText()}
        @pointerdown=${this.#onPointerDown}
        @pointermove=${this.#onPointerMove}
        @pointerup=${this.#onPointerUp}
        @pointercancel=${this.#onPointerCancel}
        @pointerleave=${this.#onPointerLeave}
        @keydown=${this.#onKeyDown}
        @focus=${() => this.requestUpdate()}
        @blur=${() => this.requestUpdate()}
      >
        <canvas aria-hidden="true"></canvas>
      </div>
      <div class="foot ${this.chosen || this.#filtered ? 'acting' : ''}">
        <span class="end">${overview ? moment(overview.from, this.#span) : nothing}</span>
        ${this.#footTemplate()}
        <span class="end">${overview ? moment(overview.to, this.#span) : nothing}</span>
      </div></section>`;
  }

  #footTemplate(): TemplateResult {
    const { chosen } = this;
    if (chosen) {
      const range = { from: this.#timeAt(chosen.from), to: this.#timeAt(chosen.to) };
      return html`<span class="said chosen">${stretch(range.from, range.to)}</span>
        <span class="acts">
          <button class="button" @click=${() => this.#filterTo(chosen)}>${strings.filterToRange}</button>
          ${
            this.model.mode === 'lanes'
              ? html`<button class="button secondary" @click=${() => this.#zoomTo(range)}>${strings.zoomToRange}</button>`
              : nothing
          }
          <button class="button secondary" @click=${this.#letGo}>${strings.letGo}</button>
        </span>`;
    }
    const { from, to } = this.model.filter;
    if ((from !== undefined || to !== undefined) && this.overview) {
      return html`<span class="said chosen">${stretch(from ?? this.overview.from, to ?? this.overview.to)}</span>
        <span class="acts"><button class="button secondary" @click=${this.#clear}>${strings.clearRange}</button></span>`;
    }
    if (this.hovered !== undefined && this.overview)
      return html`<span class="said">${this.#saying(this.hovered)}</span>`;
    return html`<span class="said" aria-hidden="true">
      <span class="legend"><span class="swatch"></span>${strings.customers}</span>
      <span class="legend"><span class="swatch agents"></span>${strings.agents}</span>
    </span>`;
  }

  #zoomTo(range: Stretch): void {
    this.#letGo();
    this.#looking?.ask(range);
  }

  /** When it is there, and how much was said. */
  #saying(share: number): string {
    const { overview } = this;
    if (!overview) return '';
    const here = { from: share, to: share };
    const count = countBetween(overview.customers, here) + countBetween(overview.agents, here);
    const failed = countBetween(overview.failed, here);
    const words = [moment(this.#timeAt(share), this.#span), strings.communications(count)];
    if (failed > 0) words.push(strings.failed(failed));
    return words.join(' · ');
  }

  #valueText(): string {
    const { overview, chosen } = this;
    if (!overview) return '';
    if (!chosen) return this.#saying(this.cursor);
    const count = countBetween(overview.customers, chosen) + countBetween(overview.agents, chosen);
    return strings.rangeChosen(stretch(this.#timeAt(chosen.from), this.#timeAt(chosen.to)), count);
  }
}
