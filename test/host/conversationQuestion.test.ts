import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { ApiError } from '../../src/api/errors.ts';
import type { Conversation } from '../../src/api/resources.ts';
import { type ConversationAsked, ConversationQuestion } from '../../src/compose/conversationQuestion.ts';
import { Readings } from '../../src/compose/readings.ts';
import { closedMasker, type Masker, openMasker } from '../../src/platform/masking.ts';
import type { Notifier } from '../../src/platform/notifier.ts';
import type { Session } from '../../src/platform/session.ts';
import type { PickQuestion, StepUi } from '../../src/platform/wizard.ts';
import { conversation } from '../support/fixtures.ts';

type Item = vscode.QuickPickItem & { conversation?: Conversation };

const all: Conversation[] = Array.from({ length: 450 }, (_, index) => ({
  ...conversation,
  id: `conversation-${String(index).padStart(4, '0')}`,
  name: `Number ${index}`,
}));

/** A list that a test works like a person, and what the question makes of it. */
class List {
  readonly #values = new vscode.EventEmitter<string>();
  readonly #hides = new vscode.EventEmitter<void>();
  readonly onDidChangeValue = this.#values.event;
  readonly onDidHide = this.#hides.event;
  items: readonly Item[] = [];
  activeItems: readonly Item[] = [];
  value = '';
  busy = false;
  keepScrollPosition = false;

  type(value: string): void {
    this.value = value;
    this.#values.fire(value);
  }

  close(): void {
    this.#hides.fire();
  }

  item(label: RegExp): Item {
    const found = this.items.find((item) => label.test(item.label));
    assert.ok(found, `${label} among ${this.items.map((item) => item.label).join()}`);
    return found;
  }

  get conversations(): number {
    return this.items.filter((item) => item.conversation).length;
  }
}

const account = { id: 'a', label: 'Support', sandbox: true };

