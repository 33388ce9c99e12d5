import type { LaneItem } from '../../protocol/lanes.ts';
import { shownName } from '../../protocol/shownName.ts';
import { deliveryOf } from '../delivery.ts';
import { channelWord, partyWord } from '../kinds.ts';
import type { Times } from '../times.ts';
import { lanesStrings } from './lanesStrings.ts';

/** A delivery status in a word. */
export function statusWords(status: string | undefined): string {
  return deliveryOf(status === undefined ? {} : { deliveryStatus: status }).words;
}

/** Names, or that there are none. */
export function namesOf(names: readonly string[]): string {
  return names.length === 0 ? lanesStrings.nobody : names.map(shownName).join(', ');
}

/** What was said, or that nothing was. */
export function textOf({ text, shortened }: LaneItem): string {
  if (text.trim() === '') return lanesStrings.noText;
  const shown = shownName(text);
  return shortened ? `${shown}…` : shown;
}

/** What a screen reader says of the mark that the keys have led to. */
export function spokenOf(item: LaneItem, times: Times): string {
  const who = [
    shownName(item.author),
    partyWord(item.type),
    lanesStrings.to(namesOf(item.to)),
    channelWord(item.channel),
  ];
  return `${who.join(', ')}, ${times.exact(item.at)}: ${textOf(item)}, ${statusWords(item.status)}`;
}
