import assert from 'node:assert/strict';
import type { AccountRecord } from '../../src/accounts/account.ts';
import { AccountStore } from '../../src/accounts/accountStore.ts';
import { Sessions } from '../../src/accounts/sessions.ts';
import { memoryProfile, silentLog } from '../support/memoryProfile.ts';

describe('the clients of accounts', () => {
  const record: AccountRecord = {
    version: 2,
    kind: 'twilio',
    id: 'a',
    label: 'A',
    accountSid: `AC${'a'.repeat(32)}`,
    authentication: { method: 'apiKey', keySid: 'SK1', secret: 'marker' },
    region: undefined,
    edge: undefined,
  };

  it('go with a sign-out, in whatever window it was, without anybody asking for the account', async () => {
    const { secrets } = memoryProfile();
    const [here, there] = [
      new AccountStore({ secrets }, silentLog),
      new AccountStore({ secrets }, silentLog),
    ];
    const sessions = new Sessions(here, { userAgent: 'test', prepare: async () => {}, generation: () => 0 });
    await here.save(record);
    const before = await sessions.of('a');
    const version = await sessions.version('a');
    assert.ok(before && version !== undefined);
    await there.update({ ...record, label: 'Renamed' });
    assert.equal((await sessions.of('a'))?.client, before.client, 'a new name needs no new client');
    await there.remove('a');
    // What was told of the removal has read the accounts by then.
    await here.all();
    await new Promise(setImmediate);
    // The very same again: had anything of it stayed, it would be found.
    await there.save(record);
    const after = await sessions.of('a');
    assert.ok(after);
    assert.notEqual(after.client, before.client);
    assert.ok(((await sessions.version('a')) ?? 0) > version);
    for (const part of [sessions, here, there]) part.dispose();
  });
});
