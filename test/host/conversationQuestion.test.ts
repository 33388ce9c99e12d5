import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { ApiError } from '../../src/api/errors.ts';
import type { Conversation } from '../../src/api/resources.ts';
import { ConversationQuestion } from '../../src/compose/conversationQuestion.ts';
import { Readings } from '../../src/compose/readings.ts';
import { closedMasker, type Masker, openMasker } from '../../src/platform/masking.ts';
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
  function ask(loaded: readonly Conversation[] = [], masker: Masker = openMasker): Promise<Conversation> {
    list = new List();
    const ui = {
      masker,
      pick: async (asked: PickQuestion<Item>) => {
        question = asked;
        assert.ok(!(Symbol.asyncIterator in asked.items));
        list.items = await asked.items;
        asked.opened?.(list as unknown as vscode.QuickPick<Item>);
        return new Promise<Item>((resolve) => {
          choose = async (item) => {
            if (await question.ends?.(item)) resolve(item);
          };
        });
      },
    } as unknown as StepUi;
    const readings = new Readings({ client } as unknown as Session, () => loaded);
    return new ConversationQuestion(readings).ask(ui, undefined, undefined);
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
    await settled(() => list?.conversations === 10 && pages === 1);
    refusing = false;
    void ask(all.slice(440));
    await settled(() => list.conversations === 210);
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
