import * as v from 'valibot';

/*
 * What the sandbox panel's host and view say to each other. All words from the host are ready for people; the view
 * keeps nothing but what it shows.
 */

/** Whose the sandbox is. */
const where = v.picklist(['here', 'elsewhere', 'stopped']);
const tone = v.picklist(['good', 'bad', 'warn', 'plain']);

const factSchema = v.object({ label: v.string(), value: v.string(), title: v.optional(v.string()) });

const runningSchema = v.object({
  facts: v.array(factSchema),
  counts: v.array(v.object({ label: v.string(), value: v.number() })),
  clock: v.object({
    /** Epoch milliseconds on the sandbox's clock, when it was read. */
    now: v.number(),
    rate: v.number(),
  }),
  presets: v.array(
    v.object({
      name: v.string(),
      title: v.string(),
      detail: v.string(),
      on: v.boolean(),
      /** How often it struck, in words; absent while it is off. */
      struck: v.optional(v.string()),
    }),
  ),
  /** Those in force that belong to no preset. */
  faults: v.array(v.object({ id: v.string(), text: v.string(), struck: v.string() })),
  anyFault: v.boolean(),
  behavior: v.array(v.object({ ...factSchema.entries, changed: v.boolean() })),
  clients: v.array(
    v.object({
      name: v.string(),
      /** The whole User-Agent. */
      title: v.string(),
      account: v.string(),
      requests: v.string(),
      last: v.string(),
      status: v.string(),
      tone,
    }),
  ),
  callbacks: v.array(
    v.object({
      event: v.string(),
      target: v.string(),
      time: v.string(),
      result: v.string(),
      tone,
    }),
  ),
});

/** What there is to see of a sandbox that answers. */
export type RunningState = v.InferOutput<typeof runningSchema>;

const stateSchema = v.object({
  type: v.literal('state'),
  where,
  /** Its address, or the one where it would be. */
  origin: v.string(),
  running: v.optional(runningSchema),
  /** What came of the last act, such as how far the clock went and what happened by it. */
  said: v.optional(v.object({ text: v.string(), lines: v.array(v.string()) })),
  /** Something is under way: what would disturb it waits. */
  busy: v.boolean(),
});

export type PanelState = v.InferOutput<typeof stateSchema>;

const snippetsSchema = v.object({
  type: v.literal('snippets'),
  snippets: v.array(v.object({ id: v.string(), label: v.string(), how: v.string(), code: v.string() })),
});

/** What the sandbox said of a fault of one's own; none when it took it. */
const faultAnswerSchema = v.object({ type: v.literal('faultAnswer'), refused: v.optional(v.string()) });

/** From the host to the view. */
export const toViewSchema = v.variant('type', [stateSchema, snippetsSchema, faultAnswerSchema]);
export type ToView = v.InferOutput<typeof toViewSchema>;

/** The farthest that the clock is advanced at once: a year. */
export const MOST_ADVANCE_MS = 366 * 86_400_000;

/** From the view to the host. */
export const toHostSchema = v.variant('type', [
  v.object({ type: v.literal('ready') }),
  v.object({
    type: v.literal('act'),
    act: v.picklist(['start', 'stop', 'reset', 'import', 'export', 'clearFaults', 'copyAddress']),
  }),
  v.object({ type: v.literal('preset'), name: v.string(), on: v.boolean() }),
  v.object({ type: v.literal('addFault'), text: v.pipe(v.string(), v.maxLength(1_000)) }),
  v.object({ type: v.literal('removeFault'), id: v.string() }),
  v.object({
    type: v.literal('advance'),
    ms: v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(MOST_ADVANCE_MS)),
  }),
  v.object({ type: v.literal('rate'), rate: v.picklist([0, 1, 60]) }),
  v.object({ type: v.literal('copySnippet'), id: v.string() }),
]);
export type ToHost = v.InferOutput<typeof toHostSchema>;

/** The names of acts without any more to say. */
export type PlainAct = Extract<ToHost, { type: 'act' }>['act'];
