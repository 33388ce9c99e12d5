import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { indexAfter } from '../../../../src/timeline/view/roving.ts';

describe('keys in a group with one tab stop', () => {
  it('go round at the ends', () => {
    assert.equal(indexAfter('ArrowRight', 2, 3), 0);
    assert.equal(indexAfter('ArrowUp', 0, 3), 2);
    assert.equal(indexAfter('Home', 2, 3), 0);
    assert.equal(indexAfter('End', 0, 3), 2);
  });

  it('leave other keys alone', () => assert.equal(indexAfter('a', 0, 3), undefined));
});
