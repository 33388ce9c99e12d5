import { html, type TemplateResult } from 'lit';
import type { State } from '../../protocol/state.ts';
import { drawIcon } from '../icon.ts';
import { toolbarIcons } from './toolbarIcons.ts';
import { toolbarStrings } from './toolbarStrings.ts';

/** Instead of rows, where the filters let nothing through: says so, and the way out. */
export function filteredOutTemplate(state: State, clear: () => void): TemplateResult {
  const { communicationCount, phase } = state;
  const detail =
    phase === 'more'
      ? toolbarStrings.noneYet(communicationCount)
      : toolbarStrings.noneDetail(communicationCount);
  return html`<div class="notice">
    <div class="emblem">${drawIcon(toolbarIcons.filter)}</div>
    <h2>${toolbarStrings.noneTitle}</h2>
    <p>${detail}</p>
    <div class="ways"><button class="button" @click=${clear}>${toolbarStrings.clearFilters}</button></div>
  </div>`;
}
