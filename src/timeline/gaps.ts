import type { Entry } from './entries.ts';

const HOUR_MS = 3_600_000;

/** No silence is worth a line of its own below this. */
const SHORTEST_GAP_MS = HOUR_MS;

/** Where people take their time, a silence stands out only when it is so many times as long as is usual there. */
const TIMES_USUAL = 6;

/** So many silences, taken evenly from all of them, tell what is usual. */
const SAMPLES = 2_000;

/**
 * How long a silence has to be for the feed to speak of it: an hour, and in a conversation whose communications are
 * mostly further apart than ten minutes, six times what is usual. Otherwise a daily report would have a line between
 * any two.
 * @param entries in order
 * @returns milliseconds
 */
export function gapThreshold(entries: readonly Entry[]): number {
  const silences: number[] = [];
  const step = Math.max(1, Math.ceil(entries.length / SAMPLES));
  for (let index = 1; index < entries.length; index += step) {
    const silence = silenceBefore(entries, index);
    // What comes within a minute is one turn of talk, and says nothing of how long an answer takes.
    if (silence !== undefined && silence >= 60_000) silences.push(silence);
  }
  // Of a few silences none is usual.
  if (silences.length < 4) return SHORTEST_GAP_MS;
  silences.sort((a, b) => a - b);
  return Math.max(SHORTEST_GAP_MS, TIMES_USUAL * (silences[silences.length >> 1] ?? 0));
}

function silenceBefore(entries: readonly Entry[], index: number): number | undefined {
  const silence = (entries[index]?.time ?? Number.NaN) - (entries[index - 1]?.time ?? Number.NaN);
  return Number.isFinite(silence) ? silence : undefined;
}
