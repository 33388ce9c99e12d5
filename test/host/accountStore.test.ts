import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import type { AccountRecord } from '../../src/accounts/account.ts';
import { AccountStore } from '../../src/accounts/accountStore.ts';
import { SANDBOX_ID, sandboxRecord } from '../../src/accounts/sandboxAccount.ts';

const SECRET = 'marker-9d7e';

/** SecretStorage and globalState in memory, as two windows of one profile share them. */
function profile() {
  const secrets = new Map<string, string>();
  const changed = new vscode.EventEmitter<vscode.SecretStorageChangeEvent>();
  const context = {
    secrets: {
      get: async (key: string) => secrets.get(key),
      store: async (key: string, value: string) => {
        secrets.set(key, value);
        changed.fire({ key });
      },
      delete: async (key: string) => {
        secrets.delete(key);
        changed.fire({ key });
      },
      keys: async () => [...secrets.keys()],
      onDidChange: changed.event,
    },
  } as unknown as Pick<vscode.ExtensionContext, 'secrets'>;
  const logged: string[] = [];
  const log = { warn: (message: string) => logged.push(message) } as unknown as vscode.LogOutputChannel;
  return { secrets, logged, open: () => new AccountStore(context, log) };
}

function record(id: string, label: string): AccountRecord {
  const sid = `AC${'a'.repeat(32)}`;
  return {
    version: 2,
    kind: 'twilio',
    id,
    label,
    accountSid: sid,
    authentication: { method: 'authToken', secret: SECRET },
    region: undefined,
    edge: undefined,
  };
}

