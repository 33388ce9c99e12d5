import * as v from 'valibot';

const countSchema = v.object({ name: v.string(), count: v.number() });

const partyFiguresSchema = v.object({
  /** What a filter names it by. */
  key: v.string(),
  name: v.string(),
  type: v.string(),
  side: v.picklist(['customer', 'agent']),
  count: v.number(),
});

const waitSchema = v.object({
  /** The id of what was asked, and of its answer. */
  askedBy: v.string(),
  answeredBy: v.string(),
  ms: v.number(),
});

const figuresSchema = v.object({
  /** How many communications the figures are of, and how many there are without the filter. */
  count: v.number(),
  total: v.number(),
  /** From the customers' side, and from the agents'. */
  customerCount: v.number(),
  agentCount: v.number(),
  /** By how many, the most first. */
  channels: v.array(countSchema),
  parties: v.array(partyFiguresSchema),
  /** More parties than are listed: how many, and how many communications they wrote. */
  otherParties: v.object({ parties: v.number(), count: v.number() }),
  /** How long customers waited for answers; absent where nobody got one. */
  responses: v.optional(
    v.object({
      count: v.number(),
      first: waitSchema,
      medianMs: v.number(),
      /** Nine of ten were at most so long. */
      p90Ms: v.number(),
      longest: waitSchema,
      /** How many were how long, in steps that grow: each begins where the one before ends. */
      bins: v.array(
        v.object({ fromMs: v.number(), toMs: v.number(), count: v.number(), example: v.string() }),
      ),
    }),
  ),
  delivery: v.object({
    /** Recipients with a delivery status, by status. */
    statuses: v.array(countSchema),
    known: v.number(),
    /** Of these, to be sent or being sent: nobody knows yet how it ends. */
    underWay: v.number(),
    /** DELIVERED or READ. */
    reached: v.number(),
    /** Communications that a recipient did not get, the latest first; at most 20. */
    failed: v.array(v.object({ key: v.string(), name: v.string(), at: v.number() })),
    failedCount: v.number(),
  }),
  /** Absent where nothing has a date. */
  time: v.optional(
    v.object({
      /** Epoch milliseconds. */
      first: v.number(),
      last: v.number(),
      longestSilence: v.optional(v.object({ before: v.string(), after: v.string(), ms: v.number() })),
      /** Days on which something occurred. */
      activeDays: v.number(),
      /** 7 × 24 counts: Monday 00:00 first, in the reader's time zone. */
      week: v.array(v.number()),
    }),
  ),
  transcriptions: v.optional(
    v.object({
      count: v.number(),
      /** With a confidence. */
      rated: v.number(),
      meanConfidence: v.optional(v.number()),
      lowCount: v.number(),
      /** The least confident one. */
      lowest: v.optional(v.object({ key: v.string(), confidence: v.number() })),
      /** Ten tenths of confidence. */
      tenths: v.array(v.number()),
    }),
  ),
});

/** From the host: the conversation in figures; without `figures` while there is nothing to count. */
export const figuresToView = [
  v.object({ type: v.literal('figures'), figures: v.optional(figuresSchema) }),
] as const;

/** From the view: whether figures are shown, so that they are worked out with each change. */
export const figuresToHost = [
  v.object({ type: v.literal('watchFigures'), on: v.boolean() }),
  /** Scrolls to a communication that a figure is about. */
  v.object({ type: v.literal('showCommunication'), key: v.string() }),
] as const;

export type Figures = v.InferOutput<typeof figuresSchema>;
