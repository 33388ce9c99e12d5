import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { lasting, stretch } from '../../../../src/timeline/view/spans.ts';

const numbers = (words: string) => words.match(/\d+/g);

describe('words for spans', () => {
  it('name the largest unit, and the one below it only where there are few', () => {
    assert.deepEqual(numbers(lasting(50_000)), ['50']);
    assert.deepEqual(numbers(lasting(3 * 3_600_000 + 12 * 60_000)), ['3', '12']);
    assert.deepEqual(numbers(lasting(33 * 60_000 + 17_000)), ['33']);
    assert.deepEqual(numbers(lasting(2 * 86_400_000 + 60_000)), ['2']);
  });

  it('round up to the next unit, and have words for next to nothing', () => {
    assert.deepEqual(numbers(lasting(59_999)), ['1']);
    assert.deepEqual(numbers(lasting(370)), ['370']);
    assert.deepEqual(numbers(lasting(0)), ['0']);
  });

  it('say the day once within one day', () => {
    const morning = new Date(2026, 2, 1, 9, 30).getTime();
    assert.equal(stretch(morning, morning + 3_600_000).match(/2026/g)?.length, 1);
    assert.match(stretch(morning, morning + 40 * 3_600_000), /–/);
  });
});
