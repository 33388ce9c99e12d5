import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { wholeNumber } from '../../../../src/compose/burst/wholeNumber.ts';

describe('a whole number that is typed', () => {
  it('may have something between its thousands', () => {
    for (const typed of ['1000', ' 1000 ', '1,000', '1.000', '1 000', '1\u202f000', '1’000'])
      assert.equal(wholeNumber(typed), 1_000, typed);
    assert.equal(wholeNumber('1,000,000'), 1_000_000);
    assert.equal(wholeNumber('0'), 0);
  });

  it('is not read into what is none', () => {
    for (const typed of ['', '1.5', '0,5', '10,00', '1,000.000', '-3', '1e3', '1,000,', '12345678901'])
      assert.equal(wholeNumber(typed), undefined, typed);
  });
});
