import * as v from 'valibot';

interface VsCodeApi {
  postMessage(message: unknown): void;
  getState(): unknown;
  setState(state: unknown): void;
}

declare function acquireVsCodeApi(): VsCodeApi;

/**
 * A webview's only way out: typed messages to and from its host, and the state that VS Code keeps for it. There can be
 * one in a page: VS Code gives its API once.
 */
export abstract class WebviewLink<ToHost, FromHost extends v.GenericSchema> {
  readonly #api = acquireVsCodeApi();
  readonly #schema: FromHost;

  /** @param schema of what the host may say */
  constructor(schema: FromHost) {
    this.#schema = schema;
  }

  post(message: ToHost): void {
    this.#api.postMessage(message);
  }

  /** Listens from now on; what is not a message of the protocol is dropped. */
  listen(receive: (message: v.InferOutput<FromHost>) => void): void {
    addEventListener('message', ({ data }: MessageEvent<unknown>) => {
      const { success, output } = v.safeParse(this.#schema, data);
      if (success) receive(output);
    });
  }

  /** What was kept last; undefined at first. It may be of an older version of the view. */
  protected get state(): unknown {
    return this.#api.getState();
  }

  protected keep(state: unknown): void {
    this.#api.setState(state);
  }
}
