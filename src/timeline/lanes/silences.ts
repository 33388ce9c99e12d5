import type { Entry } from '../entries.ts';
import { datedCount } from '../places.ts';
import type { Silence } from '../protocol/timeScale.ts';

/** A silence is worth shortening from here on. */
const LONG_SILENCE_MS = 3_600_000;

/** So many travel to the view at most. */
const SILENCE_LIMIT = 2_000;

/** The long silences between communications, in order; of very many, the longest. @param entries in order */
export function silencesIn(entries: readonly Entry[], limit = SILENCE_LIMIT): Silence[] {
  const silences: Silence[] = [];
  let before = Number.POSITIVE_INFINITY;
  const count = datedCount(entries);
  for (let index = 0; index < count; index++) {
    const time = entries[index]?.time ?? 0;
    if (time - before > LONG_SILENCE_MS) silences.push([before, time]);
    before = time;
  }
  if (silences.length <= limit) return silences;
  return silences
    .sort((a, b) => b[1] - b[0] - (a[1] - a[0]))
    .slice(0, limit)
    .sort((a, b) => a[0] - b[0]);
}
