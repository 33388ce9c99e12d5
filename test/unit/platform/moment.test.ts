import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { type MomentContext, readMoment } from '../../../src/platform/moment.ts';
import { dayStart, momentOf, wallClockAt } from '../../../src/platform/zones.ts';

/** A Wednesday, 11:30 in Berlin. */
const berlin: MomentContext = {
  now: Date.parse('2026-03-11T10:30:00Z'),
  reference: Date.parse('2026-02-20T08:00:00Z'),
  timeZone: 'Europe/Berlin',
  locale: 'de-DE',
};
const newYork: MomentContext = { ...berlin, timeZone: 'America/New_York', locale: 'en-US' };

function read(text: string, context = berlin): string | undefined {
  const time = readMoment(text, context);
  return time === undefined ? undefined : new Date(time).toISOString();
}

describe('reading moments', () => {
  const cases: [text: string, iso: string, context?: MomentContext][] = [
    ['2026-03-09', '2026-03-08T23:00:00.000Z'],
    ['2026-03-09T14:00', '2026-03-09T13:00:00.000Z'],
    ['2026-03-09 14:00:05', '2026-03-09T13:00:05.000Z'],
    ['2026-03-09T14:00:05.250Z', '2026-03-09T14:00:05.250Z'],
    ['2026-03-09 14:00 +02:00', '2026-03-09T12:00:00.000Z'],
    ['Yesterday 14:00', '2026-03-10T13:00:00.000Z'],
    ['gestern 14:00', '2026-03-10T13:00:00.000Z'],
    ['today', '2026-03-10T23:00:00.000Z'],
    ['14:00', '2026-02-20T13:00:00.000Z'],
    ['2:30 pm', '2026-02-20T13:30:00.000Z'],
    ['12 am', '2026-02-19T23:00:00.000Z'],
    ['2 hours ago', '2026-03-11T08:30:00.000Z'],
    ['-30m', '2026-03-11T10:00:00.000Z'],
    ['9 March', '2026-03-08T23:00:00.000Z'],
    ['9. März', '2026-03-08T23:00:00.000Z'],
    ['March 9th, 2025 at 2:00 pm', '2025-03-09T13:00:00.000Z'],
    ['31.12.', '2025-12-30T23:00:00.000Z'],
    ['29 feb', '2024-02-28T23:00:00.000Z'],
    ['03/09/2026', '2026-03-09T04:00:00.000Z', newYork],
    ['09/03/2026', '2026-03-08T23:00:00.000Z'],
    ['25/02/2026', '2026-02-25T05:00:00.000Z', newYork],
    ['Mittwoch', '2026-03-10T23:00:00.000Z'],
    ['last wednesday', '2026-03-03T23:00:00.000Z'],
    ['Mon 2pm', '2026-03-09T13:00:00.000Z'],
    ['1741500000', '2025-03-09T06:00:00.000Z'],
    ['1741500000123', '2025-03-09T06:00:00.123Z'],
  ];
  for (const [text, iso, context] of cases) {
    it(`reads “${text}”${context ? ' in New York' : ''}`, () => assert.equal(read(text, context), iso));
  }

  for (const text of [
    '',
    'hello',
    '2026-02-30',
    '25:00',
    'today 25:99',
    '32 march',
    '13/13/2026',
    '1 2 3 4',
    'ma',
    'constructor',
    '__proto__',
    'conv_01h',
  ])
    it(`does not take “${text}” for a moment`, () => assert.equal(read(text), undefined));

  it('puts up with a zone and a locale that nobody knows', () => {
    const odd = { ...berlin, timeZone: 'Mars/Olympus', locale: '!!' };
    assert.notEqual(readMoment('9 March 14:00', odd), undefined);
  });

  it('reads back each minute that it is given in ISO, in any zone', () => {
    const zones = ['UTC', 'Europe/Berlin', 'America/New_York', 'Asia/Kathmandu', 'Australia/Lord_Howe'];
    fc.assert(
      fc.property(
        fc.integer({ min: Date.parse('1990-01-01') / 60_000, max: Date.parse('2050-01-01') / 60_000 }),
        fc.constantFrom(...zones),
        (minute, timeZone) => {
          const time = minute * 60_000;
          const wall = wallClockAt(time, timeZone);
          const read = momentOf(wall, timeZone);
          // What the clock shows twice may be either moment; both show the same.
          assert.deepEqual(wallClockAt(read, timeZone), wall);
          assert.equal(readMoment(new Date(time).toISOString(), { ...berlin, timeZone }), time);
        },
      ),
    );
  });

  it('throws at nothing', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        const time = readMoment(text, berlin);
        assert.ok(time === undefined || Number.isFinite(time));
      }),
    );
  });

  it('begins a day where the clock does, on the days that are shorter and longer too', () => {
    const noon = Date.parse('2026-03-29T10:00:00Z');
    assert.equal(new Date(dayStart(noon, 'Europe/Berlin')).toISOString(), '2026-03-28T23:00:00.000Z');
    assert.equal(new Date(dayStart(noon, 'Europe/Berlin', 1)).toISOString(), '2026-03-29T22:00:00.000Z');
  });
});
