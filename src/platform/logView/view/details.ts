import { html, LitElement, nothing, type TemplateResult } from 'lit';
import { baseStyles } from '../../webview/baseStyles.ts';
import type { LogDetails, LogSection } from '../protocol.ts';
import {
  factsTemplate,
  noticeTemplate,
  stepsTemplate,
  tableTemplate,
  timingTemplate,
} from './detailsParts.ts';
import { textTemplate } from './detailsText.ts';
import { logDetailsStyles } from './logDetailsStyles.ts';
import { strings } from './logStrings.ts';
import { toneStyles } from './toneStyles.ts';

/** What the details ask of whoever shows them: events that bubble out of shadow trees, with a string as `detail`. */
export const DETAILS_EVENTS = {
  /** A text to be put on the clipboard. */
  copy: 'log-copy',
  /** The id of an act that a link or a button names. */
  act: 'log-act',
  /** `true` or `false`: whether long lines are to be broken from now on. */
  wrap: 'log-wrap',
} as const;

/** What a piece of the details is drawn with. */
export interface DetailsPen {
  readonly wrap: boolean;
  /** Whether a piece that can be closed is open. */
  isOpen(title: string, closed: boolean): boolean;
  toggled(title: string, open: boolean): void;
  copy(text: string): void;
  act(id: string): void;
  toggleWrap(): void;
}

/**
 * All sections of some details, one below the other: `<log-details>` with its property `details`. It knows nothing of
 * the host: {@link DETAILS_EVENTS}.
 */
export class DetailsSections extends LitElement {
  static override styles = [baseStyles, toneStyles, logDetailsStyles];
  static override properties = {
    details: { attribute: false },
    wrap: { type: Boolean },
    said: { state: true },
  };

  declare details: LogDetails | undefined;
  /** Long lines of texts are broken. */
  declare wrap: boolean;
  /** For who does not see that a text was copied. */
  declare private said: string;
  /** What the person opened and closed, by its title: it holds for whatever is shown next. */
  readonly #opened = new Map<string, boolean>();

  constructor() {
    super();
    this.details = undefined;
    this.wrap = true;
    this.said = '';
  }

  /** Made for each drawing. */
  get #pen(): DetailsPen {
    return {
      wrap: this.wrap,
      isOpen: (title, closed) => this.#opened.get(title) ?? !closed,
      toggled: (title, open) => void this.#opened.set(title, open),
      copy: (text) => {
        this.#say(DETAILS_EVENTS.copy, text);
        // Said again each time, though it is the same word.
        this.said = this.said === strings.copied ? `${strings.copied}.` : strings.copied;
      },
      act: (id) => this.#say(DETAILS_EVENTS.act, id),
      toggleWrap: () => {
        this.wrap = !this.wrap;
        this.#say(DETAILS_EVENTS.wrap, String(this.wrap));
      },
    };
  }

  #say(name: string, detail: string): void {
    this.dispatchEvent(new CustomEvent(name, { detail, bubbles: true, composed: true }));
  }

  protected override render(): TemplateResult {
    const pen = this.#pen;
    return html`${this.details?.sections.map((section) => sectionTemplate(section, pen)) ?? nothing}
      <span class="sr" role="status">${this.said}</span>`;
  }
}

function sectionTemplate(section: LogSection, pen: DetailsPen): TemplateResult {
  switch (section.kind) {
    case 'facts':
      return factsTemplate(section, pen);
    case 'notice':
      return noticeTemplate(section, pen);
    case 'text':
      return textTemplate(section, pen);
    case 'timing':
      return timingTemplate(section);
    case 'steps':
      return stepsTemplate(section, pen);
    case 'table':
      return tableTemplate(section, pen);
  }
}

/** Makes `<log-details>` known to the page. */
export function defineDetails(): void {
  if (!customElements.get('log-details')) customElements.define('log-details', DetailsSections);
}
