import * as v from 'valibot';
import { type FromTool, toToolSchema } from '../protocol.ts';

/** What the host says, once it was checked. */
export type FromHost = v.InferOutput<typeof toToolSchema>;
export type Choices = Extract<FromHost, { type: 'choices' }>;
export type Result = Extract<FromHost, { type: 'result' }>;

declare function acquireVsCodeApi(): { postMessage(message: unknown): void };

/** The view's only way out: typed messages. Nothing is kept: the host has the form, and the tokens never come here. */
export class ToolLink {
  readonly #api = acquireVsCodeApi();

  post(message: FromTool): void {
    this.#api.postMessage(message);
  }

  /** Listens from now on; what is not a message of the protocol is dropped. */
  listen(receive: (message: FromHost) => void): void {
    addEventListener('message', ({ data }: MessageEvent<unknown>) => {
      const { success, output } = v.safeParse(toToolSchema, data);
      if (success) receive(output);
    });
  }
}
