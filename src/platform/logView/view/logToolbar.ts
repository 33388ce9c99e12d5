import { html, LitElement, nothing, type TemplateResult } from 'lit';
import { baseStyles } from '../../webview/baseStyles.ts';
import type { LogSetup, LogState, ShownAct } from './link.ts';
import { actIcon, icon, toneIcon } from './logIcons.ts';
import type { MenuGroup } from './logMenu.ts';
import { strings } from './logStrings.ts';
import { logToolbarStyles } from './logToolbarStyles.ts';
import { hasQuery, toggledQuery } from './queryText.ts';
import { toneStyles } from './toneStyles.ts';

/** The host is asked when the person has stopped typing for so long. */
const TYPING_MS = 150;

/** What the toolbar asks of the one who put it there. */
export interface ToolbarHost {
  query(text: string): void;
  pause(on: boolean): void;
  clear(): void;
  act(id: string): void;
  openMenu(button: HTMLElement, label: string, groups: readonly MenuGroup[]): void;
  /** The reader is done with filtering. */
  leave(): void;
}

/** Above the rows: what is shown of them, and what can be done with all. */
export class LogToolbar extends LitElement {
  static override styles = [baseStyles, toneStyles, logToolbarStyles];
  static override properties = {
    host: { attribute: false },
    setup: { attribute: false },
    state: { attribute: false },
    query: { state: true },
  };

  declare host: ToolbarHost;
  declare setup: LogSetup;
  declare state: LogState;
  /** As it is typed. */
  declare private query: string;
  #timer = 0;
  /** What the host was told last; another is its own doing. */
  #told = '';

