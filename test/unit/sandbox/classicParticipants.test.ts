import assert from 'node:assert/strict';
import { afterEach, beforeEach, describe, it } from 'node:test';
import type { ServiceDeliveryReceipt } from '../../../src/api/resources.ts';
import { ClassicCaller, refused } from './classicCaller.ts';

describe('classic participants', () => {
  let caller: ClassicCaller;
  let sid: string;
  beforeEach(async () => {
    caller = await ClassicCaller.start();
    ({ sid } = await caller.createConversation());
  });
  afterEach(() => caller.close());
  const post = (form: Record<string, string>) => caller.post(`/Conversations/${sid}/Participants`, form);
  const bound = (address: string, proxy?: string) => ({
    'MessagingBinding.Address': address,
    ...(proxy === undefined ? {} : { 'MessagingBinding.ProxyAddress': proxy }),
  });

  it('have an identity', async () => {
    const made = await caller.createParticipant(sid, {
      Identity: 'ada',
      Attributes: '{"role":"driver"}',
      RoleSid: `RL${'1'.repeat(32)}`,
      DateCreated: '2026-01-02T03:04:05Z',
    });
    assert.deepEqual(made, {
      sid: made.sid,
      account_sid: caller.v2.sandbox.accounts[0]?.accountSid,
      chat_service_sid: made.chat_service_sid,
      conversation_sid: sid,
      identity: 'ada',
      attributes: '{"role":"driver"}',
      messaging_binding: null,
      role_sid: `RL${'1'.repeat(32)}`,
      date_created: '2026-01-02T03:04:05Z',
      date_updated: '2026-04-15T12:00:00Z',
      url: `${caller.v2.sandbox.url}/v1/Services/${made.chat_service_sid}/Conversations/${sid}/Participants/${made.sid}`,
      last_read_message_index: null,
      last_read_timestamp: null,
    });
    assert.match(made.sid, /^MB[0-9a-f]{32}$/);
    const { body } = await caller.get(`/Conversations/${sid}/Participants/${made.sid}`);
    assert.deepEqual(body, made);
    const { participants } = await caller.lastOnV2();
    assert.deepEqual(
      participants?.map(({ type, name, addresses }) => [type, name, addresses]),
      [['UNKNOWN', null, [{ channel: 'CHAT', address: 'ada', channelId: sid }]]],
    );
  });

  it('or a messaging binding of the type that their address tells', async () => {
    for (const [type, address, proxy] of [
      ['sms', '+15035550101', '+15035550100'],
      ['whatsapp', 'whatsapp:+15035550101', 'whatsapp:+15035550100'],
      ['rcs', 'rcs:+15035550101', 'rcs:velonora_agent'],
      ['sms', '+15035550102', undefined],
    ] as const) {
      const { identity, messaging_binding: binding } = await caller.createParticipant(
        sid,
        bound(address, proxy),
      );
      assert.equal(identity, null);
      assert.deepEqual(binding, { type, address, ...(proxy ? { proxy_address: proxy } : {}) });
    }
    const { participants } = await caller.lastOnV2();
    assert.deepEqual(
      participants?.map(({ addresses }) => addresses?.[0]?.channel),
      ['SMS', 'WHATSAPP', 'RCS', 'SMS'],
    );
  });

  it('of group MMS have an identity and a projected address', async () => {
    const made = await caller.createParticipant(sid, {
      Identity: 'ada',
      'MessagingBinding.ProjectedAddress': '+15035550100',
    });
    assert.deepEqual(
      [made.identity, made.messaging_binding],
      ['ada', { type: 'sms', projected_address: '+15035550100' }],
    );
  });

  it('come over from v2 when v1 can know them', async () => {
    const { id } = await caller.lastOnV2();
    const add = (...addresses: { channel: string; address: string }[]) =>
      caller.v2.createParticipant(id, { name: 'Someone', type: 'HUMAN_AGENT', addresses });
    await add({ channel: 'VOICE', address: '+15035550101' });
    const several = await add(
      { channel: 'VOICE', address: '+15035550102' },
      { channel: 'SMS', address: '+15035550102' },
      { channel: 'CHAT', address: 'ada' },
    );
    await add();
    const [participant, ...others] = await caller.participants(sid);
    assert.deepEqual(others, []);
    assert.deepEqual(
      [participant?.identity, participant?.messaging_binding, participant?.attributes],
      ['ada', { type: 'sms', address: '+15035550102' }, '{}'],
    );
    assert.equal(several.addresses?.find(({ channel }) => channel === 'CHAT')?.channelId, sid);
    // What v1 knows of a participant outlives a change on v2.
    await caller.createParticipant(sid, { Identity: 'grace', Attributes: '1' });
    const { participants } = await caller.lastOnV2();
    const grace = participants?.at(-1);
    await caller.v2.put(`/v2/Conversations/${id}/Participants/${grace?.id}`, {
      name: 'Grace',
      type: 'CUSTOMER',
      addresses: grace?.addresses,
    });
    assert.equal((await caller.participants(sid))[1]?.attributes, '1');
  });

  it('give up on v2 what their traffic was grouped by', async () => {
    const { id } = await caller.lastOnV2();
    const chat = (address: string) => ({ addresses: [{ channel: 'CHAT', address }] });
    const { id: participant } = await caller.v2.createParticipant(id, chat('ada'));
    const another = () =>
      caller.v2.post('/v2/Conversations', {
        configurationId: caller.configurationId,
        participants: [chat('ada')],
      });
    assert.equal((await another()).status, 409);
    const { status } = await caller.v2.put(
      `/v2/Conversations/${id}/Participants/${participant}`,
      chat('grace'),
    );
    assert.equal(status, 200);
    assert.equal((await another()).status, 201);
  });

  it('are refused for what is wrong with them', async () => {
    await caller.createParticipant(sid, { Identity: 'ada' });
    await caller.createParticipant(sid, bound('+15035550101', '+15035550100'));
    const { sid: elsewhere } = await caller.createConversation();
    const cases: [form: Record<string, string>, status: number, code: number, message: RegExp][] = [
      [{}, 400, 20001, /^Identity or MessagingBinding.Address is required$/],
      [{ 'MessagingBinding.ProxyAddress': '+15035550100' }, 400, 20001, /^Identity or MessagingBinding/],
      [{ Identity: 'x', ...bound('+15035550102') }, 400, 20001, /^Identity cannot be given together/],
      [{ Identity: '' }, 400, 20001, /^Identity must not be empty$/],
      [{ Identity: 'x'.repeat(257) }, 400, 20001, /^Identity must have at most 256 characters$/],
      [bound('ada@example.com'), 400, 50407, /^MessagingBinding.Address must be/],
      [bound(''), 400, 50407, /^MessagingBinding.Address must be/],
      [bound('+15035550103', 'x'), 400, 50408, /^MessagingBinding.ProxyAddress must be .*sms$/],
      [bound('whatsapp:+15035550103', '+15035550100'), 400, 50408, /whatsapp$/],
      [{ Identity: 'x', RoleSid: 'RL1' }, 400, 20001, /^RoleSid must be RL/],
      [{ Identity: 'x', Attributes: '{' }, 400, 20001, /^Attributes must be valid JSON$/],
      [{ Identity: 'ada' }, 409, 50433, /^Participant with the Identity ada already exists$/],
      [
        bound('+15035550101', '+15035550100'),
        409,
        50416,
        new RegExp(`already exists in Conversation ${sid}$`),
      ],
    ];
    for (const [form, ...expected] of cases) await refused(post(form), ...expected);
    assert.equal((await caller.participants(sid)).length, 2);
    await refused(
      caller.post(`/Conversations/${elsewhere}/Participants`, bound('+15035550101')),
      409,
      50416,
      new RegExp(sid),
    );
    await refused(caller.get(`/Conversations/${sid}/Participants/MB1`), 404, 20404, /not found/);
    await caller.post(`/Conversations/${sid}`, { State: 'closed' });
    await refused(post({ Identity: 'late' }), 400, 50377, /closed/);
  });

  it('are no more than there may be', async () => {
    for (let last = 0; last < 50; last++) {
      await caller.createParticipant(sid, bound(`+150355501${String(last).padStart(2, '0')}`));
    }
    await refused(post(bound('+15035550199')), 400, 50422, /at most 50 participants without an Identity/);
    const { id } = await caller.lastOnV2();
    for (let count = 50; count < 1_000; count++) {
      await caller.v2.createParticipant(id, { addresses: [{ channel: 'CHAT', address: `user ${count}` }] });
    }
    await refused(post({ Identity: 'one more' }), 400, 50417, /at most 1,000 participants/);
    const late = caller.post(`/Conversations/${sid}/Messages`, { Author: 'stranger', Body: 'x' });
    await refused(late, 400, 50417, /at most 1,000 participants/);
    assert.deepEqual(await caller.messages(sid), []);
  });
});

