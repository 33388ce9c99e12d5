import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { ApiError } from '../../../../src/api/errors.ts';
import type { Page } from '../../../../src/api/pages.ts';
import type { Conversation } from '../../../../src/api/resources.ts';
import { type SearchClient, searchConversations } from '../../../../src/compose/files/conversationSearch.ts';
import { conversation } from '../../../support/fixtures.ts';

function named(id: string, name: string, status = 'ACTIVE'): Conversation {
  return { ...conversation, id, name, status };
}

/** An account whose list has these pages. */
function clientOf(...pages: Conversation[][]) {
  const fetched: string[] = [];
  const client: SearchClient = {
    async *conversations({ signal } = {}): AsyncGenerator<Page<Conversation>, void, void> {
      for (const items of pages) {
        signal?.throwIfAborted();
        yield { items };
      }
    },
    async fetchConversation(id) {
      fetched.push(id);
      const found = pages.flat().find((one) => one.id === id);
      if (found) return found;
      throw new ApiError({ kind: 'status', status: 404, message: 'Not found', method: 'GET', path: '/' });
    },
  };
  return { client, fetched };
}

const search = async (client: SearchClient, wanted: string, signal = new AbortController().signal) => {
  const progress: number[] = [];
  const found = await searchConversations(client, wanted, signal, (count) => progress.push(count));
  return { ids: found.map(({ id }) => id), progress };
};

describe('a conversation that is not loaded', () => {
  it('is found by id with one request', async () => {
    const { client, fetched } = clientOf([named('c1', 'One')]);
    assert.deepEqual(await search(client, 'c1'), { ids: ['c1'], progress: [] });
    assert.deepEqual(fetched, ['c1']);
  });

  it('is looked for by name to the end: there may be two', async () => {
    const { client, fetched } = clientOf(
      [named('c1', 'Order 7')],
      [named('c2', 'x')],
      [named('c3', 'Order 7')],
    );
    assert.deepEqual(await search(client, 'Order 7'), { ids: ['c1', 'c3'], progress: [1, 2, 3] });
    assert.deepEqual(fetched, []);
  });

  it('is the one that can be written into, and an exact name before a similar one', async () => {
    const closed = clientOf([named('c1', 'Order')], [named('c2', 'Order', 'CLOSED')]);
    assert.deepEqual((await search(closed.client, 'Order')).ids, ['c1']);
    const similar = clientOf([named('c1', 'order 7')], [named('c2', 'Order 7')]);
    assert.deepEqual((await search(similar.client, 'Order 7')).ids, ['c2']);
  });

  it('is not there', async () => {
    const { client } = clientOf([named('c1', 'x')]);
    assert.deepEqual((await search(client, 'Nothing')).ids, []);
  });

  it('is no longer looked for when that is cancelled, and other failures are told', async () => {
    const { client } = clientOf([named('c1', 'x')]);
    await assert.rejects(search(client, 'a name', AbortSignal.abort()), { name: 'AbortError' });
    client.fetchConversation = async () => {
      throw new ApiError({ kind: 'status', status: 500, message: 'Broken', method: 'GET', path: '/' });
    };
    await assert.rejects(search(client, 'c1'), { message: /Broken/ });
  });
});
