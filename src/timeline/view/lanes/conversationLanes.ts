import compressIcon from '@vscode/codicons/src/icons/fold.svg';
import fitIcon from '@vscode/codicons/src/icons/screen-full.svg';
import tableIcon from '@vscode/codicons/src/icons/table.svg';
import zoomInIcon from '@vscode/codicons/src/icons/zoom-in.svg';
import zoomOutIcon from '@vscode/codicons/src/icons/zoom-out.svg';
import { html, LitElement, nothing, type TemplateResult } from 'lit';
import { baseStyles } from '../../../platform/webview/baseStyles.ts';
import { drawIcon } from '../../../platform/webview/drawIcon.ts';
import type { Lane, LaneItem } from '../../protocol/lanes.ts';
import type { ToView } from '../../protocol/messages.ts';
import { shownName } from '../../protocol/shownName.ts';
import { prepareCanvas } from '../canvas.ts';
import { canvasStyles } from '../canvasStyles.ts';
import { channelStyles } from '../channelStyles.ts';
import { giveCommunicationMenu } from '../communicationMenu.ts';
import { durationWords, exactDuration } from '../durations.ts';
import { icon } from '../icon.ts';
import { channelWord, partyIcon, partyWord } from '../kinds.ts';
import { type LookingAt, lookingAt, type Stretch } from '../lookingAt.ts';
import { keepTabStops, keepUsed, rove } from '../roving.ts';
import { stretch } from '../spans.ts';
import { ThemeColors } from '../themeColors.ts';
import type { Times } from '../times.ts';
import type { ViewModel } from '../viewModel.ts';
import { LaneData } from './laneData.ts';
import { type GestureTarget, LaneGestures } from './laneGestures.ts';
import { type LaneKey, laneKeyOf } from './laneKeys.ts';
import { legendTemplate } from './laneLegend.ts';
import { bounded, centred, type LaneDomain, panned, wholeOf, zoomed } from './laneRange.ts';
import { LanesScene, MARGIN, middleOf, type Target } from './lanesScene.ts';
import { lanesStrings as strings } from './lanesStrings.ts';
import { lanesStyles } from './lanesStyles.ts';
import { type TableContent, tableTemplate } from './laneTable.ts';
import { ticksOf } from './laneTicks.ts';
import { namesOf, spokenOf, statusWords, textOf } from './laneWords.ts';
import { MarkQuestions } from './markQuestions.ts';
import { AXIS_HEIGHT, paintAxis } from './paintAxis.ts';
import { paintLanes } from './paintLanes.ts';

/** Up to so many communications are all shown at first; of more, as many as can be told apart about the place. */
const ALL_UP_TO = 400;
const AT_FIRST = 120;

const LANE_LEAST = 42;
const LANE_MOST = 132;
const LABELS_WIDE = 176;
const LABELS_NARROW = 92;
const NARROW = 620;
const TICKS_APART = 76;
const TABLE_WAIT_MS = 150;
const HALF_A_DAY = 43_200_000;

/** Where a view's lanes stood when they were left. */
const remembered = new WeakMap<ViewModel, Stretch>();

/** Time runs across, one lane for each participant, a mark for each communication. */
export class ConversationLanes extends LitElement implements GestureTarget {
  static override styles = [baseStyles, canvasStyles, channelStyles, lanesStyles];
  static override properties = {
    model: { attribute: false },
    times: { attribute: false },
    now: { type: Number },
    target: { state: true },
    asTable: { state: true },
    table: { state: true },
    announcement: { state: true },
  };

  declare model: ViewModel;
  declare times: Times;
  declare now: number;
  /** What the pointer is on. */
  declare private target: Target | undefined;
  declare private asTable: boolean;
  declare private table: TableContent | undefined;
  declare private announcement: string;

  readonly #colors = new ThemeColors(this);
  readonly #gestures = new LaneGestures(this);
  readonly #resize = new ResizeObserver(() => this.requestUpdate());
  #data: LaneData | undefined;
  #looking: LookingAt | undefined;
  #unlisten: (() => void) | undefined;
  /** What is shown; `undefined` before anything is known. */
  #stretch: Stretch | undefined;
  /** As the reader chose; else it follows from how long the silences are. */
  #compress: boolean | undefined;
  #scene: LanesScene | undefined;
  /** The communication that the keys led to, for tooltip and announcement. */
  #focused: LaneItem | undefined;
  #wanted: string | undefined;
  readonly #questions = new MarkQuestions();
  #moved = false;
  /** Whether names and texts were hidden when they were taken in. */
  #masked: boolean | undefined;
  #tableTimer = 0;
  #tableFor = '';
  #width = 0;