describe('classic delivery receipts', () => {
  let caller: ClassicCaller;
  let sid: string;
  beforeEach(async () => {
    caller = await ClassicCaller.start({ deliveryStepMs: 1_000 });
    ({ sid } = await caller.createConversation());
    for (const address of ['+15035550101', 'whatsapp:+15035550102', '+15005550009']) {
      await caller.createParticipant(sid, { 'MessagingBinding.Address': address });
    }
    await caller.createParticipant(sid, { Identity: 'ada' });
    await caller.createParticipant(sid, { Identity: 'grace' });
  });
  afterEach(() => caller.close());

  it('tell how far a message has come outside of chat', async () => {
    const { sid: message } = await caller.createMessage(sid, { Author: 'ada', Body: 'Hello' });
    const told = async () => {
      const { delivery } = await caller.message(sid, message);
      const receipts = await caller.receipts(sid, message);
      return {
        delivery: Object.values(delivery ?? {}).join(' '),
        receipts: receipts.map(({ status, error_code: code }) => `${status} ${code}`),
      };
    };
    // total sent delivered read failed undelivered
    assert.deepEqual(await told(), { delivery: '3 none none none none none', receipts: [] });
    caller.v2.advance(1_000);
    assert.deepEqual(await told(), {
      delivery: '3 all none none none none',
      receipts: ['sent 0', 'sent 0', 'sent 0'],
    });
    caller.v2.advance(1_000);
    assert.deepEqual(await told(), {
      delivery: '3 some some none some none',
      receipts: ['delivered 0', 'delivered 0', 'failed 30003'],
    });
    caller.v2.advance(2_000);
    assert.deepEqual(await told(), {
      delivery: '3 some some some some none',
      receipts: ['delivered 0', 'read 0', 'failed 30003'],
    });
  });

  it('are found by their SIDs, which stay', async () => {
    const { sid: message } = await caller.createMessage(sid, { Author: 'ada', Body: 'Hello' });
    const path = `/Conversations/${sid}/Messages/${message}/Receipts`;
    caller.v2.advance(1_000);
    const before = await caller.receipts(sid, message);
    caller.v2.advance(5_000);
    const receipts = await caller.receipts(sid, message);
    const sids = (list: ServiceDeliveryReceipt[]) => list.map((receipt) => receipt.sid);
    assert.deepEqual(sids(receipts), sids(before));
    const participants = await caller.participants(sid);
    for (const [index, receipt] of receipts.entries()) {
      const { body } = await caller.get<ServiceDeliveryReceipt>(`${path}/${receipt.sid}`);
      assert.deepEqual(body, receipt);
      assert.match(receipt.sid, /^DY[0-9a-f]{32}$/);
      assert.match(receipt.channel_message_sid ?? '', index === 1 ? /^WA[0-9a-f]{32}$/ : /^SM[0-9a-f]{32}$/);
      assert.equal(receipt.participant_sid, participants[index]?.sid);
      assert.deepEqual([receipt.message_sid, receipt.conversation_sid], [message, sid]);
    }
    assert.equal(receipts[0]?.date_updated, '2026-04-15T12:00:04Z');
    await refused(caller.get(`${path}/DY${'0'.repeat(32)}`), 404, 20404, /not found/);
    await refused(
      caller.get(`${path}?PageSize=51`),
      400,
      20001,
      /^PageSize must be an integer from 1 to 50$/,
    );
  });

  it('are not there before there is something to tell, and never for chat alone', async () => {
    const { sid: message } = await caller.createMessage(sid, { Author: 'ada', Body: 'Hello' });
    const path = `/Conversations/${sid}/Messages/${message}/Receipts`;
    caller.v2.advance(1_000);
    const [receipt] = await caller.receipts(sid, message);
    const { sid: second } = await caller.createMessage(sid, { Author: 'ada', Body: 'Hello again' });
    const early = await caller.get(`/Conversations/${sid}/Messages/${second}/Receipts/${receipt?.sid}`);
    assert.equal(early.status, 404);
    assert.equal((await caller.get(`${path}/${receipt?.sid}`)).status, 200);
    const { sid: chat } = await caller.createConversation();
    await caller.createParticipant(chat, { Identity: 'ada' });
    const { sid: said, delivery } = await caller.createMessage(chat, { Author: 'grace', Body: 'Hi' });
    caller.v2.advance(10_000);
    assert.equal(delivery, null);
    assert.deepEqual(await caller.receipts(chat, said), []);
  });

  it('name the message that its channel knows', async () => {
    const { id } = await caller.lastOnV2();
    const channelId = `SM${'a'.repeat(32)}`;
    await caller.v2.createCommunication(id, {
      author: { channel: 'SMS', address: '+15035550100' },
      recipients: [{ channel: 'SMS', address: '+15035550101' }],
      channelId,
    });
    caller.v2.advance(10_000);
    const [message] = await caller.messages(sid);
    const [receipt] = await caller.receipts(sid, message?.sid ?? '');
    assert.equal(receipt?.channel_message_sid, channelId);
    assert.equal(receipt?.participant_sid, (await caller.participants(sid))[0]?.sid);
  });
});
