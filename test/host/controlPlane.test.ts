import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { ApiError } from '../../src/api/errors.ts';
import type { Configuration, Operation } from '../../src/api/resources.ts';
import { Attention } from '../../src/explorer/controlPlane/attention.ts';
import { ControlPlane } from '../../src/explorer/controlPlane/controlPlane.ts';
import type { ExplorerNode } from '../../src/explorer/node.ts';
import { NoticeNode } from '../../src/explorer/noticeNode.ts';
import type { Circumstance } from '../../src/platform/explain.ts';
import { Notifier } from '../../src/platform/notifier.ts';
import type { Session, SessionSource } from '../../src/platform/session.ts';
import { openPrivacy } from '../support/openPrivacy.ts';

const log = { error() {}, show() {} } as unknown as vscode.LogOutputChannel;
const notifier = new Notifier(log, { signIn() {}, startSandbox() {} });

const configuration: Configuration = {
  id: 'conf_1',
  displayName: 'Shop',
  description: 'All of it',
  conversationGroupingType: 'GROUP_BY_PROFILE',
  memoryStoreId: 'mem_1',
  version: 4,
};

interface FakeClient {
  configurationPage?: (options: { pageToken?: string }) => Promise<unknown>;
  waitForOperation?: (
    id: string,
    options: { signal: AbortSignal; onProgress: (operation: Operation) => void },
  ) => Promise<unknown>;
}

/** Rows over accounts whose clients are given; the first is active. */
function controlPlaneOver(...clients: (FakeClient | undefined)[]) {
  return controlPlaneWith(notifier, ...clients);
}

function controlPlaneWith(notifier: Notifier, ...clients: (FakeClient | undefined)[]) {
  const sessions = clients.map(
    (client, index) =>
      client &&
      ({
        account: { id: `a${index}`, label: 'A', accountSid: 'AC', origin: 'http://x', sandbox: true },
        client: { configurationPage: async () => ({ items: [configuration] }), ...client },
      } as unknown as Session),
  );
  const changed = new vscode.EventEmitter<void>();
  let active = async () => sessions[0];
  const source: SessionSource = {
    onDidChange: changed.event,
    active: () => active(),
    of: async () => undefined,
    version: async () => 1,
  };
  const kept = new Map<string, unknown>();
  const state = {
    get: (key: string) => kept.get(key),
    update: async (key: string, value: unknown) => {
      kept.set(key, value);
    },
  } as unknown as vscode.Memento;
  const visibility = new vscode.EventEmitter<vscode.TreeViewVisibilityChangeEvent>();
  const windowState = new vscode.EventEmitter<vscode.WindowState>();
  const view = { visible: true, onDidChangeVisibility: visibility.event };
  const window = {
    state: { focused: true, active: true },
    onDidChangeWindowState: windowState.event,
  };
  const part = new ControlPlane({
    sessions: source,
    notifier,
    privacy: openPrivacy(),
    state,
    isWatched: () => attention.held,
    patience: { firstMs: 1, longestMs: 2 },
  });
  const attention = new Attention(view, window, () => part.attentionChanged());
  const rows = async (node?: ExplorerNode): Promise<readonly ExplorerNode[]> => {
    for (;;) {
      const found = (node ? await node.children?.() : part.rows()) ?? [];
      if (!found.some((row) => row instanceof NoticeNode && row.about.notice === 'loading')) return found;
      await new Promise(setImmediate);
    }
  };
  const shown = async (node?: ExplorerNode) =>
    (await rows(node)).map((row) => {
      const { label, description } = row.item();
      return description ? `${label} | ${description}` : String(label);
    });
  const operations = async () => {
    const group = (await rows()).at(-1);
    assert.ok(group);
    return rows(group);
  };
  return {
    part,
    rows,
    shown,
    operations,
    activate: (session: () => Promise<Session | undefined>) => {
      active = session;
      changed.fire();
    },
    sessions,
    show: (visible: boolean) => {
      view.visible = visible;
      visibility.fire({ visible });
    },
    focus: (focused: boolean) => {
      window.state = { focused, active: focused };
      windowState.fire(window.state);
    },
  };
}

const until = async (holds: () => boolean | Promise<boolean>): Promise<void> => {
  for (let turn = 0; !(await holds()); turn++) {
    assert.ok(turn < 2_000, 'it never came to that');
    await new Promise((resolve) => setTimeout(resolve, 1));
  }
};

