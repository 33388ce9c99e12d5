import type { Random } from '../store/random.ts';
import { customer, owen, tildaPortland } from './company.ts';
import {
  APPROVALS,
  CHATTER,
  DELAYS,
  FAULTS,
  type Fault,
  PATIENCE,
  RETURN_SLOTS,
  THANKS,
  VAN_SLOTS,
} from './hotelFaults.ts';
import { type Line, type Person, say, type Thread } from './script.ts';

/** How many lines the thread has: some pages of the API's default size. */
const LENGTH = 300;

const DAY_MS = 86_400_000;
const MINUTE_MS = 60_000;

/** Portland's summer time, which is near enough all year. */
const UTC_AHEAD_HOURS = 7;

/** Eight in the morning there. */
const OPENS_UTC_MINUTES = (8 + UTC_AHEAD_HOURS) * 60;

const marisol = customer('Marisol Vega, Hotel Larkspur', { WHATSAPP: 'whatsapp:+15035550108' });

/** A line at its minute, counted from the first day's midnight. */
interface Moment {
  minute: number;
  by: Person;
  text: string;
}

type Facts = Record<string, string | number>;

/** Fills in what is known. What is not stays for later, and a sentence begins with a capital. */
function fill(template: string, facts: Facts): string {
  return template
    .replace(/\{(\w+)\}/g, (placeholder, name: string) => String(facts[name] ?? placeholder))
    .replace(/(^|[.!?] )room/g, '$1Room');
}

/** The next minute at which the shop is open: ten hours from eight, every day of the week. */
function working(minute: number): number {
  const ofDay = ((minute % 1440) + 1440) % 1440;
  if (ofDay < OPENS_UTC_MINUTES) return minute - ofDay + OPENS_UTC_MINUTES + (ofDay % 53);
  const closes = Math.min(OPENS_UTC_MINUTES + 540, 1439);
  return ofDay > closes ? minute - ofDay + 1440 + OPENS_UTC_MINUTES + (ofDay % 47) : minute;
}

/** Writes the thread down, line by line. */
class FleetWriter {
  readonly #random: Random;
  readonly #written: Moment[] = [];
  /** How often each template was used, so that the least used one comes next. */
  readonly #uses = new Map<string, number>();

  constructor(random: Random) {
    this.#random = random;
  }

  get moments(): Moment[] {
    return this.#written.sort((one, other) => one.minute - other.minute);
  }

  write(minute: number, by: Person, text: string): number {
    const at = working(minute);
    this.#written.push({ minute: at, by, text });
    return at;
  }

