import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { type RefusalFacts, Refusals } from '../../../src/accounts/refusals.ts';

function exchange(facts: Partial<RefusalFacts>): RefusalFacts {
  return { accountId: 'a', version: 1, operation: 'ListConversations', willRetry: false, ...facts };
}

describe('the accounts whose secret was refused', () => {
  it('are marked by a 401, each by itself, and unmarked by a success', () => {
    const refusals = new Refusals();
    assert.equal(refusals.note(exchange({ status: 401 })), true);
    assert.equal(refusals.note(exchange({ status: 401 })), false, 'nothing new');
    assert.equal(refusals.has('a', 1), true);
    assert.equal(refusals.has('b', 1), false);
    assert.equal(refusals.latest, 'a');
    assert.equal(refusals.note(exchange({ accountId: 'b', status: 200 })), false);
    assert.equal(refusals.has('a', 1), true);
    assert.equal(refusals.note(exchange({ status: 200 })), true);
    assert.equal(refusals.has('a', 1), false);
    assert.equal(refusals.latest, undefined);
  });

  it('are not marked by what says nothing of the secret', () => {
    const refusals = new Refusals();
    for (const facts of [
      { status: 403 },
      { status: 404 },
      { status: 429 },
      { status: 500 },
      { failure: { kind: 'network' as const, message: 'No answer' } },
      // The access token had expired; the next attempt brings a new one.
      { status: 401, willRetry: true },
      {
        status: 401,
        failure: { kind: 'status' as const, message: 'Terms of service have not been accepted' },
      },
    ]) {
      assert.equal(refusals.note(exchange(facts)), false, JSON.stringify(facts));
    }
    assert.equal(refusals.has('a', 1), false);
  });

  it('stay marked over failures that say nothing of the secret', () => {
    const refusals = new Refusals();
    refusals.note(exchange({ status: 401 }));
    for (const status of [403, 500, 404]) refusals.note(exchange({ status }));
    refusals.note(exchange({}));
    assert.equal(refusals.has('a', 1), true);
  });

  it('are unmarked by a new secret, whatever the old one is still told', () => {
    const refusals = new Refusals();
    refusals.note(exchange({ status: 401 }));
    assert.equal(refusals.has('a', 2), false);
    refusals.note(exchange({ status: 401, version: 2 }));
    refusals.note(exchange({ status: 401, version: 1 }));
    assert.equal(refusals.has('a', 2), true);
    refusals.note(exchange({ status: 200, version: 1 }));
    assert.equal(refusals.has('a', 2), true);
  });

  it('are not marked when they were signed out of', () => {
    const refusals = new Refusals();
    refusals.note(exchange({ status: 401 }));
    assert.equal(refusals.has('a', undefined), false);
  });

  it('are marked when no token is given for OAuth client credentials, and not unmarked by a token', () => {
    const refusals = new Refusals();
    assert.equal(refusals.note(exchange({ operation: 'CreateToken', status: 400 })), true);
    assert.equal(refusals.note(exchange({ operation: 'CreateToken', status: 200 })), false);
    assert.equal(refusals.has('a', 1), true);
    assert.equal(refusals.note(exchange({ status: 200 })), true);
  });
});