describe('the view of configurations and operations', () => {
  it('shows configurations with their facts, then the operations', async () => {
    const { rows, shown, part } = controlPlaneOver({});
    assert.deepEqual(await shown(), ['Shop | By profile · Version 4', 'Operations']);
    const [first, group] = await rows();
    const facts = await shown(first);
    assert.ok(facts.includes('Version | 4') && facts.includes('Memory store | mem_1'), facts.join('\n'));
    assert.equal(first?.item().contextValue, 'configuration has-id has-json sandbox');
    assert.deepEqual(await shown(group), ['None started from here | Track Operation… follows one by its ID']);
    part.dispose();
  });

  it('shows nothing to somebody who is signed out', async () => {
    assert.deepEqual(await controlPlaneOver(undefined).shown(), []);
  });

  it('goes on page by page', async () => {
    const { rows, shown } = controlPlaneOver({
      configurationPage: async ({ pageToken }) =>
        pageToken
          ? { items: [{ ...configuration, id: 'conf_2', displayName: 'Second' }] }
          : { items: [configuration], nextToken: 't' },
    });
    const more = (await rows()).find((row) => row instanceof NoticeNode) as NoticeNode;
    assert.equal(more.about.notice, 'loadMore');
    await more.about.list?.loadMore();
    assert.deepEqual(await shown(), [
      'Shop | By profile · Version 4',
      'Second | By profile · Version 4',
      'Operations',
    ]);
  });

  it('turns a failure into a row, the account’s too, and recovers by its Retry', async () => {
    let failing = true;
    const list = controlPlaneOver({
      configurationPage: async () => {
        if (failing) throw new Error('Boom');
        return { items: [configuration] };
      },
    });
    const account = controlPlaneOver({});
    account.activate(async () => {
      if (failing) throw new Error('Boom');
      return account.sessions[0];
    });
    for (const { rows, shown } of [list, account]) {
      failing = true;
      const [row] = await rows();
      assert.ok(row instanceof NoticeNode && row.about.notice === 'error');
      assert.match(row.about.explanation?.detail ?? '', /Boom/);
      failing = false;
      await row.about.list?.retry();
      assert.equal((await shown())[0], 'Shop | By profile · Version 4');
    }
  });

  it('says whose secret was refused, so that it can be asked for', async () => {
    const circumstances: Circumstance[] = [];
    const refused = new ApiError({ kind: 'status', message: 'No', method: 'GET', path: '/', status: 401 });
    const attentive = new Notifier(log, { signIn() {}, startSandbox() {} });
    const explain = attentive.explain.bind(attentive);
    attentive.explain = (error, circumstance) => {
      circumstances.push(circumstance);
      return explain(error, { ...circumstance, account: undefined });
    };
    const { rows, part } = controlPlaneWith(attentive, {
      configurationPage: async () => Promise.reject(refused),
    });
    const [row] = await rows();
    assert.ok(row instanceof NoticeNode && row.about.explanation?.remedies.includes('reenterSecret'));
    const { id, label } = circumstances[0]?.account ?? {};
    assert.deepEqual([circumstances.length, id, label], [1, 'a0', 'A']);
    part.dispose();
  });

  it('shows another account’s when it becomes the active one, however late the first was opened', async () => {
    const { activate, shown, sessions } = controlPlaneOver(
      {},
      { configurationPage: async () => ({ items: [{ ...configuration, displayName: 'Other' }] }) },
    );
    const slow = Promise.withResolvers<Session | undefined>();
    activate(() => slow.promise);
    activate(async () => sessions[1]);
    await until(async () => (await shown())[0]?.startsWith('Other') === true);
    slow.resolve(sessions[0]);
    await new Promise(setImmediate);
    assert.match((await shown())[0] ?? '', /^Other/);
    activate(async () => undefined);
    await until(async () => (await shown()).length === 0);
  });

  it('reads again what failed when the sandbox is back', async () => {
    let failing = true;
    const { activate, rows, shown, sessions } = controlPlaneOver({
      configurationPage: async () => {
        if (failing) throw new Error('Boom');
        return { items: [configuration] };
      },
    });
    const [row] = await rows();
    assert.ok(row instanceof NoticeNode);
    failing = false;
    activate(async () => sessions[0]);
    await until(async () => (await shown())[0]?.startsWith('Shop') === true);
  });
});

