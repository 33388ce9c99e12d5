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

describe('a list that is read to its end', () => {
  const pages = {
    first: { items: [{ id: 'a' }], nextToken: 't' },
    t: { items: [{ id: 'b' }], nextToken: 'u' },
    u: { items: [{ id: 'c' }] },
  };

  it('says how far it has come, and asks for as much as there may be', async () => {
    const wanted: (number | undefined)[] = [];
    const list = new PagedList<Item>(
      async (token, _signal, count) => {
        wanted.push(count);
        return pages[(token ?? 'first') as keyof typeof pages];
      },
      ({ id }) => id,
      () => {},
    );
    await list.refresh();
    const told: number[] = [];
    await list.loadAll(new AbortController().signal, (count) => told.push(count));
    assert.deepEqual(
      [ids(list), told, list.hasMore, list.reading],
      [['a', 'b', 'c'], [2, 3], false, undefined],
    );
    assert.deepEqual(wanted, [1, Number.POSITIVE_INFINITY, Number.POSITIVE_INFINITY]);
  });

  it('keeps what has arrived when it is cancelled, or fails, and goes on from there', async () => {
    const { list } = listOver({ ...pages, u: new Error('Boom') });
    await list.refresh();
    const cancel = new AbortController();
    await list.loadAll(cancel.signal, () => cancel.abort());
    assert.deepEqual([ids(list), list.error, list.hasMore], [['a', 'b'], undefined, true]);
    await list.loadAll(new AbortController().signal, () => {});
    assert.deepEqual([ids(list), (list.error as Error).message, list.failedAt], [['a', 'b'], 'Boom', 'all']);
    await list.retry();
    assert.deepEqual(ids(list), ['a', 'b']);
  });
});

describe('a page token that has expired', () => {
  const expired = Object.assign(new Error('pageToken has expired'), {
    name: 'ApiError',
    kind: 'status',
    status: 400,
  });

  it('has the list read anew to beyond where it was', async () => {
    const { list, asked } = listOver({
      first: { items: [{ id: 'a' }], nextToken: 't' },
      t: { items: [{ id: 'b' }], nextToken: 'u' },
      u: { items: [{ id: 'c' }] },
    });
    await list.refresh();
    await list.loadMore();
    let refused = false;
    const other = new PagedList<Item>(
      async (token) => {
        asked.push(token);
        if (token === 't' && !refused) {
          refused = true;
          throw expired;
        }
        return token ? { items: [{ id: 'b' }] } : { items: [{ id: 'a' }], nextToken: 't' };
      },
      ({ id }) => id,
      () => {},
    );
    await other.refresh();
    await other.loadMore();
    assert.deepEqual([ids(other), other.error, other.hasMore], [['a', 'b'], undefined, false]);
  });

  it('is given up on when new tokens are refused as well', async () => {
    let asked = 0;
    const list = new PagedList<Item>(
      async (token) => {
        asked++;
        if (token) throw expired;
        return { items: [{ id: 'a' }], nextToken: 't' };
      },
      ({ id }) => id,
      () => {},
    );
    await list.refresh();
    await list.loadMore();
    assert.deepEqual([ids(list), list.error, list.failedAt], [['a'], expired, 'end']);
    assert.ok(asked < 10, `${asked} requests`);
  });
});

describe('what was done here', () => {
  it('shows at once, and is not undone by a reading that began before', async () => {
    const slow = Promise.withResolvers<Page<Item>>();
    let page: Promise<Page<Item>> = Promise.resolve({ items: [{ id: 'a', text: 'old' }, { id: 'b' }] });
    const list = new PagedList<Item>(
      () => page,
      ({ id }) => id,
      () => {},
    );
    await list.refresh();
    page = slow.promise;
    const reading = list.refresh();
    list.put({ id: 'a', text: 'new' });
    list.put({ id: 'c' });
    list.drop('b');
    assert.deepEqual(ids(list), ['c', 'a']);
    slow.resolve({ items: [{ id: 'a', text: 'old' }, { id: 'b' }] });
    await reading;
    assert.deepEqual(new Set(ids(list)), new Set(['a', 'c']));
    assert.equal(list.items.find(({ id }) => id === 'a')?.text, 'new');
  });
});

describe('looking for news', () => {
  it('says nothing when nothing is different, and keeps the very items that are the same', async () => {
    const { list, changes } = listOver({ first: { items: [{ id: 'a', text: 'x' }] } });
    await list.refresh();
    const [before] = list.items;
    const calls = changes();
    assert.equal(await list.poll(), false);
    assert.equal(changes(), calls);
    assert.equal(list.items[0], before);
  });

  it('tells of what changed, and of a failure, once each', async () => {
    const pages: Record<string, Page<Item> | Error> = { first: { items: [{ id: 'a' }] } };
    const { list, changes } = listOver(pages);
    await list.refresh();
    pages['first'] = { items: [{ id: 'a', text: 'changed' }] };
    let calls = changes();
    assert.equal(await list.poll(), true);
    assert.equal(changes(), calls + 1);
    pages['first'] = new Error('Boom');
    calls = changes();
    assert.equal(await list.poll(), undefined);
    assert.equal(changes(), calls + 1);
    assert.equal(list.items.length, 1);
  });

  it('gives way to a person who wants more', async () => {
    const slow = Promise.withResolvers<Page<Item>>();
    let first: Promise<Page<Item>> = Promise.resolve({ items: [{ id: 'a' }], nextToken: 't' });
    const list = new PagedList<Item>(
      (token) => (token ? Promise.resolve({ items: [{ id: 'b' }] }) : first),
      ({ id }) => id,
      () => {},
    );
    await list.refresh();
    first = slow.promise;
    const polling = list.poll();
    await list.loadMore();
    assert.deepEqual(ids(list), ['a', 'b']);
    slow.resolve({ items: [] });
    await polling;
    assert.deepEqual(ids(list), ['a', 'b']);
  });

  it('tells of a failure that goes on no second time', async () => {
    const refused = () => Object.assign(new Error('No'), { name: 'ApiError', kind: 'status', status: 401 });
    const pages: Record<string, Page<Item> | Error> = { first: { items: [{ id: 'a' }] } };
    const { list, changes } = listOver(pages);
    await list.refresh();
    pages['first'] = refused();
    await list.poll();
    const [error, calls] = [list.error, changes()];
    pages['first'] = refused();
    await list.poll();
    assert.deepEqual([list.error === error, changes()], [true, calls]);
    await list.refresh();
    assert.equal(list.error === error, false);
  });
});

async function settled(list: PagedList<Item>): Promise<void> {
  while (list.reading) await new Promise(setImmediate);
}
