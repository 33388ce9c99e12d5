import { createRandom, hash } from './random.ts';

/** Crockford's base 32 in lower case: the digits of the ids in the API's examples. */
export const BASE_32_DIGITS = '0123456789abcdefghjkmnpqrstvwxyz';
const TIME_DIGITS = 10;
const RANDOM_DIGITS = 16;

/** When the ids of every sandbox begin, and how far apart they are: 2026-01-01, a minute. */
const FIRST = Date.UTC(2026, 0, 1);
const STEP_MS = 60_000;

/**
 * Makes ids such as `conv_conversation_01k1etk2y5f1y9fpe2epfdtvv2`: a moment in ten digits, chance in sixteen; and
 * SIDs such as `SM…` with 32 hexadecimal digits.
 *
 * The moment is counted and not read from the clock, and chance follows from the seed and the count: so a demo that is
 * started again tomorrow has the same conversations by the same ids, and what was open on them can be opened again.
 */
export class IdSource {
  /** What all of them follow from. */
  readonly seed: number;
  readonly #made: Map<string, number>;

  /**
   * @param seed the same seed gives the same ids
   * @param made how many there are already, by prefix
   */
  constructor(seed: number, made: Readonly<Record<string, number>> = {}) {
    this.seed = seed;
    this.#made = new Map(Object.entries(made));
  }

  /** How many there are, by prefix: with the seed, all that has to be kept to go on later. */
  get made(): Record<string, number> {
    return Object.fromEntries(this.#made);
  }

  /**
   * The next id. Those of one prefix never repeat, and sort by the order of their making.
   * @param prefix with its last underscore, such as `conv_participant_`
   */
  next(prefix: string): string {
    return this.at(prefix, this.reserve(prefix, 1));
  }

  /** The next SID. @param prefix two capitals, such as `SM` */
  nextSid(prefix: string): string {
    return this.sidAt(prefix, this.reserve(prefix, 1));
  }

  /** Takes the next ids without making them yet. @returns the index of the first, for {@link at} */
  reserve(prefix: string, count: number): number {
    const first = this.#made.get(prefix) ?? 0;
    this.#made.set(prefix, first + count);
    return first;
  }

  at(prefix: string, index: number): string {
    const random = createRandom(this.seed ^ hash(prefix) ^ Math.imul(index + 1, 0x9e3779b1));
    let chance = '';
    for (let digit = 0; digit < RANDOM_DIGITS; digit++)
      chance += BASE_32_DIGITS.charAt(random.between(0, 31));
    return prefix + timeDigits(FIRST + STEP_MS * index) + chance;
  }

  sidAt(prefix: string, index: number): string {
    const random = createRandom(this.seed ^ hash(prefix) ^ Math.imul(index + 1, 0x9e3779b1));
    return prefix + random.hex(24) + index.toString(16).padStart(8, '0');
  }

  /** The index that the id was made with, if it was made here. */
  indexOf(prefix: string, id: string): number | undefined {
    if (!id.startsWith(prefix)) return undefined;
    let moment = 0;
    for (const digit of id.slice(prefix.length, prefix.length + TIME_DIGITS)) {
      moment = moment * 32 + BASE_32_DIGITS.indexOf(digit);
    }
    const index = (moment - FIRST) / STEP_MS;
    return Number.isSafeInteger(index) && index >= 0 && this.at(prefix, index) === id ? index : undefined;
  }

  /** The index that the SID was made with, if it was made here. */
  indexOfSid(prefix: string, sid: string): number | undefined {
    const index = Number.parseInt(sid.slice(-8), 16);
    return Number.isSafeInteger(index) && this.sidAt(prefix, index) === sid ? index : undefined;
  }
}

function timeDigits(at: number): string {
  let rest = at;
  let digits = '';
  for (let index = 0; index < TIME_DIGITS; index++) {
    digits = BASE_32_DIGITS.charAt(rest % 32) + digits;
    rest = Math.floor(rest / 32);
  }
  return digits;
}
