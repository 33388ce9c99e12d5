import { html, LitElement, nothing, type TemplateResult } from 'lit';
import { keyed } from 'lit/directives/keyed.js';
import { baseStyles } from '../../platform/webview/baseStyles.ts';
import { isOpen } from '../protocol/filter.ts';
import type { ToView } from '../protocol/messages.ts';
import type { State } from '../protocol/state.ts';
import { appStyles } from './appStyles.ts';
import { Arrivals } from './arrivals.ts';
import type { CommunicationFeed, FeedHost } from './communicationFeed.ts';
import { giveCommunicationMenu } from './communicationMenu.ts';
import type { HeaderAct } from './conversationHeader.ts';
import { HostLink, type Saved } from './hostLink.ts';
import { icon } from './icon.ts';
import { type LateElement, needElement } from './lateElements.ts';
import { type Anchor, findPlace } from './readingPlace.ts';
import { CHUNK, RowWindow } from './rowWindow.ts';
import { emptyTemplate, failureTemplate, skeletonTemplate } from './states.ts';
import { strings } from './strings.ts';
import { Times } from './times.ts';
import { filteredOutTemplate } from './toolbar/filteredOut.ts';
import { ViewModel } from './viewModel.ts';

/** How many rows are asked for around the reading place when rows changed. */
const AROUND = 2 * CHUNK;

/** When the place was not found among the new rows after so long, they are shown all the same. */
const GIVE_UP_MS = 400;

/** What is to be shown and has not arrived after so long is not scrolled to any more. */
const REVEAL_WITHIN_MS = 3_000;

const TICK_MS = 30_000;

/** The whole view: takes what the host says, keeps header, states and feed in step with it. */
export class TimelineApp extends LitElement {
  static override styles = [baseStyles, appStyles];
  static override properties = {
    now: { state: true },
    newCount: { state: true },
    announcement: { state: true },
  };

  declare private now: number;
  declare private newCount: number;
  /** Another object each time: what is said again is heard again, though the words are the same. */
  declare private announcement: { readonly words: string };

  readonly #link = new HostLink();
  readonly #model = new ViewModel(this.#link);
  readonly #arrivals = new Arrivals();
  readonly #times: Times;
  /** Rows of a newer revision, not shown before the reading place was found among them. */
  #next: RowWindow | undefined;
  #giveUpTimer = 0;
  /** Where the reader was before the panel was reloaded, until it was found again. */
  #restore: Saved['anchor'];
  #wantedReveal: { key: string; since: number } | undefined;
  /** What is read is to have the focus, as soon as it is on the page. */
  #focusWanted = false;

