import assert from 'node:assert/strict';
import { beforeEach, describe, it } from 'node:test';
import type { State } from '../../../../src/timeline/protocol/state.ts';
import { Arrivals } from '../../../../src/timeline/view/arrivals.ts';

describe('what came while the reader was elsewhere', () => {
  let arrivals: Arrivals;

  beforeEach(() => {
    arrivals = new Arrivals();
  });

  const tell = (phase: State['phase'], shownCount: number, following = false, filter: State['filter'] = {}) =>
    arrivals.update({ phase, shownCount, filter }, following);

  it('is nothing of what the first reading brings', () => {
    for (const count of [0, 100, 1_000]) assert.equal(tell('more', count), 0);
    assert.equal(tell('ready', 2_000), 0);
    assert.equal(arrivals.count, 0);
  });

  it('adds up until the reader is at the end', () => {
    tell('ready', 10);
    assert.equal(tell('ready', 12), 2);
    assert.equal(tell('ready', 13), 1);
    assert.equal(tell('ready', 13), 0);
    assert.equal(arrivals.count, 3);
    arrivals.caughtUp();
    assert.equal(arrivals.count, 0);
    assert.equal(tell('ready', 14), 1);
    assert.equal(arrivals.count, 1);
  });

  it('is announced but not counted for who reads the end', () => {
    tell('ready', 10, true);
    assert.equal(tell('ready', 12, true), 2);
    assert.equal(arrivals.count, 0);
  });

  it('outlives a reading that fails, and one by hand', () => {
    tell('ready', 10);
    tell('refreshing', 10);
    assert.equal(tell('error', 4), 0);
    assert.equal(tell('ready', 11), 1);
    assert.equal(arrivals.count, 1);
  });

  it('is never less than nothing, where some were deleted', () => {
    tell('ready', 10);
    assert.equal(tell('ready', 7), 0);
    assert.equal(arrivals.count, 0);
  });

  it('is nothing of what another filter shows', () => {
    tell('ready', 3, false, { channels: ['SMS'] });
    assert.equal(tell('ready', 10), 0);
    assert.equal(arrivals.count, 0);
    assert.equal(tell('ready', 11), 1);
  });
});
