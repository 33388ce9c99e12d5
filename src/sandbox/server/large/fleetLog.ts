import { createRandom, type Random } from '../store/random.ts';

/** One entry of the fleet's log. */
export interface LogEntry {
  /** Who reports: the trackers on the bikes, or a driver by radio, whose words are transcribed. */
  by: 'trackers' | 'driver';
  text: string;
}

/** Where rental bikes stand. */
const STATIONS: readonly [string, ...string[]] = [
  'Pine Street',
  'Boathouse',
  'Tilikum East',
  'Alder & 9th',
  'Hotel Larkspur',
  'Rose Garden',
  'Ferry Landing',
  'Depot North',
  'Museum Steps',
  'Food Carts',
];

const BIKES = 240;

type Writer = (random: Random) => string;

const bike = (random: Random) => `Bike ${random.between(1, BIKES)}`;
const charge = (random: Random) => `${random.between(12, 100)} %`;
const miles = (random: Random) => (random.between(2, 190) / 10).toFixed(1);

const TRACKED: readonly [Writer, ...Writer[]] = [
  (random) => `${bike(random)} docked at ${random.pick(STATIONS)}, battery ${charge(random)}.`,
  (random) => `${bike(random)} left ${random.pick(STATIONS)}, battery ${charge(random)}.`,
  (random) =>
    `${bike(random)} underway, ${miles(random)} mi since ${random.pick(STATIONS)}, battery ${charge(random)}.`,
  (random) =>
    `${bike(random)} charging at ${random.pick(STATIONS)}, ${charge(random)}, ${random.between(31, 88)} °F.`,
  (random) =>
    `${random.pick(STATIONS)}: ${random.between(0, 18)} bikes free, ${random.between(0, 6)} docks free.`,
  (random) => `${bike(random)} tire pressure ${random.between(28, 65)} psi, ${random.between(28, 65)} psi.`,
  (random) => `${bike(random)} parked outside a station for ${random.between(5, 55)} minutes, lock closed.`,
  (random) => `${bike(random)} brake check passed, ${random.between(110, 4900)} mi in all.`,
];

const RADIOED: readonly [Writer, ...Writer[]] = [
  (random) => `Van two here, I’ve got bike ${random.between(1, BIKES)} on board, heading to Depot North.`,
  (random) => `${random.pick(STATIONS)} is full, I’m taking ${random.between(2, 9)} over to the Boathouse.`,
  (random) => `Bike ${random.between(1, BIKES)} has a flat, I’ve swapped it, the rider is happy.`,
  (random) => `Traffic on the bridge, I’ll be about ${random.between(5, 40)} minutes late.`,
];

/** The entry at that place of the log, as the seed would have it. */
export function logEntry(seed: number, place: number): LogEntry {
  const random = createRandom(seed ^ Math.imul(place + 1, 0xc2b2ae35));
  const by = random.next() < 0.02 ? 'driver' : 'trackers';
  return { by, text: random.pick(by === 'driver' ? RADIOED : TRACKED)(random) };
}
