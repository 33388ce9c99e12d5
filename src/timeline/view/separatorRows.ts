import { html, nothing, type TemplateResult } from 'lit';
import type { EventRow } from '../protocol/rows.ts';
import { shownName } from '../protocol/shownName.ts';
import { durationWords } from './durations.ts';
import { icon } from './icon.ts';
import type { IconName } from './iconName.ts';
import { partyIcon, statusIcon } from './kinds.ts';
import { readable } from './readable.ts';
import { rowStrings } from './rowStrings.ts';
import type { Times } from './times.ts';

/** The line between two days. @param after how long it was silent before, where that is worth a word: milliseconds */
export function dayTemplate(
  day: string,
  after: number | undefined,
  index: number,
  times: Times,
  now: number,
): TemplateResult {
  return html`<div class="row day" data-index=${index}>
    <span class="rail"></span
    ><span class="day-name"
      ><time datetime=${day || nothing} title=${day ? times.fullDay(day) : nothing}>${times.day(day, now)}</time
      >${
        after === undefined
          ? nothing
          : html`<span class="later" title=${rowStrings.laterMeaning}>${laterWords(after)}</span>`
      }</span
    >
  </div>`;
}

/** A long silence. @param after how long: milliseconds */
export function gapTemplate(after: number, index: number): TemplateResult {
  return html`<div class="row gap" data-index=${index}>
    <span class="gap-name" title=${rowStrings.laterMeaning}>${laterWords(after)}</span>
  </div>`;
}

/** Something that befell the conversation. */
export function eventTemplate(row: EventRow, index: number, times: Times): TemplateResult {
  const time = times.time(row.at);
  const about = row.what === 'status' ? rowStrings.statusAbout : rowStrings.leftAbout;
  const exact = times.exact(row.at);
  return html`<div class="row event" data-index=${index} data-what=${row.what}>
    <time class="time" datetime=${row.at} title=${row.about ? `${exact}. ${about}` : exact}
      >${row.about ? rowStrings.about(time) : time}</time
    ><span class="rail"></span>
    <span class="event-name" dir="auto" title=${row.about ? about : nothing}>${icon(iconOf(row))}<span>${eventWords(row)}</span></span>
  </div>`;
}

/** `3 h 12 min later`. */
export function laterWords(after: number): string {
  return rowStrings.later(durationWords(after));
}

/** What befell the conversation, in a sentence. */
export function eventWords({ what, participants, status = '' }: EventRow): string {
  const names = participants.map(({ name }) => shownName(name));
  switch (what) {
    case 'created':
      return rowStrings.created(names);
    case 'joined':
      return rowStrings.joined(names);
    case 'left':
      return rowStrings.left(names);
    case 'status': {
      const words: Readonly<Record<string, string>> = rowStrings.status;
      return Object.hasOwn(words, status)
        ? (words[status] ?? '')
        : rowStrings.statusOther(readable(shownName(status)));
    }
  }
}

function iconOf({ what, participants, status = '' }: EventRow): IconName {
  if (what === 'status') return statusIcon(status);
  if (what === 'created') return 'commentDiscussion';
  return partyIcon(participants[0]?.type ?? '');
}
