import * as v from 'valibot';

/** How many bins one request may ask for. */
export const BIN_LIMIT = 4_000;

const countsSchema = v.array(v.number());

/** From the host: the whole life of the conversation at a glance. */
export const overviewToView = [
  v.object({
    type: v.literal('overview'),
    revision: v.number(),
    /** When the first and the last communication occurred: epoch milliseconds. Equal where there is but one. */
    from: v.number(),
    to: v.number(),
    /** How many communications of customers, and of agents, fall into each bin of equal length. */
    customers: countsSchema,
    agents: countsSchema,
    /** How many failed to be delivered to somebody. */
    failed: countsSchema,
    /** The same of those that the filter lets through; absent where it lets everything through. */
    shown: v.optional(v.object({ customers: countsSchema, agents: countsSchema, failed: countsSchema })),
  }),
] as const;

/** From the view. */
export const overviewToHost = [
  v.object({
    type: v.literal('getOverview'),
    bins: v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(BIN_LIMIT)),
  }),
  /** Show the communication that occurred nearest to this moment, of those that are shown: epoch milliseconds. */
  v.object({ type: v.literal('jumpToTime'), at: v.pipe(v.number(), v.finite()) }),
] as const;

export type Overview = v.InferOutput<(typeof overviewToView)[0]>;
