import assert from 'node:assert/strict';
import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import * as vscode from 'vscode';
import type { CreateCommunication } from '../../src/api/resources.ts';
import { Bursts } from '../../src/compose/burst/bursts.ts';
import type { BurstSettings } from '../../src/compose/burst/report.ts';
import type { ComposeParts } from '../../src/compose/compose.ts';
import type { Account, Session } from '../../src/platform/session.ts';
import { openPrivacy } from '../support/openPrivacy.ts';

const settings: BurstSettings = {
  id: 'a1b2c3d4',
  accountId: 'a',
  accountLabel: 'Support',
  sandbox: false,
  conversationId: 'conv_1',
  author: { address: '+15550100', channel: 'SMS' },
  recipients: [{ address: '+15550101', channel: 'SMS' }],
  template: 'Test {{n}}',
  count: 3,
  concurrency: 2,
};

describe('a burst on a live account', () => {
  const { showWarningMessage, showInformationMessage } = vscode.window;
  const configuration = () => vscode.workspace.getConfiguration('twilioConversations');
  let folder: string;
  let bursts: Bursts | undefined;

  beforeEach(async () => {
    folder = await mkdtemp(path.join(tmpdir(), 'burst-'));
  });
  afterEach(async () => {
    bursts?.dispose();
    Object.assign(vscode.window, { showWarningMessage, showInformationMessage });
    await configuration().update('burst.liveLimit', undefined, vscode.ConfigurationTarget.Global);
    await configuration().update('confirmLiveSends', undefined, vscode.ConfigurationTarget.Global);
    await vscode.commands.executeCommand('workbench.action.closeAllEditors');
    await rm(folder, { recursive: true });
  });

  /** @param press which button of a question is pressed; none when absent */
  function workplace(press: string | undefined, sandbox = false) {
    const asked: { question: string; modal: boolean }[] = [];
    const sent: CreateCommunication[] = [];
    const changed: string[] = [];
    const account: Account = { id: 'a', label: 'Support', accountSid: 'AC1', origin: 'http://x', sandbox };
    const client = {
      createCommunication: async (_: string, body: CreateCommunication, options: object) => {
        assert.deepEqual(options, { pacedByCaller: true });
        sent.push(body);
        return {};
      },
    };
    const kept = new Map<string, unknown>();
    const memento = {
      keys: () => [...kept.keys()],
      get: (key: string, fallback?: unknown) => kept.get(key) ?? fallback,
      update: async (key: string, value: unknown) => void kept.set(key, value),
    } as unknown as vscode.Memento;
    const session = { account, client } as unknown as Session;
    Object.assign(vscode.window, {
      showWarningMessage: async (question: string, ...rest: ({ modal?: boolean } | string)[]) => {
        const [options] = rest;
        asked.push({ question, modal: typeof options === 'object' && options.modal === true });
        return rest.find((button) => button === press);
      },
      showInformationMessage: async () => undefined,
    });
    const parts = {
      services: { privacy: openPrivacy(), workspaceState: memento, notifier: {}, openTimeline() {} },
      drafts: { get: () => undefined },
      lastUsed: { of: () => undefined, remember() {} },
      sender: { session: async () => session },
    } as unknown as ComposeParts;
    bursts = new Bursts(parts, {
      storage: vscode.Uri.file(folder),
      extensionUri: vscode.Uri.file(folder),
      changed: ({ conversationId }) => void changed.push(conversationId),
    });
    return { bursts, asked, sent, changed, kept };
  }

  const send = (all: Bursts, count: number) => all.send({ ...settings, count }, [[1, count]]);

  it('is asked about each time, with the count, also when single sends are not asked about any more', async () => {
    await configuration().update('confirmLiveSends', false, vscode.ConfigurationTarget.Global);
    const { bursts, asked, sent, changed } = workplace('Send 3');
    await send(bursts, 3);
    await send(bursts, 3);
    assert.equal(sent.length, 6);
    assert.equal(asked.length, 2);
    for (const { question, modal } of asked) {
      assert.match(question, /Send 3 communications on the live account Support\?/);
      assert.ok(modal);
    }
    assert.deepEqual(
      new Set(sent.slice(0, 3).map(({ resourceId }) => resourceId)),
      new Set(['burst-a1b2c3d4-1', 'burst-a1b2c3d4-2', 'burst-a1b2c3d4-3']),
    );
    assert.deepEqual(changed, ['conv_1', 'conv_1'], 'once a burst');
    assert.deepEqual(await readdir(path.join(folder, 'bursts')), [], 'no journal is left');
  });

  it('sends nothing when it is thought better of', async () => {
    const { bursts, asked, sent } = workplace(undefined);
    await send(bursts, 3);
    assert.deepEqual([asked.length, sent.length], [1, 0]);
  });

  it('is refused above the cap, whatever is pressed, and the way out is said', async () => {
    const { bursts, asked, sent } = workplace('Send 101');
    await send(bursts, 101);
    assert.equal(sent.length, 0);
    assert.equal(asked.length, 1);
    assert.match(asked[0]?.question ?? '', /at most 100.*Live Limit.*raise it/);
  });

  it('is refused whole where the cap is 0, and bounded where somebody writes nonsense', async () => {
    await configuration().update('burst.liveLimit', 0, vscode.ConfigurationTarget.Global);
    const { bursts, asked, sent } = workplace('Send 1');
    await send(bursts, 1);
    assert.equal(sent.length, 0);
    assert.match(asked[0]?.question ?? '', /sandboxes only/);
    await configuration().update('burst.liveLimit', -5, vscode.ConfigurationTarget.Global);
    await send(bursts, 1);
    assert.equal(sent.length, 0);
  });

  it('has a cap that no workspace can raise', async () => {
    await assert.rejects(
      async () => configuration().update('burst.liveLimit', 100_000, vscode.ConfigurationTarget.Workspace),
      /liveLimit|workspace/i,
    );
  });

  it('asks nothing on a sandbox', async () => {
    const { bursts, asked, sent, kept } = workplace(undefined, true);
    await send(bursts, 150);
    assert.deepEqual([asked.length, sent.length], [0, 150]);
    assert.equal((kept.get('compose.burst.reports') as unknown[]).length, 1);
    assert.equal(kept.get('compose.burst.underWay'), undefined);
  });
});
