import * as v from 'valibot';

/** What of a conversation is shown; whatever is absent narrows nothing. Several values of one member: any of them. */
export const filterSchema = v.object({
  /** Parties: a participant's id, or the address of one that is no participant. Author or recipient. */
  parties: v.optional(v.array(v.string())),
  channels: v.optional(v.array(v.string())),
  /** Content types, such as TEXT. */
  kinds: v.optional(v.array(v.string())),
  /** Delivery statuses that at least one recipient has. */
  statuses: v.optional(v.array(v.string())),
  /** Occurred at this moment or later: epoch milliseconds. */
  from: v.optional(v.number()),
  /** Occurred before this moment: epoch milliseconds. */
  to: v.optional(v.number()),
});

export type Filter = v.InferOutput<typeof filterSchema>;

/** From the view: what to narrow to from now on. */
export const filterToHost = [v.object({ type: v.literal('setFilter'), filter: filterSchema })] as const;

/** Whether a filter lets everything through. */
export function isOpen(filter: Filter): boolean {
  return Object.values(filter).every((value) => value === undefined);
}
