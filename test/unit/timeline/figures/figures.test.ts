import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import * as v from 'valibot';
import type { Communication, Participant } from '../../../../src/api/resources.ts';
import { closedMasker, openMasker } from '../../../../src/platform/masking.ts';
import { compareEntries, entryOf } from '../../../../src/timeline/entries.ts';
import { figuresOf } from '../../../../src/timeline/figures/figures.ts';
import { LocalTime } from '../../../../src/timeline/figures/localTime.ts';
import { addressKey, Parties } from '../../../../src/timeline/parties.ts';
import { toViewSchema } from '../../../../src/timeline/protocol/messages.ts';
import { agent, communication, customer } from '../../../support/fixtures.ts';

function figures(
  communications: Communication[],
  options: { masked?: boolean; timeZone?: string; people?: Participant[] } = {},
) {
  const result = figuresOf({
    entries: communications.map(entryOf).sort(compareEntries),
    total: communications.length,
    parties: new Parties(options.people ?? [customer, agent]),
    masker: options.masked ? closedMasker : openMasker,
    timeZone: options.timeZone ?? 'UTC',
  });
  const message = { type: 'figures', figures: result };
  assert.deepEqual(v.parse(toViewSchema, message), message);
  return result;
}

const asked = (id: string, at: string, rest: Partial<Communication> = {}) => communication(id, at, rest);
const answered = (id: string, at: string, status = 'DELIVERED') =>
  communication(id, at, {
    author: { address: '+15550199', channel: 'SMS', participantId: 'p-agent' },
    recipients: [
      { address: '+15550100', channel: 'SMS', participantId: 'p-customer', deliveryStatus: status },
    ],
  });

