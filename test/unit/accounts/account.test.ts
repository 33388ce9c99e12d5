import assert from 'node:assert/strict';
import { it } from 'node:test';
import * as v from 'valibot';
import { type Authentication, credentialsOf, publicPart } from '../../../src/accounts/account.ts';
import { accountRecordSchema, readRecord } from '../../../src/accounts/accountRecord.ts';

const base = {
  version: 2,
  id: 'a',
  label: 'A',
  accountSid: `AC${'a'.repeat(32)}`,
  authentication: { method: 'apiKey', keySid: 'SK1', secret: 'marker' },
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

it('lets no record lead its credentials to another host', () => {
  for (const place of ['ie1.evil.com/', 'evil.com#', 'x@evil.com', 'IE1', 'a b', '', '-', 'ie1\n']) {
    for (const hostile of [{ region: place }, { edge: place }]) {
      const record = { ...base, kind: 'twilio', ...hostile };
      assert.ok(!v.safeParse(accountRecordSchema, record).success, JSON.stringify(hostile));
      assert.throws(() => readRecord(record), v.ValiError);
    }
  }
  const { accountSid } = base;
  assert.throws(
    () =>
      readRecord({
        ...{ version: 1, id: 'a', label: 'A', accountSid, kind: 'twilio', username: 'SK1', secret: 's' },
        region: 'evil.com/',
      }),
    v.ValiError,
  );
});

it('refuses a record of another version, or one that is half-written', () => {
  for (const record of [
    { ...base, kind: 'twilio', version: 3 },
    { kind: 'twilio', version: 2, id: 'a' },
    { kind: 'twilio', version: 1, id: 'a' },
    { version: 1, accountSid: base.accountSid, username: 'SK1', secret: 'marker', kind: 'nothing' },
    'text',
    null,
  ]) {
    assert.throws(() => readRecord(record), v.ValiError);
  }
});

it('reads the records of version 1 as they were meant', () => {
  const { accountSid } = base;
  const old = { version: 1, id: 'a', label: 'A', accountSid, kind: 'twilio', region: 'ie1', secret: 's' };
  const byKey = readRecord({ ...old, username: 'SK1' });
  assert.deepEqual(byKey, {
    version: 2,
    id: 'a',
    label: 'A',
    accountSid,
    kind: 'twilio',
    region: 'ie1',
    authentication: { method: 'apiKey', keySid: 'SK1', secret: 's' },
  });
  const byToken = readRecord({
    ...old,
    kind: 'sandbox',
    origin: 'http://127.0.0.1:4010',
    username: accountSid,
  });
  assert.deepEqual(byToken.authentication, { method: 'authToken', secret: 's' });
});

it('authenticates in each of the ways', () => {
  const { accountSid } = base;
  const by = (authentication: Authentication) => credentialsOf({ accountSid, authentication });
  assert.deepEqual(by({ method: 'apiKey', keySid: 'SK1', secret: 's' }), { username: 'SK1', password: 's' });
  assert.deepEqual(by({ method: 'authToken', secret: 's' }), { username: accountSid, password: 's' });
  assert.deepEqual(by({ method: 'oauth', clientId: 'OQ1', secret: 's' }), {
    clientId: 'OQ1',
    clientSecret: 's',
  });
});
