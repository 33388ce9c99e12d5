import * as v from 'valibot';
import { address, atLeastOneItem, channel, jsonObject, object, text } from './common.ts';

const RFC_3339 = /^(\d{4})-(\d\d)-(\d\d)[Tt](?:[01]\d|2[0-3]):\d\d:\d\d(\.\d+)?([Zz]|[+-]\d\d:\d\d)$/;

/** Dates that a JSON answer can give end with the year 9999. */
const LAST_MOMENT = Date.UTC(9999, 11, 31, 23, 59, 59, 999);

const FIRST_MOMENT = Date.parse('0000-01-01T00:00:00Z');

/** Date reads 30 February as 2 March; the API's format does not. */
function isMoment(value: string): boolean {
  const [, year, month, day] = RFC_3339.exec(value) ?? [];
  const daysInMonth = new Date(Date.UTC(Number(year), Number(month), 0)).getUTCDate();
  const at = Date.parse(value);
  // An offset may lead out of the years that have four digits: such a moment could not be given in an answer.
  return Number(day) <= daysInMonth && at >= FIRST_MOMENT && at <= LAST_MOMENT;
}

/** A date and time with its offset, as epoch milliseconds. */
export const moment = v.pipe(
  v.string(),
  v.check(isMoment, 'must be a date and time such as 2026-03-01T09:30:00Z'),
  v.transform((value) => Date.parse(value)),
);

const party = object({ address, channel, participantId: v.exactOptional(v.string()) });

/** What a transcription may say of itself. */
export const transcriptionFacts = {
  channel: v.exactOptional(v.pipe(v.number(), v.integer('must be an integer'))),
  // The document bounds it in answers only; what is taken here has to be given there.
  confidence: v.exactOptional(
    v.pipe(v.number(), v.minValue(0, 'must be at least 0'), v.maxValue(1, 'must be at most 1')),
  ),
  engine: v.exactOptional(v.string()),
};

const content = v.pipe(
  jsonObject,
  v.variant('type', [
    v.object({ type: v.literal('TEXT'), text }),
    v.object({
      type: v.literal('TRANSCRIPTION'),
      text,
      transcription: v.exactOptional(object(transcriptionFacts)),
    }),
  ]),
);

/** The caller's own id of an event. SDK. */
export const resourceId = v.pipe(v.string(), v.minLength(1, 'must not be empty'));

export const createCommunicationBody = object({
  author: party,
  content,
  recipients: v.pipe(v.array(party), atLeastOneItem()),
  channelId: v.exactOptional(v.string()),
  resourceId: v.exactOptional(resourceId),
  occurredAt: v.exactOptional(moment),
});
