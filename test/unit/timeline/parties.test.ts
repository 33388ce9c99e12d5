import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { addressKey, Parties } from '../../../src/timeline/parties.ts';
import { customer } from '../../support/fixtures.ts';

describe('what a party is filtered by', () => {
  const parties = new Parties([customer]);

  it('is a participant’s id, by id or by address', () => {
    assert.equal(
      parties.keyOf({ address: 'else', channel: 'SMS', participantId: 'p-customer' }),
      'p-customer',
    );
    assert.equal(parties.keyOf({ address: '+15550100', channel: 'SMS' }), 'p-customer');
    assert.equal(parties.addressOf('p-customer'), undefined);
  });

  it('is a key of anybody else’s address, which does not tell it, and leads back to it here alone', () => {
    const key = parties.keyOf({ address: '+15557777', channel: 'SMS' });
    assert.doesNotMatch(key, /5557777/);
    assert.equal(key, addressKey('+15557777'));
    assert.equal(parties.addressOf(key), '+15557777');
    assert.equal(new Parties([]).addressOf(key), undefined);
  });

  it('differs for 100,000 addresses', () => {
    const keys = new Set(Array.from({ length: 100_000 }, (_, n) => addressKey(`+1555${n}`)));
    assert.equal(keys.size, 100_000);
  });
});
