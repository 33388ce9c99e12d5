import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { latenciesOf } from '../../../../src/timeline/view/details/latencies.ts';
import { Weekdays } from '../../../../src/timeline/view/figures/weekdays.ts';

describe('latencies', () => {
  it('are the stretches between the moments that there are', () => {
    const [recorded, updated] = latenciesOf({
      occurredAt: '2026-03-01T10:00:00Z',
      createdAt: '2026-03-01T10:00:01Z',
      updatedAt: '2026-03-01T11:00:01Z',
    });
    assert.deepEqual([recorded?.ms, updated?.ms], [1_000, 3_600_000]);
    assert.ok((recorded?.share ?? 0) > 0.06 && (recorded?.share ?? 0) < (updated?.share ?? 0));
    assert.deepEqual(latenciesOf({ createdAt: '2026-03-01T10:00:01Z', updatedAt: '2026-03-01T10:00:01Z' }), [
      { kind: 'updated', ms: 0, share: 1 },
    ]);
    assert.deepEqual(latenciesOf({ occurredAt: 'never' }), []);
  });

  it('may be negative, where clocks differ', () => {
    const [recorded] = latenciesOf({ occurredAt: '2026-03-01T10:00:05Z', createdAt: '2026-03-01T10:00:00Z' });
    assert.equal(recorded?.ms, -5_000);
  });
});

it('a week begins as the viewer’s does, and counts from Monday', () => {
  const us = new Weekdays('en-US');
  assert.deepEqual([us.order[0], us.long(0), us.short(6)], [6, 'Monday', 'Sun']);
  assert.equal(new Weekdays('de-DE').order[0], 0);
  assert.match(us.hours(9), /9.*10/);
});
