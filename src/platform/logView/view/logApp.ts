import { html, LitElement, nothing, type TemplateResult } from 'lit';
import { baseStyles } from '../../webview/baseStyles.ts';
import {
  type FromHost,
  LogLink,
  type LogSetup,
  type LogState,
  type ShownAct,
  type ShownDetails,
  type ShownRow,
} from './link.ts';
import { logAppStyles } from './logAppStyles.ts';
import type { GridHost, LogGrid } from './logGrid.ts';
import { actIcon, icon, loadActIcons, toneIcon } from './logIcons.ts';
import type { LogMenu, MenuGroup } from './logMenu.ts';
import { strings } from './logStrings.ts';
import type { LogToolbar, ToolbarHost } from './logToolbar.ts';
import { toneStyles } from './toneStyles.ts';

/** From this width on, in pixels, the details stand beside the rows; else below them. */
const BESIDE_FROM = 680;

/** The whole view of a log: toolbar, rows, and the details of the selected one. The host owns the data. */
export class LogApp extends LitElement implements GridHost, ToolbarHost {
  static override styles = [baseStyles, toneStyles, logAppStyles];
  static override properties = {
    setup: { state: true },
    state: { state: true },
    selected: { state: true },
    open: { state: true },
    details: { state: true },
    beside: { state: true },
    share: { state: true },
    newCount: { state: true },
  };

  declare private setup: LogSetup | undefined;
  declare private state: LogState | undefined;
  declare private selected: string | undefined;
  /** The details are shown. */
  declare private open: boolean;
  /** What the host said last of any row; without details when that row is gone. */
  declare private details: { id: string; details?: ShownDetails | undefined } | undefined;
  declare private beside: boolean;
  declare private share: number;
  /** What came since the reader left the end. */
  declare private newCount: number;

  readonly #link = new LogLink();
  #observer: ResizeObserver | undefined;
  /** What is selected was so before this page began, and may be gone. */
  #isRemembered = true;
  /** How many there were when the reader left the end. */
  #leftAt = 0;
  /** Whose menu is to be opened when its details are here. */
  #menuWaits: { id: string; x: number; y: number } | undefined;
  /** The reader is to be led into the details when they are here. */
  #enterWaits = false;

  constructor() {
    super();
    const { selected, open } = this.#link.saved;
    this.selected = selected;
    this.open = open && selected !== undefined;
    this.beside = true;
    this.share = this.#link.saved.beside;
    this.newCount = 0;
  }

