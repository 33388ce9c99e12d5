const UNITS = [
  ['day', 86_400_000],
  ['hour', 3_600_000],
  ['minute', 60_000],
  ['second', 1_000],
] as const;

/** Writes durations the way the viewer reads them. */
export class Durations {
  readonly #formats: Readonly<Record<string, Intl.NumberFormat>>;
  readonly #seconds: Intl.NumberFormat;
  readonly #milliseconds: Intl.NumberFormat;

  /** @param locale BCP 47 tag; the machine's own when absent */
  constructor(locale?: string) {
    const unitFormat = (unit: string, maximumFractionDigits: number) =>
      new Intl.NumberFormat(locale, { style: 'unit', unit, unitDisplay: 'short', maximumFractionDigits });
    this.#formats = Object.fromEntries(UNITS.map(([unit]) => [unit, unitFormat(unit, 0)]));
    this.#seconds = unitFormat('second', 1);
    this.#milliseconds = unitFormat('millisecond', 0);
  }

  /**
   * The two greatest units of a duration: `3 hr 12 min`, `45 sec`, `1.4 sec`, `120 ms`. A negative one has a minus sign.
   * @param ms milliseconds
   */
  words(ms: number): string {
    if (ms < 0) return `\u2212${this.words(-ms)}`;
    if (ms < 1_000) return this.#milliseconds.format(Math.round(ms));
    if (ms < 9_950) return this.#seconds.format(ms / 1_000);
    // To the second below an hour, to the minute above, so that 59.9 seconds are a minute and not 60 seconds.
    const grain = ms < 3_600_000 ? 1_000 : ms < 86_400_000 ? 60_000 : 3_600_000;
    let rest = Math.round(ms / grain) * grain;
    const words: string[] = [];
    for (const [unit, length] of UNITS) {
      const count = Math.floor(rest / length);
      if (count === 0) {
        if (words.length > 0) break;
        continue;
      }
      words.push(this.#formats[unit]?.format(count) ?? '');
      rest -= count * length;
      if (words.length === 2) break;
    }
    return words.join(' ');
  }
}
