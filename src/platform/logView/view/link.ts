import * as v from 'valibot';
import { WebviewLink } from '../../webview/webviewLink.ts';
import { type FromLogView, toLogViewSchema } from '../protocol.ts';

const savedSchema = v.object({
  query: v.optional(v.string(), ''),
  /** The row whose details are shown, or were shown last. */
  selected: v.optional(v.string()),
  open: v.optional(v.boolean(), false),
  /** What the details take of the view's width, and of its height: shares. */
  beside: v.optional(v.pipe(v.number(), v.minValue(0.1), v.maxValue(0.9)), 0.5),
  below: v.optional(v.pipe(v.number(), v.minValue(0.1), v.maxValue(0.9)), 0.5),
  /** Long lines of texts are broken. */
  wrap: v.optional(v.boolean(), true),
});

/** What the view keeps over a reload: where the reader was, never what was read. */
export type Saved = v.InferOutput<typeof savedSchema>;

/** What the host says, once it was checked. */
export type FromHost = v.InferOutput<typeof toLogViewSchema>;
export type LogState = Extract<FromHost, { type: 'state' }>;
export type LogSetup = Extract<FromHost, { type: 'setup' }>;
export type LogRows = Extract<FromHost, { type: 'rows' }>;
export type ShownRow = LogRows['rows'][number];
export type ShownAct = LogState['acts'][number];
export type ShownColumn = LogSetup['columns'][number];
export type ShownDetails = NonNullable<Extract<FromHost, { type: 'details' }>['details']>;

/** The log's way to its host, and where the reader was. */
export class LogLink extends WebviewLink<FromLogView, typeof toLogViewSchema> {
  #saved: Saved | undefined;

  constructor() {
    super(toLogViewSchema);
  }

  get saved(): Saved {
    if (this.#saved) return this.#saved;
    const { success, output } = v.safeParse(savedSchema, this.state ?? {});
    this.#saved = success ? output : v.parse(savedSchema, {});
    return this.#saved;
  }

  save(change: { [K in keyof Saved]?: Saved[K] | undefined }): void {
    const { selected, ...rest } = { ...this.saved, ...change };
    this.#saved = v.parse(savedSchema, { ...rest, ...(selected === undefined ? {} : { selected }) });
    this.keep(this.#saved);
  }
}
