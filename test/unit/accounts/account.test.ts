import assert from 'node:assert/strict';
import { it } from 'node:test';
import * as v from 'valibot';
import { accountRecordSchema, publicPart } from '../../../src/accounts/account.ts';

const base = {
  version: 1,
  id: 'a',
  label: 'A',
  accountSid: `AC${'a'.repeat(32)}`,
  username: 'SK1',
  secret: 'marker',
};

it('gives the rest of the extension no secret', () => {
  const record = v.parse(accountRecordSchema, { ...base, kind: 'twilio', region: 'ie1', edge: 'dublin' });
  const account = publicPart(record);
  assert.equal(account.origin, 'https://conversations.dublin.ie1.twilio.com');
  assert.equal(account.sandbox, false);
  assert.ok(!JSON.stringify(account).includes('marker'));
});

it('keeps a sandbox account on this machine', () => {
  const sandbox = { ...base, kind: 'sandbox' };
  assert.ok(v.safeParse(accountRecordSchema, { ...sandbox, origin: 'http://127.0.0.1:4010' }).success);
  for (const origin of [
    'http://127.0.0.1:4010/path',
    'https://twilio.com',
    'http://127.0.0.1.evil.com',
    'http://a@127.0.0.1:1',
    'x',
  ]) {
    assert.ok(!v.safeParse(accountRecordSchema, { ...sandbox, origin }).success, origin);
  }
});

it('refuses a record of another version, or one that is half-written', () => {
  assert.ok(!v.safeParse(accountRecordSchema, { ...base, kind: 'twilio', version: 2 }).success);
  assert.ok(!v.safeParse(accountRecordSchema, { kind: 'twilio', version: 1, id: 'a' }).success);
});
