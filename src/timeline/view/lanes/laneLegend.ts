import { html, nothing, svg, type TemplateResult } from 'lit';
import { channelWord } from '../kinds.ts';
import { lanesStrings as strings } from './lanesStrings.ts';

/** Shapes as on the canvas, about 7,7. */
const shapes: Readonly<Record<string, TemplateResult>> = {
  SMS: svg`<circle cx="7" cy="7" r="4.5" />`,
  WHATSAPP: svg`<path d="M7 1.6 12.4 7 7 12.4 1.6 7Z" />`,
  CHAT: svg`<path d="M3.2 3.2h7.6v7.6H3.2Z" />`,
  RCS: svg`<path d="M12.3 7 9.65 11.6h-5.3L1.7 7l2.65-4.6h5.3Z" />`,
  VIDEO: svg`<path d="M7 1.7 11.6 9.7H2.4Z" />`,
  VOICE: svg`<rect x="0.8" y="3.5" width="12.4" height="7" rx="3" />`,
};

function key(
  shape: TemplateResult | undefined,
  className: string,
  words: string,
  channel?: string,
): TemplateResult {
  return html`<span class="key"
    ><svg class=${className} data-channel=${channel ?? nothing} viewBox="0 0 14 14" width="14" height="14" aria-hidden="true">${shape ?? shapes['SMS']}</svg>${words}</span
  >`;
}

/** What shapes and fills mean, of what occurs here. @param channels of the conversation @param marks are told apart */
export function legendTemplate(channels: readonly string[], marks: boolean): TemplateResult {
  return html`<div class="legend" role="group" aria-label=${strings.legend}>
    ${channels.map((channel) => key(Object.hasOwn(shapes, channel) ? shapes[channel] : undefined, 'solid', channelWord(channel), channel))}
    ${
      marks
        ? html`<span class="divider" aria-hidden="true"></span>${key(shapes['SMS'], 'solid', strings.arrived)}
          ${key(shapes['SMS'], 'hollow', strings.underWay)}
          ${key(svg`<circle cx="7" cy="7" r="4.5" /><path class="cross" d="m5 5 4 4m0-4-4 4" />`, 'failed', strings.failed)}`
        : nothing
    }
    ${key(svg`<path d="M1.5 4v5h11V4" />`, 'waiting', strings.waiting)}
  </div>`;
}
