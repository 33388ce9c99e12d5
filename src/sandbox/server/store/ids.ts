import { createRandom, hash, type Random } from './random.ts';

/** Crockford's base 32 in lower case: the digits of the ids in the API's examples. */
const DIGITS = '0123456789abcdefghjkmnpqrstvwxyz';
const TIME_DIGITS = 10;
const RANDOM_DIGITS = 16;

/** When the ids of every sandbox begin, and how far apart they are: 2026-01-01, a minute. */
const FIRST = Date.UTC(2026, 0, 1);
const STEP_MS = 60_000;

/** Makes ids such as `conv_conversation_01k1etk2y5f1y9fpe2epfdtvv2`: a moment in ten digits, chance in sixteen. */
export interface IdSource {
  /**
   * The next id. Those of one prefix sort by the order of their making.
   * @param prefix with its last underscore, such as `conv_participant_`
   */
  next(prefix: string): string;
}

/**
 * Ids that never repeat and never go back. The moment in them is counted and not read from the clock, and each prefix
 * has chances of its own: so a demo that is started again tomorrow has the same conversations by the same ids, and
 * what was open on them can be opened again.
 * @param seed the same seed gives the same ids
 */
export function createIdSource(seed: number): IdSource {
  const sequences = new Map<string, { random: Random; made: number }>();
  return {
    next(prefix) {
      const sequence = sequences.get(prefix) ?? { random: createRandom(seed ^ hash(prefix)), made: 0 };
      sequences.set(prefix, sequence);
      const moment = timeDigits(FIRST + STEP_MS * sequence.made++);
      const chance = Array.from({ length: RANDOM_DIGITS }, () =>
        DIGITS.charAt(sequence.random.between(0, 31)),
      );
      return prefix + moment + chance.join('');
    },
  };
}

function timeDigits(at: number): string {
  let rest = at;
  let digits = '';
  for (let index = 0; index < TIME_DIGITS; index++) {
    digits = DIGITS.charAt(rest % 32) + digits;
    rest = Math.floor(rest / 32);
  }
  return digits;
}
