import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { maybeSentAfter } from '../../../src/api/wire.ts';

describe('a request without an answer', () => {
  it('has not reached the server where there was no connection, or its certificate was not accepted', () => {
    for (const code of ['ECONNREFUSED', 'ENOTFOUND', 'SELF_SIGNED_CERT_IN_CHAIN', 'CERT_HAS_EXPIRED'])
      assert.equal(maybeSentAfter(code), false, code);
  });

  it('may have reached it in every other case', () => {
    for (const code of ['ECONNRESET', 'EPIPE', 'EPROTO', 'ETIMEDOUT', ''])
      assert.equal(maybeSentAfter(code), true, code);
  });
});
