import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { AccountRecord, Authentication } from '../../../src/accounts/account.ts';
import {
  idFor,
  sameAccess,
  suggestedLabel,
  type UnnamedRecord,
} from '../../../src/accounts/accountIdentity.ts';

const SID = `AC${'5'.repeat(32)}`;
const byKey = (keySid: string, secret = 's'): Authentication => ({ method: 'apiKey', keySid, secret });

function live(authentication: Authentication, region?: string): UnnamedRecord {
  return { version: 2, kind: 'twilio', accountSid: SID, authentication, region, edge: undefined };
}

function sandbox(origin: string): UnnamedRecord {
  const authentication = { method: 'authToken', secret: 's' } as const;
  return { version: 2, kind: 'sandbox', accountSid: SID, authentication, origin };
}

function keep(records: AccountRecord[], wanted: UnnamedRecord): AccountRecord {
  const record = { ...wanted, id: idFor(records, wanted), label: suggestedLabel(records, wanted) };
  const others = records.filter(({ id }) => id !== record.id);
  records.splice(0, records.length, ...others, record as AccountRecord);
  return record as AccountRecord;
}

describe('an account that is signed in to', () => {
  it('stands beside another key of the same account, under another name', () => {
    const records: AccountRecord[] = [];
    const one = keep(records, live(byKey('SK1')));
    const two = keep(records, live(byKey('SK2')));
    const three = keep(records, live({ method: 'authToken', secret: 't' }));
    const four = keep(records, live({ method: 'oauth', clientId: 'OQ1', secret: 't' }));
    assert.equal(records.length, 4);
    assert.equal(one.id, `${SID}@conversations.twilio.com`);
    assert.equal(two.id, `${SID}@conversations.twilio.com#SK2`);
    assert.deepEqual(
      [one, two, three, four].map(({ label }) => label),
      ['AC5555…5555', 'AC5555…5555 2', 'AC5555…5555 3', 'AC5555…5555 4'],
    );
  });

  it('replaces the same key of the same account, and keeps its name', () => {
    const records: AccountRecord[] = [];
    const one = keep(records, live(byKey('SK1')));
    one.label = 'Mine';
    const again = keep(records, live(byKey('SK1', 'another secret')));
    assert.deepEqual([again.id, again.label, records.length], [one.id, 'Mine', 1]);
  });

  it('has the same id again after a sign-out', () => {
    const records: AccountRecord[] = [];
    keep(records, live(byKey('SK1')));
    const { id } = keep(records, live(byKey('SK2')));
    records.splice(1);
    assert.equal(keep(records, live(byKey('SK2'))).id, id);
  });

  it('is another one in another region', () => {
    const records: AccountRecord[] = [];
    keep(records, live(byKey('SK1')));
    assert.equal(sameAccess(records, live(byKey('SK1'), 'ie1')), undefined);
    const there = keep(records, live(byKey('SK1'), 'ie1'));
    assert.deepEqual([there.id, there.label], [`${SID}@conversations.ie1.twilio.com`, 'AC5555…5555 (ie1)']);
  });

  it('is one for each sandbox’s address', () => {
    const records: AccountRecord[] = [];
    const one = keep(records, sandbox('http://127.0.0.1:4010'));
    keep(records, sandbox('http://127.0.0.1:4010'));
    const two = keep(records, sandbox('http://localhost:4011'));
    assert.deepEqual([one.id, one.label], ['sandbox@127.0.0.1:4010', '127.0.0.1:4010']);
    assert.deepEqual([two.id, records.length], ['sandbox@localhost:4011', 2]);
  });
});
