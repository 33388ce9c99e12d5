import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { FindConversation } from '../../src/explorer/find/findConversation.ts';
import { Notifier } from '../../src/platform/notifier.ts';
import type { Session, SessionSource } from '../../src/platform/session.ts';
import { conversation } from '../support/fixtures.ts';

const log = { error() {}, show() {} } as unknown as vscode.LogOutputChannel;
const notifier = new Notifier(log, { signIn() {}, startSandbox() {} });

describe('the box that finds conversations', () => {
  const { createQuickPick } = vscode.window;
  let boxes: vscode.QuickPick<vscode.QuickPickItem>[] = [];

  beforeEach(() => {
    boxes = [];
    Object.assign(vscode.window, {
      createQuickPick: () => {
        const box = createQuickPick();
        boxes.push(box);
        return box;
      },
    });
  });
  afterEach(() => {
    for (const box of boxes) box.dispose();
    Object.assign(vscode.window, { createQuickPick });
  });

  /** The command over a client that is given. */
  function finder(client: object | undefined) {
    const changed = new vscode.EventEmitter<void>();
    let version: number | undefined = 1;
    const account = { id: 'a', label: 'A', accountSid: 'AC', origin: 'http://x', sandbox: true };
    const sessions: SessionSource = {
      onDidChange: changed.event,
      active: async () => client && ({ account, client } as unknown as Session),
      of: async () => undefined,
      version: async () => version,
    };
    const command = new FindConversation({
      sessions,
      notifier,
      extensionId: 'publisher.name',
      loaded: () => [conversation],
      open() {},
      reveal: async () => false,
      signIn() {},
    });
    const signOut = () => {
      version = undefined;
      changed.fire();
    };
    return { command, signOut };
  }

  /** Waits until a row says so. */
  async function row(label: RegExp): Promise<vscode.QuickPickItem> {
    for (;;) {
      const found = boxes.at(-1)?.items.find((item) => label.test(item.label));
      if (found) return found;
      await new Promise((resolve) => setTimeout(resolve, 5));
    }
  }

  async function select(text: string): Promise<void> {
    const document = await vscode.workspace.openTextDocument({ content: text });
    const editor = await vscode.window.showTextDocument(document);
    editor.selection = new vscode.Selection(0, 0, 0, text.length);
  }

  after(() => vscode.commands.executeCommand('workbench.action.closeAllEditors'));

  it('does not open for somebody who is signed out', async () => {
    await assert.rejects(finder(undefined).command.run(), { name: 'SignedOutError' });
    assert.equal(boxes.length, 0);
  });

  it('shows what is loaded at once, and ends its requests when it is closed', async () => {
    const signals: AbortSignal[] = [];
    const pending = async function* ({ signal }: { signal: AbortSignal }) {
      signals.push(signal);
      await new Promise((_, reject) => signal.addEventListener('abort', () => reject(signal.reason)));
      yield { items: [] };
    };
    await select('bicycle');
    const { command } = finder({ conversations: pending, configurations: pending });
    await command.run();
    await row(/A bicycle/);
    while (signals.length === 0) await new Promise(setImmediate);
    command.dispose();
    assert.ok(signals.every(({ aborted }) => aborted));
  });

  it('says so when the account is signed out of while it is open', async () => {
    const empty = async function* () {
      yield { items: [] };
    };
    await select('nobody');
    const { command, signOut } = finder({ conversations: empty, configurations: empty });
    await command.run();
    await row(/Nothing found/);
    signOut();
    await row(/signed out of this account/);
    assert.equal(boxes[0]?.items.length, 1);
    command.dispose();
  });
});
