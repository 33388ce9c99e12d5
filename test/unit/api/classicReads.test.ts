import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { ConversationsClient } from '../../../src/api/client.ts';
import type { Exchange } from '../../../src/api/exchange.ts';
import type { Page, PageOptions } from '../../../src/api/pages.ts';
import { type Answer, scriptedServer } from '../../support/scriptedServer.ts';
import { clientOf, failure } from './support.ts';

const dated = { date_created: '2026-03-01T09:30:00Z', date_updated: null, url: null };
const inConversation = {
  account_sid: 'AC1',
  chat_service_sid: 'IS1',
  conversation_sid: 'CH1',
  attributes: '{}',
  ...dated,
};
const service = { sid: 'IS1', account_sid: 'AC1', friendly_name: 'Chat', links: {}, ...dated };
const conversation = {
  sid: 'CH1',
  account_sid: 'AC1',
  chat_service_sid: 'IS1',
  messaging_service_sid: null,
  friendly_name: null,
  unique_name: 'my room',
  attributes: '{}',
  state: 'active',
  timers: {},
  links: {},
  bindings: {},
  ...dated,
};
const message = {
  ...inConversation,
  sid: 'IM1',
  index: 0,
  author: 'ada',
  body: 'Hello',
  media: [{ sid: 'ME1', size: 7, content_type: 'image/png', filename: null }],
  participant_sid: 'MB1',
  delivery: null,
  links: {},
  content_sid: null,
};
const participant = {
  ...inConversation,
  sid: 'MB1',
  identity: null,
  messaging_binding: { type: 'sms', address: '+15550100', proxy_address: '+15550101' },
  role_sid: null,
  last_read_message_index: null,
  last_read_timestamp: null,
};
const receipt = {
  ...inConversation,
  sid: 'DY1',
  message_sid: 'IM1',
  channel_message_sid: 'SM1',
  participant_sid: 'MB1',
  status: 'delivered',
  error_code: 0,
};

type Client = ConversationsClient;
interface List {
  path: string;
  key: string;
  item: object;
  page: (client: Client, options: PageOptions) => Promise<Page<unknown>>;
  all: (client: Client, options?: PageOptions) => AsyncGenerator<Page<unknown>, void, void>;
  fetchPath: string;
  fetch: (client: Client) => Promise<unknown>;
}

const lists: Record<string, List> = {
  services: {
    path: '/v1/Services',
    key: 'services',
    item: service,
    page: (client, options) => client.servicePage(options),
    all: (client, options) => client.services(options),
    fetchPath: '/v1/Services/IS1',
    fetch: (client) => client.fetchService('IS1'),
  },
  'service conversations': {
    path: '/v1/Services/IS1/Conversations',
    key: 'conversations',
    item: conversation,
    page: (client, options) => client.serviceConversationPage('IS1', options),
    all: (client, options) => client.serviceConversations('IS1', options),
    fetchPath: '/v1/Services/IS1/Conversations/my%20room',
    fetch: (client) => client.fetchServiceConversation('IS1', 'my room'),
  },
  messages: {
    path: '/v1/Services/IS1/Conversations/CH1/Messages',
    key: 'messages',
    item: message,
    page: (client, options) => client.serviceMessagePage('IS1', 'CH1', options),
    all: (client, options) => client.serviceMessages('IS1', 'CH1', options),
    fetchPath: '/v1/Services/IS1/Conversations/CH1/Messages/IM1',
    fetch: (client) => client.fetchServiceMessage('IS1', 'CH1', 'IM1'),
  },
  participants: {
    path: '/v1/Services/IS1/Conversations/CH1/Participants',
    key: 'participants',
    item: participant,
    page: (client, options) => client.serviceParticipantPage('IS1', 'CH1', options),
    all: (client, options) => client.serviceParticipants('IS1', 'CH1', options),
    fetchPath: '/v1/Services/IS1/Conversations/CH1/Participants/MB1',
    fetch: (client) => client.fetchServiceParticipant('IS1', 'CH1', 'MB1'),
  },
  'delivery receipts': {
    path: '/v1/Services/IS1/Conversations/CH1/Messages/IM1/Receipts',
    key: 'delivery_receipts',
    item: receipt,
    page: (client, options) => client.serviceDeliveryReceiptPage('IS1', 'CH1', 'IM1', options),
    all: (client, options) => client.serviceDeliveryReceipts('IS1', 'CH1', 'IM1', options),
    fetchPath: '/v1/Services/IS1/Conversations/CH1/Messages/IM1/Receipts/DY1',
    fetch: (client) => client.fetchServiceDeliveryReceipt('IS1', 'CH1', 'IM1', 'DY1'),
  },
};

/** A page as classic Twilio has it: with absolute URLs, and meta before the items or after them. */
function pageOf({ key, item, path }: List, origin: string, next: string | null): Answer {
  const meta = { key, page: 0, page_size: 1, next_page_url: next && `${origin}${path}${next}` };
  return { body: { meta, [key]: [item] } };
}

