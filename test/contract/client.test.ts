import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { ConversationsClient } from '../../src/api/client.ts';
import { isApiError } from '../../src/api/errors.ts';
import type { Exchange } from '../../src/api/exchange.ts';
import { type CheckedSandbox, startCheckedSandbox } from '../support/checkedSandbox.ts';

describe('our client against the sandbox, held against the OpenAPI documents', () => {
  let checked: CheckedSandbox;
  let client: ConversationsClient;
  const exchanges: Exchange[] = [];

  const clientOf = (password: string) =>
    new ConversationsClient({
      origin: checked.url,
      credentials: { username: checked.sandbox.accounts[0]?.accountSid ?? '', password },
      userAgent: 'test',
      onExchange: (exchange) => exchanges.push(exchange),
    });

  before(async () => {
    checked = await startCheckedSandbox();
    client = clientOf('sandbox');
  });

  after(async () => {
    await checked.close();
  });

  it('lists all conversations in small pages, each once', async () => {
    const ids: string[] = [];
    for await (const { items } of client.conversations({ pageSize: 3 }))
      ids.push(...items.map(({ id }) => id));
    const whole = await client.conversationPage({ pageSize: 1000 });
    assert.deepEqual(
      ids,
      whole.items.map(({ id }) => id),
    );
    assert.ok(ids.length >= 12);
  });

  it('filters by several statuses', async () => {
    const { items } = await client.conversationPage({ status: ['CLOSED', 'INACTIVE'], pageSize: 1000 });
    assert.deepEqual([...new Set(items.map(({ status }) => status))].sort(), ['CLOSED', 'INACTIVE']);
  });

  it('fetches what it lists, one by one', async () => {
    const { items } = await client.conversationPage({ pageSize: 5 });
    let communications = 0;
    for (const { id } of items) {
      assert.equal((await client.fetchConversation(id)).id, id);
      const [participant] = (await client.participantPage(id)).items;
      assert.ok(participant);
      assert.deepEqual(await client.fetchParticipant(id, participant.id), participant);
      const [communication] = (await client.communicationPage(id, { pageSize: 1 })).items;
      if (!communication) continue;
      communications++;
      assert.equal((await client.fetchCommunication(id, communication.id)).id, communication.id);
    }
    assert.ok(communications >= 3);
  });

  it('creates a conversation, adds a participant and records a communication', async () => {
    const configurationId = (await client.conversationPage({ pageSize: 1 })).items[0]?.configurationId ?? '';
    const created = await client.createConversation({ configurationId, name: 'Made by a test' });
    const add = (name: string, type: 'CUSTOMER' | 'HUMAN_AGENT', address: string) =>
      client.addParticipant(created.id, { name, type, addresses: [{ channel: 'SMS', address }] });
    const customer = await add('Customer', 'CUSTOMER', '+12025550171');
    const agent = await add('Agent', 'HUMAN_AGENT', '+12025550172');
    const communication = await client.createCommunication(created.id, {
      author: { address: '+12025550172', channel: 'SMS', participantId: agent.id },
      recipients: [{ address: '+12025550171', channel: 'SMS', participantId: customer.id }],
      content: { type: 'TEXT', text: 'Grüße 👋' },
    });
    const { items } = await client.communicationPage(created.id);
    assert.deepEqual(
      items.map(({ id, content }) => [id, content.text]),
      [[communication.id, 'Grüße 👋']],
    );
  });

  it('reads the classic conversation that a bridged one has', async () => {
    const { items } = await client.conversationPage({ pageSize: 1000 });
    const bridged = items.find(({ configuration }) => configuration?.conversationsV1Bridge);
    const serviceSid = bridged?.configuration?.conversationsV1Bridge?.serviceId;
    assert.ok(bridged && serviceSid);
    const participants = (await client.participantPage(bridged.id)).items;
    const sid = participants
      .flatMap(({ addresses }) => addresses ?? [])
      .find(({ channel }) => channel === 'CHAT')?.channelId;
    assert.ok(sid);
    assert.equal((await client.fetchServiceConversation(serviceSid, sid)).sid, sid);
  });

  it('reads the sandbox’s errors', async () => {
    const failing: [Promise<unknown>, number][] = [
      [client.fetchConversation('conv_conversation_01k1etk2y5f1y9fpe2epfdtvv2'), 404],
      [client.conversationPage({ pageToken: 'bm90IG91cnM' }), 400],
      [clientOf('wrong').conversationPage(), 401],
      [client.createConversation({ configurationId: 7 as never }), 400],
    ];
    for (const [promise, status] of failing) {
      await assert.rejects(promise, (error: unknown) => {
        assert.ok(isApiError(error));
        assert.equal(error.status, status);
        assert.ok(error.code && error.message && error.requestId);
        return true;
      });
    }
  });

  it('breaks no rule of the documents, in any request or answer of all this', () => {
    assert.ok(checked.exchanges.length > 30);
    assert.deepEqual(checked.violations, []);
    assert.deepEqual(
      exchanges.flatMap(({ problems }) => problems),
      [],
    );
  });
});
