import * as v from 'valibot';
import { filterSchema } from '../protocol/filter.ts';
import { readMessage, type ToHost, type ToView, toViewSchema } from '../protocol/messages.ts';

const savedSchema = v.object({
  /** The reader is at the end of the feed. */
  following: v.optional(v.boolean(), true),
  /** Else: the row that was read, and how far below the top edge it stood. */
  anchor: v.optional(v.object({ key: v.string(), offset: v.number() })),
  mode: v.optional(v.picklist(['feed', 'lanes']), 'feed'),
  pane: v.optional(v.picklist(['details', 'figures'])),
  /** The communication that is selected. */
  selected: v.optional(v.string()),
  filter: v.optional(filterSchema, {}),
  /** The box to write in is open. */
  composing: v.optional(v.boolean(), false),
  /** News is not looked for. */
  paused: v.optional(v.boolean(), false),
});

/** What the view keeps over a reload: where the reader was, never what was read. */
export type Saved = v.InferOutput<typeof savedSchema>;

interface VsCodeApi {
  postMessage(message: unknown): void;
  getState(): unknown;
  setState(state: unknown): void;
}

declare function acquireVsCodeApi(): VsCodeApi;

/** The view's only way out: typed messages to and from the host, and the state that VS Code keeps for the panel. */
export class HostLink {
  readonly #api: VsCodeApi;
  readonly #receivers = new Set<(message: ToView) => void>();

  constructor() {
    this.#api = acquireVsCodeApi();
    addEventListener('message', ({ data }: MessageEvent<unknown>) => {
      // Checked once, however many listen.
      const message = readMessage(toViewSchema, data);
      if (message) for (const receive of this.#receivers) receive(message);
    });
  }

  post(message: ToHost): void {
    this.#api.postMessage(message);
  }

  /**
   * Listens from now on; what is not a message of the protocol is dropped.
   * @returns ends the listening
   */
  listen(receive: (message: ToView) => void): () => void {
    this.#receivers.add(receive);
    return () => void this.#receivers.delete(receive);
  }

  get saved(): Saved {
    const state = this.#api.getState();
    const result = v.safeParse(
      savedSchema,
      typeof state === 'object' && state ? Reflect.get(state, 'view') : {},
    );
    return result.success ? result.output : v.parse(savedSchema, {});
  }

  /** Keeps some of it anew; what is given as undefined is forgotten. */
  save(change: { [K in keyof Saved]?: Saved[K] | undefined }): void {
    this.#keep('view', { ...this.saved, ...change });
  }

  /**
   * Keeps what the host needs to bring this panel back after a reload: it gets the state, and nothing else.
   * @param json as the host wrote it into the page; what it says is the host's own affair
   */
  keepPanel(json: string): void {
    this.#keep('panel', JSON.parse(json));
  }

  #keep(member: 'view' | 'panel', value: unknown): void {
    const state = this.#api.getState();
    this.#api.setState({ ...(typeof state === 'object' ? state : {}), [member]: value });
  }
}
