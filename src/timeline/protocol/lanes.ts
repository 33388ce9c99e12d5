import * as v from 'valibot';

/** So many marks travel at most; beyond that, their number in columns does. */
export const MARK_LIMIT = 1_500;

/** How many rows the table behind the lanes has at most. */
export const TABLE_LIMIT = 200;

/** So many texts may be asked for at once. */
export const LANE_TEXTS_LIMIT = 60;

/** How many characters of a text a tooltip shows. */
export const LANE_TEXT_LIMIT = 200;

const moment = v.pipe(v.number(), v.finite());

const laneSchema = v.object({
  /** What it is filtered by: the participant's id, or the host's key of one that is no participant. */
  key: v.string(),
  name: v.string(),
  /** Absent where the name is the address. */
  address: v.optional(v.string()),
  /** CUSTOMER, HUMAN_AGENT, AI_AGENT, AGENT, UNKNOWN, or whatever else the API sent. */
  type: v.string(),
  channels: v.array(v.string()),
  /** How many communications its party wrote, of those that are shown. */
  count: v.number(),
});

const markSchema = v.object({
  /** The communication's id. */
  key: v.string(),
  /** Epoch milliseconds. */
  at: v.number(),
  /** When it had been said, for speech. */
  end: v.optional(v.number()),
  /** The end was worked out from the text's length. */
  estimated: v.optional(v.boolean()),
  /** Index of the author's lane. */
  lane: v.number(),
  channel: v.string(),
  /** The worst delivery status of all recipients. */
  status: v.optional(v.string()),
  /** The recipients' lanes, with their delivery status. */
  to: v.array(v.object({ lane: v.number(), status: v.optional(v.string()) })),
});

const gapSchema = v.object({
  askedBy: v.string(),
  answeredBy: v.string(),
  from: v.number(),
  to: v.number(),
  fromLane: v.number(),
  toLane: v.number(),
});

const laneItemSchema = v.object({
  key: v.string(),
  /** ISO 8601. */
  at: v.string(),
  /** Epoch milliseconds. */
  time: v.number(),
  lane: v.number(),
  author: v.string(),
  type: v.string(),
  /** Names of the recipients. */
  to: v.array(v.string()),
  channel: v.string(),
  status: v.optional(v.string()),
  /** At most {@link LANE_TEXT_LIMIT} characters. */
  text: v.string(),
  shortened: v.boolean(),
});

/** From the host. */
export const lanesToView = [
  v.object({
    type: v.literal('lanes'),
    revision: v.number(),
    /** The stretch that was asked for. */
    from: v.number(),
    to: v.number(),
    compress: v.boolean(),
    /** When the first and the last of all that is shown occurred. */
    start: v.number(),
    end: v.number(),
    /** How many communications are shown, with a date. */
    count: v.number(),
    lanes: v.array(laneSchema),
    /** Long silences, in order; of very many, the longest. */
    silences: v.array(v.tuple([v.number(), v.number()])),
    /** In order; absent where there are more than {@link MARK_LIMIT}. */
    marks: v.optional(v.array(markSchema)),
    /** In their place: how many, and how many failed, by lane and column of equal width on the scale. */
    columns: v.optional(v.array(v.object({ counts: v.array(v.number()), failed: v.array(v.number()) }))),
    gaps: v.array(gapSchema),
  }),
  /** Where to look at first: the stretch around a communication. */
  v.object({
    type: v.literal('lanePlace'),
    from: v.number(),
    to: v.number(),
    item: v.optional(laneItemSchema),
  }),
  /** The communication that a key led to. */
  v.object({ type: v.literal('laneMark'), item: laneItemSchema }),
  v.object({ type: v.literal('laneTexts'), revision: v.number(), items: v.array(laneItemSchema) }),
  v.object({
    type: v.literal('laneTable'),
    from: v.number(),
    to: v.number(),
    /** How many there are in the stretch, given or not. */
    total: v.number(),
    items: v.array(laneItemSchema),
  }),
] as const;

/** From the view. */
export const lanesToHost = [
  v.object({
    type: v.literal('getLanes'),
    from: moment,
    to: moment,
    /** How wide the stretch is drawn. */
    pixels: v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(20_000)),
    /** Whether silences are shortened. */
    compress: v.boolean(),
  }),
  /** @param count how many communications to have in the stretch */
  v.object({
    type: v.literal('getLanePlace'),
    key: v.optional(v.string()),
    count: v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(MARK_LIMIT)),
  }),
  v.object({
    type: v.literal('getLaneMark'),
    step: v.picklist(['first', 'last', 'previous', 'next', 'nearest']),
    /** From this one, where it is shown; else from this moment. */
    key: v.optional(v.string()),
    at: moment,
    /** Only in this lane, by its index. */
    lane: v.optional(v.number()),
  }),
  v.object({
    type: v.literal('getLaneTexts'),
    keys: v.pipe(v.array(v.string()), v.maxLength(LANE_TEXTS_LIMIT)),
  }),
  v.object({ type: v.literal('getLaneTable'), from: moment, to: moment }),
  /** Show a communication in the feed: the reader comes back to it from the lanes. */
  v.object({ type: v.literal('showInFeed'), key: v.string() }),
] as const;

export type LanesAnswer = v.InferOutput<(typeof lanesToView)[0]>;
export type Lane = v.InferOutput<typeof laneSchema>;
export type LaneMark = v.InferOutput<typeof markSchema>;
export type LaneGap = v.InferOutput<typeof gapSchema>;
export type LaneItem = v.InferOutput<typeof laneItemSchema>;
