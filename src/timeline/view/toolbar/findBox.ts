import { html, LitElement, nothing, type TemplateResult } from 'lit';
import { baseStyles } from '../../../platform/webview/baseStyles.ts';
import { drawIcon } from '../../../platform/webview/drawIcon.ts';
import { type FindMove, QUERY_LIMIT } from '../../protocol/find.ts';
import type { ToView } from '../../protocol/messages.ts';
import type { ViewModel } from '../viewModel.ts';
import { findStyles } from './findStyles.ts';
import { toolbarIcons } from './toolbarIcons.ts';
import { toolbarStrings } from './toolbarStrings.ts';

type Found = Extract<ToView, { type: 'found' }>;

/** Finds words in the whole conversation: the host looks, this asks and says how many and which. */
export class FindBox extends LitElement {
  static override styles = [baseStyles, findStyles];
  static override properties = {
    model: { attribute: false },
    leave: { attribute: false },
    found: { state: true },
    query: { state: true },
  };

  declare model: ViewModel;
  /** Gives the focus back to what is read. */
  declare leave: () => void;
  declare private found: Found | undefined;
  declare private query: string;
  /** An answer is on its way. */
  #waiting = false;
  /** Ends listening to the host. */
  #unlisten: (() => void) | undefined;

  constructor() {
    super();
    this.found = undefined;
    this.query = '';
  }

  override connectedCallback(): void {
    super.connectedCallback();
    this.model.connect(this);
    this.#unlisten = this.model.link.listen((message) => {
      if (message.type === 'found') this.#take(message);
    });
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#unlisten?.();
  }

  /** Gives the box the focus, with what is in it selected so that it can be typed over. */
  override focus(): void {
    const input = this.#input;
    if (!input) return;
    input.focus();
    input.select();
  }

  /** Whether somebody is typing in it. */
  get focused(): boolean {
    return this.shadowRoot?.activeElement === this.#input;
  }

  /** Goes on to the next one that was found, or back; asks for words where there are none. */
  step(move: Exclude<FindMove, 'start'>): void {
    if (this.query.trim() === '') this.focus();
    else this.#ask(move);
  }

  get #input(): HTMLInputElement | null {
    return this.renderRoot.querySelector('input');
  }

  #ask(move: FindMove): void {
    const { selected, link, readingPlace } = this.model;
    // Pressed again before the answer has come, it is meant to go on from there.
    const goesOn = move !== 'start' && (this.#waiting || selected === this.found?.key);
    this.#waiting = true;
    link.post({ type: 'find', query: this.query, move, ...readingPlace, ...(goesOn ? { goesOn } : {}) });
  }

  #take(found: Found): void {
    if (found.query.trim() !== this.query.trim()) return;
    this.found = this.query.trim() === '' ? undefined : found;
    if (!found.answers) return;
    this.#waiting = false;
    if (found.key !== undefined) this.model.selected = found.key;
  }

  #clear(): void {
    this.query = '';
    this.found = undefined;
    this.#waiting = false;
    this.model.query = '';
    this.model.link.post({ type: 'find', query: '', move: 'start' });
  }

  #onInput = (event: Event): void => {
    if (!(event.target instanceof HTMLInputElement)) return;
    this.query = event.target.value;
    if (this.query.trim() === '') this.#clear();
    else {
      this.model.query = this.query.trim();
      this.#ask('start');
    }
  };

  #onKey = (event: KeyboardEvent): void => {
    if (event.isComposing || event.altKey || event.ctrlKey || event.metaKey) return;
    if (event.key === 'Enter') this.step(event.shiftKey ? 'previous' : 'next');
    else if (event.key === 'Escape') {
      this.#clear();
      this.leave();
    } else return;
    event.preventDefault();
    event.stopPropagation();
  };

  /** Texts are made ready while the person thinks of what to type. */
  #onFocus = (): void => {
    if (this.query === '') this.model.link.post({ type: 'find', query: '', move: 'start' });
  };

  protected override render(): TemplateResult {
    const none = this.found?.count === 0;
    return html`<div class="box ${none ? 'none' : ''}" role="search" aria-label=${toolbarStrings.find}>
      ${drawIcon(toolbarIcons.search)}
      <input
        type="text"
        spellcheck="false"
        autocomplete="off"
        maxlength=${QUERY_LIMIT}
        aria-label=${toolbarStrings.findLabel}
        placeholder=${toolbarStrings.findPlaceholder}
        .value=${this.query}
        @input=${this.#onInput}
        @keydown=${this.#onKey}
        @focus=${this.#onFocus}
      />
      <span class="count" role="status" aria-live=${this.#counting ? 'off' : 'polite'}>${this.#countWords}</span>
      ${
        this.query === ''
          ? nothing
          : html`${this.#buttonTemplate('previous', toolbarStrings.previous, () => this.step('previous'))}
            ${this.#buttonTemplate('next', toolbarStrings.next, () => this.step('next'))}
            ${this.#buttonTemplate('close', toolbarStrings.clearFind, () => {
              this.#clear();
              this.focus();
            })}`
      }
    </div>`;
  }

  /** The number grows with every page that comes in: nobody wants to hear each. */
  get #counting(): boolean {
    return this.found?.answers === false && this.model.state?.phase !== 'ready';
  }

  get #countWords(): string {
    const { found } = this;
    if (!found) return '';
    if (found.count === 0) return toolbarStrings.notFound;
    return found.index === undefined
      ? toolbarStrings.found(found.count)
      : toolbarStrings.position(found.index, found.count);
  }

  /** Not a tab stop: the keys that do the same work from within the box. */
  #buttonTemplate(name: 'previous' | 'next' | 'close', label: string, act: () => void): TemplateResult {
    const idle = name !== 'close' && (this.found?.count ?? 0) === 0;
    return html`<button
      class="tool ${name}"
      tabindex="-1"
      title=${label}
      aria-label=${label}
      aria-disabled=${idle}
      @mousedown=${(event: Event) => event.preventDefault()}
      @click=${() => idle || act()}
    >
      ${drawIcon(toolbarIcons[name])}
    </button>`;
  }
}
