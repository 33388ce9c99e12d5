import * as v from 'valibot';

/**
 * Whether news comes by itself: it does (`live`), once the window has the focus again (`waiting`), not while it is
 * `paused`, perhaps soon, where there is no connection (`reconnecting`) or the answers are failures (`failing`), not before the failure that is shown is mended (`stopped`), or never, as the
 * setting says (`off`).
 */
const liveStatusSchema = v.picklist([
  'live',
  'waiting',
  'paused',
  'reconnecting',
  'failing',
  'stopped',
  'off',
]);

/** From the host: how the looking for news goes. */
export const liveToView = [
  v.object({
    type: v.literal('live'),
    status: liveStatusSchema,
    /** When it was last looked, and there was an answer: epoch milliseconds. */
    lookedAt: v.optional(v.number()),
    /** When it will be looked again: epoch milliseconds. */
    nextAt: v.optional(v.number()),
    /** How many deliveries that look found failed. */
    failures: v.number(),
  }),
] as const;

/** From the view: look for news, or do not. Sent first when the view begins, and answered by how it goes. */
export const liveToHost = [v.object({ type: v.literal('setLive'), paused: v.boolean() })] as const;

export type Live = v.InferOutput<(typeof liveToView)[0]>;
export type LiveStatus = Live['status'];
