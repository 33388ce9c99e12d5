import { html, LitElement, nothing, type TemplateResult } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import { baseStyles } from '../../../platform/webview/baseStyles.ts';
import { drawIcon } from '../../../platform/webview/drawIcon.ts';
import { type Filter, isOpen, type ListMember, withList, withTime } from '../../protocol/filter.ts';
import type { Facets } from '../../protocol/find.ts';
import { icon } from '../icon.ts';
import { keepTabStops, keepUsed, rove } from '../roving.ts';
import type { ViewModel } from '../viewModel.ts';
import { filterPanelStyles } from './filterPanelStyles.ts';
import {
  channelFilterWord,
  type FilterWord,
  kindFilterWord,
  partyFilterWord,
  statusFilterWord,
} from './filterWords.ts';
import { localInputValue, readLocalInput } from './localInput.ts';
import { toolbarIcons } from './toolbarIcons.ts';
import { toolbarStrings } from './toolbarStrings.ts';

interface Option extends FilterWord {
  readonly value: string;
  readonly count: number;
}

/** What the conversation can be narrowed to, each with how many there are; what is chosen is applied at once. */
export class TimelineFilters extends LitElement {
  static override styles = [baseStyles, filterPanelStyles];
  static override properties = {
    model: { attribute: false },
    close: { attribute: false },
    facets: { state: true },
  };

  declare model: ViewModel;
  declare close: () => void;
  declare private facets: Facets | undefined;
  /** Ends listening to the host. */
  #unlisten: (() => void) | undefined;
  /** For which state options were asked for last, and whether they are on their way. */
  #asked: { revision: number; masked: boolean } | undefined;
  #waiting = false;
  #focused = false;

  constructor() {
    super();
    this.facets = undefined;
  }

  override connectedCallback(): void {
    super.connectedCallback();
    this.model.connect(this);
    this.#unlisten = this.model.link.listen((message) => {
      if (message.type !== 'facets') return;
      this.#waiting = false;
      this.facets = message;
    });
    this.focus();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#unlisten?.();
  }

  protected override willUpdate(): void {
    const { state } = this.model;
    // One question at a time: while pages arrive, the counts follow as fast as they can be counted.
    if (!state || this.#waiting) return;
    const { revision, masked } = state;
    if (this.#asked?.revision === revision && this.#asked.masked === masked) return;
    this.#asked = { revision, masked };
    this.#waiting = true;
    this.model.link.post({ type: 'getFacets' });
  }

  protected override updated(): void {
    keepTabStops(this.renderRoot);
    if (!this.facets || this.#focused) return;
    this.#focused = true;
    this.renderRoot.querySelector<HTMLElement>('[data-stop]')?.focus();
  }

  protected override render(): TemplateResult {
    const { facets } = this;
    const { shownCount = 0, communicationCount = 0 } = this.model.state ?? {};
    return html`<div class="panel">
      <header>
        <h2>${toolbarStrings.dialog}</h2>
        <button class="tool" title=${toolbarStrings.close} aria-label=${toolbarStrings.close} @click=${() => this.close()}>
          ${drawIcon(toolbarIcons.close)}
        </button>
      </header>
      <div class="groups" @keydown=${rove} @focusin=${keepUsed}>${facets ? this.#groupsTemplate(facets) : nothing}</div>
      <footer>
        <span>${toolbarStrings.shownMeaning(shownCount, communicationCount)}</span>
        <button class="button secondary" aria-disabled=${isOpen(this.model.filter)} @click=${() => this.model.setFilter({})}>
          ${toolbarStrings.clearFilters}
        </button>
      </footer>
    </div>`;
  }

  #groupsTemplate(facets: Facets): TemplateResult {
    const options = (
      values: readonly { value: string; count: number }[],
      word: (value: string) => FilterWord,
    ): Option[] => values.map(({ value, count }) => ({ value, count, ...word(value) }));
    const parties = facets.parties.map((party) => ({
      value: party.key,
      count: party.count,
      ...partyFilterWord(party),
    }));
    return html`
      ${this.#groupTemplate('parties', toolbarStrings.parties, parties, facets.moreParties)}
      ${this.#groupTemplate('channels', toolbarStrings.channels, options(facets.channels, channelFilterWord))}
      ${this.#groupTemplate('statuses', toolbarStrings.statuses, options(facets.statuses, statusFilterWord))}
      ${this.#groupTemplate('kinds', toolbarStrings.kinds, options(facets.kinds, kindFilterWord))}
      ${facets.span ? this.#timeTemplate(facets, facets.span) : nothing}
    `;
  }

  #groupTemplate(
    member: ListMember,
    title: string,
    options: readonly Option[],
    more = 0,
  ): TemplateResult | typeof nothing {
    const chosen = new Set(this.model.filter[member]);
    // With one thing only there is nothing to choose.
    if (options.length < 2 && chosen.size === 0) return nothing;
    return html`<fieldset class=${member} data-roving>
      <legend>${title}</legend>
      <div class="options">
        ${repeat(
          options,
          ({ value }) => value,
          ({ value, count, icon: name, words }) => {
            const on = chosen.has(value);
            return html`<label class=${count === 0 && !on ? 'none' : ''}>
            <input
              type="checkbox"
              .checked=${on}
              @change=${() => this.#toggle(member, value)}
            />
            ${icon(name)}<span class="words" dir="auto" title=${words}>${words}</span
            ><span class="count">${toolbarStrings.count(count)}</span>
          </label>`;
          },
        )}
      </div>
      ${more > 0 ? html`<p>${toolbarStrings.morePeople(more)}</p>` : nothing}
    </fieldset>`;
  }

  #toggle(member: ListMember, value: string): void {
    const before = this.model.filter[member] ?? [];
    const values = before.includes(value) ? before.filter((other) => other !== value) : [...before, value];
    this.model.setFilter(withList(this.model.filter, member, values));
  }

  #timeTemplate({ spans }: Facets, { first, last }: NonNullable<Facets['span']>): TemplateResult {
    const { from, to } = this.model.filter;
    return html`<fieldset class="time">
      <legend>${toolbarStrings.time}</legend>
      <div class="spans" data-roving>
        ${spans.map((span) => {
          const on = span.from === from && span.to === to;
          return html`<button
            class="span"
            aria-pressed=${on}
            @click=${() => this.model.setFilter(on ? withTime(this.model.filter, undefined, undefined) : withTime(this.model.filter, span.from, span.to))}
          >
            ${toolbarStrings.span[span.name]} <span class="count">${toolbarStrings.count(span.count)}</span>
          </button>`;
        })}
      </div>
      <div class="moments">
        ${this.#momentTemplate(toolbarStrings.from, from, first, last, (time) => withTime(this.model.filter, time, to))}
        ${this.#momentTemplate(toolbarStrings.to, to, first, last, (time) => withTime(this.model.filter, from, time))}
      </div>
    </fieldset>`;
  }

  #momentTemplate(
    label: string,
    time: number | undefined,
    first: number,
    last: number,
    change: (time: number | undefined) => Filter,
  ): TemplateResult {
    return html`<label class="moment"
      ><span>${label}</span
      ><input
        type="datetime-local"
        min=${localInputValue(first)}
        max=${localInputValue(last + 60_000)}
        .value=${time === undefined ? '' : localInputValue(time)}
        @change=${({ target }: Event) => {
          if (target instanceof HTMLInputElement) this.model.setFilter(change(readLocalInput(target.value)));
        }}
    /></label>`;
  }
}
