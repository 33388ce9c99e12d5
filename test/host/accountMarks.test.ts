import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { AccountMarks } from '../../src/accounts/accountMarks.ts';
import { AccountStore } from '../../src/accounts/accountStore.ts';
import { type AccountExchange, Sessions } from '../../src/accounts/sessions.ts';

describe('the mark of an account whose secret was refused', () => {
  it('follows what its requests are told, and goes with a new secret', async () => {
    const exchanged = new vscode.EventEmitter<AccountExchange>();
    const versions = new Map([['a', 1]]);
    const marks = new AccountMarks({
      onDidExchange: exchanged.event,
      version: async (id: string) => versions.get(id),
    });
    let changes = 0;
    marks.onDidChange(() => changes++);
    const answer = (status: number, version = 1) =>
      exchanged.fire({
        ...{ accountId: 'a', version, requestNumber: 1, attempt: 1, operation: 'ListConversations' },
        ...{ method: 'GET', path: '/v2/Conversations', query: '', startedAt: 0, durationMs: 1 },
        ...{ requestBytes: 0, responseBytes: 0, problems: [], willRetry: false, status },
      });
    answer(401);
    answer(401);
    assert.equal(changes, 1);
    assert.equal(await marks.isRefused('a'), true);
    assert.equal(await marks.isRefused('b'), false);
    assert.equal(marks.latestRefused, 'a');
    versions.set('a', 2);
    assert.equal(await marks.isRefused('a'), false);
    answer(401, 2);
    assert.equal(await marks.isRefused('a'), true);
    answer(200, 2);
    assert.equal(await marks.isRefused('a'), false);
    assert.equal(marks.latestRefused, undefined);
    marks.dispose();
  });

  it('goes when another window re-enters the secret, and comes with no other account', async () => {
    const kept = new Map<string, string>();
    const changed = new vscode.EventEmitter<vscode.SecretStorageChangeEvent>();
    const secrets = {
      get: async (key: string) => kept.get(key),
      store: async (key: string, value: string) => {
        kept.set(key, value);
        changed.fire({ key });
      },
      keys: async () => [...kept.keys()],
      onDidChange: changed.event,
    } as unknown as vscode.SecretStorage;
    const log = { warn() {} } as unknown as vscode.LogOutputChannel;
    const [here, there] = [new AccountStore({ secrets }, log), new AccountStore({ secrets }, log)];
    const record = {
      version: 2,
      kind: 'twilio',
      id: 'a',
      label: 'A',
      accountSid: `AC${'a'.repeat(32)}`,
      authentication: { method: 'apiKey', keySid: 'SK1', secret: 'old' },
      region: undefined,
      edge: undefined,
    } as const;
    await here.save(record);
    const sessions = new Sessions(here, { userAgent: 'test', prepare: async () => {}, generation: () => 0 });
    const exchanged = new vscode.EventEmitter<AccountExchange>();
    const marks = new AccountMarks({
      onDidExchange: exchanged.event,
      version: (id: string) => sessions.version(id),
    });
    exchanged.fire({
      ...{ accountId: 'a', version: (await sessions.version('a')) ?? 0, operation: 'ListConversations' },
      ...{ requestNumber: 1, attempt: 1, method: 'GET', path: '/', query: '', startedAt: 0, durationMs: 1 },
      ...{ requestBytes: 0, responseBytes: 0, problems: [], willRetry: false, status: 401 },
    });
    assert.equal(await marks.isRefused('a'), true);
    let told = 0;
    here.onDidChange(() => told++);
    await there.update({ ...record, label: 'Renamed' });
    assert.equal(await marks.isRefused('a'), true, 'a new name is no new secret');
    await there.update({ ...record, authentication: { ...record.authentication, secret: 'new' } });
    assert.ok(told >= 2, 'this window was not told');
    assert.equal(await marks.isRefused('a'), false);
    for (const part of [marks, sessions, here, there]) part.dispose();
  });
});
