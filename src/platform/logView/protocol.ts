import * as v from 'valibot';

/** How something stands out: by colour and, where it is alone, by an icon too. */
const TONES = ['good', 'bad', 'warning', 'info', 'muted'] as const;
export type Tone = (typeof TONES)[number];

const tone = v.optional(v.picklist(TONES));
const count = v.pipe(v.number(), v.integer(), v.minValue(0));

/** A column of a log. */
const columnSchema = v.object({
  id: v.string(),
  title: v.string(),
  /** In characters; what is left over goes to the columns that grow. */
  width: v.number(),
  grows: v.optional(v.boolean(), false),
  align: v.optional(v.picklist(['start', 'end']), 'start'),
  mono: v.optional(v.boolean(), false),
  /** Left out where the view is narrower, in pixels. */
  from: v.optional(v.number(), 0),
});
export type LogColumn = v.InferInput<typeof columnSchema>;

const cellSchema = v.object({
  text: v.string(),
  tone,
  /** In full, where `text` is short. */
  title: v.optional(v.string()),
});
export type LogCell = v.InferOutput<typeof cellSchema>;

export const rowSchema = v.object({
  id: v.string(),
  /** One for each column. */
  cells: v.array(cellSchema),
  tone,
  pinned: v.optional(v.boolean(), false),
  /** 1 for a row that belongs to the one above, such as a retry. */
  depth: v.optional(v.picklist([0, 1]), 0),
  /** The whole row in words, for who hears it. */
  spoken: v.string(),
});
export type LogRow = v.InferInput<typeof rowSchema>;

/** Something that can be done, with one row or with all. */
const actSchema = v.object({
  id: v.string(),
  label: v.string(),
  /** A codicon that the view has; the label alone without one. */
  icon: v.optional(v.string()),
  /** The one that is meant most often. */
  primary: v.optional(v.boolean(), false),
  /** Switched on; absent for what is no switch. */
  pressed: v.optional(v.boolean()),
  /** What stands in its menu: it is then no act itself. */
  menu: v.optional(v.array(v.object({ id: v.string(), label: v.string(), detail: v.optional(v.string()) }))),
});
export type LogAct = v.InferInput<typeof actSchema>;

const linkSchema = v.object({
  label: v.string(),
  /** Where it leads; https only. */
  href: v.optional(v.string()),
  /** Or what it does: the id of an act. */
  act: v.optional(v.string()),
});

/** A piece of the details, of one row or of whatever else is told with evidence. */
export const sectionSchema = v.variant('kind', [
  v.object({
    kind: v.literal('facts'),
    title: v.string(),
    facts: v.array(
      v.object({
        name: v.string(),
        value: v.string(),
        tone,
        mono: v.optional(v.boolean(), false),
        /** The value can be copied. */
        copy: v.optional(v.boolean(), false),
      }),
    ),
  }),
  v.object({
    kind: v.literal('notice'),
    tone: v.picklist(TONES),
    title: v.string(),
    text: v.optional(v.string()),
    links: v.optional(v.array(linkSchema), []),
  }),
  v.object({
    kind: v.literal('text'),
    title: v.string(),
    language: v.picklist(['json', 'http', 'shell', 'javascript', 'python', 'plaintext']),
    text: v.string(),
    /** How many bytes there were, where `text` is cut. */
    ofBytes: v.optional(v.number()),
    /** An act that shows all of it in an editor. */
    open: v.optional(v.string()),
  }),
  v.object({
    kind: v.literal('timing'),
    title: v.string(),
    totalMs: v.number(),
    parts: v.array(v.object({ name: v.string(), startMs: v.number(), durationMs: v.number(), tone })),
  }),
  v.object({
    kind: v.literal('steps'),
    title: v.string(),
    steps: v.array(
      v.object({
        title: v.string(),
        text: v.optional(v.string()),
        /** To the character: shown as it is, and can be copied. */
        code: v.optional(v.string()),
        tone,
      }),
    ),
  }),
  v.object({
    kind: v.literal('table'),
    title: v.string(),
    columns: v.array(v.string()),
    rows: v.array(v.array(cellSchema)),
    /** Closed at first. */
    closed: v.optional(v.boolean(), false),
  }),
]);
export type LogSection = v.InferInput<typeof sectionSchema>;

