import type * as v from 'valibot';
import { WebviewLink } from '../../../platform/webview/webviewLink.ts';
import { type FromTool, toToolSchema } from '../protocol.ts';

/** What the host says, once it was checked. */
export type FromHost = v.InferOutput<typeof toToolSchema>;
export type Choices = Extract<FromHost, { type: 'choices' }>;
export type Result = Extract<FromHost, { type: 'result' }>;

/** The tool's way to its host. Nothing is kept: the host has the form, and the tokens never come here. */
export class ToolLink extends WebviewLink<FromTool, typeof toToolSchema> {
  constructor() {
    super(toToolSchema);
  }
}
