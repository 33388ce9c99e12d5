import { judge } from './judge.ts';
import type { Judge } from './verdict.ts';

/** So many causes are looked for at once, and so many each second: a flood of forgeries costs little more than a hash each. */
const MOST_AT_ONCE = 3;
const PER_SECOND = 2;

/**
 * Judges as {@link judge} does, for where requests may come by the hundred a second: past a pace, why one is not signed
 * is not looked for. `judge` tells it of a request that somebody looks at.
 * @param now in milliseconds
 */
export function pacedJudge(now: () => number = () => performance.now()): Judge {
  let left = MOST_AT_ONCE;
  let at = now();
  return (request, options) => {
    const time = now();
    left = Math.min(MOST_AT_ONCE, left + ((time - at) / 1_000) * PER_SECOND);
    at = time;
    if (left < 1) return judge(request, { ...options, tries: 0 });
    const verdict = judge(request, options);
    if (!verdict.signed) left -= 1;
    return verdict;
  };
}
