import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { AccountMarks } from '../../src/accounts/accountMarks.ts';
import type { AccountExchange } from '../../src/accounts/sessions.ts';

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
});
