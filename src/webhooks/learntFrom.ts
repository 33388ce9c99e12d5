import type { Communication } from '../api/resources.ts';
import { communicationShape } from '../api/shapes.ts';
import { standingOf } from './callbackNotes.ts';
import type { ReceivedCallback } from './receiver/receivedCallback.ts';

/** A text of this length may have been cut by the receiver. In characters. */
const WHOLE_TEXT = 60_000;

/**
 * The communication that a callback tells of, where it can be taken at its word: anybody on this machine can send
 * something here, so only what is signed is.
 * @returns undefined where it has to be read from the API: not signed, not all there, or at odds with itself
 */
export function learntFrom(callback: Pick<ReceivedCallback, 'event' | 'verdict'>): Communication | undefined {
  const { event } = callback;
  if (standingOf(callback) !== 'signed' || event?.resource?.kind !== 'communication') return undefined;
  const problems: string[] = [];
  const communication = communicationShape(event.data, '', problems);
  if (problems.length > 0 || (communication.content.text?.length ?? 0) > WHOLE_TEXT) return undefined;
  return communication.conversationId === event.conversationId ? communication : undefined;
}
