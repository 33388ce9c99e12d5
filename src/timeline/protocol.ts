/**
 * What the timeline's host side and its view say to each other. The host owns the data and cuts it into rows;
 * the view asks for windows of rows and draws only those. Both sides check what they receive against these
 * schemas, and types are read off them. No message carries a credential.
 */
import * as v from 'valibot';

/** How many characters of a text travel to the view; the rest is opened in an editor on request. */
export const TEXT_LIMIT = 20_000;

/** How many rows one request may ask for. */
export const ROW_LIMIT = 500;

const partySchema = v.object({
  /** The participant's name, or their address where there is none. */
  name: v.string(),
  address: v.string(),
  channel: v.string(),
  /** CUSTOMER, HUMAN_AGENT, AI_AGENT, AGENT, UNKNOWN, or whatever else the API sent. */
  type: v.string(),
  participantId: v.optional(v.string()),
});

const recipientSchema = v.object({
  ...partySchema.entries,
  /** INITIATED, IN_PROGRESS, DELIVERED, READ, FAILED, or another value as it came. */
  deliveryStatus: v.optional(v.string()),
});

const communicationRowSchema = v.object({
  kind: v.literal('communication'),
  /** The communication's id; stable across refreshes. */
  key: v.string(),
  /** When it occurred: ISO 8601, or empty where the API gave no date. */
  at: v.string(),
  author: partySchema,
  recipients: v.array(recipientSchema),
  channel: v.string(),
  /** TEXT, TRANSCRIPTION, or another content type as it came. */
  contentType: v.string(),
  /** At most {@link TEXT_LIMIT} characters of the text. */
  text: v.string(),
  /** Length of the whole text in UTF-16 units; greater than `text.length` where it was shortened. */
  textLength: v.number(),
  transcription: v.optional(
    v.object({
      /** 0 for the inbound leg of the call, 1 for the outbound one. */
      channel: v.optional(v.number()),
      /** 0.0 to 1.0. */
      confidence: v.optional(v.number()),
      engine: v.optional(v.string()),
    }),
  ),
  /** Which side of the feed it stands on: `customer` at the start, `agent` at the end. */
  side: v.picklist(['customer', 'agent']),
  /** The first of a run by the same author on the same channel: shows author and channel; the others do not. */
  startsTurn: v.boolean(),
  /** 1-based position among the communications, day rows not counted: what a screen reader calls "3 of 300". */
  position: v.optional(v.number()),
});

const dayRowSchema = v.object({
  kind: v.literal('day'),
  /** `day:2026-03-01` */
  key: v.string(),
  /** The calendar day in the viewer's time zone: `2026-03-01`, or empty for communications without a date. */
  day: v.string(),
});

const rowSchema = v.variant('kind', [communicationRowSchema, dayRowSchema]);

const failureSchema = v.object({
  /** What happened, to what: one sentence. */
  title: v.string(),
  /** Why, and what to do about it. */
  detail: v.string(),
  /** Buttons that lead out of it; `retry` is always among them. */
  actions: v.array(
    v.object({
      act: v.picklist(['retry', 'openLog', 'signIn', 'reenterSecret', 'startSandbox']),
      label: v.string(),
    }),
  ),
});

const headerSchema = v.object({
  conversationId: v.string(),
  /** The conversation's name, or a shortened id. */
  title: v.string(),
  status: v.optional(v.string()),
  /** Every channel that a participant can be reached on. */
  channels: v.array(v.string()),
  participants: v.array(
    v.object({
      id: v.string(),
      name: v.string(),
      type: v.string(),
      addresses: v.array(v.string()),
    }),
  ),
  configurationName: v.optional(v.string()),
  createdAt: v.optional(v.string()),
  updatedAt: v.optional(v.string()),
  /** Label of the account it was read from. */
  account: v.string(),
  /** True for a sandbox: nothing here reaches people or costs money. */
  sandbox: v.boolean(),
});

/** From the host to the view. */
export const toViewSchema = v.variant('type', [
  v.object({
    type: v.literal('state'),
    /** Absent until the conversation was read. */
    header: v.optional(headerSchema),
    /** Grows with each change of the rows; a window of rows is valid for one revision. */
    revision: v.number(),
    rowCount: v.number(),
    /** How many communications are loaded so far. */
    communicationCount: v.number(),
    /** `loading` before the first page, `more` while further pages arrive, `refreshing` while all is read anew. */
    phase: v.picklist(['loading', 'more', 'refreshing', 'ready', 'error']),
    /** With phase `error`. Rows that were loaded before stay readable. */
    failure: v.optional(failureSchema),
    /** When the data was last complete: ISO 8601. */
    refreshedAt: v.optional(v.string()),
  }),
  v.object({
    type: v.literal('rows'),
    revision: v.number(),
    /** Index of the first row. */
    from: v.number(),
    rows: v.array(rowSchema),
    /** The key that was asked for with `getRowsAround`, when it exists, and its index. */
    around: v.optional(v.object({ key: v.string(), index: v.number() })),
  }),
  /** Scroll to this row and mark it for a moment: what was just sent, or looked for. */
  v.object({
    type: v.literal('reveal'),
    key: v.string(),
    index: v.number(),
    revision: v.number(),
  }),
]);

/** From the view to the host. */
export const toHostSchema = v.variant('type', [
  /** First message: the view listens now. */
  v.object({
    type: v.literal('ready'),
    timeZone: v.string(),
    locale: v.string(),
  }),
  v.object({
    type: v.literal('getRows'),
    from: v.pipe(v.number(), v.integer(), v.minValue(0)),
    count: v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(ROW_LIMIT)),
  }),
  /** Rows around a known one, wherever it stands now: keeps the reading place when rows arrive above it. */
  v.object({
    type: v.literal('getRowsAround'),
    key: v.string(),
    before: v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(ROW_LIMIT)),
    count: v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(ROW_LIMIT)),
  }),
  v.object({
    type: v.literal('act'),
    act: v.picklist([
      'refresh',
      'retry',
      'openLog',
      'signIn',
      'reenterSecret',
      'startSandbox',
      'createCommunication',
      'copyConversationId',
    ]),
  }),
  v.object({
    type: v.literal('actOn'),
    act: v.picklist(['copyId', 'copyText', 'openText']),
    /** The communication's id. */
    key: v.string(),
  }),
]);

export type ToView = v.InferOutput<typeof toViewSchema>;
export type ToHost = v.InferOutput<typeof toHostSchema>;
export type State = Extract<ToView, { type: 'state' }>;
export type Header = v.InferOutput<typeof headerSchema>;
export type Failure = v.InferOutput<typeof failureSchema>;
export type Row = v.InferOutput<typeof rowSchema>;
export type CommunicationRow = v.InferOutput<typeof communicationRowSchema>;
export type TimelineParty = v.InferOutput<typeof partySchema>;
export type TimelineRecipient = v.InferOutput<typeof recipientSchema>;

/**
 * Reads a message from the other side.
 * @returns the message, or `undefined` when it is not one of ours or is malformed: the caller drops it.
 */
export function readMessage<S extends typeof toViewSchema | typeof toHostSchema>(
  schema: S,
  value: unknown,
): v.InferOutput<S> | undefined {
  const result = v.safeParse(schema, value);
  return result.success ? result.output : undefined;
}
