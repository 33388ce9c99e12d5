import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { Completeness } from '../../../src/webhooks/completeness.ts';

const record = (receivedAt: number) => ({ id: `r${receivedAt}`, receivedAt });

describe('since when all callbacks are still known', () => {
  const complete = () => {
    const completeness = new Completeness();
    for (const at of [10, 20, 30]) completeness.note(at);
    return completeness;
  };

  it('is always where nothing was forgotten', () => {
    assert.equal(
      new Completeness().since([], () => false),
      0,
    );
    assert.equal(
      complete().since([10, 20, 30].map(record), () => false),
      0,
    );
  });

  it('is the oldest that is left, whatever is kept because it is pinned', () => {
    assert.equal(
      complete().since([20, 30].map(record), () => false),
      20,
    );
    assert.equal(
      complete().since([10, 30].map(record), (id) => id === 'r10'),
      30,
    );
  });

  it('is after the last where none is left', () => {
    assert.equal(
      complete().since([], () => false),
      31,
    );
    assert.equal(
      complete().since([record(10)], () => true),
      31,
    );
  });
});