describe('operations in the view', () => {
  const started = { accountId: 'a0', operationId: 'o1', what: 'Change Shop' };
  const answering = (...operations: Partial<Operation>[]): FakeClient => ({
    waitForOperation: async (operationId, { onProgress }) => {
      for (const operation of operations) onProgress({ operationId, status: 'PENDING', ...operation });
    },
  });
  const description = (row: ExplorerNode | undefined) => String(row?.item().description);

  it('are looked at while the view is visible, and not while it is hidden', async () => {
    const signals: AbortSignal[] = [];
    const { part, rows, operations, show } = controlPlaneOver({
      waitForOperation: (id, { signal, onProgress }) => {
        signals.push(signal);
        onProgress({ operationId: id, status: 'PENDING' });
        return new Promise((_, reject) => signal.addEventListener('abort', reject));
      },
    });
    show(false);
    await rows();
    await part.track(started);
    assert.equal(signals.length, 0);
    show(true);
    await until(async () => description((await operations())[0]).startsWith('Pending'));
    show(false);
    assert.equal(signals[0]?.aborted, true);
    show(true);
    assert.equal(signals.length, 2);
    part.dispose();
    assert.equal(signals[1]?.aborted, true);
  });

  it('are not looked at while the window has no focus; what ended meanwhile is told once it has', async () => {
    let looks = 0;
    const told: string[] = [];
    const show = vscode.window.showInformationMessage;
    const stub = (message: string) => {
      told.push(message);
      return Promise.resolve(undefined);
    };
    Object.assign(vscode.window, { showInformationMessage: stub });
    try {
      const { part, rows, operations, focus } = controlPlaneOver({
        waitForOperation: async (operationId, { onProgress }) => {
          looks++;
          onProgress({ operationId, status: 'COMPLETED' });
        },
      });
      await rows();
      focus(false);
      await part.track(started);
      await operations();
      assert.equal(looks, 0);
      focus(true);
      await until(async () => description((await operations())[0]).startsWith('Completed'));
      focus(false);
      focus(true);
      await operations();
      assert.deepEqual(told, ['Operation completed: Change Shop.']);
      assert.equal(looks, 1);
      part.dispose();
    } finally {
      Object.assign(vscode.window, { showInformationMessage: show });
    }
  });

  it('show how they ended: completed, failed with Twilio’s words, cancelled', async () => {
    for (const [operation, said, spoken] of [
      [{ status: 'COMPLETED' }, /^Completed · /, /^Operation Change Shop, Completed/],
      [
        { status: 'FAILED', error: { title: 'Conflict', detail: 'Bridge in use' } },
        /^Failed · .* · Conflict: Bridge in use$/,
        /Failed, .*Bridge in use/,
      ],
      [{ status: 'CANCELLED' }, /^Cancelled · /, /Cancelled/],
    ] as const) {
      const { part, rows, operations } = controlPlaneOver(answering({}, operation));
      await rows();
      await part.track(started);
      await until(async () => said.test(description((await operations())[0])));
      const [row] = await operations();
      assert.match(row?.item().accessibilityInformation?.label ?? '', spoken);
      part.dispose();
    }
  });

  it('have their facts below them: what they change, the error, the ID to copy', async () => {
    const { part, rows, operations } = controlPlaneOver(
      answering({ status: 'FAILED', related: { configurationId: 'conf_1' }, error: { detail: 'No' } }),
    );
    await rows();
    await part.track(started);
    await until(async () => description((await operations())[0]).startsWith('Failed'));
    const facts = await rows((await operations())[0]);
    const values = Object.fromEntries(facts.map((fact) => [fact.name, fact.value]));
    assert.equal(values['Configuration'], 'conf_1');
    assert.equal(values['Error'], 'No');
    assert.equal(values['ID'], 'o1');
  });

  it('say so when Twilio does not know them any more', async () => {
    const { part, rows, operations } = controlPlaneOver({
      waitForOperation: async () => {
        throw new ApiError({ kind: 'status', message: 'Gone', method: 'GET', path: '/', status: 404 });
      },
    });
    await rows();
    await part.track(started);
    await until(async () => description((await operations())[0]).startsWith('Outcome unknown'));
    const [row] = await operations();
    assert.match(description(row), /does not know it any more/);
    assert.equal(row?.item().contextValue, 'operation has-id');
    await part.forget(started);
    const [empty] = await operations();
    assert.ok(empty instanceof NoticeNode);
  });

  it('say why they could not be looked at, and go on', async () => {
    let failing = true;
    const { part, rows, operations } = controlPlaneOver({
      waitForOperation: async (operationId, { onProgress }) => {
        if (failing) throw new Error('No network');
        onProgress({ operationId, status: 'COMPLETED' });
      },
    });
    await rows();
    await part.track(started);
    await until(async () => description((await operations())[0]).includes('Could not look'));
    failing = false;
    await until(async () => description((await operations())[0]).startsWith('Completed'));
    assert.doesNotMatch(description((await operations())[0]), /Could not look/);
  });
});
