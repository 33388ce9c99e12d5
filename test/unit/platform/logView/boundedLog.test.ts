import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { BoundedLog, type LogRecord } from '../../../../src/platform/logView/boundedLog.ts';
import { readLogQuery } from '../../../../src/platform/logView/logQuery.ts';

interface Sample extends LogRecord {
  readonly status: string;
}

function sample(id: number | string, change: Partial<Sample> = {}): Sample {
  return { id: String(id), bytes: 10, status: '200', ...change };
}

function logOf(records = 100, bytes = 1_000_000): BoundedLog<Sample> {
  return new BoundedLog({ records, bytes }, ({ id, status }) => ({
    fields: { status },
    text: `${id} ${status}`,
  }));
}

function fill(log: BoundedLog<Sample>, from: number, to: number): void {
  for (let id = from; id < to; id++) log.put(sample(id));
}

const ids = (records: readonly Sample[]) => records.map(({ id }) => id);
const query = (text: string) => readLogQuery(text, new Set(['status']));

describe('a bounded log', () => {
  it('forgets the oldest tenth when there are too many, and counts them', () => {
    const log = logOf(100);
    fill(log, 0, 100);
    assert.equal(log.dropped, 0);
    log.put(sample(100));
    assert.deepEqual([log.total, log.dropped, log.records[0]?.id], [90, 11, '11']);
    assert.equal(log.get('10'), undefined);
    assert.equal(log.records.at(-1)?.id, '100');
  });

  it('holds no more memory than its bound, whatever comes', () => {
    const log = logOf(1_000, 5_000);
    for (let id = 0; id < 500; id++) log.put(sample(id, { bytes: (id * 37) % 400 }));
    assert.ok(log.bytes <= 5_000, String(log.bytes));
    assert.equal(
      log.bytes,
      log.records.reduce((sum, { bytes }) => sum + bytes, 0),
    );
    // One that is bigger than all of it is kept alone: it is what the person waits for.
    log.put(sample('big', { bytes: 9_000 }));
    assert.deepEqual(ids(log.records), ['big']);
  });

  it('keeps what is pinned through bounds and clearing, and lets it go afterwards', () => {
    const log = logOf(10);
    fill(log, 0, 5);
    log.pin('2', true);
    log.pin('nobody', true);
    fill(log, 5, 50);
    assert.ok(log.get('2'));
    assert.equal(log.isPinned('nobody'), false);
    log.clear();
    assert.deepEqual([ids(log.shown), log.bytes, log.dropped], [['2'], 10, 0]);
    log.pin('2', false);
    log.clear();
    assert.deepEqual([log.total, log.bytes], [0, 0]);
  });

  it('puts a newer state in the place of what it knows', () => {
    const log = logOf();
    fill(log, 0, 5);
    log.put(sample(1, { bytes: 40, status: '500' }));
    assert.deepEqual([ids(log.shown), log.bytes], [['0', '1', '2', '3', '4'], 80]);
    assert.equal(log.get('1')?.status, '500');
    log.filter(query('status:5xx'));
    assert.deepEqual(ids(log.shown), ['1']);
    log.put(sample(3, { status: '503' }));
    assert.deepEqual(ids(log.shown), ['1', '3']);
    log.put(sample(1));
    assert.deepEqual(ids(log.shown), ['3']);
  });

  it('shows what it showed while it is paused, and counts what it holds back', () => {
    const log = logOf(20);
    fill(log, 0, 3);
    log.pause(true);
    fill(log, 3, 10);
    log.put(sample(1, { status: '404' }));
    assert.deepEqual([ids(log.shown), log.held, log.total], [['0', '1', '2'], 7, 10]);
    assert.equal(log.shown[1]?.status, '404');
    // Another filter does not bring to light what is held back.
    log.filter(query('status:200'));
    assert.deepEqual([ids(log.shown), log.held], [['0', '2'], 7]);
    log.pause(true);
    assert.equal(log.held, 7);
    log.filter(undefined);
    fill(log, 10, 30);
    assert.ok(log.shown.every(({ id }) => log.get(id)));
    log.pause(false);
    assert.deepEqual([log.held, log.shown.at(-1)?.id, log.shown.length], [0, '29', log.total]);
  });

  it('is empty after clearing, paused or not', () => {
    const log = logOf();
    fill(log, 0, 3);
    log.pin('1', true);
    log.pause(true);
    fill(log, 3, 6);
    log.clear();
    assert.deepEqual([ids(log.shown), log.held, log.paused], [['1'], 0, true]);
  });

  it('tells of every change, with a revision that grows', () => {
    const log = logOf();
    const revisions: number[] = [];
    const end = log.listen(() => revisions.push(log.revision));
    fill(log, 0, 2);
    log.pin('0', true);
    log.filter(query('x'));
    log.pause(true);
    log.clear();
    end();
    log.put(sample(9));
    assert.equal(revisions.length, 6);
    assert.deepEqual(
      revisions,
      [...new Set(revisions)].sort((a, b) => a - b),
    );
  });
});
