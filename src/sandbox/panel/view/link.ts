import * as v from 'valibot';
import { type ToHost, type ToView, toViewSchema } from '../protocol.ts';

const savedSchema = v.object({
  /** The language whose code is shown. */
  language: v.optional(v.string()),
});

/** What the view keeps over a reload. */
export type Saved = v.InferOutput<typeof savedSchema>;

interface VsCodeApi {
  postMessage(message: unknown): void;
  getState(): unknown;
  setState(state: unknown): void;
}

declare function acquireVsCodeApi(): VsCodeApi;

/** The view's only way out: typed messages to and from the host, and the state that VS Code keeps for the panel. */
export class SandboxLink {
  readonly #api: VsCodeApi = acquireVsCodeApi();

  post(message: ToHost): void {
    this.#api.postMessage(message);
  }

  /** Listens from now on; what is not a message of the protocol is dropped. */
  listen(receive: (message: ToView) => void): void {
    addEventListener('message', ({ data }: MessageEvent<unknown>) => {
      const { success, output } = v.safeParse(toViewSchema, data);
      if (success) receive(output);
    });
  }

  get saved(): Saved {
    const { success, output } = v.safeParse(savedSchema, this.#api.getState() ?? {});
    return success ? output : {};
  }

  save(saved: Saved): void {
    this.#api.setState(saved);
  }
}
