import { html, LitElement, type TemplateResult } from 'lit';
import { baseStyles } from '../baseStyles.ts';
import type { Times } from '../times.ts';
import type { ViewModel } from '../viewModel.ts';

/** Switches between feed and lanes, finds and narrows what is shown, and opens what stands beside it. */
export class TimelineToolbar extends LitElement {
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
    return html`<live-status .model=${this.model} .now=${this.now}></live-status>`;
  }
}
