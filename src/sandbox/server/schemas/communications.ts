import * as v from 'valibot';
import { address, atLeastOneItem, channel, jsonObject, object, text } from './common.ts';

const RFC_3339 = /^(\d{4})-(\d\d)-(\d\d)[Tt]\d\d:\d\d:\d\d(\.\d+)?([Zz]|[+-]\d\d:\d\d)$/;

/** Date reads 30 February as 2 March; the API's format does not. */
function isMoment(value: string): boolean {
  const [, year, month, day] = RFC_3339.exec(value) ?? [];
  const daysInMonth = new Date(Date.UTC(Number(year), Number(month), 0)).getUTCDate();
  return Number(day) <= daysInMonth && !Number.isNaN(Date.parse(value));
}

/** A date and time with its offset, as epoch milliseconds. */
const moment = v.pipe(
  v.string(),
  v.check(isMoment, 'must be a date and time such as 2026-03-01T09:30:00Z'),
  v.transform((value) => Date.parse(value)),
);

const party = object({ address, channel, participantId: v.exactOptional(v.string()) });

const content = v.pipe(
  jsonObject,
  v.variant('type', [
    v.object({ type: v.literal('TEXT'), text }),
    v.object({
      type: v.literal('TRANSCRIPTION'),
      text,
      transcription: v.exactOptional(
        object({
          channel: v.exactOptional(v.pipe(v.number(), v.integer('must be an integer'))),
          // The document bounds it in answers only; what is taken here has to be given there.
          confidence: v.exactOptional(
            v.pipe(v.number(), v.minValue(0, 'must be at least 0'), v.maxValue(1, 'must be at most 1')),
          ),
          engine: v.exactOptional(v.string()),
        }),
      ),
    }),
  ]),
);

export const createCommunicationBody = object({
  author: party,
  content,
  recipients: v.pipe(v.array(party), atLeastOneItem()),
  channelId: v.exactOptional(v.string()),
  // SDK.
  resourceId: v.exactOptional(v.pipe(v.string(), v.minLength(1, 'must not be empty'))),
  occurredAt: v.exactOptional(moment),
});
