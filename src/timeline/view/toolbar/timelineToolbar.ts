import { html, LitElement, nothing, type TemplateResult } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import { baseStyles } from '../../../platform/webview/baseStyles.ts';
import { drawIcon } from '../../../platform/webview/drawIcon.ts';
import { isOpen } from '../../protocol/filter.ts';
import type { ViewCommand } from '../../protocol/find.ts';
import type { ToView } from '../../protocol/messages.ts';
import { icon } from '../icon.ts';
import { needElement } from '../lateElements.ts';
import { keepTabStops, keepUsed, rove } from '../roving.ts';
import type { Times } from '../times.ts';
import type { Mode, Pane, ViewModel } from '../viewModel.ts';
import type { FilterPart, PartyName } from './filterWords.ts';
import { partsOf } from './filterWords.ts';
import { FindBox } from './findBox.ts';
import { toolbarIcons } from './toolbarIcons.ts';
import { toolbarStrings } from './toolbarStrings.ts';
import { toolbarStyles } from './toolbarStyles.ts';

/** Between the filters and the edge of the panel, in pixels. */
const MARGIN = 8;

// It has no other user: who loads the toolbar has it too.
if (!customElements.get('find-box')) customElements.define('find-box', FindBox);

/** Switches between feed and lanes, finds and narrows what is shown, and opens what stands beside it. */
export class TimelineToolbar extends LitElement {
  static override styles = [baseStyles, toolbarStyles];
  static override properties = {
    model: { attribute: false },
    times: { attribute: false },
    now: { type: Number },
    leave: { attribute: false },
    filtering: { state: true },
  };

  declare model: ViewModel;
  declare times: Times;
  declare now: number;
  /** Gives the focus back to what is read. */
  declare leave: () => void;
  /** Whether the filters are open to be changed. */
  declare private filtering: boolean;
  /** How much of the conversation passes: what was said last, until the host has applied another filter. */
  #shown = { words: '', meaning: '' };
  /** Which of the filter's parts had the focus before it was drawn anew; -1 for none. */
  #partAt = -1;
  #partyNames = new Map<string, PartyName>();
  /** Ends listening to the host. */
  #unlisten: (() => void) | undefined;

  constructor() {
    super();
    this.filtering = false;
  }

  override connectedCallback(): void {
    super.connectedCallback();
    this.model.connect(this);
    this.#unlisten = this.model.link.listen((message) => this.#receive(message));
    addEventListener('keydown', this.#onPageKey, true);
    addEventListener('pointerdown', this.#onPagePointer);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#unlisten?.();
    removeEventListener('keydown', this.#onPageKey, true);
    removeEventListener('pointerdown', this.#onPagePointer);
  }

  #receive(message: ToView): void {
    if (message.type === 'command') this.#carryOut(message.command);
    else if (message.type === 'partyNames') {
      this.#partyNames = new Map(message.names.map(({ key, ...party }) => [key, party]));
      this.requestUpdate();
    }
  }

  #carryOut(command: ViewCommand): void {
    const { link, readingPlace } = this.model;
    switch (command) {
      case 'find':
        // It was this view's own key, mostly: what is typed meanwhile must not be selected and typed over.
        if (!this.#findBox?.focused) this.#findBox?.focus();
        break;
      case 'findNext':
        this.#findBox?.step('next');
        break;
      case 'findPrevious':
        this.#findBox?.step('previous');
        break;
      case 'filter':
        this.filtering = true;
        break;
      case 'clearFilter':
        this.model.setFilter({});
        break;
      case 'jump':
        link.post({ type: 'jump', ...readingPlace });
        break;
      case 'nextFailed':
        link.post({ type: 'jumpFailed', move: 'next', ...readingPlace });
        break;
      case 'previousFailed':
        link.post({ type: 'jumpFailed', move: 'previous', ...readingPlace });
        break;
      case 'switchView':
        this.model.mode = this.model.mode === 'feed' ? 'lanes' : 'feed';
        void this.updateComplete.then(() => this.leave());
        break;
    }
  }

  get #findBox(): FindBox | null {
    return this.renderRoot.querySelector('find-box');
  }

  #onPageKey = (event: KeyboardEvent): void => {
    const finds = (event.ctrlKey || event.metaKey) && !event.altKey && !event.shiftKey && event.key === 'f';
    if (finds) this.#findBox?.focus();
    else if (event.key === 'F3') this.#findBox?.step(event.shiftKey ? 'previous' : 'next');
    else return;
    event.preventDefault();
    // VS Code has a key of its own for it, whose command would come back late and take the focus away once more.
    event.stopPropagation();
  };

  #onPagePointer = (event: PointerEvent): void => {
    if (!this.filtering) return;
    const inside = event
      .composedPath()
      .some((target) => target instanceof Element && target.matches('.filtering'));
    if (!inside) this.filtering = false;
  };

