import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { type Entry, entryOf } from '../../../src/timeline/entries.ts';
import { gapThreshold } from '../../../src/timeline/gaps.ts';
import { communication } from '../../support/fixtures.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

/** Communications with these silences between them, in milliseconds. */
function entriesWith(silences: readonly number[]): Entry[] {
  let time = Date.parse('2026-03-01T08:00:00Z');
  return [0, ...silences].map((silence, index) => {
    time += silence;
    return entryOf(communication(`c${index}`, new Date(time).toISOString()));
  });
}

describe('how long a silence has to be', () => {
  it('is an hour where people answer soon, or where there is too little to tell', () => {
    assert.equal(gapThreshold([]), HOUR);
    assert.equal(gapThreshold(entriesWith([])), HOUR);
    assert.equal(gapThreshold(entriesWith([24 * HOUR, 24 * HOUR])), HOUR);
    assert.equal(gapThreshold(entriesWith(Array(50).fill(2 * MINUTE))), HOUR);
  });

  it('is longer where silences are long as a rule: only those that stand out count', () => {
    const daily = entriesWith(Array(30).fill(24 * HOUR));
    assert.equal(gapThreshold(daily), 6 * 24 * HOUR);
  });

  it('is not shortened by what is said in one breath', () => {
    const silences = Array.from({ length: 60 }, (_, index) => (index % 3 === 0 ? 4 * HOUR : 1_000));
    assert.equal(gapThreshold(entriesWith(silences)), 24 * HOUR);
  });

  it('does not trip over communications without a date', () => {
    const undated = communication('x', '');
    delete undated.occurredAt;
    delete undated.createdAt;
    assert.equal(gapThreshold([...entriesWith(Array(9).fill(MINUTE)), entryOf(undated)]), HOUR);
  });
});
