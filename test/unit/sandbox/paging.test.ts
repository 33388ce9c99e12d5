import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import type { Communication, Conversation } from '../../../src/api/resources.ts';
import { Caller, type ErrorBody, type Page } from './caller.ts';

type Communications = Page<'communications', Communication>;
type Conversations = Page<'conversations', Conversation>;

const textsOf = ({ communications }: Communications) => communications.map(({ content }) => content.text);

describe('paging', () => {
  let caller: Caller;
  before(async () => {
    caller = await Caller.start();
  });
  after(() => caller.sandbox.close());

  async function conversationWith(count: number): Promise<string> {
    const { id } = await caller.createConversation();
    for (let number = 1; number <= count; number++) {
      await caller.createCommunication(id, {
        content: { type: 'TEXT', text: String(number) },
        channelId: number % 2 === 0 ? 'even' : 'odd',
      });
    }
    return `/v2/Conversations/${id}/Communications`;
  }
  const page = async (path: string) => (await caller.get<Communications>(path)).body;
  const follow = (path: string, token: string | null | undefined) => {
    assert.ok(token, 'there is no token to follow');
    return page(`${path}${path.includes('?') ? '&' : '?'}pageToken=${encodeURIComponent(token)}`);
  };

  it('cuts a list into pages, and says in meta what each holds', async () => {
    const path = `${await conversationWith(5)}?pageSize=2`;
    const first = await page(path);
    assert.deepEqual(textsOf(first), ['1', '2']);
    assert.equal(first.meta.key, 'communications');
    assert.equal(first.meta.pageSize, 2);
    assert.equal('previousToken' in first.meta, false);
    const second = await follow(path, first.meta.nextToken);
    assert.deepEqual(textsOf(second), ['3', '4']);
    const third = await follow(path, second.meta.nextToken);
    assert.deepEqual(textsOf(third), ['5']);
    assert.equal(third.meta.pageSize, 1);
    assert.equal('nextToken' in third.meta, false);
  });

  it('gives no next token when the last page is full', async () => {
    const path = `${await conversationWith(4)}?pageSize=2`;
    const second = await follow(path, (await page(path)).meta.nextToken);
    assert.deepEqual(textsOf(second), ['3', '4']);
    assert.equal('nextToken' in second.meta, false);
  });

  it('goes back by the previous token, page by page, and on again', async () => {
    const path = `${await conversationWith(7)}?pageSize=3`;
    const second = await follow(path, (await page(path)).meta.nextToken);
    const third = await follow(path, second.meta.nextToken);
    assert.deepEqual(textsOf(third), ['7']);
    const back = await follow(path, third.meta.previousToken);
    assert.deepEqual(textsOf(back), ['4', '5', '6']);
    const start = await follow(path, back.meta.previousToken);
    assert.deepEqual(textsOf(start), ['1', '2', '3']);
    assert.equal('previousToken' in start.meta, false);
    assert.deepEqual(textsOf(await follow(path, start.meta.nextToken)), ['4', '5', '6']);
  });

  it('gives each item once when others come in between', async () => {
    const path = `${await conversationWith(4)}`;
    const first = await page(`${path}?pageSize=2`);
    await caller.createCommunication(path.split('/')[3] ?? '', { content: { type: 'TEXT', text: 'late' } });
    const second = await follow(`${path}?pageSize=2`, first.meta.nextToken);
    assert.deepEqual(textsOf(second), ['3', '4']);
    assert.deepEqual(textsOf(await follow(`${path}?pageSize=2`, second.meta.nextToken)), ['late']);
  });

  it('lists conversations from the newest on, and stays where it was when a newer one comes', async () => {
    const fresh = await Caller.start();
    const names: string[] = [];
    for (const name of ['a', 'b', 'c', 'd'])
      names.unshift((await fresh.createConversation({ name })).name ?? '');
    const get = async (query: string) =>
      (await fresh.get<Conversations>(`/v2/Conversations?pageSize=2${query}`)).body;
    const first = await get('');
    await fresh.createConversation({ name: 'newest' });
    const second = await get(`&pageToken=${first.meta.nextToken}`);
    assert.deepEqual(
      [...first.conversations, ...second.conversations].map(({ name }) => name),
      names,
    );
    const back = await get(`&pageToken=${second.meta.previousToken}`);
    assert.deepEqual(
      back.conversations.map(({ name }) => name),
      ['d', 'c'],
    );
    const newest = await get(`&pageToken=${back.meta.previousToken}`);
    assert.deepEqual(
      newest.conversations.map(({ name }) => name),
      ['newest'],
    );
    await fresh.sandbox.close();
  });

  it('goes on after the item that a token points at was deleted', async () => {
    const fresh = await Caller.start();
    const ids: string[] = [];
    for (const name of ['a', 'b', 'c', 'd']) ids.unshift((await fresh.createConversation({ name })).id);
    const first = (await fresh.get<Conversations>('/v2/Conversations?pageSize=2')).body;
    assert.ok(fresh.sandbox.deleteConversation(ids[1] ?? ''));
    const rest = (await fresh.get<Conversations>(`/v2/Conversations?pageToken=${first.meta.nextToken}`)).body;
    assert.deepEqual(
      rest.conversations.map(({ id }) => id),
      ids.slice(2),
    );
    await fresh.sandbox.close();
  });

  it('gives an empty page where all was deleted, which leads back to the rest', async () => {
    await using fresh = await Caller.start();
    const ids: string[] = [];
    for (const name of ['a', 'b', 'c', 'd']) ids.unshift((await fresh.createConversation({ name })).id);
    const get = async (query: string) => {
      const { body } = await fresh.get<Conversations>(`/v2/Conversations?pageSize=2${query}`);
      return { ids: body.conversations.map(({ id }) => id), ...body.meta };
    };
    const first = await get('');
    const second = await get(`&pageToken=${first.nextToken}`);
    for (const id of ids.slice(0, 2)) fresh.sandbox.deleteConversation(id);
    const before = await get(`&pageToken=${second.previousToken}`);
    assert.deepEqual([before.ids, before.pageSize, before.previousToken], [[], 0, undefined]);
    const again = await get(`&pageToken=${before.nextToken}`);
    assert.deepEqual([again.ids, again.nextToken, again.previousToken], [ids.slice(2), undefined, undefined]);

    fresh.sandbox.deleteConversation(ids[2] ?? '');
    fresh.sandbox.deleteConversation(ids[3] ?? '');
    const after = await get(`&pageToken=${first.nextToken}`);
    assert.deepEqual([after.ids, after.nextToken, after.previousToken], [[], undefined, undefined]);
  });

  it('takes pages of the filtered list', async () => {
    const path = `${await conversationWith(7)}?pageSize=2&channelId=odd`;
    const first = await page(path);
    assert.deepEqual(textsOf(first), ['1', '3']);
    const second = await follow(path, first.meta.nextToken);
    assert.deepEqual(textsOf(second), ['5', '7']);
    assert.equal('nextToken' in second.meta, false);
    assert.deepEqual(textsOf(await follow(path, second.meta.previousToken)), ['1', '3']);
  });

  it('defaults to 50 items', async () => {
    const path = await conversationWith(51);
    assert.equal((await page(path)).communications.length, 50);
    assert.equal((await page(`${path}?pageSize=1000`)).communications.length, 51);
  });

  it('lets the page size change from page to page', async () => {
    const path = await conversationWith(5);
    const first = await page(`${path}?pageSize=1`);
    assert.deepEqual(textsOf(await follow(`${path}?pageSize=3`, first.meta.nextToken)), ['2', '3', '4']);
  });

  describe('refuses', () => {
    const refusal = async (path: string) => {
      const { status, body } = await caller.get<ErrorBody>(path);
      assert.equal(status, 400, path);
      assert.equal(body.code, 20001);
      return body.message;
    };

    for (const size of ['0', '1001', '-1', '1.5', 'ten', '', '99999999999999999999']) {
      it(`the page size "${size}"`, async () => {
        assert.equal(
          await refusal(`/v2/Conversations?pageSize=${size}`),
          'pageSize must be an integer from 1 to 1000',
        );
      });
    }

    it('a token that was changed, cut, lengthened or made up', async () => {
      const path = await conversationWith(3);
      const token = (await page(`${path}?pageSize=1`)).meta.nextToken ?? '';
      assert.match(token, /^[A-Za-z0-9_-]+$/);
      const changed = [...token].map((digit, index) =>
        [...token].toSpliced(index, 1, digit === 'A' ? 'B' : 'A').join(''),
      );
      for (const bad of [
        ...changed,
        token.slice(0, -1),
        `${token}A`,
        `${token}!`,
        `${token}=`,
        '',
        'a',
        'eyJwYWdlIjoyfQ==',
      ]) {
        assert.match(await refusal(`${path}?pageToken=${encodeURIComponent(bad)}`), /^pageToken /, bad);
      }
    });

    it('a token of another list, of other filters and of another account', async () => {
      const path = await conversationWith(3);
      const other = await conversationWith(3);
      const token = (await page(`${path}?pageSize=1`)).meta.nextToken;
      await refusal(`${other}?pageToken=${token}`);
      await refusal(`${path}?channelId=odd&pageToken=${token}`);
      await refusal(`/v2/Conversations?pageToken=${token}`);
    });

    it('a token of conversations with another status or channelId', async () => {
      await using fresh = await Caller.start();
      for (const name of ['a', 'b', 'c']) await fresh.createConversation({ name });
      const both = 'status=ACTIVE&status=INACTIVE';
      const { meta } = (await fresh.get<Conversations>(`/v2/Conversations?pageSize=1&${both}`)).body;
      const next = async (filters: string) =>
        (await fresh.get(`/v2/Conversations?pageSize=1&${filters}&pageToken=${meta.nextToken}`)).status;
      for (const other of ['', 'status=ACTIVE', `${both}&status=CLOSED`, `${both}&channelId=CA1`]) {
        assert.equal(await next(other), 400, other);
      }
      // The same filters, said in another way.
      for (const same of [both, 'status=INACTIVE&status=ACTIVE', `${both}&status=ACTIVE`]) {
        assert.equal(await next(same), 200, same);
      }
    });

    it('a token from before a reset', async () => {
      const fresh = await Caller.start({ data: 'demo' });
      const { meta } = (await fresh.get<Conversations>('/v2/Conversations?pageSize=1')).body;
      fresh.sandbox.reset('demo');
      assert.equal((await fresh.get(`/v2/Conversations?pageToken=${meta.nextToken}`)).status, 400);
      await fresh.sandbox.close();
    });
  });
});
