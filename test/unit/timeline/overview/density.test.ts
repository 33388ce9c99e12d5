import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { compareEntries, entryOf } from '../../../../src/timeline/entries.ts';
import { densityOf, lifeOf } from '../../../../src/timeline/overview/density.ts';
import { Parties } from '../../../../src/timeline/parties.ts';
import { nearestTo } from '../../../../src/timeline/places.ts';
import { agent, communication, customer } from '../../../support/fixtures.ts';

const parties = new Parties([customer, agent]);
const START = Date.parse('2026-03-01T10:00:00Z');
const at = (ms: number) => new Date(START + ms).toISOString();
const fromAgent = {
  author: { address: '+15550199', channel: 'SMS' },
  recipients: [{ address: '+15550100', channel: 'SMS', deliveryStatus: 'FAILED' }],
};
const entries = [
  communication('a', at(0)),
  communication('b', at(500)),
  communication('c', at(999), fromAgent),
  communication('d', at(1_000)),
  communication('e', '', { occurredAt: '', createdAt: '' }),
]
  .map(entryOf)
  .sort(compareEntries);

describe('density', () => {
  it('spans from the first communication to the last that has a date', () => {
    assert.deepEqual(lifeOf(entries), { from: START, to: START + 1_000 });
    assert.equal(lifeOf([]), undefined);
    assert.equal(lifeOf(entries.slice(-1)), undefined);
  });

  it('counts each side and what failed; the last moment is in the last bin', () => {
    assert.deepEqual(densityOf(entries, parties, { from: START, to: START + 1_000 }, 4), {
      customers: [1, 0, 1, 1],
      agents: [0, 0, 0, 1],
      failed: [0, 0, 0, 1],
    });
  });

  it('has room for a moment alone', () => {
    const density = densityOf(entries.slice(0, 1), parties, { from: START, to: START }, 3);
    assert.deepEqual(density.customers, [1, 0, 0]);
  });
});

describe('the nearest communication', () => {
  it('is the one before or after, whichever is nearer, and never one without a date', () => {
    const nearest = (ms: number) => entries[nearestTo(entries, START + ms) ?? -1]?.communication.id;
    assert.equal(nearest(-10_000), 'a');
    assert.equal(nearest(200), 'a');
    assert.equal(nearest(300), 'b');
    assert.equal(nearest(9e9), 'd');
    assert.equal(nearestTo(entries.slice(-1), START), undefined);
  });
});
