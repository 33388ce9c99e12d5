/**
 * What the timeline's host side and its view say to each other. The host owns the data and cuts it into rows;
 * the view asks for windows of rows and draws only those. Both sides check what they receive against these
 * schemas, and types are read off them. No message carries a credential.
 */
import * as v from 'valibot';
import { composeToView } from './compose.ts';
import { detailsToView } from './details.ts';
import { figuresToView } from './figures.ts';
import { findToView } from './find.ts';
import { lanesToView } from './lanes.ts';
import { liveToView } from './live.ts';
import { overviewToView } from './overview.ts';
import { rowsToView } from './rows.ts';
import { stateToView } from './state.ts';
import type { toHostSchema } from './toHost.ts';

/** From the host to the view. */
export const toViewSchema = v.variant('type', [
  ...stateToView,
  ...rowsToView,
  ...findToView,
  ...overviewToView,
  ...lanesToView,
  ...liveToView,
  ...detailsToView,
  ...figuresToView,
  ...composeToView,
]);

export type ToView = v.InferOutput<typeof toViewSchema>;
export type ToHost = v.InferOutput<typeof toHostSchema>;

/**
 * Reads a message from the other side.
 * @returns the message, or `undefined` when it is not one of ours or is malformed: the caller drops it.
 */
export function readMessage<S extends typeof toViewSchema | typeof toHostSchema>(
  schema: S,
  value: unknown,
): v.InferOutput<S> | undefined {
  const result = v.safeParse(schema, value);
  return result.success ? result.output : undefined;
}
