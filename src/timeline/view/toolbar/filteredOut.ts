import filter from '@vscode/codicons/src/icons/filter.svg';
import { html, type TemplateResult } from 'lit';
import { drawIcon } from '../../../platform/webview/drawIcon.ts';
import type { State } from '../../protocol/state.ts';
import { filteredOutStrings } from './filteredOutStrings.ts';

/** Instead of rows, where the filters let nothing through: says so, and the way out. */
export function filteredOutTemplate(state: State, clear: () => void): TemplateResult {
  const { communicationCount, phase } = state;
  const detail =
    phase === 'more'
      ? filteredOutStrings.noneYet(communicationCount)
      : filteredOutStrings.noneDetail(communicationCount);
  return html`<div class="notice">
    <div class="emblem">${drawIcon(filter)}</div>
    <h2>${filteredOutStrings.noneTitle}</h2>
    <p>${detail}</p>
    <div class="ways"><button class="button" @click=${clear}>${filteredOutStrings.clearFilters}</button></div>
  </div>`;
}
