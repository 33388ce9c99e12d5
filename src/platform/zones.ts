const formats = new Map<string, Intl.DateTimeFormat>();

/** What a clock and a calendar show. */
export interface WallClock {
  year: number;
  /** 1 to 12. */
  month: number;
  day: number;
  hour: number;
  minute: number;
  second: number;
}

/** What clock and calendar show in a zone at a moment. @param zone an IANA name; the machine's own where unknown */
export function wallClockAt(time: number, zone: string): WallClock {
  const parts = new Map(
    clockFormat(zone)
      .formatToParts(time)
      .map(({ type, value }) => [type, Number(value)]),
  );
  const part = (type: Intl.DateTimeFormatPartTypes): number => parts.get(type) ?? 0;
  return {
    year: part('year'),
    month: part('month'),
    day: part('day'),
    hour: part('hour'),
    minute: part('minute'),
    second: part('second'),
  };
}

/**
 * The moment at which clock and calendar show this in a zone. What the clock skips in spring is taken as if it went on;
 * of what it shows twice in autumn, one. Days and hours may be out of their range: the 32nd of March is the 1st of April.
 * @returns epoch milliseconds; NaN for a year that no date can have
 */
export function momentOf(wall: WallClock, zone: string): number {
  const wanted = utcOf(wall);
  if (Number.isNaN(wanted)) return wanted;
  // The offset that is right at the first guess is right nearly always; a second one puts the edges right.
  const guess = wanted - offsetAt(wanted, zone);
  return wanted - offsetAt(guess, zone);
}

/** When a day begins in a zone. @param days later by so many days */
export function dayStart(time: number, zone: string, days = 0): number {
  const wall = wallClockAt(time, zone);
  return momentOf({ ...wall, day: wall.day + days, hour: 0, minute: 0, second: 0 }, zone);
}

function offsetAt(time: number, zone: string): number {
  const second = Math.floor(time / 1_000) * 1_000;
  return utcOf(wallClockAt(second, zone)) - second;
}

function utcOf({ year, month, day, hour, minute, second }: WallClock): number {
  return Date.UTC(year, month - 1, day, hour, minute, second);
}

/** Formats moments as the parts of clock and calendar in a zone. @param zone an IANA name; the machine's own where unknown */
export function clockFormat(zone: string): Intl.DateTimeFormat {
  let format = formats.get(zone);
  if (!format) {
    const options = {
      calendar: 'gregory',
      numberingSystem: 'latn',
      hourCycle: 'h23',
      year: 'numeric',
      month: 'numeric',
      day: 'numeric',
      hour: 'numeric',
      minute: 'numeric',
      second: 'numeric',
    } as const;
    try {
      format = new Intl.DateTimeFormat('en-US', { ...options, timeZone: zone });
    } catch {
      format = new Intl.DateTimeFormat('en-US', options);
    }
    formats.set(zone, format);
  }
  return format;
}