describe('the account store', () => {
  it('keeps secrets in SecretStorage only, and hands none out with an account', async () => {
    const { secrets, open } = profile();
    const store = open();
    await store.save(record('one', 'One'));
    const holding = [...secrets].filter(([, value]) => value.includes(SECRET)).map(([key]) => key);
    assert.deepEqual(holding, ['twilioConversations.account.one']);
    assert.ok(!JSON.stringify([await store.all(), await store.active()]).includes(SECRET));
    assert.equal((await store.record('one'))?.authentication.secret, SECRET);
  });

  it('makes the last one saved the active one, and another when it is removed', async () => {
    const store = profile().open();
    await store.save(record('one', 'One'));
    await store.save(record('two', 'Two'));
    assert.equal((await store.active())?.id, 'two');
    await store.remove('two');
    assert.equal((await store.active())?.id, 'one');
    await store.remove('one');
    assert.equal(await store.active(), undefined);
  });

  it('notices what another window does', async () => {
    const { open } = profile();
    const [here, there] = [open(), open()];
    assert.deepEqual(await here.all(), []);
    let changes = 0;
    here.onDidChange(() => changes++);
    await there.save(record('one', 'One'));
    assert.ok(changes > 0);
    assert.equal((await here.active())?.label, 'One');
    await there.save(record('two', 'Two'));
    await there.activate('one');
    changes = 0;
    await there.activate('two');
    assert.ok(changes > 0, 'a switch in another window went unnoticed');
    assert.equal((await here.active())?.label, 'Two');
    await there.remove('two');
    await there.remove('one');
    assert.equal(await here.active(), undefined);
  });

  it('adds an account beside the active one, also where that was never chosen', async () => {
    const { secrets, open } = profile();
    const store = open();
    await store.add(record('two', 'Two'));
    assert.equal((await store.active())?.id, 'two');
    assert.deepEqual([...secrets.keys()], ['twilioConversations.account.two']);
    const seen: (string | undefined)[] = [];
    const other = open();
    other.onDidChange(async () => seen.push((await other.active())?.id));
    // By label it comes first.
    await store.add(record('one', 'One'));
    assert.equal((await store.active())?.id, 'two');
    assert.deepEqual(
      (await store.all()).map(({ id }) => id),
      ['one', 'two'],
    );
    assert.ok(seen.length > 0 && seen.every((id) => id === 'two'), 'another one was active for a moment');
    await store.add({ ...record('one', 'One'), label: 'Again' });
    assert.equal((await store.all()).length, 2);
  });

  it('updates a record without making it the active one, and brings none back', async () => {
    const store = profile().open();
    await store.save(record('one', 'One'));
    await store.save(record('two', 'Two'));
    await store.update({ ...record('one', 'One'), label: 'Renamed' });
    assert.equal((await store.active())?.id, 'two');
    assert.equal((await store.all()).find(({ id }) => id === 'one')?.label, 'Renamed');
    await store.remove('one');
    await store.update(record('one', 'One'));
    assert.deepEqual(
      (await store.all()).map(({ id }) => id),
      ['two'],
    );
  });

  it('keeps the name that a person gave the sandbox, when it is started again or listens elsewhere', async () => {
    const { secrets, open } = profile();
    const store = open();
    const access = { accountSid: record('x', '').accountSid, authToken: 'token' };
    const at = (port: number) => sandboxRecord({ origin: `http://127.0.0.1:${port}`, ...access });
    await store.save(at(4010));
    assert.equal((await store.active())?.label, 'Sandbox');
    const known = await store.record(SANDBOX_ID);
    assert.ok(known);
    await store.update({ ...known, label: 'Playground' });
    await store.save(at(4011));
    assert.deepEqual(
      [(await store.active())?.label, (await store.active())?.origin],
      ['Playground', 'http://127.0.0.1:4011'],
    );
    await store.update(at(4012));
    assert.deepEqual(
      [(await store.active())?.label, (await store.active())?.origin],
      ['Playground', 'http://127.0.0.1:4012'],
    );
    assert.ok(![...secrets.values()].join().includes('suggestedLabel'));
    await store.remove(SANDBOX_ID);
    await store.save(at(4010));
    assert.equal((await store.active())?.label, 'Sandbox', 'a name is forgotten with its account');
  });

  it('migrates a record of version 1, and writes it anew when it changes', async () => {
    const { secrets, logged, open } = profile();
    const key = 'twilioConversations.account.old';
    const { accountSid } = record('old', 'Old');
    const old = { version: 1, kind: 'twilio', id: 'old', label: 'Old', accountSid, region: 'ie1' };
    secrets.set(key, JSON.stringify({ ...old, username: 'SK1', secret: SECRET }));
    const store = open();
    const account = await store.active();
    assert.deepEqual(
      [account?.label, account?.origin, account?.method],
      ['Old', 'https://conversations.ie1.twilio.com', 'apiKey'],
    );
    const found = await store.record('old');
    assert.deepEqual(found?.authentication, { method: 'apiKey', keySid: 'SK1', secret: SECRET });
    await store.update({ ...found, label: 'Renamed' });
    assert.deepEqual(JSON.parse(secrets.get(key) ?? ''), { ...found, label: 'Renamed', version: 2 });
    assert.deepEqual(logged, []);
  });

  it('keeps no record whose region or edge would lead the credentials to another host, and reads none', async () => {
    const { secrets, logged, open } = profile();
    const store = open();
    await store.save(record('good', 'Good'));
    for (const hostile of [{ region: 'evil.com/' }, { edge: 'x@evil.com#' }]) {
      const evil = { ...record('evil', 'Evil'), ...hostile } as AccountRecord;
      await assert.rejects(store.save(evil), (error: Error) => !error.message.includes(SECRET));
      assert.ok(![...secrets.keys()].some((key) => key.endsWith('.evil')));
      secrets.set('twilioConversations.account.evil', JSON.stringify(evil));
      assert.deepEqual(
        (await open().all()).map(({ id }) => id),
        ['good'],
      );
      secrets.delete('twilioConversations.account.evil');
    }
    assert.equal(logged.length, 2);
  });

  it('leaves out a record that is half-written or of a later version, and names it without its content', async () => {
    const { secrets, logged, open } = profile();
    const store = open();
    await store.save(record('good', 'Good'));
    secrets.set('twilioConversations.account.half', JSON.stringify(record('half', 'Half')).slice(0, -20));
    secrets.set(
      'twilioConversations.account.later',
      JSON.stringify({ ...record('later', 'Later'), version: 3 }),
    );
    secrets.set('another.extension', 'not ours');
    assert.deepEqual(
      (await open().all()).map(({ id }) => id),
      ['good'],
    );
    assert.equal(logged.length, 2);
    assert.ok(!logged.join().includes(SECRET));
  });
});
