import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { ConversationTree } from '../../src/explorer/conversationTree.ts';
import type { ExplorerNode } from '../../src/explorer/node.ts';
import { NoticeNode } from '../../src/explorer/noticeNode.ts';
import { Notifier } from '../../src/platform/notifier.ts';
import type { Session, SessionSource } from '../../src/platform/session.ts';
import { agent, conversation, customer } from '../support/fixtures.ts';

const log = { error() {}, show() {} } as unknown as vscode.LogOutputChannel;
const notifier = new Notifier(log, { signIn() {}, startSandbox() {} });

function isNotice(node: ExplorerNode | undefined, notice: string): node is NoticeNode {
  return node instanceof NoticeNode && node.about.notice === notice;
}

/** A tree over an account whose client is given; `settle` waits until nothing is under way. */
function treeOver(client: object | undefined, opening: () => Promise<void> = async () => {}) {
  const account = { id: 'a', label: 'A', accountSid: 'AC', origin: 'http://x', sandbox: true };
  const changed = new vscode.EventEmitter<void>();
  const sessions: SessionSource = {
    onDidChange: changed.event,
    active: async () => {
      await opening();
      return client && ({ account, client } as unknown as Session);
    },
    of: async () => undefined,
    version: async () => 1,
  };
  const tree = new ConversationTree(sessions, notifier);
  const rows = async (node?: ExplorerNode) => {
    for (;;) {
      const children = await tree.getChildren(node);
      if (!children.some((child) => isNotice(child, 'loading'))) return children;
      await new Promise(setImmediate);
    }
  };
  const labels = async (node?: ExplorerNode) =>
    (await rows(node)).map((child) => tree.getTreeItem(child).label as string);
  return { tree, rows, labels, changed };
}

describe('the tree', () => {
  it('says that it loads before it has anything, and never makes the editor wait', async () => {
    const { tree } = treeOver({ conversationPage: () => new Promise(() => {}) });
    const [row] = await tree.getChildren();
    assert.ok(isNotice(row, 'loading'));
  });

  it('shows nothing to somebody who is signed out: the welcome view speaks', async () => {
    assert.deepEqual(await treeOver(undefined).rows(), []);
  });

  it('says so when an account has no conversation, and a conversation no participant', async () => {
    const empty = treeOver({ conversationPage: async () => ({ items: [] }) });
    assert.deepEqual(await empty.labels(), ['No conversations yet']);
    const lonely = treeOver({
      conversationPage: async () => ({ items: [conversation] }),
      participantPage: async () => ({ items: [] }),
    });
    const [node] = await lonely.rows();
    assert.deepEqual(await lonely.labels(node), ['No participants', 'Configuration']);
  });

  it('sorts by last activity, and names what has no name', async () => {
    const at = (id: string, updatedAt: string, name: string | null) => ({
      ...conversation,
      id,
      updatedAt,
      name,
    });
    const { labels } = treeOver({
      conversationPage: async () => ({
        items: [
          at('conv_conversation_01aaaaaaaaaaaaaaaa', '2026-01-01T00:00:00Z', null),
          at('b', '2026-01-03T00:00:00Z', 'B'),
          at('c', '2026-01-02T00:00:00Z', '  '),
        ],
      }),
    });
    assert.deepEqual(await labels(), ['B', 'c', 'conv_…aaaaaa']);
  });

  it('shows participants by type and address', async () => {
    const { rows, tree } = treeOver({
      conversationPage: async () => ({ items: [conversation] }),
      participantPage: async () => ({ items: [customer, { ...agent, name: null }] }),
    });
    const [node] = await rows();
    const items = (await rows(node)).map((child) => tree.getTreeItem(child));
    assert.deepEqual(
      items.slice(0, 2).map(({ label, description }) => [label, description]),
      [
        ['Maya Lopez', 'Customer · SMS +15550100'],
        ['+15550199', 'Human agent · SMS, WhatsApp'],
      ],
    );
  });

  it('offers to load more, and says how many there are so far', async () => {
    const { rows, tree, labels } = treeOver({
      conversationPage: async ({ pageToken }: { pageToken?: string }) =>
        pageToken
          ? { items: [{ ...conversation, id: 'second', name: 'Second' }] }
          : { items: [conversation], nextToken: 't' },
    });
    const more = (await rows()).at(-1);
    assert.ok(isNotice(more, 'loadMore'));
    assert.equal(tree.getTreeItem(more).description, '1 loaded');
    await more.about.list?.loadMore();
    assert.deepEqual(await labels(), ['A bicycle', 'Second']);
  });

  it('turns a failure into a row, whatever fails, and recovers by Retry', async () => {
    let failing = true;
    const fail = async () => {
      if (failing) throw new Error('Boom');
    };
    const page = async () => {
      await fail();
      return { items: [conversation] };
    };
    for (const { rows, labels, tree } of [
      treeOver({ conversationPage: page }),
      treeOver({ conversationPage: page }, fail),
    ]) {
      failing = true;
      const [row] = await rows();
      assert.ok(isNotice(row, 'error'));
      assert.match(row.about.explanation?.detail ?? '', /Boom/);
      failing = false;
      await tree.retry(row);
      assert.deepEqual(await labels(), ['A bicycle']);
    }
  });

  it('keeps a conversation’s node over a refresh, so that what is expanded stays so', async () => {
    let name = 'Before';
    const { rows, tree } = treeOver({
      conversationPage: async () => ({ items: [{ ...conversation, name }] }),
    });
    const [before] = await rows();
    name = 'After';
    await tree.refresh();
    const [after] = await rows();
    assert.equal(after, before);
    assert.equal(after && tree.getTreeItem(after).label, 'After');
  });

  it('shows the account that is active now, however late another one was opened', async () => {
    const slow = Promise.withResolvers<Session>();
    const sessionOf = (id: string) =>
      ({
        account: { id, label: id, accountSid: 'AC', origin: 'http://x', sandbox: false },
        client: { conversationPage: async () => ({ items: [{ ...conversation, name: `Of ${id}` }] }) },
      }) as unknown as Session;
    let active = () => slow.promise;
    const changed = new vscode.EventEmitter<void>();
    const tree = new ConversationTree(
      {
        onDidChange: changed.event,
        active: () => active(),
        of: async () => undefined,
        version: async () => 1,
      },
      notifier,
    );
    const first = tree.getChildren();
    active = async () => sessionOf('second');
    changed.fire();
    await tree.getChildren();
    slow.resolve(sessionOf('first'));
    await first;
    let rows = await tree.getChildren();
    while (rows.some((row) => row instanceof NoticeNode)) {
      await new Promise(setImmediate);
      rows = await tree.getChildren();
    }
    assert.deepEqual(
      rows.map((row) => tree.getTreeItem(row).label),
      ['Of second'],
    );
  });

  it('shows another account’s conversations when it becomes the active one', async () => {
    const client = { conversationPage: async () => ({ items: [conversation] }) };
    const { labels, changed, tree } = treeOver(client);
    assert.deepEqual(await labels(), ['A bicycle']);
    let asked = 0;
    tree.onDidChangeTreeData(() => asked++);
    changed.fire();
    assert.equal(asked, 1);
  });
});
