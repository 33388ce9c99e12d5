import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { stretch } from '../../../../src/timeline/view/spans.ts';

describe('words for spans', () => {
  it('say the day once within one day', () => {
    const morning = new Date(2026, 2, 1, 9, 30).getTime();
    assert.equal(stretch(morning, morning + 3_600_000).match(/2026/g)?.length, 1);
    assert.match(stretch(morning, morning + 40 * 3_600_000), /–/);
  });
});