describe('the question for a conversation', () => {
  let list: List;
  let pages: number;
  let refusing: boolean;
  let question: PickQuestion<Item>;
  let choose: (item: Item) => Promise<void>;

  const client = {
    conversationPage: async ({
      pageSize = 50,
      pageToken = '0',
    }: {
      pageSize?: number;
      pageToken?: string;
    }) => {
      pages++;
      if (refusing) throw refusal(500);
      const start = Number(pageToken);
      const end = start + pageSize;
      return { items: all.slice(start, end), ...(end < all.length ? { nextToken: String(end) } : {}) };
    },
    fetchConversation: async (id: string) => {
      if (id === 'cannot-be-1-id') throw new RangeError('No id');
      if (id === 'elsewhere-00001') return { ...conversation, id, name: 'Reached by its ID' };
      throw refusal(404);
    },
  };

  function refusal(status: number): ApiError {
    return new ApiError({ kind: 'status', status, message: 'No', method: 'GET', path: '/' });
  }

  /** Opens the question. @returns its answer, once there is one */
  function ask(
    loaded: readonly Conversation[] = [],
    masker: Masker = openMasker,
    asked?: ConversationAsked,
  ): Promise<Conversation> {
    list = new List();
    const ui = {
      masker,
      pick: async (asked: PickQuestion<Item>) => {
        question = asked;
        list.items = await asked.items;
        asked.opened?.(list as unknown as vscode.QuickPick<Item>);
        return new Promise<Item>((resolve) => {
          choose = async (item) => {
            if (question.choosable?.(item) === false) return;
            if (await question.ends?.(item)) resolve(item);
          };
        });
      },
    } as unknown as StepUi;
    const readings = new Readings({ client, account } as unknown as Session, {
      loaded: () => loaded,
      notifier: { explain: (error: unknown) => ({ detail: `In words: ${error}` }) } as unknown as Notifier,
    });
    return new ConversationQuestion(readings).ask(ui, asked);
  }

  async function settled(condition: () => boolean): Promise<void> {
    const deadline = performance.now() + 5_000;
    while (!condition()) {
      assert.ok(performance.now() < deadline, 'it does not come to that');
      await new Promise(setImmediate);
    }
  }

  beforeEach(() => {
    pages = 0;
    refusing = false;
  });

  it('reads more on demand, says how many there are, and leaves out none', async () => {
    const asked = ask();
    await settled(() => list?.conversations === 200 && question?.ends !== undefined);
    assert.match(list.item(/Load More/).description ?? '', /^200 are loaded, and there are more/);
    await choose(list.item(/Load More/));
    assert.equal(list.conversations, 400);
    await choose(list.item(/Load More/));
    assert.equal(list.conversations, 450);
    assert.ok(!list.items.some(({ label }) => /Load/.test(label)));
    await choose(list.item(/Number 449/));
    assert.equal((await asked).id, 'conversation-0449');
  });

  it('reads all of them at once, and stops when it is closed', async () => {
    void ask();
    await settled(() => list?.conversations === 200);
    await choose(list.item(/Load All/));
    assert.equal(list.conversations, 450);
    assert.equal(pages, 3);
    void ask();
    await settled(() => list.conversations === 200);
    const loading = choose(list.item(/Load All/));
    list.close();
    await loading;
    assert.equal(pages, 5);
  });

  it('offers what is loaded at once, and it still when nothing can be read', async () => {
    refusing = true;
    void ask(all.slice(440));
    await settled(() => list?.items.some(({ label }) => /could not be listed/.test(label)));
    assert.equal(list.conversations, 10);
    assert.match(list.item(/could not be listed/).detail ?? '', /^In words/);
    await choose(list.item(/could not be listed/));
    assert.equal(list.conversations, 10);
    refusing = false;
    await choose(list.item(/could not be listed/));
    assert.equal(list.conversations, 210);
    refusing = true;
    await choose(list.item(/Load All/));
    assert.equal(list.conversations, 210);
    list.item(/could not be listed/);
    assert.equal(list.busy, false);
  });

  it('fails where nothing is loaded and nothing can be read', async () => {
    refusing = true;
    await assert.rejects(ask(), ApiError);
  });

  it('shows closed ones last, and has none of them chosen', async () => {
    const [first, second] = all as [Conversation, Conversation];
    const at = (conversation: Conversation, updatedAt: string) => ({ ...conversation, updatedAt });
    const shut = {
      ...at(first, '2036-03-01T00:00:00Z'),
      id: 'closed-conversation-1',
      status: 'CLOSED' as const,
    };
    let chosen: Conversation | undefined;
    const asked = ask([shut, at(second, '2036-02-01T00:00:00Z')], openMasker, { current: shut.id }).then(
      (conversation) => {
        chosen = conversation;
      },
    );
    await settled(() => list?.conversations === 201);
    const labels = list.items.map((item) => item.conversation?.id ?? item.label);
    const after = labels.indexOf('Closed: they take no more communications');
    assert.equal(labels[0], second.id);
    assert.equal(labels[after + 1], shut.id);
    for (const item of list.items.slice(after, after + 2)) await choose(item);
    assert.equal(chosen, undefined);
    // Not even the one that was written into before it was closed stands ready.
    assert.equal(list.items.filter((item) => question.active?.(item)).length, 0);
    await choose(list.items[0] as Item);
    await asked;
  });

  it('leaves out one that is no choice, by its ID as well', async () => {
    void ask([], openMasker, { except: 'conversation-0003' });
    await settled(() => list?.conversations === 199);
    void ask([], openMasker, { except: 'elsewhere-00001' });
    await settled(() => list.conversations === 200);
    list.type('elsewhere-00001');
    await choose(list.item(/with the ID/));
    assert.match(list.item(/with the ID/).detail ?? '', /that it comes from/);
    const only = [{ ...conversation, id: 'own' }];
    const others = all.splice(0);
    try {
      void ask(only, openMasker, { except: 'own' });
      await settled(() => list.items.length > 0);
      list.item(/no other conversation/);
    } finally {
      all.push(...others);
    }
  });

  it('finds any by its ID, and says where it is nobody’s', async () => {
    const asked = ask();
    await settled(() => list?.conversations === 200);
    for (const unknown of ['nobody-has-0001', 'cannot-be-1-id']) {
      list.type(unknown);
      await choose(list.item(/with the ID/));
      assert.match(list.item(/with the ID/).detail ?? '', /no conversation with this ID/);
    }
    list.type('Number');
    assert.ok(!list.items.some(({ label }) => /with the ID/.test(label)));
    list.type('elsewhere-00001');
    await choose(list.item(/with the ID/));
    assert.equal((await asked).name, 'Reached by its ID');
  });

  it('hides names where they are to be hidden', async () => {
    void ask([], closedMasker);
    await settled(() => list?.conversations === 200);
    assert.ok(!list.items.some((item) => /Number/.test(`${item.label} ${item.detail}`)));
  });
});
