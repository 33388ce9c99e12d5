import type { Communication } from '../../api/resources.ts';

/** How long a character takes to be spoken, roughly: 150 words a minute. */
const MS_PER_CHARACTER = 65;
const SHORTEST_MS = 600;
const LONGEST_MS = 120_000;

/** When something that was spoken had been said. */
export interface Speech {
  /** Epoch milliseconds. */
  end: number;
  /** Nothing tells: worked out from how long the text is. */
  estimated: boolean;
}

/** How long an utterance lasted; `undefined` for what is not spoken. @param time when it occurred, epoch milliseconds */
export function speechOf({ content }: Communication, time: number): Speech | undefined {
  if (content.type !== 'TRANSCRIPTION' && !content.transcription) return undefined;
  const end = Date.parse(content.transcription?.words?.at(-1)?.endTime ?? '');
  if (end > time) return { end, estimated: false };
  const length = (content.text ?? '').length * MS_PER_CHARACTER;
  return { end: time + Math.min(LONGEST_MS, Math.max(SHORTEST_MS, length)), estimated: true };
}