  /** One of the wordings, the least worn first. */
  wording(options: readonly [string, ...string[]]): string {
    const least = Math.min(...options.map((option) => this.#uses.get(option) ?? 0));
    const fresh = options.filter((option) => (this.#uses.get(option) ?? 0) === least);
    const choice = this.#random.pick(fresh as [string, ...string[]]);
    this.#uses.set(choice, least + 1);
    return choice;
  }

  opening(): number {
    const at = this.write(
      OPENS_UTC_MINUTES + 22,
      marisol,
      'Hello Owen! Marisol from Hotel Larkspur. As of today I’m looking after our 24 guest bikes, so you’ll hear from me a lot 😅 Is it OK if I write here whenever one of them misbehaves?',
    );
    this.write(
      at + 9,
      owen,
      'Welcome, Marisol! Here is perfect. Tell me the bike’s number and what it does, and I’ll take it from there. Tilda, our assistant, books the van.',
    );
    this.write(
      at + 10,
      tildaPortland,
      'Hello Marisol! I book pick-ups and returns for Hotel Larkspur, every day from 9:00 to 17:00. The service entrance on Pine Street is saved.',
    );
    return this.write(
      at + 16,
      marisol,
      'You even have an assistant! All right, let’s see how long the peace lasts.',
    );
  }

  chatter(minute: number, [fromHotel, fromWorkshop]: readonly [string, string]): void {
    const facts = { count: this.#random.between(7, 19), spare: this.#random.between(3, 9) };
    const at = this.write(minute, marisol, fill(fromHotel, facts));
    this.write(at + this.#random.between(4, 50), owen, fill(fromWorkshop, facts));
  }

  /** A fault from its report to the thanks, over some days. */
  repair(minute: number, bike: number, fault: Fault): void {
    const random = this.#random;
    const variant = Math.min(this.#uses.get(fault.report[0]) ?? 0, 1) as 0 | 1;
    this.#uses.set(fault.report[0], variant === 0 ? 1 : 0);
    const part = fault.part?.[variant] ?? '';
    const facts: Facts = {
      bike,
      room: `room ${random.between(2, 6)}${String(random.between(1, 24)).padStart(2, '0')}`,
      price: `$${random.between(...fault.price)}`,
      days: random.between(2, 5),
      spare: random.between(3, 9),
      part,
    };
    const one = ([first, second]: [string, string]) => fill(variant === 0 ? first : second, facts);

    let at = this.write(minute, marisol, one(fault.report));
    at = this.write(at + random.between(3, 25), owen, one(fault.question));
    at = this.write(at + random.between(2, 18), marisol, one(fault.answer));
    at = this.#van(at + 2, VAN_SLOTS, facts);
    at = this.write(at + random.between(240, 1300), owen, one(fault.diagnosis));
    at = this.write(at + random.between(6, 95), marisol, fill(this.wording(APPROVALS), facts));
    if (part !== '' && random.next() < 0.45) {
      at = this.write(at + random.between(120, 1200), owen, fill(this.wording(DELAYS), facts));
      at = this.write(at + random.between(5, 60), marisol, fill(this.wording(PATIENCE), facts));
      at += Number(facts['days']) * 1440;
    }
    at = this.write(at + random.between(150, 1500), owen, one(fault.done));
    at = this.#van(at + 3, RETURN_SLOTS, facts);
    if (random.next() < 0.8) {
      this.write(at + random.between(200, 1500), marisol, fill(this.wording(THANKS), facts));
    }
  }

  /** The van comes today while there is time, or else the day after. Weekday and reference are filled in later. */
  #van(minute: number, wordings: readonly [string, ...string[]], facts: Facts): number {
    const at = working(minute);
    const localHour = Math.floor((at % 1440) / 60) - UTC_AHEAD_HOURS;
    const today = localHour < 13 && this.#random.next() < 0.5;
    const slot = {
      ...facts,
      day: today ? 'today' : `{weekday:${at + 1440}}`,
      hour: this.#random.between(today ? localHour + 2 : 10, 16),
    };
    return this.write(at, tildaPortland, fill(this.wording(wordings), slot));
  }
}

/** Puts items in an order that chance decides. */
function shuffled<T>(items: readonly T[], random: Random): T[] {
  return items
    .map((item) => ({ item, rank: random.next() }))
    .sort((one, other) => one.rank - other.rank)
    .map(({ item }) => item);
}

/**
 * A long thread: a hotel and the workshop that keeps its bikes running, over some weeks. Each fault runs its course
 * from the report to the thanks, and the courses overlap, as they do.
 *
 * @param now - epoch milliseconds
 */
export function hotelFleet(random: Random, now: number): Thread {
  const writer = new FleetWriter(random);
  let minute = writer.opening() + 190;
  const chatter = shuffled(CHATTER, random);
  let bikes: number[] = [];
  let faults: Fault[] = [];
  // Courses overlap: what is cut off at the end has to come after all of the lines that stay.
  while (writer.moments.length < LENGTH + 60) {
    if (bikes.length === 0) {
      bikes = shuffled(
        Array.from({ length: 24 }, (_, index) => index + 1),
        random,
      );
    }
    if (faults.length === 0) faults = shuffled(FAULTS, random);
    writer.repair(minute, bikes.pop() ?? 1, faults.pop() ?? FAULTS[0]);
    minute = working(minute + random.between(600, 1700));
    const aside = random.next() < 0.35 ? chatter.pop() : undefined;
    if (aside) writer.chatter(minute - random.between(60, 300), aside);
  }
  const moments = writer.moments.slice(0, LENGTH);

  // Whole days are moved, so that the shop's hours stay what they are.
  const lastMinute = moments.at(-1)?.minute ?? 0;
  const lastDay = Math.floor((now - 20 * MINUTE_MS - lastMinute * MINUTE_MS) / DAY_MS);
  const timeOf = (minuteOfThread: number) => lastDay * DAY_MS + minuteOfThread * MINUTE_MS;
  const weekday = (minuteOfThread: number) =>
    new Date(timeOf(minuteOfThread)).toLocaleDateString('en-US', { weekday: 'long', timeZone: 'UTC' });

  let reference = random.between(3100, 3900);
  let previous = moments[0]?.minute ?? 0;
  const lines: Line[] = moments.map(({ minute: at, by, text }) => {
    const after = at - previous;
    previous = at;
    const complete = text
      .replace('{ref}', () => `LRK-${reference++}`)
      .replace(/\{weekday:(\d+)\}/, (_, day: string) => weekday(Number(day)));
    return say(by, after, complete);
  });
  return {
    name: 'Hotel Larkspur: guest bikes',
    configuration: 'messaging',
    channel: 'WHATSAPP',
    people: [marisol, owen, tildaPortland],
    lastAgo: (now - timeOf(lastMinute)) / MINUTE_MS,
    lines,
    metadata: { account: 'hotel-larkspur', fleet: '24' },
  };
}