for (const [name, list] of Object.entries(lists)) {
  describe(`classic ${name}`, () => {
    it('can be fetched one by one, and hold all that a type promises', async () => {
      await using server = await scriptedServer({ body: list.item });
      const exchanges: Exchange[] = [];
      assert.deepEqual(await list.fetch(clientOf(server.origin, exchanges)), list.item);
      assert.deepEqual([server.requests[0]?.method, server.requests[0]?.url], ['GET', list.fetchPath]);
      assert.deepEqual(exchanges[0]?.problems, []);
    });

    it('are read to the end by the URLs that their pages name', async () => {
      const pages: Answer[] = [];
      await using server = await scriptedServer(
        ...[0, 1, 2].map(
          (n): Answer =>
            (request, response) => {
              const answer = pages[n];
              assert.ok(answer && typeof answer !== 'function' && request);
              response.end(JSON.stringify(answer.body));
            },
        ),
      );
      pages.push(
        pageOf(list, server.origin, '?PageSize=1&Page=1&PageToken=PT1'),
        pageOf(list, 'https://conversations.twilio.com', '?PageSize=1&Page=2&PageToken=PT2'),
        pageOf(list, server.origin, null),
      );
      const items: unknown[] = [];
      for await (const page of list.all(clientOf(server.origin), { pageSize: 1 })) items.push(...page.items);
      assert.deepEqual(items, [list.item, list.item, list.item]);
      assert.deepEqual(
        server.requests.map(({ url }) => url),
        ['?PageSize=1', '?PageSize=1&Page=1&PageToken=PT1', '?PageSize=1&Page=2&PageToken=PT2'].map(
          (query) => `${list.path}${query}`,
        ),
      );
    });

    it('can be read on from a page', async () => {
      await using server = await scriptedServer({ body: { [list.key]: [list.item], meta: {} } });
      const pageToken = `${list.path}?PageSize=1&Page=7&PageToken=PT7`;
      const page = await list.page(clientOf(server.origin), { pageToken });
      assert.deepEqual(page, { items: [list.item] });
      assert.equal(server.requests[0]?.url, pageToken);
    });
  });
}

describe('classic lists', () => {
  it('take filters and an order', async () => {
    await using server = await scriptedServer(
      { body: { conversations: [], meta: {} } },
      { body: { messages: [], meta: {} } },
    );
    const client = clientOf(server.origin);
    const range = { startDate: '2026-03-01T00:00:00Z', endDate: '2026-03-31T23:59:59Z' };
    await client.serviceConversationPage('IS1', { state: 'closed', ...range, pageSize: 50 });
    await client.serviceMessagePage('IS1', 'CH1', { order: 'desc' });
    const [conversations, messages] = server.requests.map(({ url }) => new URL(url, 'http://x').searchParams);
    assert.deepEqual(Object.fromEntries(conversations ?? []), {
      State: 'closed',
      StartDate: range.startDate,
      EndDate: range.endDate,
      PageSize: '50',
    });
    assert.deepEqual(Object.fromEntries(messages ?? []), { Order: 'desc' });
  });

  it('do not lead the credentials to another host, nor to another list on its word', async () => {
    await using other = await scriptedServer({ body: { services: [], meta: {} } });
    for (const next of [`${other.origin}/v1/Elsewhere?Page=1`, 'https://[', 'mailto:a@b.example']) {
      await using server = await scriptedServer({ body: { services: [], meta: { next_page_url: next } } });
      const error = await failure(
        (async () => {
          for await (const _ of clientOf(server.origin).services()) assert.fail('it was a page');
        })(),
      );
      assert.equal(error.kind, 'malformed', next);
      assert.equal(server.requests.length, 1);
    }
    assert.equal(other.requests.length, 0);
  });

  it('do not run in circles', async () => {
    await using server = await scriptedServer({
      body: { services: [service], meta: { next_page_url: '/v1/Services?Page=1' } },
    });
    const error = await failure(
      (async () => {
        for await (const _ of clientOf(server.origin).services());
      })(),
    );
    assert.equal(error.kind, 'malformed');
    assert.equal(server.requests.length, 2);
  });

  it('mend what is missing, and say so', async () => {
    await using server = await scriptedServer({ body: { messages: [{ sid: 'IM1', body: 7 }], meta: {} } });
    const exchanges: Exchange[] = [];
    const { items } = await clientOf(server.origin, exchanges).serviceMessagePage('IS1', 'CH1');
    assert.deepEqual(exchanges[0]?.problems, [
      'messages[0].index is missing',
      'messages[0].body is not a string',
    ]);
    assert.equal(items[0]?.index, 0);
    assert.equal(items[0]?.media, null);
  });
});
