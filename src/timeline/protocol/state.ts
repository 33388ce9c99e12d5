import * as v from 'valibot';
import { filterSchema } from './filter.ts';

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

/** From the host: what is known so far, with each change of it. */
export const stateToView = [
  v.object({
    type: v.literal('state'),
    /** Absent until the conversation was read. */
    header: v.optional(headerSchema),
    /** Grows with each change of the rows; a window of rows is valid for one revision. */
    revision: v.number(),
    rowCount: v.number(),
    /** How many communications are loaded so far. */
    communicationCount: v.number(),
    /** How many of them the filter lets through: all without one. */
    shownCount: v.number(),
    /** What the rows are narrowed to. */
    filter: filterSchema,
    /** `loading` before the first page, `more` while further pages arrive, `refreshing` while all is read anew. */
    phase: v.picklist(['loading', 'more', 'refreshing', 'ready', 'error']),
    /** With phase `error`. Rows that were loaded before stay readable. */
    failure: v.optional(failureSchema),
    /** When the data was last complete: ISO 8601. */
    refreshedAt: v.optional(v.string()),
    /** Names, addresses and texts are hidden: the host hides them before they come here. */
    masked: v.boolean(),
  }),
] as const;

/** From the view: what a person asks for of the conversation as a whole. */
export const stateToHost = [
  /** First message: the view listens now. */
  v.object({
    type: v.literal('ready'),
    timeZone: v.string(),
    locale: v.string(),
    /** What the view was narrowed to before a reload. */
    filter: v.optional(filterSchema),
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
      'copyConversationId',
      'togglePersonalData',
    ]),
  }),
] as const;

export type State = v.InferOutput<(typeof stateToView)[0]>;
export type Header = v.InferOutput<typeof headerSchema>;
export type Failure = v.InferOutput<typeof failureSchema>;
