import * as v from 'valibot';
import { CHANNELS, PARTICIPANT_TYPES } from '../../api/resources.ts';

/*
 * The bodies that the API takes, with every limit of its OpenAPI document (twilio_conversations_v2.json in
 * @twilio/cli-core 9.0.0). What is marked SDK is newer than that document and comes from the typings of twilio 6.2;
 * the limits on addresses and text come from Twilio's Agent Connect client.
 */

/** Valibot lets arrays pass as objects; the API's document tells them apart. */
const jsonObject = v.custom<Record<string, unknown>>(
  (input) => typeof input === 'object' && input !== null && !Array.isArray(input),
  'must be an object',
);

const object = <const E extends v.ObjectEntries>(entries: E) => v.pipe(jsonObject, v.object(entries));

const MAX_ADDRESS = 254;
const MAX_TEXT = 8_388_608;

const atMost = (limit: number) =>
  v.maxLength<string, number, string>(limit, `must have at most ${limit.toLocaleString('en-US')} characters`);

const channel = v.picklist(CHANNELS);
const address = v.pipe(v.string(), v.minLength(1, 'must not be empty'), atMost(MAX_ADDRESS));

const participantAddress = object({
  channel,
  address,
  channelId: v.exactOptional(v.string()),
});

const RFC_3339 = /^(\d{4})-(\d\d)-(\d\d)[Tt]\d\d:\d\d:\d\d(\.\d+)?([Zz]|[+-]\d\d:\d\d)$/;

/** Date reads 30 February as 2 March; the API's format does not. */
function isMoment(text: string): boolean {
  const [, year, month, day] = RFC_3339.exec(text) ?? [];
  const daysInMonth = new Date(Date.UTC(Number(year), Number(month), 0)).getUTCDate();
  return Number(day) <= daysInMonth && !Number.isNaN(Date.parse(text));
}

/** A date and time with its offset, as epoch milliseconds. */
const moment = v.pipe(
  v.string(),
  v.check(isMoment, 'must be a date and time such as 2026-03-01T09:30:00Z'),
  v.transform((text) => Date.parse(text)),
);

/** SDK. */
const metadata = v.pipe(
  jsonObject,
  v.record(
    v.pipe(
      v.string(),
      atMost(128),
      v.regex(/^[A-Za-z0-9._-]+$/, 'must be a key of letters, digits, ".", "_" and "-"'),
    ),
    v.pipe(v.string(), atMost(512)),
  ),
  v.maxEntries(8, 'must have at most 8 entries'),
);

const participantEntries = {
  name: v.exactOptional(v.string()),
  type: v.exactOptional(v.picklist(PARTICIPANT_TYPES)),
  profileId: v.exactOptional(v.string()),
  addresses: v.array(participantAddress),
};

export const createParticipantBody = object(participantEntries);

export const createConversationBody = object({
  configurationId: v.string(),
  name: v.exactOptional(v.string()),
  configuration: v.exactOptional(
    object({
      intelligenceConfigurationIds: v.exactOptional(
        v.pipe(v.array(v.string()), v.maxLength(5, 'must have at most 5 items')),
      ),
      // SDK, these three.
      traitExtractionStrategyIds: v.exactOptional(v.array(v.string())),
      observationExtractionStrategyIds: v.exactOptional(v.array(v.string())),
      workflows: v.exactOptional(v.array(object({ flowId: v.string() }))),
    }),
  ),
  participants: v.exactOptional(
    v.pipe(
      v.array(
        object({
          ...participantEntries,
          addresses: v.exactOptional(v.array(participantAddress)),
        }),
      ),
      v.maxLength(50, 'must have at most 50 items'),
    ),
  ),
  metadata: v.exactOptional(metadata),
});

const party = object({ address, channel, participantId: v.exactOptional(v.string()) });

const text = v.pipe(v.string(), atMost(MAX_TEXT));

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
  recipients: v.pipe(v.array(party), v.minLength(1, 'must have at least 1 item')),
  channelId: v.exactOptional(v.string()),
  // SDK.
  resourceId: v.exactOptional(v.pipe(v.string(), v.minLength(1, 'must not be empty'))),
  occurredAt: v.exactOptional(moment),
});
