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

const wordSchema = v.object({
  /** Where it stands in the text that was sent: UTF-16 units. */
  start: v.number(),
  end: v.number(),
  /** When it was begun: milliseconds after the first word. */
  offset: v.optional(v.number()),
  /** How long it took to say: milliseconds. */
  length: v.optional(v.number()),
  /** 0.0 to 1.0. The API documents none for a word; shown where it sends one. */
  confidence: v.optional(v.number()),
});

/** What is told of every transcription. */
export const transcriptionFacts = {
  /** 0 for the inbound leg of the call, 1 for the outbound one. */
  channel: v.optional(v.number()),
  /** 0.0 to 1.0. */
  confidence: v.optional(v.number()),
  engine: v.optional(v.string()),
};

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
      ...transcriptionFacts,
      /** The first words, where they stand in the text and when they were said. */
      words: v.optional(v.array(wordSchema)),
      /** When the first of them was begun: ISO 8601. */
      wordsFrom: v.optional(v.string()),
      /** How many words it has altogether. */
      wordCount: v.optional(v.number()),
    }),
  ),
  /** Which side of the feed it stands on: `customer` at the start, `agent` at the end. */
  side: v.picklist(['customer', 'agent']),
  /** The first of a run by the same author on the same channel: shows author and channel; the others do not. */
  startsTurn: v.boolean(),
  /** 1-based position among the communications, no other rows counted: what a screen reader calls "3 of 300". */
  position: v.optional(v.number()),
});

const dayRowSchema = v.object({
  kind: v.literal('day'),
  /** `day:2026-03-01` */
  key: v.string(),
  /** The calendar day in the viewer's time zone: `2026-03-01`, or empty for communications without a date. */
  day: v.string(),
  /** How long it was silent before, where that is worth a word: milliseconds. */
  after: v.optional(v.number()),
});

/** A long silence within a day; one that goes over midnight stands in the row of the day. */
const gapRowSchema = v.object({
  kind: v.literal('gap'),
  /** `gap:` and the key of the communication that ended it. */
  key: v.string(),
  /** How long it was silent: milliseconds. */
  after: v.number(),
});

/** Something that befell the conversation itself. It counts as no communication. */
const eventRowSchema = v.object({
  kind: v.literal('event'),
  key: v.string(),
  /** ISO 8601. */
  at: v.string(),
  what: v.picklist(['created', 'joined', 'left', 'status']),
  /** Who was there from the beginning, came, or went. */
  participants: v.array(v.object({ name: v.string(), type: v.string() })),
  /** With `status`: ACTIVE, INACTIVE, CLOSED, or another as it came. */
  status: v.optional(v.string()),
  /** The time is the best guess that the data allows. */
  about: v.boolean(),
});

const rowSchema = v.variant('kind', [communicationRowSchema, dayRowSchema, gapRowSchema, eventRowSchema]);

/** From the host: rows, and which of them to show. */
export const rowsToView = [
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
] as const;

/** From the view: which rows it draws. */
export const rowsToHost = [
  v.object({
    type: v.literal('getRows'),
    from: v.pipe(v.number(), v.integer(), v.minValue(0)),
    count: v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(ROW_LIMIT)),
  }),
  /** The last rows, however many there are by the time that this arrives: while all is loaded, there are ever more. */
  v.object({
    type: v.literal('getLastRows'),
    count: v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(ROW_LIMIT)),
  }),
  /** Rows around a known one, wherever it stands now: keeps the reading place when rows arrive above it. */
  v.object({
    type: v.literal('getRowsAround'),
    key: v.string(),
    before: v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(ROW_LIMIT)),
    count: v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(ROW_LIMIT)),
  }),
] as const;

export type Row = v.InferOutput<typeof rowSchema>;
export type CommunicationRow = v.InferOutput<typeof communicationRowSchema>;
export type EventRow = v.InferOutput<typeof eventRowSchema>;
export type WordRow = v.InferOutput<typeof wordSchema>;
export type TimelineParty = v.InferOutput<typeof partySchema>;
export type TimelineRecipient = v.InferOutput<typeof recipientSchema>;
