import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import type { AccountRecord } from '../../src/accounts/account.ts';
import { AccountStore } from '../../src/accounts/accountStore.ts';
import { SigningTokens } from '../../src/accounts/signingTokens.ts';
import { ConversationsClient } from '../../src/api/client.ts';
import { openMasker } from '../../src/platform/masking.ts';
import { type Sandbox, startSandbox } from '../../src/sandbox/server/server.ts';
import { CallbackJournal } from '../../src/webhooks/callbackJournal.ts';
import { CallbackSetter } from '../../src/webhooks/callbackSetter.ts';
import type { Receiving } from '../../src/webhooks/receiving.ts';
import type { WebhookServices } from '../../src/webhooks/services.ts';

/** What each stands for is not known, and never shown. */
const API_SECRET = 'marker-api-secret';
const TOKEN = 'f'.repeat(32);

function storage() {
  const secrets = new Map<string, string>();
  const changed = new vscode.EventEmitter<vscode.SecretStorageChangeEvent>();
  return {
    secrets,
    api: {
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
    } as unknown as vscode.SecretStorage,
  };
}

const log = { warn: () => undefined, error: () => undefined } as unknown as vscode.LogOutputChannel;

const record = (id: string, authentication: AccountRecord['authentication']): AccountRecord => ({
  version: 2,
  kind: 'twilio',
  id,
  label: id.toUpperCase(),
  accountSid: `AC${'a'.repeat(32)}`,
  authentication,
  region: undefined,
  edge: undefined,
});

describe('the tokens that sign callbacks', () => {
  it('are known of who signs in by one; for others the person is asked, and what they gave goes with the account', async () => {
    const { secrets, api } = storage();
    const store = new AccountStore({ secrets: api }, log);
    await store.save(record('token', { method: 'authToken', secret: TOKEN }));
    await store.save(record('key', { method: 'apiKey', keySid: 'SK1', secret: API_SECRET }));
    const tokens = new SigningTokens(store, api);
    try {
      assert.deepEqual(await tokens.of('token'), [
        { name: 'TOKEN', token: TOKEN, expected: true },
        { name: 'KEY', token: API_SECRET, expected: false, kind: 'apiKeySecret' },
      ]);
      assert.equal(
        (await tokens.of('key')).find(({ expected }) => expected),
        undefined,
      );
      assert.equal(await tokens.isKept('key'), false);

      assert.equal(await answering(undefined, () => tokens.ask('key')), false);
      assert.equal(await tokens.isKept('key'), false, 'closing the box keeps nothing');
      assert.equal(await answering(` ${TOKEN} `, () => tokens.ask('key')), true);
      const [own] = await tokens.of('key');
      assert.deepEqual(own, { name: 'KEY', token: TOKEN, expected: true });
      assert.equal(await tokens.isKept('key'), true);

      await store.remove('key');
      assert.ok(![...secrets].some(([, value]) => value.includes(API_SECRET)));
      assert.equal(secrets.get('twilioConversations.signingToken.key'), undefined);
    } finally {
      tokens.dispose();
      store.dispose();
    }
  });
});

/** Answers the box that asks for a text; it has to hide what is typed. */
async function answering<T>(answer: string | undefined, ask: () => Promise<T>): Promise<T> {
  const { showInputBox } = vscode.window;
  Object.assign(vscode.window, {
    showInputBox: async (options: vscode.InputBoxOptions) => {
      assert.equal(options.password, true);
      return answer;
    },
  });
  try {
    return await ask();
  } finally {
    Object.assign(vscode.window, { showInputBox });
  }
}

describe('status callbacks that a window left behind', () => {
  let sandbox: Sandbox;
  let client: ConversationsClient;
  before(async () => {
    sandbox = await startSandbox({ port: 0, operationMs: 0 });
    const [account] = sandbox.accounts;
    assert.ok(account);
    client = new ConversationsClient({
      origin: sandbox.url,
      credentials: { username: account.accountSid, password: account.authToken },
      userAgent: 'test',
    });
  });
  after(() => sandbox.close());

  /** As a window has them; every question is answered with its first button. */
  function services(secrets: vscode.SecretStorage) {
    const account = { id: 'a', label: 'A', accountSid: 'AC', origin: sandbox.url, sandbox: true };
    return {
      secrets,
      state: { update: async () => undefined },
      privacy: { masker: openMasker },
      sessions: { of: async () => ({ account, client }) },
      guard: { confirm: async () => true },
      changed: () => undefined,
    } as unknown as WebhookServices;
  }

  it('are put back where the person wants it, and only what was changed from here', async () => {
    const { api } = storage();
    const [configuration] = (await client.configurationPage()).items;
    assert.ok(configuration);
    const before = configuration.statusCallbacks ?? [];
    const ours = { url: 'http://127.0.0.1:4011/AC', method: 'POST' as const };
    const theirs = { url: 'https://other.example/', method: 'POST' as const };
    // Another one added theirs meanwhile.
    const accepted = await client.patchConfiguration(configuration.id, { statusCallbacks: [ours, theirs] });
    await client.waitForOperation(accepted);
    const journal = new CallbackJournal(api, { update: async () => undefined }, () => false);
    await journal.keep({
      accountId: 'a',
      target: { kind: 'configuration', id: configuration.id, name: configuration.displayName },
      before: [...before],
      after: [ours],
      pid: 1,
      at: 0,
    });
    const asked = stubWarnings();
    try {
      const setter = new CallbackSetter(services(api), {} as Receiving, () => false);
      await setter.takeUp();
      assert.match(asked.question, new RegExp(configuration.displayName));
    } finally {
      asked.restore();
    }
    const now = (await client.fetchConfiguration(configuration.id)).statusCallbacks ?? [];
    assert.ok(!now.some(({ url }) => url === ours.url));
    assert.ok(now.some(({ url }) => url === theirs.url));
    assert.deepEqual(await journal.all(), []);
  });

  it('of a configuration that is gone are forgotten', async () => {
    const { api } = storage();
    const journal = new CallbackJournal(api, { update: async () => undefined }, () => false);
    await journal.keep({
      accountId: 'a',
      target: { kind: 'configuration', id: 'conv_configuration_00000000000000000000000000', name: 'Gone' },
      before: [],
      after: [{ url: 'http://127.0.0.1:4011/AC' }],
      pid: 1,
      at: 0,
    });
    const asked = stubWarnings();
    try {
      await new CallbackSetter(services(api), {} as Receiving, () => false).takeUp();
    } finally {
      asked.restore();
    }
    assert.deepEqual(await journal.all(), []);
  });
});

/** Answers each warning with its first button. */
function stubWarnings() {
  const original = vscode.window.showWarningMessage;
  const stub = {
    question: '',
    restore: () => Object.assign(vscode.window, { showWarningMessage: original }),
  };
  Object.assign(vscode.window, {
    showWarningMessage: async (question: string, ...buttons: unknown[]) => {
      stub.question = question;
      return buttons.find((button) => typeof button === 'string');
    },
  });
  return stub;
}
