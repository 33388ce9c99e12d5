import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { Page } from '../../../src/api/pages.ts';
import { PagedList } from '../../../src/explorer/pagedList.ts';

interface Item {
  id: string;
  text?: string;
}

/** A list over pages of given ids, whose requests are answered by hand or at once. */
function listOver(pages: Record<string, Page<Item> | Error>) {
  const asked: (string | undefined)[] = [];
  let changes = 0;
  const list = new PagedList<Item>(
    async (token) => {
      asked.push(token);
      const page = pages[token ?? 'first'];
      if (!page || page instanceof Error) throw page ?? new Error('no such page');
      return page;
    },
    ({ id }) => id,
    () => changes++,
  );
  return { list, asked, changes: () => changes };
}

const ids = (list: PagedList<Item>) => list.items.map(({ id }) => id);

describe('a paged list', () => {
  it('reads the first page once, however often it is started', async () => {
    const { list, asked } = listOver({ first: { items: [{ id: 'a' }] } });
    list.start();
    list.start();
    assert.equal(list.reading, 'start');
    await settled(list);
    list.start();
    assert.deepEqual([ids(list), asked, list.loaded, list.hasMore], [['a'], [undefined], true, false]);
  });

  it('reads on where it stopped, and a double click reads one page', async () => {
    const { list, asked } = listOver({
      first: { items: [{ id: 'a' }], nextToken: 't' },
      t: { items: [{ id: 'b' }] },
    });
    await list.refresh();
    await Promise.all([list.loadMore(), list.loadMore()]);
    assert.deepEqual(
      [ids(list), asked],
      [
        ['a', 'b'],
        [undefined, 't'],
      ],
    );
  });

  it('knows an item once when pages overlap, by its later reading', async () => {
    const { list } = listOver({
      first: { items: [{ id: 'a' }, { id: 'b', text: 'old' }], nextToken: 't' },
      t: { items: [{ id: 'b', text: 'new' }, { id: 'c' }] },
    });
    await list.refresh();
    await list.loadMore();
    assert.deepEqual(list.items, [{ id: 'a' }, { id: 'b', text: 'new' }, { id: 'c' }]);
  });

  it('reads as much anew as was loaded', async () => {
    const { list, asked } = listOver({
      first: { items: [{ id: 'a' }], nextToken: 't' },
      t: { items: [{ id: 'b' }], nextToken: 'u' },
      u: { items: [{ id: 'c' }] },
    });
    await list.refresh();
    await list.loadMore();
    asked.length = 0;
    await list.refresh();
    assert.deepEqual([ids(list), asked, list.hasMore], [['a', 'b'], [undefined, 't'], true]);
  });

  it('keeps what it has when a later request fails, and forgets the failure when one succeeds', async () => {
    const pages: Record<string, Page<Item> | Error> = { first: { items: [{ id: 'a' }] } };
    const { list } = listOver(pages);
    await list.refresh();
    pages['first'] = new Error('down');
    await list.refresh();
    assert.deepEqual([ids(list), (list.error as Error).message], [['a'], 'down']);
    pages['first'] = { items: [{ id: 'b' }] };
    await list.refresh();
    assert.deepEqual([ids(list), list.error], [['b'], undefined]);
  });

  it('knows whether reading on failed, and reads on by Retry', async () => {
    const pages: Record<string, Page<Item> | Error> = {
      first: { items: [{ id: 'a' }], nextToken: 't' },
      t: new Error('down'),
    };
    const { list, asked } = listOver(pages);
    await list.refresh();
    await list.loadMore();
    assert.deepEqual([list.failedAt, ids(list)], ['end', ['a']]);
    pages['t'] = { items: [{ id: 'b' }] };
    asked.length = 0;
    await list.retry();
    assert.deepEqual([ids(list), list.error, asked], [['a', 'b'], undefined, ['t']]);
  });

  it('does not begin again by itself after a failure', async () => {
    const { list, asked } = listOver({ first: new Error('down') });
    list.start();
    await settled(list);
    list.start();
    assert.equal(asked.length, 1);
  });

  it('gives up a slow reading for a newer one', async () => {
    const slow = Promise.withResolvers<Page<Item>>();
    let calls = 0;
    const list = new PagedList<Item>(
      () => (calls++ === 0 ? slow.promise : Promise.resolve({ items: [{ id: 'new' }] })),
      ({ id }) => id,
      () => {},
    );
    const first = list.refresh();
    await list.refresh();
    slow.resolve({ items: [{ id: 'old' }] });
    await first;
    assert.deepEqual([ids(list), list.error], [['new'], undefined]);
  });
});

async function settled(list: PagedList<Item>): Promise<void> {
  while (list.reading) await new Promise(setImmediate);
}