  constructor() {
    super();
    this.query = '';
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    clearTimeout(this.#timer);
  }

  /** Gives the box the focus, with what is in it selected so that it can be typed over. */
  override focus(): void {
    const input = this.renderRoot.querySelector('input');
    input?.focus();
    input?.select();
  }

  /** Puts another filter into the box, and on. */
  setQuery(text: string): void {
    clearTimeout(this.#timer);
    this.query = text;
    this.#told = text;
    this.host.query(text);
  }

  protected override willUpdate(changed: Map<PropertyKey, unknown>): void {
    // Somebody else took the filter off, or it was brought back after a reload.
    if (changed.has('state') && this.state.query !== this.#told) {
      this.#told = this.state.query;
      this.query = this.state.query;
      clearTimeout(this.#timer);
    }
  }

  #onInput = ({ target }: Event): void => {
    if (!(target instanceof HTMLInputElement)) return;
    this.query = target.value;
    clearTimeout(this.#timer);
    this.#timer = window.setTimeout(() => this.setQuery(this.query), TYPING_MS);
  };

  #onInputKey = (event: KeyboardEvent): void => {
    if (event.isComposing) return;
    if (event.key === 'Escape') {
      if (this.query === '') this.host.leave();
      else this.setQuery('');
    } else if (event.key === 'Enter' || event.key === 'ArrowDown') {
      this.setQuery(this.query);
      this.host.leave();
    } else return;
    event.preventDefault();
    event.stopPropagation();
  };

  protected override render(): TemplateResult {
    const { shown, total, dropped, status } = this.state;
    return html`<div class="bar">
      <div class="box ${this.query === '' ? '' : 'on'}" role="search" aria-label=${strings.filter}>
        ${icon('filter')}
        <input
          type="text"
          spellcheck="false"
          autocomplete="off"
          maxlength="1000"
          aria-label=${`${strings.filter}: ${this.setup.name}`}
          aria-description=${this.setup.filterHelp}
          placeholder=${this.setup.filterHelp}
          title=${this.setup.filterHelp}
          .value=${this.query}
          @input=${this.#onInput}
          @keydown=${this.#onInputKey}
        />
        ${
          this.query === ''
            ? nothing
            : html`<button class="tool" title=${strings.clearFilter} aria-label=${strings.clearFilter} @click=${this.#onClearFilter}>${icon('close')}</button>`
        }
      </div>
      ${this.#quickTemplate()}
      <span class="count" title=${strings.shownMeaning(shown, total, dropped)}>
        <span aria-hidden="true">${total === 0 ? '' : strings.shownOf(shown, total)}</span>
        <span class="sr">${strings.shownMeaning(shown, total, dropped)}</span>
        ${dropped > 0 ? html`<span class="dropped" aria-hidden="true">${icon('history')}<span class="words">${strings.forgotten(dropped)}</span></span>` : nothing}
      </span>
      ${
        status
          ? html`<span class="status ${status.tone ?? ''}" role="status" title=${status.text}>${toneIcon(status.tone)}<span class="words">${status.text}</span></span>`
          : html`<span class="space"></span>`
      }
      <div class="acts" role="group" aria-label=${strings.toolbar}>
        ${this.state.acts.map((act) => this.#actTemplate(act))}
        ${this.#pauseTemplate()}
        <button class="tool" title=${strings.clearMeaning} aria-label=${strings.clear} @click=${() => this.host.clear()}>
          ${icon('clear-all')}
        </button>
      </div>
    </div>`;
  }

  #onClearFilter = (): void => {
    this.setQuery('');
    this.focus();
  };

  #quickTemplate(): TemplateResult | typeof nothing {
    const quick = this.setup.quickFilters;
    if (quick.length === 0) return nothing;
    const some = quick.some(({ query }) => hasQuery(this.query, query));
    return html`<div class="chips" role="group" aria-label=${strings.quickFilters}>
        ${quick.map(
          ({ label, query }) => html`<button
            class="chip"
            aria-pressed=${hasQuery(this.query, query)}
            title=${query}
            @click=${() => this.setQuery(toggledQuery(this.query, query))}
          >
            ${label}
          </button>`,
        )}
      </div>
      <button
        class="tool quick ${some ? 'on' : ''}"
        aria-haspopup="menu"
        aria-label=${strings.quickFilters}
        title=${strings.quickFilters}
        @click=${this.#onQuick}
      >
        ${icon('settings')}${icon('chevron-down')}
      </button>`;
  }

  #onQuick = ({ currentTarget }: Event): void => {
    if (!(currentTarget instanceof HTMLElement)) return;
    const items = this.setup.quickFilters.map(({ label, query }) => ({
      label,
      detail: query,
      checked: hasQuery(this.query, query),
      run: () => this.setQuery(toggledQuery(this.query, query)),
    }));
    this.host.openMenu(currentTarget, strings.quickFilters, [{ items }]);
  };

  /** One name whether it is on or off, as switches have: what is held back is added to it. */
  #pauseTemplate(): TemplateResult {
    const { paused, held } = this.state;
    const behind = paused && held > 0 ? strings.held(held) : '';
    return html`<button
      class="tool pause ${paused ? 'on' : ''}"
      aria-pressed=${paused}
      title=${paused ? strings.resume : strings.pause}
      aria-label=${behind === '' ? strings.pause : strings.pausedWith(behind)}
      @click=${() => this.host.pause(!paused)}
    >
      ${icon(paused ? 'play' : 'debug-pause')}${behind === '' ? nothing : html`<span class="held">${behind}</span>`}
    </button>`;
  }

  #actTemplate(act: ShownAct): TemplateResult {
    const { id, label, primary, pressed, menu } = act;
    const drawing = actIcon(act.icon);
    const worded = primary || drawing === nothing;
    const run = ({ currentTarget }: Event): void => {
      if (!menu) this.host.act(id);
      else if (currentTarget instanceof HTMLElement)
        this.host.openMenu(currentTarget, label, [
          { items: menu.map((item) => ({ ...item, run: () => this.host.act(item.id) })) },
        ]);
    };
    return html`<button
      class="${worded ? 'act' : 'tool'} ${pressed ? 'on' : ''}"
      title=${label}
      aria-label=${label}
      aria-pressed=${pressed ?? nothing}
      aria-haspopup=${menu ? 'menu' : nothing}
      @click=${run}
    >
      ${drawing}${worded ? html`<span class="word">${label}</span>` : nothing}${menu ? html`<span class="arrow">${icon('chevron-down')}</span>` : nothing}
    </button>`;
  }
}
