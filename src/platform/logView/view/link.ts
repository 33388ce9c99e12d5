import * as v from 'valibot';
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
export type ShownSection = ShownDetails['sections'][number];

interface VsCodeApi {
  postMessage(message: unknown): void;
  getState(): unknown;
  setState(state: unknown): void;
}

declare function acquireVsCodeApi(): VsCodeApi;

/** The view's only way out: typed messages to and from the host, and the state that VS Code keeps for it. */
export class LogLink {
  readonly #api: VsCodeApi = acquireVsCodeApi();
  #saved: Saved | undefined;

  post(message: FromLogView): void {
    this.#api.postMessage(message);
  }

  /** Listens from now on; what is not a message of the protocol is dropped. */
  listen(receive: (message: FromHost) => void): void {
    addEventListener('message', ({ data }: MessageEvent<unknown>) => {
      const { success, output } = v.safeParse(toLogViewSchema, data);
      if (success) receive(output);
    });
  }

  get saved(): Saved {
    if (this.#saved) return this.#saved;
    const { success, output } = v.safeParse(savedSchema, this.#api.getState() ?? {});
    this.#saved = success ? output : v.parse(savedSchema, {});
    return this.#saved;
  }

  save(change: { [K in keyof Saved]?: Saved[K] | undefined }): void {
    const { selected, ...rest } = { ...this.saved, ...change };
    this.#saved = v.parse(savedSchema, { ...rest, ...(selected === undefined ? {} : { selected }) });
    this.#api.setState(this.#saved);
  }
}
