import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { ConversationTree, type Counts } from '../../src/explorer/conversationTree.ts';
import type { ExplorerNode } from '../../src/explorer/node.ts';
import { NoticeNode } from '../../src/explorer/noticeNode.ts';
import { Pins } from '../../src/explorer/pins.ts';
import { Seen } from '../../src/explorer/seen.ts';
import { ViewOptions } from '../../src/explorer/viewOptions.ts';
import { Notifier } from '../../src/platform/notifier.ts';
import type { Session, SessionSource } from '../../src/platform/session.ts';
import { agent, conversation, customer } from '../support/fixtures.ts';
import { openPrivacy } from '../support/openPrivacy.ts';

const log = { error() {}, show() {} } as unknown as vscode.LogOutputChannel;
const notifier = new Notifier(log, { signIn() {}, startSandbox() {} });

/** What globalState and workspaceState do. */
function mementoOf(values: Record<string, unknown> = {}): vscode.Memento {
  return {
    keys: () => Object.keys(values),
    get: (key: string, fallback?: unknown) => values[key] ?? fallback,
    update: async (key: string, value: unknown) => {
      values[key] = value;
    },
  } as vscode.Memento;
}

function partsOf(sessions: SessionSource, memento = mementoOf()) {
  return {
    sessions,
    notifier,
    privacy: openPrivacy(),
    options: new ViewOptions(memento),
    pins: new Pins(memento),
    seen: new Seen(memento),
    clearFilters: { command: 'clear', title: 'Clear Filters' },
  };
}

function isNotice(node: ExplorerNode | undefined, notice: string): node is NoticeNode {
  return node instanceof NoticeNode && node.about.notice === notice;
}