  #closeFilters = (): void => {
    this.filtering = false;
    this.renderRoot.querySelector<HTMLElement>('.filter')?.focus();
  };

  #onFiltersFocusOut = ({ currentTarget, relatedTarget }: FocusEvent): void => {
    if (!(relatedTarget instanceof Node) || !(currentTarget instanceof Node)) return;
    if (!currentTarget.contains(relatedTarget)) this.filtering = false;
  };

  #onEscape = (event: KeyboardEvent): void => {
    if (event.key !== 'Escape' || event.defaultPrevented) return;
    event.preventDefault();
    if (this.filtering) this.#closeFilters();
    else this.leave();
  };

  protected override willUpdate(): void {
    const focused = this.shadowRoot?.activeElement?.closest('.parts button');
    this.#partAt = focused ? this.#partButtons.indexOf(focused) : -1;
  }

  protected override updated(): void {
    this.#keepPartFocus();
    keepTabStops(this.renderRoot);
    this.#placeFilters();
  }

  get #partButtons(): Element[] {
    return [...this.renderRoot.querySelectorAll('.parts button')];
  }

  /** A part that was taken away had the focus: the next one gets it, or what is read when none is left. */
  #keepPartFocus(): void {
    if (this.#partAt < 0 || this.shadowRoot?.activeElement) return;
    const parts = this.#partButtons;
    const next = parts[Math.min(this.#partAt, parts.length - 1)];
    if (next instanceof HTMLElement) next.focus();
    else this.leave();
  }

  /** Under their button, as far as there is room: by script, since the content security policy forbids style attributes. */
  #placeFilters(): void {
    const panel = this.renderRoot.querySelector<HTMLElement>('timeline-filters');
    const button = this.renderRoot.querySelector<HTMLElement>('.filter');
    if (!panel || !button) return;
    const [frame, under] = [this.getBoundingClientRect(), button.getBoundingClientRect()];
    const room = frame.width - panel.getBoundingClientRect().width - MARGIN;
    const start =
      getComputedStyle(this).direction === 'rtl' ? frame.right - under.right : under.left - frame.left;
    panel.style.insetInlineStart = `${Math.max(MARGIN, Math.min(start, room))}px`;
  }

  protected override render(): TemplateResult {
    return html`<div class="bar" @keydown=${this.#onEscape}>
        ${this.#switchTemplate()}
        <find-box .model=${this.model} .leave=${this.leave}></find-box>
        ${this.#toolsTemplate()}
        <live-status .model=${this.model} .now=${this.now}></live-status>
      </div>
      ${this.#partsTemplate()}`;
  }

  #switchTemplate(): TemplateResult {
    return html`<div class="switch" role="radiogroup" aria-label=${toolbarStrings.view} data-roving @keydown=${this.#onSwitchKey}>
      ${this.#modeTemplate('feed', toolbarStrings.feed, toolbarStrings.feedMeaning)}
      ${this.#modeTemplate('lanes', toolbarStrings.lanes, toolbarStrings.lanesMeaning)}
    </div>`;
  }

  #modeTemplate(mode: Mode, word: string, meaning: string): TemplateResult {
    const chosen = this.model.mode === mode;
    return html`<button
      role="radio"
      aria-checked=${chosen}
      aria-label=${word}
      title=${meaning}
      @click=${() => {
        this.model.mode = mode;
      }}
    >
      ${drawIcon(toolbarIcons[mode])}<span class="word">${word}</span>
    </button>`;
  }

  /** As radio buttons do: what the arrow leads to is chosen. */
  #onSwitchKey = (event: KeyboardEvent): void => {
    if (!rove(event)) return;
    const { activeElement } = this.shadowRoot ?? {};
    if (activeElement instanceof HTMLElement) activeElement.click();
  };

  #toolsTemplate(): TemplateResult {
    const count = Object.values(this.model.filter).filter((member) => member !== undefined).length;
    return html`<div class="tools" role="toolbar" aria-label=${toolbarStrings.tools} data-roving @keydown=${rove} @focusin=${keepUsed}>
        <span class="filtering">
          <button
            class="choice filter ${count > 0 ? 'on' : ''}"
            aria-haspopup="dialog"
            aria-expanded=${this.filtering}
            aria-label=${count > 0 ? toolbarStrings.filterActive(count) : toolbarStrings.filterMeaning}
            title=${count > 0 ? toolbarStrings.filterActive(count) : toolbarStrings.filterMeaning}
            @click=${() => {
              this.filtering = !this.filtering;
            }}
          >
            ${drawIcon(toolbarIcons.filter)}<span class="word">${toolbarStrings.filter}</span>
            ${count > 0 ? html`<span class="badge">${toolbarStrings.count(count)}</span>` : nothing}
          </button>
        </span>
        <button
          class="choice jump"
          aria-label=${toolbarStrings.jump}
          title=${toolbarStrings.jump}
          @click=${() => this.#carryOut('jump')}
        >
          ${drawIcon(toolbarIcons.jump)}<span class="word">${toolbarStrings.jump}</span>
        </button>
        <span class="space"></span>
        ${this.#paneTemplate('details', toolbarStrings.details)}
        ${this.#paneTemplate('figures', toolbarStrings.figures)}
      </div>
      ${this.filtering ? this.#dialogTemplate() : nothing}`;
  }

  #paneTemplate(pane: Pane, word: string): TemplateResult {
    const open = this.model.pane === pane;
    return html`<button
      class="choice"
      aria-pressed=${open}
      aria-label=${word}
      title=${word}
      @click=${() => {
        this.model.pane = open ? undefined : pane;
      }}
    >
      ${drawIcon(toolbarIcons[pane])}<span class="word">${word}</span>
    </button>`;
  }

  #dialogTemplate(): TemplateResult | typeof nothing {
    if (!needElement('timeline-filters', () => this.requestUpdate())) return nothing;
    return html`<timeline-filters
      class="filtering"
      role="dialog"
      aria-label=${toolbarStrings.dialog}
      tabindex="-1"
      .model=${this.model}
      .close=${this.#closeFilters}
      @focusout=${this.#onFiltersFocusOut}
    ></timeline-filters>`;
  }

  /** What narrows the conversation, and how much of it is left. */
  #partsTemplate(): TemplateResult | typeof nothing {
    const { filter, state } = this.model;
    if (!state || isOpen(filter)) {
      this.#shown = { words: '', meaning: '' };
      return nothing;
    }
    const { shownCount, communicationCount, phase } = state;
    // Not said with every page that comes in.
    const speaks = phase !== 'loading' && phase !== 'more';
    if (this.model.narrowed) {
      this.#shown = {
        words: toolbarStrings.shown(shownCount, communicationCount),
        meaning: toolbarStrings.shownMeaning(shownCount, communicationCount),
      };
    }
    const people = new Map(state.header?.participants.map((party) => [party.id, party]));
    const parts = partsOf(filter, (key) => this.#partyNames.get(key) ?? people.get(key));
    return html`<div class="parts" role="group" aria-label=${toolbarStrings.filters} data-roving @keydown=${this.#onPartKey} @focusin=${keepUsed}>
      <span class="shown" role="status" aria-live=${speaks ? 'polite' : 'off'} title=${this.#shown.meaning}
        >${this.#shown.words}</span
      >
      ${repeat(
        parts,
        ({ key }) => key,
        (part) => this.#partTemplate(part),
      )}
      <button class="link clear" @click=${() => this.model.setFilter({})}>${toolbarStrings.clearFilters}</button>
    </div>`;
  }

  #partTemplate(part: FilterPart): TemplateResult {
    const label = toolbarStrings.remove(part.words);
    return html`<button class="part" title=${label} aria-label=${label} @click=${() => this.model.setFilter(part.without)}>
      ${icon(part.icon)}<span class="words" dir="auto">${part.words}</span>${drawIcon(toolbarIcons.close)}
    </button>`;
  }

  #onPartKey = (event: KeyboardEvent): void => {
    if (rove(event)) return;
    const { target } = event;
    if (event.key === 'Escape') this.leave();
    else if ((event.key === 'Delete' || event.key === 'Backspace') && target instanceof HTMLElement)
      target.click();
    else return;
    event.preventDefault();
  };
}
