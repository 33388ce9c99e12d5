import * as v from 'valibot';
import { WebviewLink } from '../../../platform/webview/webviewLink.ts';
import { type ToHost, toViewSchema } from '../protocol.ts';

const savedSchema = v.object({
  /** The language whose code is shown. */
  language: v.optional(v.string()),
});

/** What the view keeps over a reload. */
export type Saved = v.InferOutput<typeof savedSchema>;

/** The panel's way to its host, and what it showed. */
export class SandboxLink extends WebviewLink<ToHost, typeof toViewSchema> {
  constructor() {
    super(toViewSchema);
  }

  get saved(): Saved {
    const { success, output } = v.safeParse(savedSchema, this.state ?? {});
    return success ? output : {};
  }

  save(saved: Saved): void {
    this.keep(saved);
  }
}
