import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { ApiError } from '../../src/api/errors.ts';
import type { Conversation } from '../../src/api/resources.ts';
import { FindConversation } from '../../src/explorer/find/findConversation.ts';
import { Notifier } from '../../src/platform/notifier.ts';
import type { Session, SessionSource } from '../../src/platform/session.ts';
import { conversation } from '../support/fixtures.ts';
import { openPrivacy } from '../support/openPrivacy.ts';

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
  function finder(client: object | undefined, loaded: readonly Conversation[] = [conversation]) {
    let current = client;
    const opened: string[] = [];
    const changed = new vscode.EventEmitter<void>();
    let version: number | undefined = 1;
    const account = { id: 'a', label: 'A', accountSid: 'AC', origin: 'http://x', sandbox: true };
    const sessions: SessionSource = {
      onDidChange: changed.event,
      active: async () => current && ({ account, client: current } as unknown as Session),
      of: async () =>
        version === undefined ? undefined : ({ account, client: current } as unknown as Session),
      version: async () => version,
    };
    const command = new FindConversation({
      sessions,
      notifier,
      privacy: openPrivacy(),
      extensionId: 'publisher.name',
      loaded: () => loaded,
      open: ({ conversationId }) => opened.push(conversationId),
      reveal: async () => false,
      signIn() {},
    });
    const signOut = () => {
      version = undefined;
      changed.fire();
    };
    /** Another secret; those who listen are told where `tell` says so. */
    const renew = (next: object, tell: boolean) => {
      current = next;
      version = (version ?? 0) + 1;
      if (tell) changed.fire();
    };
    return { command, signOut, renew, opened };
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

  const refusing = () => {
    let asked = 0;
    const next = async () => {
      asked++;
      throw new ApiError({ kind: 'status', status: 401, message: 'No', method: 'GET', path: '/' });
    };
    const refuse = () => ({ [Symbol.asyncIterator]: () => ({ next }) });
    return { client: { conversations: refuse, configurations: refuse }, asked: () => asked };
  };
  const emptyLists = async function* () {
    yield { items: [] };
  };
  const empty = { conversations: emptyLists, configurations: emptyLists };

  for (const told of [true, false]) {
    it(`searches anew with the secret that was re-entered${told ? '' : ', at the latest on Enter'}`, async () => {
      const before = refusing();
      await select('nobody');
      const { command, renew } = finder(before.client);
      await command.run();
      const failure = (await row(/Could not/)) as vscode.QuickPickItem & { act: () => void };
      const asked = before.asked();
      renew(empty, told);
      if (!told) failure.act();
      await row(/Nothing found/);
      assert.equal(before.asked(), asked, 'what was replaced must not be used any more');
      command.dispose();
    });
  }

  it('asks nothing more in the name of an account that was signed out of before Enter', async () => {
    const before = refusing();
    await select('nobody');
    const { command, signOut } = finder(before.client);
    await command.run();
    const failure = (await row(/Could not/)) as vscode.QuickPickItem & { act: () => void };
    const asked = before.asked();
    signOut();
    failure.act();
    await row(/signed out of this account/);
    assert.equal(before.asked(), asked);
    command.dispose();
  });

  it('counts all that is loaded and fits, and makes rows of what it draws', async () => {
    let titles = 0;
    const many = Array.from({ length: 1_000 }, (_, index) => ({
      ...conversation,
      id: `conv-${index}`,
      get status() {
        // Read for a row alone.
        titles++;
        return 'ACTIVE' as const;
      },
    }));
    await select('bicycle');
    const { command } = finder(empty, many);
    await command.run();
    await row(/800 more found/);
    assert.ok(titles > 0 && titles <= 2_000, `${titles} looks at 1,000 conversations`);
    command.dispose();
  });

  it('opens what fits the text at the moment of Enter, however fast it was typed', async () => {
    const type = new vscode.EventEmitter<string>();
    const accept = new vscode.EventEmitter<void>();
    const never = new vscode.EventEmitter<never>().event;
    const box = {
      value: '',
      items: [] as vscode.QuickPickItem[],
      activeItems: [] as vscode.QuickPickItem[],
      onDidChangeValue: type.event,
      onDidAccept: accept.event,
      onDidTriggerItemButton: never,
      onDidHide: never,
      show() {},
      hide() {},
      dispose() {},
    };
    Object.assign(vscode.window, { createQuickPick: () => box });
    await vscode.commands.executeCommand('workbench.action.closeAllEditors');
    const other = { ...conversation, id: 'other', name: 'A tandem' };
    const { command, opened } = finder(empty, [conversation, other]);
    await command.run();
    const enter = (text: string) => {
      box.activeItems = box.items.slice(0, 1);
      box.value = text;
      type.fire(text);
      accept.fire();
    };
    enter('bicycle');
    enter('tandem');
    assert.deepEqual(opened, ['conv', 'other']);
    command.dispose();
  });
});
