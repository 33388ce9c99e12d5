import close from '@vscode/codicons/src/icons/close.svg';
import { html, LitElement, nothing, type TemplateResult } from 'lit';
import { baseStyles } from '../../../platform/webview/baseStyles.ts';
import { drawIcon } from '../../../platform/webview/drawIcon.ts';
import type { Figures } from '../../protocol/figures.ts';
import type { Filter } from '../../protocol/filter.ts';
import { isOpen } from '../../protocol/filter.ts';
import type { ToView } from '../../protocol/messages.ts';
import { channelStyles } from '../channelStyles.ts';
import { giveShares } from '../details/pane.ts';
import { locale } from '../numbers.ts';
import { paneStyles } from '../paneStyles.ts';
import { keepTabStops, keepUsed, rove } from '../roving.ts';
import type { Times } from '../times.ts';
import type { ViewModel } from '../viewModel.ts';
import {
  channelsTemplate,
  deliveryFiguresTemplate,
  type FiguresLook,
  type Narrowing,
  partiesTemplate,
  responsesTemplate,
  tilesTemplate,
  transcriptionFiguresTemplate,
  weekTemplate,
} from './figuresParts.ts';
import { figuresStrings as strings } from './figuresStrings.ts';
import { figuresStyles } from './figuresStyles.ts';
import { Weekdays } from './weekdays.ts';

/** The conversation in figures, of what the filter lets through. */
export class ConversationFigures extends LitElement {
  static override styles = [baseStyles, paneStyles, figuresStyles, channelStyles];
  static override properties = {
    model: { attribute: false },
    times: { attribute: false },
    now: { type: Number },
    leave: { attribute: false },
    message: { state: true },
  };

  declare model: ViewModel;
  declare times: Times;
  declare now: number;
  /** Takes this away, and gives the focus back to what it stands beside. */
  declare leave: () => void;
  declare private message: Extract<ToView, { type: 'figures' }> | undefined;

  readonly #weekdays = new Weekdays(locale);
  #stopListening: (() => void) | undefined;
  #connected = false;

  override connectedCallback(): void {
    super.connectedCallback();
    if (!this.#connected) {
      this.#connected = true;
      this.model.connect(this);
    }
    this.#stopListening = this.model.link.listen((message) => {
      if (message.type === 'figures') this.message = message;
    });
    this.model.link.post({ type: 'watchFigures', on: true });
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#stopListening?.();
    this.model.link.post({ type: 'watchFigures', on: false });
  }

  protected override updated(): void {
    keepTabStops(this.renderRoot);
    giveShares(this.renderRoot);
  }

  protected override render(): TemplateResult {
    const figures = this.message?.figures;
    return html`<div @keydown=${this.#onKey} @focusin=${keepUsed}>
      ${this.#topTemplate(figures)}
      ${
        figures
          ? this.#bodyTemplate(figures)
          : html`<p class="note">${this.message ? strings.none : strings.loading}</p>`
      }
    </div>`;
  }

  #topTemplate(figures: Figures | undefined): TemplateResult {
    const narrowed = !isOpen(this.model.state?.filter ?? {});
    const scope =
      figures && (narrowed ? strings.of(figures.count, figures.total) : strings.all(figures.count));
    return html`<div class="top">
      <h2>${strings.title}</h2>
      <span class="scope" title=${scope ?? nothing}>${scope ?? nothing}</span>
      ${narrowed ? html`<button class="link" @click=${() => this.model.setFilter({})}>${strings.showAll}</button>` : nothing}
      <button class="tool" title=${strings.close} aria-label=${strings.close} @click=${this.leave}>${drawIcon(close)}</button>
    </div>`;
  }

  #bodyTemplate(figures: Figures): TemplateResult {
    const look: FiguresLook = {
      times: this.times,
      weekdays: this.#weekdays,
      show: (key) => {
        this.model.selected = key;
        this.model.link.post({ type: 'showCommunication', key });
      },
      isNarrowed: (member, value) => isJust(this.model.filter[member], value),
      narrow: (member, value) => this.#narrow(member, value),
    };
    return html`${tilesTemplate(figures)} ${responsesTemplate(figures, look)}
    ${deliveryFiguresTemplate(figures, look)} ${channelsTemplate(figures, look)} ${partiesTemplate(figures, look)}
    ${weekTemplate(figures, look)} ${transcriptionFiguresTemplate(figures, look)}`;
  }

  /** To this one, and back to all where it is this one already; the rest of the filter stays. */
  #narrow(member: Narrowing, value: string): void {
    const { [member]: before, ...rest } = this.model.filter;
    const filter: Filter = isJust(before, value) ? rest : { ...rest, [member]: [value] };
    this.model.setFilter(filter);
  }

  #onKey = (event: KeyboardEvent): void => {
    rove(event);
    if (event.key !== 'Escape' || event.defaultPrevented) return;
    event.preventDefault();
    this.leave();
  };
}

function isJust(values: readonly string[] | undefined, value: string): boolean {
  return values?.length === 1 && values[0] === value;
}
