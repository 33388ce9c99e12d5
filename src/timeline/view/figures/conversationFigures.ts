import { html, LitElement, type TemplateResult } from 'lit';
import { baseStyles } from '../baseStyles.ts';
import type { Times } from '../times.ts';
import type { ViewModel } from '../viewModel.ts';

/** The conversation in figures. */
export class ConversationFigures extends LitElement {
  static override styles = [baseStyles];
  static override properties = {
    model: { attribute: false },
    times: { attribute: false },
    now: { type: Number },
  };

  declare model: ViewModel;
  declare times: Times;
  declare now: number;

  override connectedCallback(): void {
    super.connectedCallback();
    this.model.connect(this);
  }

  protected override render(): TemplateResult {
    return html``;
  }
}
