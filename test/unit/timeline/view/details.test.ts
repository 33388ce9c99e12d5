import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { jsonTokens } from '../../../../src/timeline/view/details/jsonTokens.ts';
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

describe('JSON in pieces', () => {
  it('joins to what it was, whatever it holds', () => {
    const json = JSON.stringify({ a: 'b "c": \\ 1', n: [1.5e3, -2, true, null], ' ': {} }, undefined, 2);
    const all = [json, json.slice(0, 17), '', '{"a', '"\\'];
    for (const text of all)
      assert.equal(
        jsonTokens(text)
          .map((token) => token.text)
          .join(''),
        text,
      );
    assert.deepEqual(
      jsonTokens('{"a": "b", "n": 1, "t": true}').filter(({ kind }) => kind !== 'plain'),
      [
        { kind: 'key', text: '"a"' },
        { kind: 'string', text: '"b"' },
        { kind: 'key', text: '"n"' },
        { kind: 'number', text: '1' },
        { kind: 'key', text: '"t"' },
        { kind: 'word', text: 'true' },
      ],
    );
  });
});

it('a week begins as the viewer’s does, and counts from Monday', () => {
  const us = new Weekdays('en-US');
  assert.deepEqual([us.order[0], us.long(0), us.short(6)], [6, 'Monday', 'Sun']);
  assert.equal(new Weekdays('de-DE').order[0], 0);
  assert.match(us.hours(9), /9.*10/);
});
