import * as v from 'valibot';

/** What of a conversation is shown; whatever is absent narrows nothing. Several values of one member: any of them. */
export const filterSchema = v.object({
  /** Parties: a participant's id, or the host's key of one that is no participant. Author or recipient. */
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

/** Whether two filters let the same through, as far as their members tell. */
export function isSame(one: Filter, other: Filter): boolean {
  const members = Object.keys(filterSchema.entries) as (keyof Filter)[];
  return members.every((member) => JSON.stringify(one[member]) === JSON.stringify(other[member]));
}

/** The members of a filter that list what may pass. */
export type ListMember = 'parties' | 'channels' | 'kinds' | 'statuses';

/** A filter with another list; one that is empty narrows nothing. */
export function withList(filter: Filter, member: ListMember, values: readonly string[]): Filter {
  const { [member]: _, ...rest } = filter;
  return values.length === 0 ? rest : { ...rest, [member]: [...values] };
}

/** A filter with another stretch of time; epoch milliseconds, absent where it is open. */
export function withTime(filter: Filter, from: number | undefined, to: number | undefined): Filter {
  const { from: _from, to: _to, ...rest } = filter;
  return { ...rest, ...(from === undefined ? {} : { from }), ...(to === undefined ? {} : { to }) };
}