  override connectedCallback(): void {
    super.connectedCallback();
    this.#observer = new ResizeObserver(([entry]) => {
      if (!entry) return;
      this.beside = entry.contentRect.width >= BESIDE_FROM;
      this.share = this.beside ? this.#link.saved.beside : this.#link.saved.below;
    });
    this.#observer.observe(this);
    this.addEventListener('keydown', this.#onKey);
    this.#link.listen((message) => this.#receive(message));
    // Without them, what can be done has its words.
    loadActIcons().then(
      () => {
        this.requestUpdate();
        this.#toolbar?.requestUpdate();
      },
      () => {},
    );
    const { query } = this.#link.saved;
    this.#link.post({
      type: 'ready',
      ...(query === '' ? {} : { query }),
      ...(this.selected === undefined ? {} : { selected: this.selected }),
    });
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#observer?.disconnect();
  }

  get #grid(): LogGrid | null {
    return this.renderRoot.querySelector('log-grid');
  }

  get #toolbar(): LogToolbar | null {
    return this.renderRoot.querySelector('log-toolbar');
  }

  get #menu(): LogMenu | null {
    return this.renderRoot.querySelector('log-menu');
  }

  #receive(message: FromHost): void {
    switch (message.type) {
      case 'setup':
        this.setup = message;
        break;
      case 'state':
        void this.#take(message);
        break;
      case 'rows':
        this.#grid?.receive(message);
        this.#count();
        break;
      case 'details':
        if (message.id === this.selected) this.#takeDetails(message);
        break;
      case 'reveal':
        this.#isRemembered = false;
        this.#setSelected(message.id);
        this.#setOpen(true);
        this.#grid?.reveal(message.id);
        break;
    }
  }

  async #take(state: LogState): Promise<void> {
    const anew = this.state === undefined || state.query !== this.state.query;
    this.state = state;
    if (state.query !== this.#link.saved.query) this.#link.save({ query: state.query });
    // The rows are there only once there is something to show.
    if (!this.#grid) await this.updateComplete;
    this.#grid?.changed(state, anew);
    this.#count();
  }

  #takeDetails(message: { id: string; details?: ShownDetails | undefined }): void {
    const { details } = message;
    if (!details && this.#isRemembered) {
      // Of another window: nobody here ever saw it.
      this.#setSelected(undefined);
      this.#setOpen(false);
      return;
    }
    this.#isRemembered = false;
    this.details = message;
    if (this.#menuWaits?.id === message.id && details) {
      const { x, y } = this.#menuWaits;
      this.#menuWaits = undefined;
      this.#openRowMenu(details, x, y);
    }
    if (this.#enterWaits && details) {
      this.#enterWaits = false;
      void this.updateComplete.then(() => this.#pane?.focus());
    }
  }

  get #pane(): HTMLElement | null {
    return this.renderRoot.querySelector('.scrolled');
  }

  /** What came since the reader left the end: what was forgotten meanwhile came, too. */
  #count(): void {
    const { state } = this;
    if (!state) return;
    const grid = this.#grid;
    const shown = grid && grid.rows.revision > state.revision ? grid.rows.count : state.shown;
    const all = shown + (state.query === '' ? state.dropped : 0);
    if (!grid || grid.following || grid.seesEndOf(shown) || all < this.#leftAt) this.#leftAt = all;
    this.newCount = all - this.#leftAt;
  }

  #setSelected(id: string | undefined): void {
    if (id === this.selected) return;
    this.selected = id;
    this.#link.save({ selected: id });
  }

  #setOpen(open: boolean): void {
    if (open === this.open) return;
    this.open = open;
    this.#link.save({ open });
  }

  // What the rows ask

  want(want: Parameters<GridHost['want']>[0]): void {
    this.#link.post({ type: 'want', ...want });
  }

  select(row: ShownRow, open: boolean): void {
    this.#isRemembered = false;
    if (row.id !== this.selected || this.details?.id !== row.id) {
      this.#setSelected(row.id);
      this.#link.post({ type: 'select', id: row.id });
    }
    if (open) this.#setOpen(true);
  }

  enterDetails(): void {
    this.#setOpen(true);
    this.#enterWaits = this.details?.id !== this.selected;
    if (!this.#enterWaits) void this.updateComplete.then(() => this.#pane?.focus());
  }

  menu(x: number, y: number): void {
    const { details, selected } = this;
    if (selected === undefined) return;
    if (details?.id === selected && details.details) this.#openRowMenu(details.details, x, y);
    else this.#menuWaits = { id: selected, x, y };
  }

  followed(): void {
    this.#count();
  }

  // What the toolbar asks

  query(text: string): void {
    this.#link.post({ type: 'query', text });
  }

  pause(on: boolean): void {
    this.#link.post({ type: 'pause', on });
  }

  clear(): void {
    this.#link.post({ type: 'clear' });
  }

  act(id: string): void {
    this.#link.post({ type: 'act', act: id });
  }

  openMenu(button: HTMLElement, label: string, groups: readonly MenuGroup[]): void {
    void this.#menu?.openAt(button, label, groups);
  }

  leave(): void {
    this.#grid?.focus();
  }

  #actOnSelected(id: string): void {
    if (this.selected !== undefined) this.#link.post({ type: 'act', act: id, id: this.selected });
  }

  #openRowMenu(details: ShownDetails, x: number, y: number): void {
    const row = this.#grid?.row(this.selected);
    const plain = details.acts.filter(({ menu }) => !menu);
    const groups: MenuGroup[] = [
      {
        items: plain.map(({ id, label, icon, pressed }) => ({
          label,
          icon,
          ...(pressed === undefined ? {} : { checked: pressed }),
          run: () => this.#actOnSelected(id),
        })),
      },
      ...details.acts.flatMap(({ label, menu }) =>
        menu
          ? [
              {
                title: label,
                items: menu.map((item) => ({ ...item, run: () => this.#actOnSelected(item.id) })),
              },
            ]
          : [],
      ),
      {
        items: [
          {
            label: row?.pinned ? strings.unpin : strings.pin,
            icon: row?.pinned ? 'pinned' : 'pin',
            run: () => this.#togglePin(),
          },
          { label: strings.copyRow, icon: 'copy', run: () => this.#copyRow() },
        ],
      },
    ];
    const grid = this.#grid;
    if (grid) void this.#menu?.open(strings.actions(details.title), groups, { x, y }, grid);
  }

  #togglePin(): void {
    const row = this.#grid?.row(this.selected);
    if (row) this.#link.post({ type: 'pin', id: row.id, on: !row.pinned });
  }

  #copyRow(): void {
    const row = this.#grid?.row(this.selected);
    if (row) this.#link.post({ type: 'copy', text: row.spoken });
  }

  #closeDetails = (): void => {
    this.#setOpen(false);
    this.#grid?.focus();
  };

  #onKey = (event: KeyboardEvent): void => {
    const [inner] = event.composedPath();
    const typing = inner instanceof HTMLInputElement;
    const control = event.ctrlKey || event.metaKey;
    const inGrid = this.shadowRoot?.activeElement === this.#grid;
    if (event.altKey) return;
    const key = event.key.length === 1 ? event.key.toLowerCase() : event.key;
    if (control && key === 'f') this.#toolbar?.focus();
    else if (control && key === 'c') {
      if (typing || !inGrid || !getSelection()?.isCollapsed) return;
      this.#copyRow();
    } else if (control || typing || event.shiftKey) return;
    else if (key === '/') this.#toolbar?.focus();
    else if (key === 'Escape') {
      if (!this.open) return;
      // From within the details back to the rows first: they stay to be looked at.
      if (inGrid) this.#closeDetails();
      else this.#grid?.focus();
    } else if (key === 'p') this.#togglePin();
    else if (key === ' ' && inGrid) this.pause(!this.state?.paused);
    else return;
    event.preventDefault();
    event.stopPropagation();
  };

  #onResize = ({ detail }: CustomEvent<number>): void => {
    this.share = detail;
    this.#link.save(this.beside ? { beside: detail } : { below: detail });
  };

  protected override updated(): void {
    const area = this.renderRoot.querySelector<HTMLElement>('.area');
    const tracks = `minmax(0, ${1 - this.share}fr) 1px minmax(0, ${this.share}fr)`;
    if (area && area.style.getPropertyValue('--split') !== tracks) area.style.setProperty('--split', tracks);
  }

  protected override render(): TemplateResult {
    const { setup, state } = this;
    if (!setup || !state) return html`<p class="loading" role="status">${strings.loading}</p>`;
    const { empty, total, shown } = state;
    const open = this.open && this.selected !== undefined && total > 0;
    return html`<main>
      <h1 class="sr">${setup.name}</h1>
      <log-toolbar .host=${this} .setup=${setup} .state=${state}></log-toolbar>
      <div class="area ${open ? (this.beside ? 'beside' : 'below') : ''}">
        <div class="rows">
          <log-grid
            .host=${this}
            .label=${setup.name}
            .columns=${setup.columns}
            .selected=${this.selected}
            ?hidden=${shown === 0}
          ></log-grid>
          ${total === 0 && empty ? this.#emptyTemplate(empty) : nothing}
          ${total > 0 && shown === 0 ? this.#filteredTemplate(total) : nothing}
          ${this.newCount > 0 && shown > 0 ? this.#pillTemplate() : nothing}
        </div>
        ${
          open
            ? html`<pane-splitter ?beside=${this.beside} .share=${this.share} @resize=${this.#onResize}></pane-splitter>
              ${this.#detailsTemplate()}`
            : nothing
        }
      </div>
      <log-menu></log-menu>
    </main>`;
  }

  #emptyTemplate({ title, text, acts }: NonNullable<LogState['empty']>): TemplateResult {
    return html`<div class="nothing">
      <h2>${title}</h2>
      <p>${text}</p>
      <div class="acts">
        ${acts.map(
          ({
            id,
            label,
            icon,
            primary,
          }) => html`<button class="button ${primary ? '' : 'secondary'}" @click=${() => this.act(id)}>
            ${actIcon(icon)}${label}
          </button>`,
        )}
      </div>
    </div>`;
  }

  #filteredTemplate(total: number): TemplateResult {
    return html`<div class="nothing" role="status">
      <h2>${strings.noneTitle}</h2>
      <p>${strings.noneDetail(total)}</p>
      <div class="acts">
        <button class="button secondary" @click=${this.#showAll}>${strings.showAll}</button>
      </div>
    </div>`;
  }

  #showAll = (): void => {
    this.#toolbar?.setQuery('');
    this.#grid?.focus();
  };

  #pillTemplate(): TemplateResult {
    return html`<button class="pill" title=${strings.toLatest} @click=${this.#toLatest}>
      ${icon('arrow-down')}${strings.newCount(this.newCount)}
    </button>`;
  }

  #toLatest = (): void => {
    this.#grid?.follow();
    this.#grid?.focus();
  };

  #detailsTemplate(): TemplateResult {
    const current = this.details?.id === this.selected ? this.details : undefined;
    // What was shown of another row stays until the new one is here: no flicker while stepping through.
    const details = current ? current.details : this.details?.details;
    const row = this.#grid?.row(this.selected);
    return html`<section class="pane" aria-label=${strings.details}>
      <header>
        <div class="heading">
          ${toneIcon(details?.tone)}
          <h2 class=${details?.tone ?? ''}>${details?.title ?? strings.details}</h2>
        </div>
        <button
          class="tool ${row?.pinned ? 'on' : ''}"
          aria-pressed=${row?.pinned ?? false}
          aria-label=${strings.pin}
          title=${row?.pinned ? strings.unpin : strings.pin}
          @click=${() => this.#togglePin()}
        >
          ${icon(row?.pinned ? 'pinned' : 'pin')}
        </button>
        <button class="tool" aria-label=${strings.closeDetails} title=${strings.closeDetails} @click=${this.#closeDetails}>
          ${icon('close')}
        </button>
      </header>
      <div
        class="scrolled"
        role="group"
        tabindex="0"
        aria-label=${strings.detailsOf(details?.title ?? '')}
      >
        ${details?.subtitle === undefined ? nothing : html`<p class="subtitle" dir="auto">${details.subtitle}</p>`}
        ${details && details.acts.length > 0 ? html`<div class="acts">${details.acts.map((act) => this.#actTemplate(act))}</div>` : nothing}
        ${
          details
            ? html`<log-details
                .details=${details}
                .wrap=${this.#link.saved.wrap}
                @log-copy=${this.#onCopy}
                @log-act=${this.#onAct}
                @log-wrap=${this.#onWrap}
              ></log-details>`
            : html`<p class="gone">${current ? strings.gone : strings.loading}</p>`
        }
      </div>
    </section>`;
  }

  #onCopy = ({ detail }: CustomEvent<string>): void => this.#link.post({ type: 'copy', text: detail });
  #onAct = ({ detail }: CustomEvent<string>): void => this.#actOnSelected(detail);
  #onWrap = ({ detail }: CustomEvent<string>): void => this.#link.save({ wrap: detail === 'true' });

  #actTemplate({ id, label, icon: name, primary, pressed, menu }: ShownAct): TemplateResult {
    const run = ({ currentTarget }: Event): void => {
      if (!menu) this.#actOnSelected(id);
      else if (currentTarget instanceof HTMLElement)
        this.openMenu(currentTarget, label, [
          { items: menu.map((item) => ({ ...item, run: () => this.#actOnSelected(item.id) })) },
        ]);
    };
    return html`<button
      class="act ${primary ? 'main' : ''} ${pressed ? 'on' : ''}"
      aria-pressed=${pressed ?? nothing}
      aria-haspopup=${menu ? 'menu' : nothing}
      @click=${run}
    >
      ${actIcon(name)}${label}${menu ? html`<span class="arrow">${icon('chevron-down')}</span>` : nothing}
    </button>`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'log-grid': LogGrid;
    'log-toolbar': LogToolbar;
    'log-menu': LogMenu;
  }
}