  constructor() {
    super();
    this.target = undefined;
    this.asTable = false;
    this.table = undefined;
    this.announcement = '';
  }

  override connectedCallback(): void {
    super.connectedCallback();
    if (!this.#data) this.model.connect(this);
    this.#data = new LaneData(this.model, () => this.requestUpdate());
    this.#unlisten = this.model.link.listen((message) => this.#receive(message));
    this.#looking = lookingAt(this.model);
    this.#looking.addEventListener('ask', this.#onAsk);
    this.#askForPlace();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#unlisten?.();
    this.#looking?.removeEventListener('ask', this.#onAsk);
    this.#data?.dispose();
    this.#resize.disconnect();
    clearTimeout(this.#tableTimer);
    if (this.#stretch) remembered.set(this.model, this.#stretch);
    this.#leaveForFeed();
  }

  /** Begins where the reader was: at what is selected, else at what the feed showed, else at the end. */
  #askForPlace(): void {
    const { saved } = this.model.link;
    const key = this.model.selected ?? (saved.following ? undefined : saved.anchor?.key);
    const shown = this.model.state?.shownCount ?? 0;
    const count = shown <= ALL_UP_TO ? Math.max(1, shown) : AT_FIRST;
    this.#wanted = this.model.selected;
    this.model.link.post({ type: 'getLanePlace', count, ...(key === undefined ? {} : { key }) });
  }

  /** The feed shows what was selected here, or where the reader went. */
  #leaveForFeed(): void {
    const { selected, link } = this.model;
    const shown = this.#stretch;
    // They may also go because nothing passes the filters.
    if (!this.#moved || !shown || this.model.mode === 'lanes') return;
    if (selected !== undefined) link.post({ type: 'showInFeed', key: selected });
    else link.post({ type: 'jumpToTime', at: (shown.from + shown.to) / 2 });
  }

  #receive(message: ToView): void {
    const before = this.#domain;
    this.#data?.receive(message);
    if (message.type === 'lanes') this.#domainChanged(before);
    switch (message.type) {
      case 'lanePlace': {
        if (this.#stretch) break;
        const before = remembered.get(this.model);
        const at = message.item?.time;
        const still = before && (at === undefined || (at >= before.from && at <= before.to));
        this.#stretch = still ? before : { from: message.from, to: message.to };
        this.#focused = message.item;
        this.requestUpdate();
        break;
      }
      case 'laneMark':
        if (this.#questions.takes(message.item.key)) this.#arriveAt(message.item);
        break;
      case 'laneTable':
        this.table = { stretch: message, total: message.total, items: message.items };
        break;
    }
  }

  /** Who saw all of it still does, when there is more or the filter leaves less; else the stretch stays where it is. */
  #domainChanged(before: LaneDomain | undefined): void {
    const domain = this.#domain;
    if (!domain || !this.#stretch) return;
    if (before?.start === domain.start && before.end === domain.end) return;
    const all = before && this.#isAll(before, this.#stretch);
    this.#stretch = all ? wholeOf(domain) : bounded(this.#stretch, domain);
  }

  #onAsk = (event: Event): void => {
    const domain = this.#domain;
    const { detail } = event as CustomEvent<Stretch>;
    if (!domain || !this.#stretch) return;
    this.#show(
      detail.from === detail.to ? centred(this.#stretch, detail.from, domain) : bounded(detail, domain),
    );
  };

  get #domain(): LaneDomain | undefined {
    const answer = this.#data?.answer;
    if (!answer) return undefined;
    return {
      start: answer.start,
      end: answer.end,
      scale: this.#data?.scale(this.#compressed) as LaneDomain['scale'],
    };
  }

  /** Whether silences are shortened: by itself where there is more silence than talk in more than half a day. */
  get #compressed(): boolean {
    const answer = this.#data?.answer;
    if (this.#compress !== undefined || !answer) return this.#compress ?? false;
    const silent = answer.silences.reduce((sum, [from, to]) => sum + to - from, 0);
    return answer.end - answer.start > HALF_A_DAY && silent > (answer.end - answer.start) / 2;
  }

  #show(next: Stretch): void {
    this.#stretch = next;
    this.#moved = true;
    this.target = undefined;
    this.requestUpdate();
  }

  // What gestures ask for.

  get overflows(): boolean {
    const scroller = this.renderRoot.querySelector('.scroller');
    return scroller ? scroller.scrollHeight > scroller.clientHeight + 1 : false;
  }

  pan(pixels: number): void {
    const domain = this.#domain;
    const inner = Math.max(1, this.#width - 2 * MARGIN);
    if (domain && this.#stretch) this.#show(panned(this.#stretch, pixels / inner, domain));
  }

  zoom(factor: number, x = this.#width / 2): void {
    const domain = this.#domain;
    const about = Math.min(1, Math.max(0, (x - MARGIN) / Math.max(1, this.#width - 2 * MARGIN)));
    if (domain && this.#stretch) this.#show(zoomed(this.#stretch, factor, about, domain));
  }

  hover(x: number, y: number): void {
    const next = this.#scene?.target(x, y);
    const { target } = this;
    if (next?.lane === target?.lane && next?.left === target?.left && next?.keys[0] === target?.keys[0])
      return;
    this.target = next;
    if (next?.keys.length === 1) this.#data?.needTexts(next.keys);
  }

  leave(): void {
    this.target = undefined;
  }

  choose(x: number, y: number): void {
    const target = this.#scene?.target(x, y);
    const [only] = target?.keys ?? [];
    if (!target) this.#selectNothing();
    else if (target.keys.length === 1 && only !== undefined) {
      this.#moved = true;
      this.#wanted = only;
      this.#focused = undefined;
      this.#questions.chosen();
      this.model.selected = only;
    } else this.#zoomInto(target);
  }

  /** By keyboard the menu is about the mark that is selected, by pointer about the one under it. */
  readonly #onMenu = ({ button, offsetX, offsetY }: MouseEvent): void => {
    if (button === 2) {
      if (this.#scene?.target(offsetX, offsetY)?.keys.length !== 1) return;
      this.choose(offsetX, offsetY);
    }
    if (this.model.selected !== undefined) giveCommunicationMenu(false);
  };

  #selectNothing(): void {
    this.#focused = undefined;
    this.#questions.chosen();
    this.model.selected = undefined;
  }

  #zoomInto({ stretch: { from, to } }: Target): void {
    const domain = this.#domain;
    if (!domain) return;
    // Room on either side, so that it is seen among its neighbours.
    const beside = Math.max(500, (to - from) * 0.6);
    this.target = undefined;
    this.#show(bounded({ from: from - beside, to: to + beside }, domain));
  }

  #onDoubleClick = (event: MouseEvent): void => {
    if (this.#scene?.target(event.offsetX, event.offsetY)?.keys.length === 1) this.model.pane = 'details';
  };

  #onKeyDown = (event: KeyboardEvent): void => {
    const key = laneKeyOf(event);
    if (!key || !this.#act(key)) return;
    event.preventDefault();
    event.stopPropagation();
  };

  /** @returns whether the key meant something */
  #act(key: LaneKey): boolean {
    const { selected, link } = this.model;
    const shown = this.#stretch;
    if (!shown) return false;
    const middle = (shown.from + shown.to) / 2;
    const from = selected === undefined ? {} : { key: selected };
    switch (key.kind) {
      case 'step':
        this.#questions.stepped();
        link.post({ type: 'getLaneMark', step: key.step, at: middle, ...from });
        return true;
      case 'lane': {
        const lanes = this.#data?.answer?.lanes ?? [];
        let lane = (this.#focused?.lane ?? (key.by === 1 ? -1 : lanes.length)) + key.by;
        // Who wrote nothing has nothing to go to.
        while (lanes[lane]?.count === 0) lane += key.by;
        if (!lanes[lane]) return true;
        this.#questions.stepped();
        link.post({ type: 'getLaneMark', step: 'nearest', at: this.#focused?.time ?? middle, lane });
        return true;
      }
      case 'pan':
        this.pan(key.share * this.#width);
        return true;
      case 'zoom': {
        const at = this.#focused && this.#scene?.x(this.#focused.time);
        this.zoom(key.factor, at !== undefined && at > 0 && at < this.#width ? at : undefined);
        return true;
      }
      case 'all':
        this.#fit();
        return true;
      case 'open':
        if (selected !== undefined) this.model.pane = 'details';
        return selected !== undefined;
      case 'leave':
        if (this.target) this.target = undefined;
        else if (selected !== undefined) this.#selectNothing();
        else return false;
        return true;
    }
  }

  /** The keys have led to a communication: it is selected, brought into sight, and said. */
  #arriveAt(item: LaneItem): void {
    const domain = this.#domain;
    this.#focused = item;
    this.#wanted = item.key;
    this.#moved = true;
    this.target = undefined;
    this.model.selected = item.key;
    this.announcement = spokenOf(item, this.times);
    const x = this.#scene?.x(item.time);
    if (domain && this.#stretch && (x === undefined || x < 4 || x > this.#width - 4)) {
      this.#stretch = centred(this.#stretch, item.time, domain);
    }
    this.requestUpdate();
  }

  #fit = (): void => {
    const domain = this.#domain;
    if (domain) this.#show(wholeOf(domain));
  };

  #toggleCompress = (): void => {
    const whole = this.#domain;
    const all = whole && this.#stretch && this.#isAll(whole, this.#stretch);
    this.#compress = !this.#compressed;
    // Who saw all of it still does.
    if (all) this.#fit();
    else this.requestUpdate();
  };

  #isAll({ start, end }: LaneDomain, { from, to }: Stretch): boolean {
    return from <= start && to >= end;
  }

  /** Gives the focus to the marks, or to the table in their place, once they are drawn. */
  override focus(): void {
    void this.updateComplete.then(() =>
      this.renderRoot.querySelector<HTMLElement>('.field, .table')?.focus(),
    );
  }

  #toggleTable = (): void => {
    this.asTable = !this.asTable;
    this.#tableFor = '';
  };

  /** Another part selected something: it is looked up and brought into sight. */
  #followSelection(): void {
    const { selected } = this.model;
    if (selected === this.#wanted || !this.#stretch) return;
    this.#wanted = selected;
    this.#focused = undefined;
    if (selected === undefined) return;
    this.#questions.followed(selected);
    this.model.link.post({ type: 'getLaneMark', step: 'nearest', at: this.#stretch.to, key: selected });
  }

  /** What was said before names and texts were hidden, or shown again, is not to be seen any more. */
  #forgetWords(): void {
    const masked = this.model.state?.masked;
    if (masked === this.#masked) return;
    this.#masked = masked;
    this.#focused = undefined;
    this.target = undefined;
    this.table = undefined;
    this.#tableFor = '';
    this.announcement = '';
  }

  protected override firstUpdated(): void {
    this.#resize.observe(this);
  }

  protected override updated(): void {
    keepTabStops(this.renderRoot);
    const shown = this.#stretch;
    if (!shown || !this.#data) return;
    const field = this.renderRoot.querySelector<HTMLElement>('.field');
    if (field) this.#width = field.clientWidth;
    else if (this.#width === 0) this.#width = Math.max(100, this.clientWidth - LABELS_WIDE);
    this.#followSelection();
    this.#data.need(shown, this.#width, this.#compressed);
    if (this.#looking) this.#looking.stretch = shown;
    if (this.asTable) this.#needTable(shown);
    else this.#paint(shown);
    this.#placeTip();
  }

  #needTable({ from, to }: Stretch): void {
    const wanted = `${this.model.state?.revision} ${from} ${to}`;
    if (wanted === this.#tableFor) return;
    this.#tableFor = wanted;
    clearTimeout(this.#tableTimer);
    this.#tableTimer = window.setTimeout(
      () => this.model.link.post({ type: 'getLaneTable', from, to }),
      this.table ? TABLE_WAIT_MS : 0,
    );
  }

  #paint(shown: Stretch): void {
    const domain = this.#domain;
    const answer = this.#data?.answer;
    const [field, head] = [
      this.renderRoot.querySelector('.field canvas'),
      this.renderRoot.querySelector('.axis canvas'),
    ];
    if (!domain || !answer || !field || !head || this.#width === 0) return;
    const scene = new LanesScene(answer, domain.scale, shown, {
      width: this.#width,
      laneHeight: this.#laneHeight(answer.lanes.length),
    });
    this.#scene = scene;
    const ticks = ticksOf(shown, domain.scale, (at) => scene.x(at), this.#width, TICKS_APART);
    const style = getComputedStyle(this);
    const fonts = { small: `11px ${style.fontFamily}` };
    const { colors } = this.#colors;
    const context = prepareCanvas(field as HTMLCanvasElement, this.#width, scene.height);
    const [hovered] = this.target?.keys ?? [];
    if (context) {
      const emphasis = { selected: this.model.selected, hovered };
      const textOf = (key: string) => this.#data?.text(key)?.text;
      const sayings = { lasting: durationWords, textOf, nothing: strings.nothingHere };
      this.#data?.needTexts(Array.from(scene.readable(), ({ key }) => key));
      paintLanes(context, scene, ticks.ticks, emphasis, colors, fonts, sayings);
    }
    const above = prepareCanvas(head as HTMLCanvasElement, this.#width, AXIS_HEIGHT);
    if (above)
      paintAxis(
        above,
        ticks,
        { width: this.#width, from: Math.max(shown.from, domain.start) },
        colors,
        fonts,
      );
  }

  /** Lanes fill the height, as far as they look well. */
  #laneHeight(lanes: number): number {
    const scroller = this.renderRoot.querySelector('.scroller');
    const free = (scroller?.clientHeight ?? 0) - AXIS_HEIGHT - 1;
    const height = Math.floor(Math.min(LANE_MOST, Math.max(LANE_LEAST, free / Math.max(1, lanes))));
    const rows = this.renderRoot.querySelector<HTMLElement>('.rows');
    rows?.style.setProperty('--lane', `${height}px`);
    rows?.style.setProperty('--middle', `${middleOf(height, !this.#data?.answer?.columns)}px`);
    return height;
  }

  /** Beside what it tells of, and within the panel. */
  #placeTip(): void {
    const tip = this.renderRoot.querySelector<HTMLElement>('.tip');
    const field = this.renderRoot.querySelector('.field');
    const scene = this.#scene;
    if (!tip || !field || !scene) return;
    const focused = this.#focused;
    const box = field.getBoundingClientRect();
    const own = this.getBoundingClientRect();
    const lane = this.target?.lane ?? focused?.lane ?? 0;
    const middle = this.target ? (this.target.left + this.target.right) / 2 : scene.x(focused?.time ?? 0);
    const x = box.left - own.left + middle - tip.offsetWidth / 2;
    const below = box.top - own.top + scene.y(lane) + 16;
    const fits = below + tip.offsetHeight < own.height - 4;
    const top = fits ? below : below - tip.offsetHeight - 32;
    tip.style.left = `${Math.max(4, Math.min(x, own.width - tip.offsetWidth - 4))}px`;
    tip.style.top = `${Math.max(4, top)}px`;
  }

  protected override willUpdate(): void {
    this.#forgetWords();
    const narrow = this.clientWidth > 0 && this.clientWidth < NARROW;
    this.style.setProperty('--labels', `${narrow ? LABELS_NARROW : LABELS_WIDE}px`);
  }

  protected override render(): TemplateResult {
    const answer = this.#data?.answer;
    return html`${this.#colors.template} ${this.#toolsTemplate()}
      ${
        this.asTable
          ? this.table
            ? tableTemplate(this.table, this.times, this.model.selected, (key) => this.#open(key))
            : nothing
          : answer?.count === 0
            ? html`<p class="nothing">${strings.nothing}</p>`
            : this.#fieldTemplate(answer?.lanes ?? [])
      }
      ${answer && !this.asTable ? legendTemplate(this.#channels(answer.lanes), answer.marks !== undefined) : nothing}
      ${this.asTable ? nothing : this.#tipTemplate()}
      <div class="sr" role="status" aria-live="polite">${this.announcement}</div>`;
  }

  #open(key: string): void {
    this.#wanted = key;
    this.#moved = true;
    this.model.selected = key;
    this.model.pane = 'details';
  }

  #channels(lanes: readonly Lane[]): string[] {
    return [...new Set(lanes.flatMap(({ channels }) => channels))];
  }

  #toolsTemplate(): TemplateResult {
    const shown = this.#stretch;
    const silent = (this.#data?.answer?.silences.length ?? 0) > 0;
    return html`<div class="tools" role="toolbar" aria-label=${strings.tools} data-roving @keydown=${rove} @focusin=${keepUsed}>
      ${this.#toolTemplate(zoomInIcon, strings.zoomIn, () => this.zoom(0.6))}
      ${this.#toolTemplate(zoomOutIcon, strings.zoomOut, () => this.zoom(1 / 0.6))}
      ${this.#toolTemplate(fitIcon, strings.fit, this.#fit)}
      ${
        silent
          ? html`<button
              class="toggle"
              title=${strings.compressMeaning}
              aria-label=${strings.compress}
              aria-pressed=${this.#compressed}
              @click=${this.#toggleCompress}
            >
              ${drawIcon(compressIcon)}<span>${strings.compress}</span>
            </button>`
          : nothing
      }
      <button
        class="toggle"
        title=${strings.showTable}
        aria-label=${strings.showTable}
        aria-pressed=${this.asTable}
        @click=${this.#toggleTable}
      >
        ${drawIcon(tableIcon)}<span>${strings.showTable}</span>
      </button>
      <span class="range">${shown ? stretch(shown.from, shown.to) : nothing}</span>
    </div>`;
  }

  #toolTemplate(svg: string, label: string, act: () => void): TemplateResult {
    return html`<button class="tool" title=${label} aria-label=${label} @click=${act}>
      ${drawIcon(svg)}
    </button>`;
  }

  #fieldTemplate(lanes: readonly Lane[]): TemplateResult {
    return html`<div class="scroller">
      <div class="head"><div class="corner"></div><div class="axis"><canvas aria-hidden="true"></canvas></div></div>
      <div class="rows">
        <ul class="labels">
          ${lanes.map((lane) => this.#labelTemplate(lane))}
        </ul>
        <div
          class="field ${this.target ? 'on' : ''}"
          role="application"
          tabindex="0"
          aria-label=${strings.label}
          aria-roledescription=${strings.role}
          aria-describedby="help"
          @wheel=${this.#gestures.wheel}
          @pointerdown=${this.#gestures.down}
          @pointermove=${this.#gestures.move}
          @pointerup=${this.#gestures.up}
          @pointercancel=${this.#gestures.cancel}
          @pointerleave=${this.#gestures.leave}
          @dblclick=${this.#onDoubleClick}
          @contextmenu=${this.#onMenu}
          @keydown=${this.#onKeyDown}
          @focus=${() => this.requestUpdate()}
          @blur=${() => this.requestUpdate()}
        >
          <canvas aria-hidden="true"></canvas>
        </div>
      </div>
      <p class="sr" id="help">${strings.help}</p>
    </div>`;
  }

  #labelTemplate({ name, address, type, channels, count }: Lane): TemplateResult {
    const agent = type !== 'CUSTOMER' && type !== 'UNKNOWN';
    const about = [partyWord(type), channels.map(channelWord).join(', ')]
      .filter((word) => word !== '')
      .join(' · ');
    const title = [name, about, ...(address ? [address] : []), strings.laneCount(count)]
      .map(shownName)
      .join('\n');
    return html`<li class="label" title=${title}>
      <span class="face ${agent ? 'agent' : ''}">${icon(partyIcon(type))}</span>
      <span class="who"><span class="name" dir="auto">${shownName(name)}</span><span class="about">${about}</span></span>
    </li>`;
  }

  #tipTemplate(): TemplateResult | typeof nothing {
    const { target } = this;
    if (target && target.keys.length !== 1) {
      const words =
        target.keys.length > 1 ? strings.cluster(target.count) : strings.column(target.count, target.failed);
      return html`<div class="tip" role="tooltip"><div class="top"><b>${words}</b></div><div class="facts">${stretch(target.stretch.from, target.stretch.to)}</div></div>`;
    }
    const [key] = target?.keys ?? [];
    const withKeys = this.renderRoot.querySelector('.field')?.matches(':focus-visible') ?? false;
    const item = key === undefined ? (withKeys ? this.#focused : undefined) : this.#data?.text(key);
    if (!item) return nothing;
    const mark = this.#data?.answer?.marks?.find((one) => one.key === item.key);
    const lasts = mark?.end === undefined ? [] : [exactDuration(mark.end - mark.at)];
    const answered = this.#data?.answer?.gaps.find(({ askedBy }) => askedBy === item.key);
    const facts = [
      channelWord(item.channel),
      ...lasts,
      ...(mark?.estimated ? [strings.estimated] : []),
      strings.to(namesOf(item.to)),
    ];
    return html`<div class="tip" role="tooltip">
      <div class="top"><b dir="auto">${shownName(item.author)}</b><span class="facts">${this.times.exact(item.at)}</span></div>
      <div class="facts" dir="auto">
        ${facts.join(' · ')} · <span class=${item.status === 'FAILED' ? 'bad' : ''}>${statusWords(item.status)}</span>
        ${answered ? html` · ${strings.waited(exactDuration(answered.to - answered.from))}` : nothing}
      </div>
      <div class="text" dir="auto">${textOf(item)}</div>
    </div>`;
  }
}