/** All about one row. */
export const detailsSchema = v.object({
  title: v.string(),
  subtitle: v.optional(v.string()),
  tone,
  sections: v.array(sectionSchema),
  acts: v.optional(v.array(actSchema), []),
});
export type LogDetails = v.InferInput<typeof detailsSchema>;

/** A filter that is one click away. */
const quickFilterSchema = v.object({ label: v.string(), query: v.string() });
export type QuickFilter = v.InferOutput<typeof quickFilterSchema>;

/** What stands there instead of rows. */
const emptySchema = v.object({
  title: v.string(),
  text: v.string(),
  acts: v.optional(v.array(actSchema), []),
});
export type LogEmpty = v.InferInput<typeof emptySchema>;

/** No more rows than these cross at once. */
export const MOST_ROWS = 200;

/** What the host says. */
export const toLogViewSchema = v.variant('type', [
  v.object({
    type: v.literal('setup'),
    name: v.string(),
    columns: v.array(columnSchema),
    quickFilters: v.array(quickFilterSchema),
    /** How a filter is written. */
    filterHelp: v.string(),
  }),
  v.object({
    type: v.literal('state'),
    /** Grows with every change of the rows. */
    revision: count,
    /** Rows that pass the filter. */
    shown: count,
    total: count,
    query: v.string(),
    paused: v.boolean(),
    /** What came while paused. */
    held: count,
    /** What was forgotten to make room. */
    dropped: count,
    /** A line about what is going on, such as where a receiver listens. */
    status: v.optional(v.object({ text: v.string(), tone })),
    acts: v.array(actSchema),
    empty: v.optional(emptySchema),
  }),
  v.object({
    type: v.literal('rows'),
    revision: count,
    /** Rows that pass the filter, at this revision. */
    shown: count,
    from: count,
    rows: v.array(rowSchema),
    /** Where the selected row stands now, if it is among them. */
    selected: v.optional(count),
    /** Where the row stands that was asked for by name, if it is still among them. */
    around: v.optional(v.object({ id: v.string(), index: count })),
  }),
  v.object({
    type: v.literal('details'),
    id: v.string(),
    /** Absent when the row is gone. */
    details: v.optional(detailsSchema),
  }),
  /** Shows a row: selects it, scrolls to it. `index` among those that pass the filter. */
  v.object({ type: v.literal('reveal'), id: v.string(), index: count }),
]);
export type ToLogView = v.InferInput<typeof toLogViewSchema>;

/** What the view says. */
export const fromLogViewSchema = v.variant('type', [
  v.object({
    type: v.literal('ready'),
    /** What the filter was before the window was loaded again. */
    query: v.optional(v.string()),
    /** The row whose details are shown. */
    selected: v.optional(v.string()),
  }),
  v.object({
    type: v.literal('want'),
    /** The last `count` rows, rather than those at `from`. */
    tail: v.optional(v.boolean(), false),
    from: count,
    count,
    /** First of all from so many rows before this one, wherever it stands now. */
    around: v.optional(v.object({ id: v.string(), before: count })),
  }),
  v.object({ type: v.literal('query'), text: v.string() }),
  v.object({ type: v.literal('pause'), on: v.boolean() }),
  v.object({ type: v.literal('clear') }),
  v.object({ type: v.literal('pin'), id: v.string(), on: v.boolean() }),
  v.object({ type: v.literal('select'), id: v.optional(v.string()) }),
  /** Does something: with a row, or with all where none is named. */
  v.object({ type: v.literal('act'), act: v.string(), id: v.optional(v.string()) }),
  v.object({ type: v.literal('copy'), text: v.string() }),
]);
export type FromLogView = v.InferInput<typeof fromLogViewSchema>;