describe('a conversation’s figures', () => {
  it('count channels, sides and who wrote', () => {
    const result = figures([
      asked('a', '2026-03-01T10:00:00Z'),
      asked('b', '2026-03-01T10:00:30Z', { author: { address: 'whatsapp:+1', channel: 'WHATSAPP' } }),
      answered('c', '2026-03-01T10:02:00Z'),
    ]);
    assert.deepEqual(result.channels, [
      { name: 'SMS', count: 2 },
      { name: 'WHATSAPP', count: 1 },
    ]);
    assert.deepEqual([result.count, result.customerCount, result.agentCount], [3, 2, 1]);
    assert.deepEqual(
      result.parties.map(({ key, name, side, count }) => [key, name, side, count]),
      [
        ['p-customer', 'Maya Lopez', 'customer', 1],
        [addressKey('whatsapp:+1'), 'whatsapp:+1', 'customer', 1],
        ['p-agent', 'Jonas', 'agent', 1],
      ],
    );
  });

  it('measure how long customers waited', () => {
    const minutes = [1, 2, 3, 4, 30];
    const all = minutes.flatMap((wait, index) => {
      const start = Date.UTC(2026, 2, 1 + index, 10);
      return [
        asked(`q${index}`, new Date(start).toISOString()),
        answered(`r${index}`, new Date(start + wait * 60_000).toISOString()),
      ];
    });
    const { responses } = figures(all);
    assert.deepEqual(responses?.first, { askedBy: 'q0', answeredBy: 'r0', ms: 60_000 });
    assert.deepEqual([responses?.count, responses?.medianMs, responses?.p90Ms], [5, 180_000, 1_800_000]);
    assert.equal(responses?.longest.askedBy, 'q4');
    assert.equal(
      responses?.bins.reduce((sum, { count }) => sum + count, 0),
      5,
    );
    for (const { fromMs, toMs, count, example } of responses?.bins ?? []) {
      assert.ok(fromMs < toMs);
      assert.equal(count > 0, example !== '');
    }
    assert.equal(figures([asked('q', '2026-03-01T10:00:00Z')]).responses, undefined);
  });

  it('keep a wait that is longer than any step', () => {
    const { responses } = figures([
      asked('q', '2026-03-01T10:00:00Z'),
      answered('r', '2026-06-01T10:00:00Z'),
    ]);
    assert.deepEqual(
      responses?.bins.filter(({ count }) => count > 0).map(({ count, toMs }) => [count, toMs]),
      [[1, 92 * 86_400_000]],
    );
  });

  it('tell what arrived, and what did not', () => {
    const { delivery } = figures([
      answered('a', '2026-03-01T10:00:00Z', 'READ'),
      answered('b', '2026-03-01T11:00:00Z', 'FAILED'),
      answered('c', '2026-03-01T12:00:00Z', 'FAILED'),
      communication('d', '2026-03-01T13:00:00Z', { recipients: [{ address: '+1', channel: 'SMS' }] }),
    ]);
    assert.deepEqual([delivery.known, delivery.reached, delivery.failedCount], [3, 1, 2]);
    assert.equal(delivery.underWay, 0);
    assert.deepEqual(
      delivery.failed.map(({ key, name }) => [key, name]),
      [
        ['c', 'Maya Lopez'],
        ['b', 'Maya Lopez'],
      ],
    );
  });

  it('do not count what is under way as missed', () => {
    const statuses = ['READ', 'INITIATED', 'IN_PROGRESS', 'FAILED', 'HELD'];
    const { delivery } = figures(
      statuses.map((status, n) => answered(`u${n}`, `2026-03-01T1${n}:00:00Z`, status)),
    );
    assert.deepEqual([delivery.known, delivery.underWay, delivery.reached], [5, 2, 1]);
  });

  it('find the longest silence and the busiest hour, by the reader’s clock', () => {
    const all = [
      asked('a', '2026-03-01T23:10:00Z'),
      asked('b', '2026-03-01T23:50:00Z'),
      asked('c', '2026-03-03T08:00:00Z'),
      communication('undated', ''),
    ];
    const { time } = figures(all);
    assert.deepEqual(time?.longestSilence, { before: 'b', after: 'c', ms: 32 * 3_600_000 + 600_000 });
    // 1 March 2026 is a Sunday.
    assert.deepEqual([time?.week[6 * 24 + 23], time?.week[24 + 8], time?.activeDays], [2, 1, 2]);
    const berlin = figures(all, { timeZone: 'Europe/Berlin' }).time;
    assert.deepEqual([berlin?.week[0], berlin?.week[24 + 9]], [2, 1]);
    assert.equal(figures([communication('undated', '')]).time, undefined);
  });

  it('tell how sure transcriptions are', () => {
    const spoken = (id: string, confidence?: number) =>
      communication(id, '2026-03-01T10:00:00Z', {
        content: {
          type: 'TRANSCRIPTION',
          text: 'x',
          transcription: confidence === undefined ? {} : { confidence },
        },
      });
    const { transcriptions } = figures([spoken('a', 0.5), spoken('b', 1), spoken('c')]);
    assert.deepEqual(transcriptions, {
      count: 3,
      rated: 2,
      meanConfidence: 0.75,
      lowCount: 1,
      lowest: { key: 'a', confidence: 0.5 },
      tenths: [0, 0, 0, 0, 0, 1, 0, 0, 0, 1],
    });
    assert.equal(figures([asked('a', '2026-03-01T10:00:00Z')]).transcriptions, undefined);
  });

  it('name nobody while names are hidden', () => {
    const result = figures(
      [asked('a', '2026-03-01T10:00:00Z'), answered('b', '2026-03-01T11:00:00Z', 'FAILED')],
      {
        masked: true,
      },
    );
    assert.doesNotMatch(
      JSON.stringify([result.parties.map(({ name }) => name), result.delivery]),
      /Maya|Jonas/,
    );
  });
});

describe('the local time', () => {
  it('is that of the formatter, on days when the clocks change too', () => {
    for (const timeZone of [
      'UTC',
      'Europe/Berlin',
      'America/Los_Angeles',
      'Asia/Kathmandu',
      'Australia/Lord_Howe',
    ]) {
      const local = new LocalTime(timeZone);
      const format = new Intl.DateTimeFormat('en-CA', {
        timeZone,
        dateStyle: 'short',
        timeStyle: 'medium',
        hourCycle: 'h23',
      });
      for (const day of [
        Date.UTC(2026, 2, 8),
        Date.UTC(2026, 2, 29),
        Date.UTC(2026, 3, 4),
        Date.UTC(2026, 9, 25),
      ]) {
        for (let time = day - 12 * 3_600_000; time < day + 36 * 3_600_000; time += 17 * 60_000) {
          const shown = new Date(local.of(time)).toISOString().slice(0, 19).replace('T', ', ');
          assert.equal(shown, format.format(time));
        }
      }
    }
  });

  it('is the machine’s where the zone is unknown', () => {
    const time = Date.UTC(2026, 2, 1, 10);
    assert.equal(new LocalTime('No/Where').of(time), time - new Date(time).getTimezoneOffset() * 60_000);
  });
});
