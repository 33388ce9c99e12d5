import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import type { Page } from '../../src/api/pages.ts';
import type { Conversation } from '../../src/api/resources.ts';
import {
  type ConversationItem,
  ConversationList,
  isChoosable,
} from '../../src/compose/elsewhere/conversationList.ts';
import { closedMasker, openMasker } from '../../src/platform/masking.ts';
import type { Session } from '../../src/platform/session.ts';
import { runWizard, type Step } from '../../src/platform/wizard.ts';
import { conversation } from '../support/fixtures.ts';

const account = { id: 'a', label: 'Support', accountSid: 'AC', origin: 'http://x', sandbox: true };

function named(id: string, day: number, status: Conversation['status'] = 'ACTIVE'): Conversation {
  return { ...conversation, id, name: `Name ${id}`, status, updatedAt: `2026-03-0${day}T00:00:00Z` };
}

function sessionOf(pages: () => AsyncGenerator<Page<Conversation>, void, void>): Session {
  return { account, client: { conversations: pages } } as unknown as Session;
}

async function* pagesOf(
  ...pages: (Conversation[] | Error)[]
): AsyncGenerator<Page<Conversation>, void, void> {
  for (const items of pages) {
    if (items instanceof Error) throw items;
    yield { items };
  }
}

const list = (...pages: (Conversation[] | Error)[]) =>
  new ConversationList(
    sessionOf(() => pagesOf(...pages)),
    (id) => id !== 'own',
    (error) => String(error),
  );

async function all(
  lists: AsyncIterable<readonly ConversationItem[]>,
): Promise<(readonly ConversationItem[])[]> {
  const found = [];
  for await (const items of lists) found.push(items);
  return found;
}

const idsOf = (items: readonly ConversationItem[] = []) =>
  items.map((item) => item.conversation?.id ?? item.label);

describe('conversations to send to', () => {
  it('are those that are loaded, then all others page by page, the latest first and the closed ones last', async () => {
    const grown = await all(
      list([named('b', 2), named('shut', 9, 'CLOSED'), named('own', 8)], [named('c', 3)]).grow(
        [named('a', 1), named('b', 2)],
        openMasker,
      ),
    );
    assert.deepEqual(grown.map(idsOf), [
      ['b', 'a'],
      ['b', 'a', 'Closed: they take no more communications', 'shut'],
      ['c', 'b', 'a', 'Closed: they take no more communications', 'shut'],
    ]);
    assert.equal(grown[0]?.[0], grown[2]?.[1], 'a row that says the same must stay the same object');
    assert.deepEqual(grown[2]?.map(isChoosable), [true, true, true, false, false]);
  });

  it('says of what could not be listed that it could not, and keeps the others', async () => {
    const grown = await all(list([named('a', 1)], new Error('page two')).grow([], openMasker));
    const last = grown.at(-1) ?? [];
    assert.deepEqual(idsOf(last), ['a', '$(warning) The others could not be listed']);
    assert.equal(last[1]?.detail, 'Error: page two');
    assert.equal(isChoosable(last[1] as ConversationItem), false);
    await assert.rejects(all(list(new Error('page one')).grow([], openMasker)), /page one/);
  });

  it('says that there is none besides the one that it comes from', async () => {
    const grown = await all(list([named('own', 1)]).grow([], openMasker));
    assert.deepEqual(idsOf(grown.at(-1)), ['$(info) The account has no other conversation']);
  });

  it('have no names while those are hidden', async () => {
    const grown = await all(list([named('a', 1)]).grow([], closedMasker));
    assert.deepEqual(
      grown.map((items) => items.map(({ label }) => label)),
      [['a']],
    );
  });
});

describe('a list that grows while it is open', () => {
  const { createQuickPick } = vscode.window;
  afterEach(() => {
    Object.assign(vscode.window, { createQuickPick });
  });

  /** Opens a box over a list, and gives it to look at. */
  function opened<T extends vscode.QuickPickItem>(items: AsyncIterable<readonly T[]>) {
    const accept = new vscode.EventEmitter<void>();
    const hide = new vscode.EventEmitter<void>();
    const never = new vscode.EventEmitter<never>().event;
    const box = {
      items: [] as readonly T[],
      activeItems: [] as readonly T[],
      selectedItems: [] as readonly T[],
      busy: false,
      onDidAccept: accept.event,
      onDidHide: hide.event,
      onDidTriggerButton: never,
      show() {},
      dispose() {},
    };
    Object.assign(vscode.window, { createQuickPick: () => box });
    const step: Step<{ chosen?: T }> = async (draft, ui) => {
      draft.chosen = await ui.pick({
        placeholder: '',
        items,
        choosable: ({ label }) => label !== 'closed',
      });
    };
    return { box, accept, hide, ended: runWizard('', {} as { chosen?: T }, () => [step]) };
  }

  const rows = ['one', 'two', 'closed'].map((label) => ({ label }));
  const [one, two, closed] = rows as [(typeof rows)[0], (typeof rows)[0], (typeof rows)[0]];

  async function until(done: () => boolean): Promise<void> {
    const deadline = performance.now() + 5_000;
    while (!done()) {
      assert.ok(performance.now() < deadline, 'it does not come to that');
      await new Promise(setImmediate);
    }
  }

  it('leaves whoever has gone down it where they are, and is busy to its end', async () => {
    let next = () => {};
    const { box, accept, ended } = opened(
      (async function* () {
        yield [two];
        await new Promise<void>((resolve) => {
          next = resolve;
        });
        yield [one, two, closed];
      })(),
    );
    await until(() => box.items.length === 1);
    assert.equal(box.busy, true);
    box.activeItems = [two];
    next();
    await until(() => !box.busy);
    assert.deepEqual(box.activeItems, [two]);
    // What cannot be chosen stays in the list, and the box open.
    box.activeItems = [closed];
    accept.fire();
    box.activeItems = [two];
    accept.fire();
    assert.equal((await ended)?.chosen, two);
  });

  it('is not read further once the box is closed', async () => {
    let read = 0;
    let next = () => {};
    const { box, hide, ended } = opened(
      (async function* () {
        for (;;) {
          read++;
          yield [one];
          await new Promise<void>((resolve) => {
            next = resolve;
          });
        }
      })(),
    );
    await until(() => box.items.length === 1);
    hide.fire();
    assert.equal(await ended, undefined);
    next();
    await new Promise(setImmediate);
    assert.equal(read, 2);
  });

  it('fails as its question does when it cannot be read', async () => {
    const { ended } = opened(
      // biome-ignore lint/correctness/useYield: it fails before the first list.
      (async function* (): AsyncGenerator<readonly { label: string }[]> {
        throw new Error('not listed');
      })(),
    );
    await assert.rejects(ended, /not listed/);
  });
});