/** A tree over an account whose client is given; `settle` waits until nothing is under way. */
function treeOver(client: object | undefined, opening: () => Promise<void> = async () => {}) {
  const account = { id: 'a', label: 'A', accountSid: 'AC', origin: 'http://x', sandbox: true };
  const changed = new vscode.EventEmitter<void>();
  let version: number | undefined = 1;
  const sessions: SessionSource = {
    onDidChange: changed.event,
    active: async () => {
      await opening();
      return client && ({ account, client } as unknown as Session);
    },
    of: async () => undefined,
    version: async () => version,
  };
  const parts = partsOf(sessions);
  const tree = new ConversationTree(parts);
  const rows = async (node?: ExplorerNode) => {
    for (;;) {
      const children = await tree.getChildren(node);
      if (!children.some((child) => isNotice(child, 'loading'))) return children;
      await new Promise(setImmediate);
    }
  };
  const labels = async (node?: ExplorerNode) =>
    (await rows(node)).map((child) => tree.getTreeItem(child).label as string);
  const signOut = () => {
    version = undefined;
  };
  return { tree, rows, labels, changed, signOut, ...parts };
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
    for (const { rows, labels } of [
      treeOver({ conversationPage: page }),
      treeOver({ conversationPage: page }, fail),
    ]) {
      failing = true;
      const [row] = await rows();
      assert.ok(isNotice(row, 'error'));
      assert.match(row.about.explanation?.detail ?? '', /Boom/);
      failing = false;
      await (row.about.list?.retry() ?? row.about.retry?.());
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
      partsOf({
        onDidChange: changed.event,
        active: () => active(),
        of: async () => undefined,
        version: async () => 1,
      }),
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

  it('groups, filters and pins what is loaded, and says how much of it is shown', async () => {
    const named = (id: string, name: string, status: string) => ({ ...conversation, id, name, status });
    const { rows, labels, tree, options, pins } = treeOver({
      conversationPage: async () => ({
        items: [named('a', 'Anna', 'ACTIVE'), named('b', 'Bert', 'CLOSED'), named('c', 'Carla', 'ACTIVE')],
      }),
    });
    const counts: Counts[] = [];
    tree.onDidCount((count) => counts.push(count));
    options.change({ grouping: 'status', sorting: 'name' });
    assert.deepEqual(await labels(), ['Active', 'Closed']);
    const [active] = await rows();
    assert.ok(active);
    assert.equal(tree.getTreeItem(active).description, '2');
    const [anna] = await rows(active);
    assert.ok(anna);
    assert.deepEqual([tree.getParent(anna)?.name, await labels(active)], ['Active', ['Anna', 'Carla']]);

    await pins.pin('a', 'b');
    assert.deepEqual(await labels(), ['Pinned', 'Active']);
    assert.match(
      tree.getTreeItem((await rows((await rows())[0])).at(0) as ExplorerNode).contextValue ?? '',
      /\bpinned\b/,
    );
    await pins.unpin('a', 'b');

    options.change({ grouping: 'none', text: 'car' });
    assert.deepEqual(await labels(), ['Carla']);
    assert.deepEqual(counts.at(-1), { shown: 1, loaded: 3, fresh: 0, hasMore: false });
    options.change({ text: 'nobody' });
    assert.deepEqual(await labels(), ['No loaded conversation matches “nobody”']);
    options.clearFilters();
    assert.equal((await labels()).length, 3);
  });

  it('asks the API for the statuses and the channel ID of the filter, and keeps the old rows until it answers', async () => {
    const asked: object[] = [];
    const answers = [Promise.resolve({ items: [conversation] })];
    const { labels, options } = treeOver({
      conversationPage: ({ status, channelId }: { status: string[]; channelId: string }) => {
        asked.push({ status, channelId });
        return answers.shift();
      },
    });
    assert.deepEqual(await labels(), ['A bicycle']);
    const answer = Promise.withResolvers<{ items: (typeof conversation)[] }>();
    answers.push(answer.promise);
    options.change({ statuses: ['CLOSED'], channelId: 'CA1' });
    assert.deepEqual(await labels(), ['A bicycle']);
    answer.resolve({ items: [{ ...conversation, id: 'closed', name: 'Closed one' }] });
    await new Promise(setImmediate);
    assert.deepEqual(await labels(), ['Closed one']);
    assert.deepEqual(asked, [
      { status: [], channelId: '' },
      { status: ['CLOSED'], channelId: 'CA1' },
    ]);
  });

  it('reads a pinned conversation that no page has brought, and forgets one that was deleted', async () => {
    const gone = Object.assign(new Error('Gone'), { name: 'ApiError', kind: 'status', status: 404 });
    const { labels, rows, pins } = treeOver({
      conversationPage: async () => ({ items: [conversation], nextToken: 't' }),
      fetchConversation: async (id: string) => {
        if (id === 'gone') throw gone;
        return { ...conversation, id, name: 'Far away' };
      },
    });
    await pins.pin('a', 'far');
    await pins.pin('a', 'gone');
    while (!(await labels()).includes('Pinned')) await new Promise(setImmediate);
    assert.deepEqual(await labels((await rows())[0]), ['Far away']);
    assert.deepEqual([...pins.of('a')], ['far']);
  });

  it('tells what is new since somebody looked, and shows what was done here at once', async () => {
    let items = [{ ...conversation, updatedAt: '2026-01-01T00:00:00Z' }];
    const { rows, tree } = treeOver({ conversationPage: async () => ({ items }) });
    const labelled = async () => {
      const [row] = await rows();
      assert.ok(row);
      return tree.getTreeItem(row).label;
    };
    assert.doesNotMatch(String(await labelled()), /●/);
    items = [{ ...conversation, updatedAt: '2999-01-01T00:00:00Z' }];
    assert.equal(await tree.poll(), true);
    assert.match(String(await labelled()), /^● /);
    assert.equal(await tree.poll(), false);
    tree.markSeen('a', conversation.id);
    assert.doesNotMatch(String(await labelled()), /●/);

    tree.accept('a', { ...conversation, name: 'Renamed here', updatedAt: '2999-01-02T00:00:00Z' });
    const [row] = await rows();
    assert.ok(row);
    assert.equal(row.name, 'Renamed here');
    assert.doesNotMatch(String(await labelled()), /●/);
    tree.remove('a', conversation.id);
    assert.equal((await rows())[0]?.name, 'No conversations yet');
    tree.accept('another account', conversation);
    assert.equal((await rows())[0]?.name, 'No conversations yet');
  });

  it('keeps a pinned conversation that no page brings over a refresh, and tries again what could not be read', async () => {
    let failing = true;
    const { labels, rows, pins, tree } = treeOver({
      conversationPage: async () => ({ items: [conversation], nextToken: 't' }),
      fetchConversation: async (id: string) => {
        if (failing) throw new Error('Boom');
        return { ...conversation, id, name: 'Far away' };
      },
    });
    await pins.pin('a', 'far');
    assert.deepEqual(await labels(), ['A bicycle', 'Load More…']);
    failing = false;
    for (let refreshes = 0; refreshes < 2; refreshes++) {
      await tree.refresh();
      while (!(await labels()).includes('Pinned')) await new Promise(setImmediate);
      assert.deepEqual(await labels((await rows())[0]), ['Far away']);
    }
  });

  it('lets go of everything when the account is signed out of, though nobody looks', async () => {
    const { rows, tree, changed, signOut } = treeOver({
      conversationPage: async () => ({ items: [conversation] }),
    });
    await rows();
    assert.equal(tree.loaded('a').length, 1);
    const counts: Counts[] = [];
    tree.onDidCount((count) => counts.push(count));
    signOut();
    changed.fire();
    while (tree.account) await new Promise(setImmediate);
    assert.deepEqual([tree.loaded('a'), counts.at(-1)?.loaded], [[], 0]);
  });

  it('reveals only what has a row', async () => {
    const { rows, tree, options } = treeOver({
      conversationPage: async () => ({ items: [conversation] }),
    });
    await rows();
    assert.ok(tree.rowOf('a', conversation.id));
    options.change({ text: 'something else' });
    await rows();
    assert.equal(tree.rowOf('a', conversation.id), undefined);
    assert.ok(tree.nodeOf('a', conversation.id));
  });

  it('shows pinned conversations also where nothing passes the filters of the API', async () => {
    const { labels, pins } = treeOver({
      conversationPage: async () => ({ items: [] }),
      fetchConversation: async (id: string) => ({ ...conversation, id, name: 'Far away' }),
    });
    await pins.pin('a', 'far');
    while (!(await labels()).includes('Pinned')) await new Promise(setImmediate);
    assert.deepEqual(await labels(), ['Pinned']);
  });
});
