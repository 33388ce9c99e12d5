import type { Entry } from './entries.ts';

/** After such a silence an author is named anew. */
const TURN_GAP_MS = 5 * 60_000;

/** Whether a communication goes on with what its author was saying: the same one, on the same channel, soon after. */
export function sameTurn(before: Entry, entry: Entry): boolean {
  const [one, other] = [before.communication.author, entry.communication.author];
  return (
    entry.time - before.time < TURN_GAP_MS &&
    one.address === other.address &&
    one.channel === other.channel &&
    one.participantId === other.participantId
  );
}
