import * as v from 'valibot';

/** How many characters a query has at most: it is typed, or a text that was pasted. */
export const QUERY_LIMIT = 1_000;

const optionSchema = v.object({
  /** As the API says it; empty for a recipient whose delivery has no status. */
  value: v.string(),
  /** How many communications have it, among those that the filter's other members let through. */
  count: v.number(),
});

const partyOptionSchema = v.object({
  /** A participant's id, or the host's key of one that is no participant. */
  key: v.string(),
  name: v.string(),
  /** CUSTOMER, HUMAN_AGENT, AI_AGENT, AGENT, UNKNOWN, or whatever else the API sent. */
  type: v.string(),
  count: v.number(),
});

const spanSchema = v.object({
  name: v.picklist(['lastHour', 'today', 'last7Days', 'latestDay']),
  /** Epoch milliseconds. */
  from: v.number(),
  /** Epoch milliseconds, itself not within; absent for what goes on. */
  to: v.optional(v.number()),
  count: v.number(),
});

/** From the host: what was found, and what can be narrowed to. */
export const findToView = [
  v.object({
    type: v.literal('found'),
    query: v.string(),
    /** How many of the communications that are shown have it. */
    count: v.number(),
    /** The present one among them, from 0; absent where there is none. */
    index: v.optional(v.number()),
    /** The present one's id. */
    key: v.optional(v.string()),
    /** It answers a question; else it was only counted anew. */
    answers: v.boolean(),
  }),
  v.object({
    type: v.literal('facets'),
    parties: v.array(partyOptionSchema),
    /** So many further parties are not listed. */
    moreParties: v.number(),
    channels: v.array(optionSchema),
    kinds: v.array(optionSchema),
    statuses: v.array(optionSchema),
    /** When the first and the last one of all occurred: epoch milliseconds. Absent where none has a date. */
    span: v.optional(v.object({ first: v.number(), last: v.number() })),
    /** Stretches of time in which something occurred. */
    spans: v.array(spanSchema),
  }),
  /** What the parties that the filter names are called. */
  v.object({
    type: v.literal('partyNames'),
    names: v.array(v.object({ key: v.string(), name: v.string(), type: v.string() })),
  }),
  /** A command of VS Code that is the view's to carry out. */
  v.object({
    type: v.literal('command'),
    command: v.picklist([
      'find',
      'findNext',
      'findPrevious',
      'filter',
      'clearFilter',
      'jump',
      'nextFailed',
      'previousFailed',
      'switchView',
    ]),
  }),
] as const;

/** From the view: what to look for, and from where on. */
export const findToHost = [
  v.object({
    type: v.literal('find'),
    /** Empty to end it; texts are made ready for the next one. */
    query: v.pipe(v.string(), v.maxLength(QUERY_LIMIT)),
    /** `start`: the place itself or what follows, else what comes before; the others go round at the ends. */
    move: v.picklist(['start', 'next', 'previous']),
    /** The communication that is read; absent at the end. */
    from: v.optional(v.string()),
    /** Goes on from what was found last, wherever that is: the person has read nothing else since. */
    goesOn: v.optional(v.boolean()),
  }),
  v.object({ type: v.literal('getFacets') }),
  /** Ask the person where to. */
  v.object({ type: v.literal('jump'), from: v.optional(v.string()) }),
  v.object({
    type: v.literal('jumpFailed'),
    move: v.picklist(['next', 'previous']),
    from: v.optional(v.string()),
  }),
] as const;

/** Where a search leads: on from the reading place, or back. */
export type FindMove = 'start' | 'next' | 'previous';

/** Names a command that the view carries out. */
export type ViewCommand = v.InferOutput<(typeof findToView)[3]>['command'];

export type Facets = v.InferOutput<(typeof findToView)[1]>;
