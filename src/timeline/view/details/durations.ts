import { rowStrings } from '../rowStrings.ts';

const UNITS = [
  ['days', 86_400_000],
  ['hours', 3_600_000],
  ['minutes', 60_000],
  ['seconds', 1_000],
] as const;

/** Writes durations the way the viewer reads them, and finely: a wait of seconds is another than one of a minute. */
export class Durations {
  readonly #decimal: Intl.NumberFormat;
  readonly #whole: Intl.NumberFormat;

  /** @param locale BCP 47 tag */
  constructor(locale: string) {
    this.#decimal = new Intl.NumberFormat(locale, { maximumFractionDigits: 1 });
    this.#whole = new Intl.NumberFormat(locale, { maximumFractionDigits: 0 });
  }

  /**
   * The two greatest units of a duration: `3 h 12 min`, `8 min 56 s`, `1.4 s`, `120 ms`. A negative one has a minus sign.
   * @param ms milliseconds
   */
  words(ms: number): string {
    if (ms < 0) return `\u2212${this.words(-ms)}`;
    if (ms > 0 && ms < 1_000) return `${this.#whole.format(ms)} ms`;
    if (ms < 9_950) return `${this.#decimal.format(ms / 1_000)} s`;
    // To the second below an hour, to the minute above, so that 59.9 seconds are a minute and not 60 seconds.
    const grain = ms < 3_600_000 ? 1_000 : ms < 86_400_000 ? 60_000 : 3_600_000;
    let rest = Math.round(ms / grain) * grain;
    const words: string[] = [];
    for (const [unit, length] of UNITS) {
      const count = Math.floor(rest / length);
      if (count === 0 && words.length > 0) break;
      if (count === 0) continue;
      words.push(rowStrings.duration[unit](count));
      rest -= count * length;
      if (words.length === 2) break;
    }
    return words.join(' ');
  }
}