  readonly #feedHost: FeedHost = {
    getRows: (from, count) => this.#link.post({ type: 'getRows', from, count }),
    actOn: (act, key) => this.#link.post({ type: 'actOn', act, key }),
    select: (key) => {
      this.#model.selected = key;
    },
    openDetails: (key) => {
      this.#model.selected = key;
      this.#model.pane = 'details';
    },
    closePane: () => this.#leavePane(),
    followingChanged: (following) => {
      if (following) this.#arrivals.caughtUp();
      this.newCount = this.#arrivals.count;
    },
    settled: (following, anchor) => this.#save(following, anchor),
  };

  constructor() {
    super();
    const { locale, timeZone } = viewer();
    this.#times = new Times(locale, timeZone);
    this.now = Date.now();
    this.newCount = 0;
    this.announcement = { words: '' };
    const { saved } = this.#link;
    this.#restore = saved.following ? undefined : saved.anchor;
    this.#model.connect(this);
    this.#link.listen((message) => this.#receive(message));
    setInterval(() => {
      this.now = Date.now();
    }, TICK_MS);
  }

  override connectedCallback(): void {
    super.connectedCallback();
    const panel = this.dataset['panel'];
    if (panel) this.#link.keepPanel(panel);
    const { filter, paused } = this.#link.saved;
    this.#link.post({ type: 'ready', ...viewer(), filter });
    // Before the part that shows it is loaded: nothing shall be looked for meanwhile.
    if (paused) this.#link.post({ type: 'setLive', paused });
    this.#link.post({ type: 'selected', key: this.#model.selected });
  }

  #receive(message: ToView): void {
    switch (message.type) {
      case 'state':
        this.#takeState(message);
        break;
      case 'rows':
        this.#takeRows(message);
        break;
      case 'reveal':
        this.#reveal(message.key, message.index, message.revision);
        break;
    }
  }

  get #feed(): CommunicationFeed | null {
    return this.renderRoot.querySelector('communication-feed');
  }

  /** Whether what is revealed may take the focus: not from where somebody types. */
  get #focusIsFree(): boolean {
    const name = this.shadowRoot?.activeElement?.localName;
    return name !== 'timeline-toolbar' && name !== 'compose-box';
  }

  /** Gives the focus to what is read, now or once it is loaded and drawn. */
  #focusContent = (): void => {
    this.#focusWanted = true;
    this.requestUpdate();
  };

  protected override updated(): void {
    if (!this.#focusWanted) return;
    const name = this.#model.mode === 'feed' ? 'communication-feed' : 'conversation-lanes';
    const content = this.renderRoot.querySelector<HTMLElement>(name);
    if (!content) return;
    this.#focusWanted = false;
    content.focus();
  }

  #takeState(state: State): void {
    const before = this.#model.state;
    this.#model.state = state;
    this.now = Date.now();
    const arrived = this.#arrivals.update(state, this.#feed?.following ?? true);
    this.newCount = this.#arrivals.count;
    this.#announce(before, state, arrived);
    if (before?.revision === state.revision && before.rowCount === state.rowCount) return;
    this.#next = new RowWindow(state.revision, state.rowCount);
    clearTimeout(this.#giveUpTimer);
    // The feed exists from the first row on: it is drawn before it is asked for its place.
    void this.updateComplete.then(() => this.#askForNext(state));
  }

  #askForNext(state: State): void {
    const next = this.#next;
    if (next?.revision !== state.revision) return;
    if (next.count === 0) {
      this.#show(next);
      return;
    }
    const place = this.#feed?.place ?? { kind: 'end' };
    const key = this.#restore?.key ?? (place.kind === 'rows' ? place.anchors[0]?.key : undefined);
    if (key === undefined) {
      this.#link.post({ type: 'getLastRows', count: Math.min(AROUND, next.count) });
    } else {
      this.#link.post({ type: 'getRowsAround', key, before: AROUND / 2, count: AROUND });
    }
    this.#giveUpTimer = window.setTimeout(() => {
      if (this.#next === next) this.#show(next, 'anyhow');
    }, GIVE_UP_MS);
  }

  #takeRows({ revision, from, rows, around }: Extract<ToView, { type: 'rows' }>): void {
    const feed = this.#feed;
    if (!feed) return;
    if (this.#next?.revision === revision) {
      this.#next.accept(from, rows);
      this.#show(this.#next, around);
    } else if (feed.rows.revision === revision) {
      feed.rows.accept(from, rows);
      feed.rowsArrived(from, rows.length);
    }
    this.#revealWanted(around);
  }

  /** Shows the newer rows if the reading place is known among them; otherwise waits for more of them. */
  #show(next: RowWindow, around?: { key: string; index: number } | 'anyhow'): void {
    const feed = this.#feed;
    if (!feed) return;
    const anyhow = around === 'anyhow' || next.count === 0;
    const looked = around === 'anyhow' ? undefined : around;
    const place = this.#restored() ?? feed.place;
    if (place.kind === 'end') {
      if (!anyhow && !next.row(next.count - 1)) return;
      this.#swap(feed, next, 'end');
      return;
    }
    const placement = findPlace(place.anchors, next, looked);
    if (placement) {
      this.#restore = undefined;
      this.#swap(feed, next, placement);
    } else if (anyhow) {
      // Not there (yet): a panel that comes back starts at the newest and goes to its place when that arrives.
      this.#swap(feed, next, this.#restore ? 'end' : 'stay');
    }
  }

  #restored(): { kind: 'rows'; anchors: Anchor[] } | undefined {
    const anchor = this.#restore;
    return anchor && { kind: 'rows', anchors: [{ ...anchor, index: 0 }] };
  }

  #swap(
    feed: CommunicationFeed,
    next: RowWindow,
    destination: Parameters<CommunicationFeed['show']>[1],
  ): void {
    clearTimeout(this.#giveUpTimer);
    this.#next = undefined;
    feed.show(next, destination);
    this.requestUpdate();
  }

  #reveal(key: string, index: number, revision: number): void {
    const feed = this.#feed;
    this.#restore = undefined;
    // Whatever shows it, feed or lanes, goes there; and the next search or jump goes on from there.
    this.#model.selected = key;
    if (feed && feed.rows.revision === revision) {
      this.#wantedReveal = undefined;
      feed.reveal(index, key, this.#focusIsFree);
      return;
    }
    // Rows of that revision are still on their way, or newer ones are: look it up again when they are shown.
    this.#wantedReveal = { key, since: performance.now() };
    this.#link.post({ type: 'getRowsAround', key, before: AROUND / 2, count: AROUND });
  }

  #revealWanted(around: { key: string; index: number } | undefined): void {
    const feed = this.#feed;
    const wanted = this.#wantedReveal;
    if (!feed || !wanted || this.#next) return;
    // It is not among them, and must not come as a surprise when it is.
    if (performance.now() - wanted.since > REVEAL_WITHIN_MS) {
      this.#wantedReveal = undefined;
      return;
    }
    const index = around?.key === wanted.key ? around.index : feed.rows.indexOf(wanted.key);
    if (index === undefined) return;
    this.#wantedReveal = undefined;
    feed.reveal(index, wanted.key, this.#focusIsFree);
  }

  #save(following: boolean, anchor: Anchor | undefined): void {
    // Until the old place was found, it is what is worth keeping.
    if (this.#restore && following && this.#model.state?.phase !== 'ready') return;
    this.#restore = undefined;
    this.#link.save({
      following,
      anchor: anchor && !following ? { key: anchor.key, offset: anchor.offset } : undefined,
    });
  }

  /** Says only what a person who cannot see it needs: that loading ended, how, and that something came. */
  #announce(before: State | undefined, state: State, arrived: number): void {
    if (state.phase === 'error' && before?.phase !== 'error') {
      this.announcement = { words: state.failure ? `${state.failure.title} ${state.failure.detail}` : '' };
    } else if (
      state.phase === 'ready' &&
      (before === undefined || before.phase === 'loading' || before.phase === 'more')
    ) {
      this.announcement = { words: strings.loadFinished(state.communicationCount) };
    } else if (arrived > 0) {
      this.announcement = { words: strings.newArrived(arrived) };
    }
  }

  protected override render(): TemplateResult {
    const { state } = this.#model;
    const failure = state?.phase === 'error' ? state.failure : undefined;
    const hasRows = (state?.rowCount ?? 0) > 0;
    // Nothing was read and nothing will come: a header of grey bars would promise it.
    const headless = failure && !state?.header && !hasRows;
    return html`
      ${headless ? nothing : this.#headerTemplate()}
      ${failure && hasRows ? failureTemplate(failure, 'banner', (act) => this.#link.post({ type: 'act', act })) : nothing}
      ${hasRows || (state && !isOpen(state.filter)) ? this.#toolsTemplate() : nothing}
      <div class="body" @keydown=${this.#onKey}>
        <main @contextmenu=${this.#onMenu}>
          ${this.#insteadOfRows()}
          <communication-feed
            ?hidden=${!hasRows || this.#model.mode !== 'feed'}
            .host=${this.#feedHost}
            .times=${this.#times}
            .now=${this.now}
            .total=${state?.shownCount ?? 0}
            .newCount=${this.newCount}
            .selected=${this.#model.selected}
            .query=${this.#model.query}
          ></communication-feed>
          ${hasRows && this.#model.mode === 'lanes' ? this.#late('conversation-lanes') : nothing}
        </main>
        ${this.#paneTemplate()}
      </div>
      ${this.#footTemplate()}
      <div class="sr" role="status" aria-live="polite">${keyed(this.announcement, html`<span>${this.announcement.words}</span>`)}</div>
    `;
  }

  /** Escape in what stands beside the feed leads back to the row that it was about; `c` to where one writes. */
  readonly #onKey = (event: KeyboardEvent): void => {
    if (event.defaultPrevented) return;
    if (event.key === 'Escape') this.#leavePane();
    else if (event.key === 'c' && !event.ctrlKey && !event.metaKey && !event.altKey) {
      event.preventDefault();
      this.#write();
    }
  };

  /** The menu of a row of the feed: what it is about is selected first. Marked text has the menu that copies it. */
  readonly #onMenu = (event: Event): void => {
    const row = event.composedPath().find((part) => part instanceof HTMLElement && part.dataset['key']);
    if (!(row instanceof HTMLElement) || getSelection()?.toString()) return;
    this.#model.selected = row.dataset['key'];
    giveCommunicationMenu(false);
  };

  readonly #leavePane = (): void => {
    if (this.#model.pane === undefined) return;
    this.#model.pane = undefined;
    this.#focusContent();
  };

  readonly #write = (): void => this.#model.write();

  readonly #leaveBox = (close: boolean): void => {
    if (close) this.#model.composing = false;
    if (this.#model.state?.rowCount) this.#focusContent();
    else void this.updateComplete.then(() => this.renderRoot.querySelector<HTMLElement>('.write')?.focus());
  };

  /** Where one writes: a line, until somebody wants to. */
  #footTemplate(): TemplateResult | typeof nothing {
    if (!this.#model.state?.header) return nothing;
    const box = this.#model.composing ? this.#late('compose-box') : nothing;
    if (box !== nothing) return box;
    return html`<footer><button class="write" aria-keyshortcuts="c" @click=${this.#write}>${icon('send')}${strings.write}</button></footer>`;
  }

  #toolsTemplate(): TemplateResult {
    return html`<section class="tools" aria-label=${strings.findAndFilter}>${this.#late('timeline-toolbar')}</section>
      ${this.#late('overview-strip')}`;
  }

  #paneTemplate(): TemplateResult | typeof nothing {
    switch (this.#model.pane) {
      case 'details':
        return html`<aside>${this.#late('communication-details')}</aside>`;
      case 'figures':
        return html`<aside>${this.#late('conversation-figures')}</aside>`;
      default:
        return nothing;
    }
  }

  /** An element that is loaded with the first time it is shown. */
  #late(name: Exclude<LateElement, 'timeline-filters'>): TemplateResult | typeof nothing {
    if (!needElement(name, () => this.requestUpdate())) return nothing;
    const { now } = this;
    const [model, times] = [this.#model, this.#times];
    switch (name) {
      case 'timeline-toolbar':
        return html`<timeline-toolbar
          .model=${model}
          .times=${times}
          .now=${now}
          .leave=${this.#focusContent}
        ></timeline-toolbar>`;
      case 'overview-strip':
        return html`<overview-strip .model=${model} .times=${times} .now=${now}></overview-strip>`;
      case 'conversation-lanes':
        return html`<conversation-lanes .model=${model} .times=${times} .now=${now}></conversation-lanes>`;
      case 'communication-details':
        return html`<communication-details .model=${model} .times=${times} .now=${now} .leave=${this.#leavePane}></communication-details>`;
      case 'compose-box':
        return html`<compose-box .model=${model} .times=${times} .now=${now} .leave=${this.#leaveBox}></compose-box>`;
      case 'conversation-figures':
        return html`<conversation-figures .model=${model} .times=${times} .now=${now} .leave=${this.#leavePane}></conversation-figures>`;
    }
  }

  #headerTemplate(): TemplateResult {
    return html`<conversation-header
      .state=${this.#model.state}
      .times=${this.#times}
      .now=${this.now}
      .act=${(act: HeaderAct) => this.#link.post({ type: 'act', act })}
      .write=${this.#write}
    ></conversation-header>`;
  }

  #insteadOfRows(): TemplateResult | typeof nothing {
    const { state } = this.#model;
    if (!state) return skeletonTemplate();
    // Rows are on their way: nothing is drawn in their place for the blink until they are here, but at the first time.
    if (state.rowCount > 0) return (this.#feed?.rows.count ?? 0) > 0 ? nothing : skeletonTemplate();
    if (state.communicationCount > 0 && state.phase !== 'error')
      return filteredOutTemplate(state, () => this.#model.setFilter({}));
    switch (state.phase) {
      case 'ready':
        return emptyTemplate(this.#write);
      case 'error':
        return state.failure
          ? failureTemplate(state.failure, 'page', (act) => this.#link.post({ type: 'act', act }))
          : nothing;
      default:
        return skeletonTemplate();
    }
  }
}

function viewer(): { locale: string; timeZone: string } {
  return {
    locale: navigator.language,
    timeZone: Intl.DateTimeFormat().resolvedOptions().timeZone,
  };
}
