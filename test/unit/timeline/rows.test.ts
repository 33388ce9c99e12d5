import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import * as v from 'valibot';
import { closedMasker, openMasker } from '../../../src/platform/masking.ts';
import { Days } from '../../../src/timeline/days.ts';
import { entryOf } from '../../../src/timeline/entries.ts';
import { Parties } from '../../../src/timeline/parties.ts';
import { toViewSchema } from '../../../src/timeline/protocol/messages.ts';
import { type CommunicationRow, TEXT_LIMIT } from '../../../src/timeline/protocol/rows.ts';
import { RowModel } from '../../../src/timeline/rows.ts';
import { agent, communication, customer } from '../../support/fixtures.ts';

function modelOf(communications: ReturnType<typeof communication>[], timeZone = 'UTC'): RowModel {
  return new RowModel(
    communications.map(entryOf),
    new Parties([customer, agent]),
    new Days(timeZone),
    openMasker,
  );
}

const communicationRows = (model: RowModel): CommunicationRow[] =>
  model.window(0, model.count).filter((row) => row.kind === 'communication');

describe('rows', () => {
  it('separates the days of the reader’s time zone', () => {
    const communications = [
      communication('a', '2026-03-01T22:30:00Z'),
      communication('b', '2026-03-01T23:10:00Z'),
    ];
    const days = (timeZone: string) =>
      modelOf(communications, timeZone)
        .window(0, 9)
        .map((row) => (row.kind === 'day' ? row.day : row.key));
    assert.deepEqual(days('UTC'), ['2026-03-01', 'a', 'b']);
    assert.deepEqual(days('Europe/Berlin'), ['2026-03-01', 'a', '2026-03-02', 'b']);
    assert.deepEqual(days('Asia/Kathmandu'), ['2026-03-02', 'a', 'b']);
  });

  it('names an author once in a run, and anew after a silence or on another channel', () => {
    const other = { address: 'whatsapp:+15550100', channel: 'WHATSAPP', participantId: 'p-customer' };
    const rows = communicationRows(
      modelOf([
        communication('a', '2026-03-01T10:00:00Z'),
        communication('b', '2026-03-01T10:01:00Z'),
        communication('c', '2026-03-01T10:07:00Z'),
        communication('d', '2026-03-01T10:07:30Z', { author: other }),
      ]),
    );
    assert.deepEqual(
      rows.map(({ startsTurn }) => startsTurn),
      [true, false, true, true],
    );
  });

  it('finds who is who by id, by address, and says so when they are unknown', () => {
    const rows = communicationRows(
      modelOf([
        communication('a', '2026-03-01T10:00:00Z', {
          author: { address: 'x', channel: 'SMS', participantId: 'p-agent' },
        }),
        communication('b', '2026-03-01T10:00:01Z', { author: { address: '+15550199', channel: 'SMS' } }),
        communication('c', '2026-03-01T10:00:02Z', { author: { address: '+15550555', channel: 'SMS' } }),
      ]),
    );
    assert.deepEqual(
      rows.map(({ author, side }) => [author.name, author.type, side]),
      [
        ['Jonas', 'HUMAN_AGENT', 'agent'],
        ['Jonas', 'HUMAN_AGENT', 'agent'],
        ['+15550555', 'UNKNOWN', 'customer'],
      ],
    );
  });

  it('shortens a long text, says how long it is, and never cuts a character in two', () => {
    const text = `${'x'.repeat(TEXT_LIMIT - 1)}😀 and more`;
    const [row] = communicationRows(
      modelOf([communication('a', '2026-03-01T10:00:00Z', { content: { type: 'TEXT', text } })]),
    );
    assert.equal(row?.text, 'x'.repeat(TEXT_LIMIT - 1));
    assert.equal(row?.textLength, text.length);
  });

  it('passes on what it does not know, and what is missing, in messages the view accepts', () => {
    const odd = communication('odd', '', {
      content: { type: 'HOLOGRAM', transcription: { confidence: 'high' as unknown as number } },
      recipients: [{ address: 'a', channel: 'PIGEON', deliveryStatus: 'LOST' }],
    });
    delete odd.occurredAt;
    delete odd.createdAt;
    const model = modelOf([odd]);
    const rows = model.window(0, 9);
    assert.ok(v.safeParse(toViewSchema, { type: 'rows', revision: 1, from: 0, rows }).success);
    assert.deepEqual(rows[0], { kind: 'day', key: 'day:', day: '' });
    const [row] = communicationRows(model);
    assert.deepEqual(
      [row?.at, row?.contentType, row?.text, row?.recipients[0]?.deliveryStatus],
      ['', 'HOLOGRAM', '', 'LOST'],
    );
  });

  it('counts communications and not separators, wherever the window begins', () => {
    const model = modelOf([
      communication('a', '2026-03-01T10:00:00Z'),
      communication('b', '2026-03-02T10:00:00Z'),
      communication('c', '2026-03-03T10:00:00Z'),
    ]);
    const positions = (from: number) =>
      model.window(from, 9).map((row) => (row.kind === 'communication' ? row.position : 'day'));
    assert.deepEqual(positions(0), ['day', 1, 'day', 2, 'day', 3]);
    assert.deepEqual(positions(3), [2, 'day', 3]);
    assert.deepEqual(positions(4), ['day', 3]);
  });

  it('breaks where nobody spoke for long: within a day in a row, over midnight in the row of the day', () => {
    const model = modelOf([
      communication('a', '2026-03-01T10:00:00Z'),
      communication('b', '2026-03-01T13:12:00Z'),
      communication('c', '2026-03-02T09:00:00Z'),
      communication('d', '2026-03-02T09:30:00Z'),
    ]);
    const rows = model.window(0, 99);
    assert.deepEqual(
      rows.map((row) => [row.key, 'after' in row ? row.after : undefined]),
      [
        ['day:2026-03-01', undefined],
        ['a', undefined],
        ['gap:b', 11_520_000],
        ['b', undefined],
        ['day:2026-03-02', 71_280_000],
        ['c', undefined],
        ['d', undefined],
      ],
    );
    assert.equal(model.indexOf('gap:b'), 2);
    assert.deepEqual(model.window(3, 1), rows.slice(3, 4));
  });

  it('puts what befell the conversation where it belongs in time, and counts it as no communication', () => {
    const event = (time: string, what: 'created' | 'joined') => ({
      key: `event:${what}`,
      time: Date.parse(time),
      what,
      participants: [customer],
      about: false,
    });
    const events = [event('2026-02-28T10:00:00Z', 'created'), event('2026-03-01T10:00:00Z', 'joined')];
    const entries = [
      communication('a', '2026-03-01T09:59:00Z'),
      communication('b', '2026-03-01T10:00:00Z'),
      communication('c', '2026-03-01T10:01:00Z'),
    ].map(entryOf);
    const parts = [new Parties([customer, agent]), new Days('UTC')] as const;
    const model = new RowModel(entries, ...parts, openMasker, events);
    assert.deepEqual(
      model.window(0, 99).map((row) => [row.key, row.kind === 'communication' ? row.position : row.kind]),
      [
        ['day:2026-02-28', 'day'],
        ['event:created', 'event'],
        ['day:2026-03-01', 'day'],
        ['a', 1],
        ['event:joined', 'event'],
        ['b', 2],
        ['c', 3],
      ],
    );
    const starts = communicationRows(model).map(({ startsTurn }) => startsTurn);
    assert.deepEqual(starts, [true, true, false]);
    const masked = new RowModel(entries, ...parts, closedMasker, events).window(1, 1);
    assert.ok(!JSON.stringify(masked).includes('Maya'));
    const rows = model.window(0, 99);
    assert.ok(v.safeParse(toViewSchema, { type: 'rows', revision: 1, from: 0, rows }).success);
    assert.equal(new RowModel([], ...parts, openMasker, events).count, 0);
  });

  it('knows where a row stands', () => {
    const model = modelOf([
      communication('a', '2026-03-01T10:00:00Z'),
      communication('b', '2026-03-02T10:00:00Z'),
    ]);
    assert.deepEqual(
      [model.indexOf('a'), model.indexOf('day:2026-03-02'), model.indexOf('b'), model.indexOf('none')],
      [1, 2, 3, undefined],
    );
    assert.deepEqual(
      model.window(2, 50).map(({ key }) => key),
      ['day:2026-03-02', 'b'],
    );
  });
});
