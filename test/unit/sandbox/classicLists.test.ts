import assert from 'node:assert/strict';
import { afterEach, beforeEach, describe, it } from 'node:test';
import type { ServiceConversation, ServiceMessage } from '../../../src/api/resources.ts';
import type { ErrorBody } from './caller.ts';
import { bridging, ClassicCaller, refused, SERVICE } from './classicCaller.ts';

const DAY = 86_400_000;

describe('lists of the classic API', () => {
  let caller: ClassicCaller;
  let sid: string;
  let messages: string;
  beforeEach(async () => {
    caller = await ClassicCaller.start();
    ({ sid } = await caller.createConversation());
    messages = `/Conversations/${sid}/Messages`;
  });
  afterEach(() => caller.close());

  const say = async (...texts: string[]) => {
    for (const Body of texts) await caller.createMessage(sid, { Author: 'ada', Body });
  };
  const page = (path: string) => caller.page<ServiceMessage>(path);
  const bodies = ({ items }: { items: ServiceMessage[] }) => items.map(({ body }) => body);

  it('have absolute addresses for the pages around', async () => {
    await say('1', '2', '3', '4', '5');
    const path = `${caller.v2.sandbox.url}/v1/Services/${SERVICE}${messages}`;
    const first = await page(`${messages}?PageSize=2&Order=desc`);
    assert.deepEqual(bodies(first), ['5', '4']);
    const { next_page_url: next, ...meta } = first.meta;
    assert.deepEqual(meta, {
      page: 0,
      page_size: 2,
      first_page_url: `${path}?Order=desc&PageSize=2&Page=0`,
      previous_page_url: null,
      url: `${path}?Order=desc&PageSize=2&Page=0`,
      key: 'messages',
    });
    assert.ok(next?.startsWith(`${path}?Order=desc&PageSize=2&Page=1&PageToken=`));
    const second = await page(next ?? '');
    assert.deepEqual([bodies(second), second.meta.page, second.meta.url], [['3', '2'], 1, next]);
    const third = await page(second.meta.next_page_url ?? '');
    assert.deepEqual([bodies(third), third.meta.page, third.meta.next_page_url], [['1'], 2, null]);
    const back = await page(third.meta.previous_page_url ?? '');
    assert.deepEqual([bodies(back), back.meta.page], [['3', '2'], 1]);
    const start = await page(back.meta.previous_page_url ?? '');
    assert.deepEqual([bodies(start), start.meta.page, start.meta.previous_page_url], [['5', '4'], 0, null]);
  });

  it('lead back to wherever the caller came from', async () => {
    await say('1', '2');
    const { url, port } = caller.v2.sandbox;
    const answer = await caller.v2.sandbox.fetch(
      new Request(`http://localhost:${port}/v1/Services/${SERVICE}${messages}?PageSize=1`, {
        headers: { authorization: `Basic ${btoa(`AC${'0'.repeat(32)}:sandbox`)}` },
      }),
    );
    const { meta } = (await answer.json()) as { meta: { next_page_url: string } };
    assert.ok(meta.next_page_url.startsWith(`http://localhost:${port}/v1/`));
    assert.notEqual(url, `http://localhost:${port}`);
  });

  it('have fifty items a page unless told otherwise', async () => {
    await say(...Array.from({ length: 51 }, (_, index) => String(index)));
    const first = await page(messages);
    assert.deepEqual([first.items.length, first.meta.page_size], [50, 50]);
    assert.equal((await page(first.meta.next_page_url ?? '')).items.length, 1);
    assert.equal((await page(`${messages}?PageSize=100`)).items.length, 51);
    assert.equal((await page(`${messages}?Page=7`)).meta.page, 7);
  });

  it('refuse numbers out of bounds, and tokens of elsewhere', async () => {
    await say('1', '2');
    for (const [path, limit] of [
      ['', 100],
      ['/Conversations', 100],
      [messages, 100],
      [`/Conversations/${sid}/Participants`, 100],
    ] as const) {
      const list = path === '' ? '/v1/Services' : `/v1/Services/${SERVICE}${path}`;
      for (const size of ['0', '101', '-1', '1.5', 'ten', '', '1'.repeat(20)]) {
        const answer = caller.v2.get<ErrorBody>(`${list}?PageSize=${size}`);
        await refused(answer, 400, 20001, new RegExp(`^PageSize must be an integer from 1 to ${limit}$`));
      }
      assert.equal((await caller.v2.get(`${list}?PageSize=100`)).status, 200);
    }
    await refused(caller.get(`${messages}?Page=-1`), 400, 20001, /^Page must be an integer from 0/);
    const { meta } = await page(`${messages}?PageSize=1`);
    const token = new URL(meta.next_page_url ?? '').searchParams.get('PageToken');
    for (const other of [
      `${messages}?Order=asc&PageToken=${token}`,
      `/Conversations?PageToken=${token}`,
      `${messages}?PageToken=${token}x`,
      `${messages}?PageToken=`,
    ]) {
      await refused(caller.get(other), 400, 20001, /^PageToken is not a token of this list/);
    }
    // The size may change from page to page.
    assert.deepEqual(bodies(await page(`${messages}?PageSize=9&PageToken=${token}`)), ['2']);
  });

  it('hold each item once, whatever comes in between', async () => {
    for (const [order, path] of [
      ['asc', `${messages}?PageSize=2`],
      ['desc', `${messages}?PageSize=2&Order=desc`],
    ] as const) {
      await say('1', '2', '3', '4');
      const known = (await page(`${messages}?PageSize=100`)).items.length;
      const seen: number[] = [];
      for (let next: string | null | undefined = path, pages = 0; next; pages++) {
        const { items, meta } = await page(next);
        seen.push(...items.map(({ index }) => index));
        if (pages < 3) await say('in between');
        next = meta.next_page_url;
      }
      assert.equal(new Set(seen).size, seen.length, order);
      for (let index = 0; index < known; index++) assert.ok(seen.includes(index), `${order} ${index}`);
      assert.deepEqual(
        seen,
        seen.toSorted((one, other) => (order === 'asc' ? one - other : other - one)),
      );
    }
  });

  it('of conversations and services hold each once, though others come and go', async () => {
    for (let number = 0; number < 5; number++) await caller.createConversation({ UniqueName: `c${number}` });
    const first = await caller.page<ServiceConversation>('/Conversations?PageSize=2');
    assert.deepEqual(
      first.items.map(({ unique_name: name }) => name),
      ['c4', 'c3'],
    );
    await caller.createConversation({ UniqueName: 'later' });
    const [, second] = await caller.v2.conversations();
    caller.v2.sandbox.deleteConversation(second?.id ?? '');
    const rest = await caller.page<ServiceConversation>(first.meta.next_page_url ?? '');
    assert.deepEqual(
      rest.items.map(({ unique_name: name }) => name),
      ['c2', 'c1'],
    );

    const serviceOf = (digit: string) => `IS${digit.repeat(32)}`;
    for (const digit of ['1', '2', '3']) {
      const more = { displayName: digit, conversationsV1Bridge: { serviceId: serviceOf(digit) } };
      await caller.v2.createConfiguration(bridging(more));
    }
    type Services = { services: { sid: string }[]; meta: { next_page_url: string } };
    const { body } = await caller.v2.get<Services>('/v1/Services?PageSize=2');
    assert.deepEqual(
      body.services.map(({ sid: own }) => own),
      [SERVICE, serviceOf('1')],
    );
    const gone = await caller.v2.configurationId('1');
    await caller.v2.complete(await caller.v2.delete(`/v2/ControlPlane/Configurations/${gone}`));
    const next = body.meta.next_page_url.slice(caller.v2.sandbox.url.length);
    const after = await caller.v2.get<Services>(next);
    assert.deepEqual(
      after.body.services.map(({ sid: own }) => own),
      [serviceOf('2'), serviceOf('3')],
    );
  });

  it('of conversations have v2’s order, but the newest first with a range of dates', async () => {
    const choosing = await ClassicCaller.start({ behavior: { conversationOrder: 'oldest-first' } });
    for (const [index, state] of (['active', 'inactive', 'active'] as const).entries()) {
      await choosing.createConversation({ UniqueName: `day ${index}`, State: state });
      choosing.v2.advance(DAY);
    }
    const names = async (query: string) =>
      (await choosing.page<ServiceConversation>(`/Conversations${query}`)).items.map(
        ({ unique_name: name }) => name,
      );
    assert.deepEqual(await names(''), ['day 0', 'day 1', 'day 2']);
    assert.deepEqual(await names('?State=active'), ['day 0', 'day 2']);
    assert.deepEqual(await names('?State=initializing'), []);
    assert.deepEqual(await names('?StartDate=2026-04-16'), ['day 2', 'day 1']);
    assert.deepEqual(await names('?EndDate=2026-04-16'), ['day 1', 'day 0']);
    assert.deepEqual(await names('?StartDate=2026-04-16T12:00:00Z&EndDate=2026-04-16T12:00:00Z'), ['day 1']);
    assert.deepEqual(await names('?StartDate=2026-04-15T12:00:01Z&State=inactive'), ['day 1']);
    const first = await choosing.page<ServiceConversation>(
      '/Conversations?PageSize=1&State=active&EndDate=2026-04-17',
    );
    const second = await choosing.page<ServiceConversation>(first.meta.next_page_url ?? '');
    assert.deepEqual(
      [...first.items, ...second.items].map(({ unique_name: name }) => name),
      ['day 2', 'day 0'],
    );
    for (const [query, message] of [
      ['?State=open', /^State must be one of/],
      ['?StartDate=yesterday', /^StartDate must be a date/],
      ['?EndDate=2026-02-30', /^EndDate must be a date/],
    ] as const) {
      await refused(choosing.get(`/Conversations${query}`), 400, 20001, message);
    }
    await choosing.close();
  });

  it('leave out what is new where a fault hides it', async () => {
    const faulty = await ClassicCaller.start({ faults: [{ kind: 'stale-lists', ms: 1_000 }] });
    const { sid: own } = await faulty.createConversation();
    await faulty.createMessage(own, { Author: 'ada', Body: 'Hello' });
    const counts = async () => {
      const paths = ['', `/${own}/Messages`, `/${own}/Participants`];
      const pages = paths.map((path) => faulty.page(`/Conversations${path}`));
      return (await Promise.all(pages)).map(({ items }) => items.length);
    };
    assert.deepEqual(await counts(), [0, 0, 0]);
    faulty.v2.advance(1_000);
    assert.deepEqual(await counts(), [1, 1, 1]);
    await faulty.close();
  });
});
