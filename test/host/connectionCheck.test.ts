import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { AccountMarks } from '../../src/accounts/accountMarks.ts';
import { AccountStore } from '../../src/accounts/accountStore.ts';
import { ConnectionCheck } from '../../src/accounts/check/connectionCheck.ts';
import { Sessions } from '../../src/accounts/sessions.ts';
import { memoryProfile, silentLog } from '../support/memoryProfile.ts';
import { type JsonAnswer, scriptedServer } from '../support/scriptedServer.ts';

describe('checking a connection', () => {
  it('marks the account when its secret is refused, and takes the mark away when it goes through', async () => {
    const answer: JsonAnswer = {};
    await using server = await scriptedServer(answer);
    const store = new AccountStore(memoryProfile(), silentLog);
    await store.save({
      version: 2,
      kind: 'sandbox',
      id: 'a',
      label: 'A',
      accountSid: `AC${'a'.repeat(32)}`,
      authentication: { method: 'authToken', secret: 'marker' },
      origin: server.origin,
    });
    const sessions = new Sessions(store, { userAgent: 'test', prepare: async () => {}, generation: () => 0 });
    const marks = new AccountMarks(sessions);
    const check = new ConnectionCheck(store, marks, silentLog, 'test');
    const run = async () => {
      const changed = new Promise<void>((resolve) => {
        const listening = marks.onDidChange(() => {
          listening.dispose();
          resolve();
        });
      });
      const running = check.run('a');
      await changed;
      // What was found stays on screen until somebody closes it.
      await vscode.commands.executeCommand('workbench.action.closeQuickOpen');
      await running;
    };
    Object.assign(answer, { status: 401, body: { code: 20003, message: 'Authenticate' } });
    await run();
    assert.equal(await marks.isRefused('a'), true);
    Object.assign(answer, { status: 200, body: { conversations: [], meta: {} } });
    await run();
    assert.equal(await marks.isRefused('a'), false);
    for (const part of [marks, sessions, store]) part.dispose();
  });
});
