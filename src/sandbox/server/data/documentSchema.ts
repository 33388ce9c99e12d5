import * as v from 'valibot';
import { jsonObject, strings } from '../../../api/bodies/common.ts';

/*
 * What an import relies on. It is little, so that what a client wrote of a live account comes in whatever Twilio adds:
 * members that are not known here are let be, enumerations are open, null is as good as nothing. A sandbox's own members
 * are held to be as the sandbox wrote them in all that would break it otherwise.
 */

/** An object with these members, and whatever else it has. */
const record = <const E extends v.ObjectEntries>(entries: E) => v.pipe(jsonObject, v.looseObject(entries));

const map = <S extends v.GenericSchema>(value: S) => v.pipe(jsonObject, v.record(v.string(), value));

const text = v.string();
const optionalText = v.nullish(text);
const milliseconds = v.number();
const count = v.pipe(v.number(), v.integer('must be an integer'), v.minValue(0, 'must not be negative'));

const timestamp = v.pipe(
  v.string(),
  v.check(
    (value) => !Number.isNaN(Date.parse(value)),
    'must be a date and time such as 2026-03-01T09:30:00Z',
  ),
);
const optionalTimestamp = v.nullish(timestamp);
const dates = { createdAt: optionalTimestamp, updatedAt: optionalTimestamp };

const settings = {
  displayName: optionalText,
  description: optionalText,
  conversationGroupingType: optionalText,
  memoryStoreId: optionalText,
  channelSettings: v.nullish(
    map(
      record({
        statusTimeouts: v.nullish(
          record({ inactive: v.nullish(milliseconds), closed: v.nullish(milliseconds) }),
        ),
        captureRules: v.nullish(v.array(record({ from: text, to: text }))),
      }),
    ),
  ),
  statusCallbacks: v.nullish(v.array(record({ url: text, method: optionalText }))),
  intelligenceConfigurationIds: v.nullish(v.array(text)),
  traitExtractionStrategyIds: v.nullish(v.array(text)),
  observationExtractionStrategyIds: v.nullish(v.array(text)),
  memoryExtractionEnabled: v.nullish(v.boolean()),
  conversationsV1Bridge: v.nullish(record({ serviceId: text })),
};

const configuration = record({ id: text, ...settings, ...dates, version: v.nullish(count) });

const participant = record({
  id: text,
  name: optionalText,
  type: optionalText,
  profileId: optionalText,
  addresses: v.nullish(v.array(record({ channel: text, address: text, channelId: optionalText }))),
  ...dates,
  sandbox: v.optional(record({})),
});

const party = { address: text, channel: text, participantId: optionalText };

const communication = record({
  id: text,
  author: record(party),
  content: record({ type: text, text: optionalText, transcription: v.nullish(record({})) }),
  recipients: v.nullish(v.array(record({ ...party, deliveryStatus: optionalText }))),
  channelId: optionalText,
  resourceId: optionalText,
  ...dates,
  occurredAt: optionalTimestamp,
  sandbox: v.optional(record({ outcomes: v.optional(v.array(text)) })),
});

const messageParty = record({ address: text, channel: text });

const action = record({
  id: text,
  type: optionalText,
  status: optionalText,
  related: v.nullish(v.pipe(jsonObject, strings)),
  ...dates,
  completedAt: optionalTimestamp,
  failureReason: optionalText,
  sandbox: v.optional(
    record({
      message: v.optional(record({ author: messageParty, recipients: v.array(messageParty), text })),
    }),
  ),
});

const conversation = record({
  id: text,
  configurationId: text,
  status: optionalText,
  name: optionalText,
  ...dates,
  configuration: v.nullish(record(settings)),
  participants: v.nullish(v.array(participant)),
  metadata: v.nullish(v.pipe(jsonObject, strings)),
  communications: v.nullish(v.array(communication)),
  actions: v.nullish(v.array(action)),
  sandbox: v.optional(
    record({
      quietSince: milliseconds,
      lastChannel: v.optional(text),
      base: v.optional(v.literal(true)),
    }),
  ),
});

const operation = record({
  id: text,
  status: text,
  createdAt: milliseconds,
  completedAt: v.optional(milliseconds),
  dueAt: milliseconds,
  task: v.pipe(
    record({ kind: text, id: text, settings: v.optional(record(settings)) }),
    v.check(
      ({ kind, settings }) => settings !== undefined || !/^(create|change)-configuration$/.test(kind),
      'must have settings',
    ),
  ),
});

const accountMember = record({
  ids: record({ seed: v.number(), made: map(count) }),
  operations: v.optional(v.array(operation), []),
  answers: v.optional(map(record({ request: text, operationId: text, at: milliseconds })), {}),
  serviceConversations: v.optional(
    v.array(
      record({
        sid: text,
        serviceSid: text,
        uniqueName: v.nullable(text),
        attributes: text,
        conversationId: text,
      }),
    ),
    [],
  ),
  profiles: v.optional(map(text), {}),
  groups: v.optional(map(text), {}),
  base: v.optional(
    record({
      data: text,
      version: v.number(),
      seed: v.number(),
      at: milliseconds,
      removed: v.array(text),
    }),
  ),
});

export const documentSchema = record({
  exportedAt: timestamp,
  accounts: v.array(
    record({
      accountSid: text,
      configurations: v.nullish(v.array(configuration)),
      conversations: v.nullish(v.array(conversation)),
      sandbox: v.optional(accountMember),
    }),
  ),
  sandbox: v.optional(record({ now: v.optional(timestamp), generation: v.optional(text) })),
});
