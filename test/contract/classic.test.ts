import assert from 'node:assert/strict';
import { after, before, beforeEach, describe, it } from 'node:test';
import twilio from 'twilio';
import { type CheckedSandbox, startCheckedSandbox } from '../support/checkedSandbox.ts';

const ACCOUNT = `AC${'7'.repeat(32)}`;

/** Twilio's own client on the classic (v1) side of the bridge; every exchange is held against the OpenAPI documents. */
describe('the official SDK on the classic API of the sandbox', () => {
  let checked: CheckedSandbox;
  let client: ReturnType<typeof twilio>;
  let serviceSid: string;
  const service = () => client.conversations.v1.services(serviceSid);

  const refused = async (call: Promise<unknown>, status: number, code: number, message?: RegExp) => {
    const error = await call.then(
      () => assert.fail('nothing was refused'),
      (reason: unknown) => reason,
    );
    assert.ok(error instanceof twilio.RestException, `not a RestException: ${error}`);
    assert.deepEqual([error.status, error.code], [status, code], error.message);
    assert.match(error.moreInfo ?? '', /^https:\/\/www\.twilio\.com\/docs\/errors\/\d+$/);
    if (message) assert.match(error.message, message);
  };

  before(async () => {
    checked = await startCheckedSandbox({
      accounts: [{ accountSid: ACCOUNT, authToken: 'token' }],
      deliveryStepMs: 0,
    });
    client = twilio(ACCOUNT, 'token');
    client.conversations.baseUrl = checked.url;
    const [first] = await client.conversations.v1.services.list();
    assert.ok(first);
    serviceSid = first.sid;
  });
  after(() => checked.close());

  it('finds the service of the web chat', async () => {
    const found = await service().fetch();
    assert.equal(found.friendlyName, 'Web chat');
    assert.equal(found.accountSid, ACCOUNT);
    assert.ok(found.dateCreated.getTime() < Date.now());
    assert.equal(found.links['conversations'], `${found.url}/Conversations`);
    await refused(client.conversations.v1.services(`IS${'0'.repeat(32)}`).fetch(), 404, 20404);
  });

  it('reads the demo’s web chats as v2 has them', async () => {
    const conversations = await service().conversations.list();
    assert.deepEqual(conversations.map(({ uniqueName }) => uniqueName).sort(), [
      'web-benedikt-aas',
      'web-haruka-takahashi',
      'web-visitor-7f3a91',
    ]);
    const v2 = await client.conversations.v2.conversations.list();
    for (const classic of conversations) {
      const other = v2.find(({ participants }) =>
        participants?.some(({ addresses }) => addresses?.some(({ channelId }) => channelId === classic.sid)),
      );
      assert.ok(other?.id);
      assert.equal(classic.friendlyName, other.name);
      assert.equal(classic.state, other.status?.toLowerCase());
      const communications = await client.conversations.v2.communications(other.id).list();
      const messages = await service().conversations(classic.sid).messages.list();
      assert.deepEqual(
        messages.map(({ index, author, body, sid }) => ({ index, author, body, sid })),
        communications.map(({ author, content, resourceId }, index) => ({
          index,
          author: author.address,
          body: content.text,
          sid: resourceId,
        })),
      );
      const participants = await service().conversations(classic.sid).participants.list();
      assert.deepEqual(
        participants.map(({ identity }) => identity),
        other.participants?.map(({ addresses }) => addresses?.[0]?.address),
      );
      for (const { participantSid } of messages) {
        assert.ok(participants.some(({ sid }) => sid === participantSid));
      }
      assert.deepEqual(
        await service()
          .conversations(classic.sid)
          .messages(messages[0]?.sid ?? '')
          .deliveryReceipts.list(),
        [],
      );
    }
  });

  it('filters conversations', async () => {
    const inactive = await service().conversations.list({ state: 'inactive' });
    assert.deepEqual(inactive.map(({ uniqueName }) => uniqueName).sort(), [
      'web-benedikt-aas',
      'web-visitor-7f3a91',
    ]);
    const old = await service().conversations('web-benedikt-aas').fetch();
    const day = old.dateCreated.toISOString().slice(0, 10);
    const since = { startDate: `${day}T00:00:00Z`, endDate: `${day}T23:59:59Z` };
    assert.deepEqual(
      (await service().conversations.list(since)).map(({ sid }) => sid),
      [old.sid],
    );
    assert.equal((await service().conversations.list({ endDate: '2020-01-01' })).length, 0);
    await refused(service().conversations.list({ startDate: 'yesterday' }), 400, 20001, /StartDate/);
  });

  it('follows the addresses of pages and back', async () => {
    const first = await service().conversations.page({ pageSize: 1 });
    const second = await first.nextPage();
    const third = await second?.nextPage();
    assert.equal(await third?.nextPage(), undefined);
    const sids = [first, second, third].flatMap((page) => page?.instances.map(({ sid }) => sid) ?? []);
    assert.equal(new Set(sids).size, 3);
    assert.deepEqual(
      (await third?.previousPage())?.instances.map(({ sid }) => sid),
      sids.slice(1, 2),
    );
    const paged = await service().conversations.list({ pageSize: 2 });
    assert.deepEqual(
      paged.map(({ sid }) => sid),
      sids,
    );
    const { messages } = service().conversations('web-haruka-takahashi');
    const [down, up] = await Promise.all([
      messages.list({ pageSize: 2 }),
      messages.list({ pageSize: 4, order: 'desc' }),
    ]);
    assert.equal(down.length, 6);
    assert.deepEqual(
      up.map(({ index }) => index),
      [5, 4, 3, 2, 1, 0],
    );
    assert.deepEqual(
      up.reverse().map(({ sid }) => sid),
      down.map(({ sid }) => sid),
    );
  });

  describe('with a conversation of its own', () => {
    let sid: string;
    let count = 0;
    const conversation = () => service().conversations(sid);
    beforeEach(async () => {
      ({ sid } = await service().conversations.create({
        friendlyName: `Made on v1 (${count++})`,
        xTwilioWebhookEnabled: 'true',
      }));
    });

    const onV2 = async () => {
      const { friendlyName } = await conversation().fetch();
      const all = await client.conversations.v2.conversations.list();
      const found = all.find(({ name }) => name === friendlyName);
      assert.ok(found?.id);
      return { ...found, id: found.id };
    };

    it('makes one with all that may be said, and without', async () => {
      const made = await service().conversations.create({
        friendlyName: 'All',
        uniqueName: 'all of it',
        attributes: '{"topic":"feedback"}',
        messagingServiceSid: `MG${'1'.repeat(32)}`,
        state: 'inactive',
        dateCreated: new Date('2026-01-02T03:04:05Z'),
        dateUpdated: new Date('2026-01-02T03:04:05Z'),
        'timers.inactive': 'PT1M',
        'timers.closed': 'PT10M',
        'bindings.email.address': 'a@example.com',
        'bindings.email.name': 'A',
      });
      assert.deepEqual(
        [made.friendlyName, made.uniqueName, made.attributes, made.state, made.messagingServiceSid],
        ['All', 'all of it', '{"topic":"feedback"}', 'inactive', `MG${'1'.repeat(32)}`],
      );
      assert.equal(made.dateCreated.toISOString(), '2026-01-02T03:04:05.000Z');
      assert.equal((await service().conversations('all of it').fetch()).sid, made.sid);
      const plain = await service().conversations.create();
      assert.deepEqual(
        [plain.friendlyName, plain.uniqueName, plain.attributes, plain.state, plain.timers],
        [null, null, '{}', 'active', {}],
      );
    });

    it('changes it, and v2 with it, until it is closed', async () => {
      const changed = await conversation().update({
        friendlyName: 'Another name',
        uniqueName: `unique-${sid}`,
        attributes: '[1]',
        state: 'inactive',
      });
      assert.deepEqual(
        [changed.friendlyName, changed.uniqueName, changed.attributes, changed.state],
        ['Another name', `unique-${sid}`, '[1]', 'inactive'],
      );
      const { id, status } = await onV2();
      assert.equal(status, 'INACTIVE');
      await refused(service().conversations.create({ uniqueName: `unique-${sid}` }), 409, 50353, /unique-CH/);
      await conversation().update({ uniqueName: `unique-${sid}`, state: 'closed' });
      assert.equal((await client.conversations.v2.conversations(id).fetch()).status, 'CLOSED');
      for (const write of [
        conversation().update({ state: 'active' }),
        conversation().messages.create({ body: 'too late' }),
        conversation().participants.create({ identity: 'late' }),
      ]) {
        await refused(write, 400, 50377, /final closed state/);
      }
    });

    it('carries messages over to v2', async () => {
      const ada = await conversation().participants.create({ identity: 'ada', attributes: '{"a":1}' });
      assert.deepEqual([ada.identity, ada.attributes, ada.messagingBinding], ['ada', '{"a":1}', null]);
      const said = await conversation().messages.create({
        author: 'grace',
        body: 'Grüße 👋',
        attributes: '{"importance":"high"}',
        dateCreated: new Date('2026-01-02T03:04:05Z'),
      });
      assert.deepEqual(
        [said.index, said.author, said.body, said.attributes, said.media, said.delivery],
        [0, 'grace', 'Grüße 👋', '{"importance":"high"}', null, null],
      );
      const participants = await conversation().participants.list();
      assert.deepEqual(
        participants.map(({ identity }) => identity),
        ['ada', 'grace'],
      );
      assert.equal(said.participantSid, participants[1]?.sid);
      assert.deepEqual((await conversation().participants(ada.sid).fetch()).toJSON(), ada.toJSON());
      assert.deepEqual((await conversation().messages(said.sid).fetch()).toJSON(), said.toJSON());

      const { id } = await onV2();
      const [communication] = await client.conversations.v2.communications(id).list();
      const v2 = await client.conversations.v2.participants(id).list();
      assert.deepEqual(
        v2.map(({ type, addresses }) => [type, addresses?.map((address) => ({ ...address }))]),
        ['ada', 'grace'].map((address) => ['UNKNOWN', [{ channel: 'CHAT', address, channelId: sid }]]),
      );
      assert.deepEqual(
        { ...communication?.author },
        {
          channel: 'CHAT',
          address: 'grace',
          participantId: v2[1]?.id,
        },
      );
      assert.deepEqual(
        communication?.recipients.map(({ address }) => address),
        ['ada'],
      );
      assert.deepEqual([communication?.channelId, communication?.resourceId], [sid, said.sid]);
      assert.equal(communication?.occurredAt.toISOString(), '2026-01-02T03:04:05.000Z');
    });

    it('carries communications and participants over from v2', async () => {
      const { id } = await onV2();
      const bo = await client.conversations.v2.participants(id).create({
        name: 'Bo',
        type: 'HUMAN_AGENT',
        addresses: [{ channel: 'CHAT', address: 'bo' }],
      });
      assert.equal(bo.addresses?.[0]?.channelId, sid);
      await client.conversations.v2.communications(id).create({
        author: { channel: 'CHAT', address: 'bo' },
        content: { type: 'TEXT', text: 'From v2' },
        recipients: [{ channel: 'CHAT', address: 'nobody' }],
      });
      const [message] = await conversation().messages.list();
      const [participant] = await conversation().participants.list();
      assert.deepEqual([message?.author, message?.body], ['bo', 'From v2']);
      assert.match(message?.sid ?? '', /^IM[0-9a-f]{32}$/);
      assert.equal(message?.participantSid, participant?.sid);
      assert.equal(
        (
          await conversation()
            .messages(message?.sid ?? '')
            .fetch()
        ).body,
        'From v2',
      );
    });

    it('tells how messages fared outside of chat', async () => {
      const number = (last: number) => `+1503555${String(1000 * count + last).padStart(4, '0')}`;
      const customer = await conversation().participants.create({
        'messagingBinding.address': number(1),
        'messagingBinding.proxyAddress': '+15035550100',
      });
      assert.deepEqual(customer.messagingBinding, {
        type: 'sms',
        address: number(1),
        proxy_address: '+15035550100',
      });
      await conversation().participants.create({
        'messagingBinding.address': `whatsapp:${number(2)}`,
        'messagingBinding.proxyAddress': 'whatsapp:+15035550101',
        roleSid: `RL${'2'.repeat(32)}`,
      });
      await conversation().participants.create({ 'messagingBinding.address': '+15005550009' });
      await conversation().participants.create({ identity: 'ada' });
      const said = await conversation().messages.create({ author: 'ada', body: 'Hello all' });
      assert.deepEqual(said.delivery, {
        total: 3,
        sent: 'some',
        delivered: 'some',
        read: 'some',
        failed: 'some',
        undelivered: 'none',
      });
      const { deliveryReceipts } = conversation().messages(said.sid);
      const receipts = await deliveryReceipts.list({ pageSize: 2 });
      assert.deepEqual(
        receipts.map(({ status, errorCode }) => [status, errorCode]),
        [
          ['delivered', 0],
          ['read', 0],
          ['failed', 30003],
        ],
      );
      assert.equal(receipts[0]?.participantSid, customer.sid);
      assert.equal(new Set(receipts.map(({ sid }) => sid)).size, 3);
      const [first] = receipts;
      assert.ok(first);
      const again = await conversation().messages(said.sid).deliveryReceipts(first.sid).fetch();
      assert.deepEqual(again.toJSON(), first.toJSON());
      const answered = await conversation().messages.create({ author: number(1), body: 'Thanks' });
      assert.equal(answered.participantSid, customer.sid);
    });

    it('gets a RestException for what is refused', async () => {
      const { messages, participants } = conversation();
      await participants.create({ identity: 'ada' });
      const cases: [call: Promise<unknown>, status: number, code: number, message: RegExp][] = [
        [participants.create({ identity: 'ada' }), 409, 50433, /Identity ada/],
        [participants.create(), 400, 20001, /Identity or MessagingBinding.Address/],
        [
          participants.create({ identity: 'x', 'messagingBinding.address': '+15035550100' }),
          400,
          20001,
          /Identity/,
        ],
        [participants.create({ 'messagingBinding.address': 'by mail' }), 400, 50407, /Address/],
        [
          participants.create({
            'messagingBinding.address': 'whatsapp:+15035550111',
            'messagingBinding.proxyAddress': '+15035550100',
          }),
          400,
          50408,
          /ProxyAddress/,
        ],
        [messages.create({ author: 'ada' }), 400, 20001, /Body/],
        [messages.create({ body: 'x'.repeat(1601) }), 400, 50504, /Body/],
        [messages.create({ body: 'x', attributes: '{' }), 400, 20001, /Attributes/],
        [messages.create({ body: 'x', attributes: `"${'x'.repeat(4095)}"` }), 400, 20001, /Attributes/],
        [messages.create({ body: 'x', contentSid: 'HX1' }), 400, 20001, /ContentSid/],
        [messages.list({ pageSize: 101 }), 400, 20001, /PageSize/],
        [messages(`IM${'0'.repeat(32)}`).fetch(), 404, 20404, /not found/],
        [participants(`MB${'0'.repeat(32)}`).fetch(), 404, 20404, /not found/],
        [service().conversations('none').fetch(), 404, 20404, /not found/],
        [service().conversations('none').messages.list(), 404, 20404, /not found/],
        [service().conversations.create({ state: 'closed' }), 400, 50384, /State/],
        [service().conversations.create({ state: 'initializing' }), 400, 50378, /State/],
        [service().conversations.create({ uniqueName: `CH${'0'.repeat(32)}` }), 400, 50390, /UniqueName/],
        [service().conversations.create({ friendlyName: 'x'.repeat(257) }), 400, 20001, /FriendlyName/],
      ];
      for (const [call, ...expected] of cases) await refused(call, ...expected);
    });
  });

  it('exchanged nothing that the OpenAPI documents do not allow', () => {
    const classic = checked.exchanges.filter(({ request }) => request.url.startsWith('/v1/'));
    assert.ok(classic.length > 60);
    assert.deepEqual(checked.violations, []);
  });
});
