import type { Filter } from '../../protocol/filter.ts';
import { withList, withTime } from '../../protocol/filter.ts';
import { shownName } from '../../protocol/shownName.ts';
import { deliveryOf } from '../delivery.ts';
import type { IconName } from '../iconName.ts';
import { channelIcon, channelWord, partyIcon } from '../kinds.ts';
import { locale } from '../numbers.ts';
import { wordFor } from '../readable.ts';
import { toolbarStrings } from './toolbarStrings.ts';

/** How a value that can be filtered by is shown. */
export interface FilterWord {
  readonly icon: IconName;
  readonly words: string;
}

/** What a party is called, as the host says it. */
export interface PartyName {
  readonly name: string;
  readonly type: string;
}

/** One part of a filter, that can be taken away. */
export interface FilterPart extends FilterWord {
  /** Tells it from the others. */
  readonly key: string;
  /** The filter without it. */
  readonly without: Filter;
}

/** A channel to filter by. */
export function channelFilterWord(channel: string): FilterWord {
  return { icon: channelIcon(channel), words: channelWord(channel) };
}

/** A content type to filter by. */
export function kindFilterWord(kind: string): FilterWord {
  return { icon: kind === 'TRANSCRIPTION' ? 'mic' : 'comment', words: wordFor(toolbarStrings.kind, kind) };
}

/** A delivery status to filter by. @param status empty for none */
export function statusFilterWord(status: string): FilterWord {
  const { icon, words } = deliveryOf(status === '' ? {} : { deliveryStatus: status });
  return { icon, words };
}

/** A party to filter by. @param party absent until the host has said what it is called */
export function partyFilterWord(party: PartyName | undefined): FilterWord {
  return { icon: partyIcon(party?.type ?? 'UNKNOWN'), words: party ? shownName(party.name) : '…' };
}

/** Every part of a filter, to be shown and taken away one by one. */
export function partsOf(filter: Filter, nameOf: (key: string) => PartyName | undefined): FilterPart[] {
  const parts = (
    member: 'parties' | 'channels' | 'kinds' | 'statuses',
    word: (value: string) => FilterWord,
  ): FilterPart[] =>
    (filter[member] ?? []).map((value) => ({
      key: `${member} ${value}`,
      ...word(value),
      without: withList(
        filter,
        member,
        (filter[member] ?? []).filter((other) => other !== value),
      ),
    }));
  const time = timeWords(filter.from, filter.to);
  return [
    ...parts('parties', (key) => partyFilterWord(nameOf(key))),
    ...parts('channels', channelFilterWord),
    ...parts('kinds', kindFilterWord),
    ...parts('statuses', statusFilterWord),
    ...(time === undefined
      ? []
      : [
          {
            key: 'time',
            icon: 'clock' as const,
            words: time,
            without: withTime(filter, undefined, undefined),
          },
        ]),
  ];
}

/**
 * A stretch of time in words, in the reader's zone: a day, several days, or with times of day.
 * @param from epoch milliseconds; absent where it is open
 * @param to the first moment after it
 */
export function timeWords(from: number | undefined, to: number | undefined): string | undefined {
  const moment = (time: number) => {
    const format = isMidnight(time) ? dateFormat() : timeFormat();
    return Number.isFinite(new Date(time).getTime()) ? format.format(time) : '…';
  };
  if (from === undefined) return to === undefined ? undefined : toolbarStrings.until(moment(to));
  if (to === undefined) return toolbarStrings.since(moment(from));
  if (!(from < to)) return `${moment(from)} – ${moment(to)}`;
  const format = isMidnight(from) && isMidnight(to) ? dateFormat() : timeFormat();
  // The last day that is within: its end is the next one's beginning.
  return format.formatRange(from, format === dateFormat() ? to - 1 : to);
}

const made = new Map<'date' | 'time', Intl.DateTimeFormat>();

function dateFormat(): Intl.DateTimeFormat {
  return formatOf('date', { dateStyle: 'medium' });
}

function timeFormat(): Intl.DateTimeFormat {
  return formatOf('time', { dateStyle: 'medium', timeStyle: 'short' });
}

function formatOf(name: 'date' | 'time', options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  let format = made.get(name);
  if (!format) {
    format = new Intl.DateTimeFormat(locale, options);
    made.set(name, format);
  }
  return format;
}

function isMidnight(time: number): boolean {
  const date = new Date(time);
  return date.getHours() === 0 && date.getMinutes() === 0 && date.getSeconds() === 0;
}
