import * as v from 'valibot';
import { transcriptionFacts } from './rows.ts';

/** How many characters of a text the details show; the rest is opened in an editor on request. */
export const DETAIL_TEXT_LIMIT = 4_000;

/** How many characters of JSON the details show. */
export const DETAIL_JSON_LIMIT = 40_000;

/** What can be done with one communication. */
const COMMUNICATION_ACTS = [
  'copyId',
  'copyText',
  'copyMarkdown',
  'copyJson',
  'openText',
  'openJson',
  'resend',
  'editAndSend',
  'sendElsewhere',
  'saveAsFile',
  'openClassicMessage',
  'showCallbacks',
] as const;

export type CommunicationAct = (typeof COMMUNICATION_ACTS)[number];

const partySchema = v.object({
  /** The participant's name, or their address where there is none. */
  name: v.string(),
  address: v.string(),
  channel: v.string(),
  type: v.string(),
  participantId: v.optional(v.string()),
});

/** A delivery status, and when this panel saw it for the first time: epoch milliseconds. The API tells no such time. */
const seenStatusSchema = v.object({ status: v.optional(v.string()), seenAt: v.number() });

const recipientSchema = v.object({
  ...partySchema.entries,
  deliveryStatus: v.optional(v.string()),
  /** What it was when it was first seen, and each change since, in order. */
  history: v.array(seenStatusSchema),
});

/** Another communication, and how long before this one it occurred, in milliseconds. */
const beforeSchema = v.object({ key: v.string(), ms: v.number() });

const failureReasonSchema = v.object({
  /** Twilio's error code. */
  code: v.number(),
  /** What the code means, where it is a well-known one. */
  meaning: v.optional(v.string()),
  /** Twilio's page about it. */
  url: v.string(),
});

const failureSchema = v.object({
  /**
   * `looking` while the classic (v1) delivery receipts are read, `found` when they tell why, `untold` when nothing does,
   * `error` when they could not be read.
   */
  state: v.picklist(['looking', 'found', 'untold', 'error']),
  reasons: v.array(failureReasonSchema),
  /** The messages were matched by author, text and time, and not by an id. */
  probably: v.boolean(),
  /** The SID by which the Console's logs know the message, where the communication tells it. */
  messageSid: v.optional(v.string()),
});

/** A status callback about this communication, as this machine received it. */
const callbackSchema = v.object({
  /** Such as COMMUNICATION_CREATED. */
  eventType: v.string(),
  /** Epoch milliseconds. */
  receivedAt: v.number(),
  /** Whether its signature matched; `unchecked` where no token was there to check it with. */
  verdict: v.picklist(['signed', 'unsigned', 'unchecked']),
  /** It came before already. */
  repeated: v.boolean(),
});

const detailsSchema = v.object({
  /** The communication's id. */
  key: v.string(),
  /** 1-based, among those that are shown; absent where the filter hides it. */
  position: v.optional(v.number()),
  shownCount: v.number(),
  /** Its neighbours among those that are shown. */
  previous: v.optional(v.string()),
  next: v.optional(v.string()),
  author: partySchema,
  side: v.picklist(['customer', 'agent']),
  recipients: v.array(recipientSchema),
  contentType: v.string(),
  /** At most {@link DETAIL_TEXT_LIMIT} characters of the text. */
  text: v.string(),
  textLength: v.number(),
  transcription: v.optional(
    v.object({
      ...transcriptionFacts,
      wordCount: v.number(),
      /** From the first word's start to the last one's end, in milliseconds. */
      spokenMs: v.optional(v.number()),
    }),
  ),
  /** ISO 8601, as the API gave them. */
  occurredAt: v.optional(v.string()),
  createdAt: v.optional(v.string()),
  updatedAt: v.optional(v.string()),
  /** When this panel first saw it: epoch milliseconds. */
  firstSeenAt: v.optional(v.number()),
  /** The one before it in the conversation, whatever the filter shows. */
  sincePrevious: v.optional(beforeSchema),
  /** The one before it by the same author. */
  sinceSameAuthor: v.optional(beforeSchema),
  /** Ids, each by its path in the resource, such as `author.participantId`. */
  ids: v.array(v.object({ path: v.string(), value: v.string() })),
  /** Members that the API sent and that nothing else here shows: by path, as JSON. */
  others: v.array(v.object({ path: v.string(), value: v.string() })),
  /** At most {@link DETAIL_JSON_LIMIT} characters of the resource as JSON. */
  json: v.string(),
  /** It is more than that: the document has all of it. */
  jsonCut: v.boolean(),
  /** Present where a recipient was not reached. */
  failure: v.optional(failureSchema),
  /** What the webhook receiver took in about it, in order of arrival; empty where it listens to nothing. */
  callbacks: v.array(callbackSchema),
  /** The conversation also lives in a classic (v1) service. */
  bridged: v.boolean(),
  masked: v.boolean(),
});

/** From the host: all that is known of one communication; without `details` when there is none with that id. */
export const detailsToView = [
  v.object({ type: v.literal('details'), key: v.string(), details: v.optional(detailsSchema) }),
] as const;

/** From the view: something to do with one communication, or to know of it. */
export const detailsToHost = [
  v.object({
    type: v.literal('actOn'),
    act: v.picklist(COMMUNICATION_ACTS),
    /** The communication's id. */
    key: v.string(),
  }),
  /** Which communication is selected: commands are about it. Absent for none. */
  v.object({ type: v.literal('selected'), key: v.optional(v.string()) }),
  /** Asks for details, now and whenever they change; without a key no more. */
  v.object({ type: v.literal('getDetails'), key: v.optional(v.string()) }),
  /** Copies the value that a path leads to. */
  v.object({ type: v.literal('copyDetail'), key: v.string(), path: v.string() }),
] as const;

export type Details = v.InferOutput<typeof detailsSchema>;
export type DetailsRecipient = v.InferOutput<typeof recipientSchema>;
export type DetailsCallback = v.InferOutput<typeof callbackSchema>;
export type DeliveryFailure = v.InferOutput<typeof failureSchema>;
