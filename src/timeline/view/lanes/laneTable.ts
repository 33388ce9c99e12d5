import { html, type TemplateResult } from 'lit';
import type { LaneItem } from '../../protocol/lanes.ts';
import { shownName } from '../../protocol/shownName.ts';
import { channelWord } from '../kinds.ts';
import type { Stretch } from '../lookingAt.ts';
import { keepUsed, rove } from '../roving.ts';
import { stretch } from '../spans.ts';
import type { Times } from '../times.ts';
import { lanesStrings as strings } from './lanesStrings.ts';
import { namesOf, statusWords, textOf } from './laneWords.ts';

/** What the table shows. */
export interface TableContent {
  readonly stretch: Stretch;
  readonly total: number;
  readonly items: readonly LaneItem[];
}

/** What the lanes show, as a table. @param open shows the details of one */
export function tableTemplate(
  { stretch: { from, to }, total, items }: TableContent,
  times: Times,
  selected: string | undefined,
  open: (key: string) => void,
): TemplateResult {
  return html`<div class="table" tabindex="0" role="region" aria-label=${strings.label} @keydown=${rove} @focusin=${keepUsed}>
    <table>
      <caption>
        ${strings.tableCaption(stretch(from, to), items.length, total)}
      </caption>
      <thead>
        <tr>
          <th scope="col">${strings.time}</th>
          <th scope="col">${strings.who}</th>
          <th scope="col">${strings.toWhom}</th>
          <th scope="col">${strings.channel}</th>
          <th scope="col">${strings.status}</th>
          <th scope="col">${strings.text}</th>
        </tr>
      </thead>
      <tbody data-roving>
        ${items.map(
          (item) =>
            html`<tr class=${item.key === selected ? 'selected' : ''}>
              <td class="when">
                <button class="link" title=${strings.showDetails} @click=${() => open(item.key)}>
                  ${times.exact(item.at)}
                </button>
              </td>
              <td dir="auto">${shownName(item.author)}</td>
              <td dir="auto">${namesOf(item.to)}</td>
              <td>${channelWord(item.channel)}</td>
              <td class=${item.status === 'FAILED' ? 'bad' : ''}>${statusWords(item.status)}</td>
              <td class="text" dir="auto">${textOf(item)}</td>
            </tr>`,
        )}
      </tbody>
    </table>
  </div>`;
}
