import type { CommunicationRow } from '../protocol/rows.ts';
import { shownName } from '../protocol/shownName.ts';
import { summarizeDelivery } from './delivery.ts';
import { channelWord, partyWord } from './kinds.ts';
import { strings } from './strings.ts';
import type { Times } from './times.ts';

/** A label is heard, not read: this many characters of the text, then the reader opens it. */
const SPOKEN_CHARACTERS = 400;

/**
 * What a screen reader says of a communication: `Maya Lopez, Customer, SMS, 14:02: Where is my parcel?, Delivered`.
 * @param before said first: the day of its first communication, or how long it was silent
 */
export function labelOf(row: CommunicationRow, times: Times, before?: string): string {
  const kind = row.transcription || row.contentType === 'TRANSCRIPTION' ? [strings.transcription] : [];
  const who = [
    shownName(row.author.name || row.author.address || strings.unnamed),
    partyWord(row.author.type),
    channelWord(row.channel),
    ...kind,
    times.time(row.at) || strings.noTime,
  ];
  if (before) who.unshift(before);
  const text = row.text.trim() === '' ? strings.noText : row.text.trim();
  const spoken =
    text.length > SPOKEN_CHARACTERS ? `${shownName(text.slice(0, SPOKEN_CHARACTERS))}…` : shownName(text);
  const delivery = summarizeDelivery(row.recipients);
  return `${who.join(', ')}: ${spoken}${delivery ? `, ${delivery.words}` : ''}`;
}
