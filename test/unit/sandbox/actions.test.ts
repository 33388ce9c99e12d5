import assert from 'node:assert/strict';
import { afterEach, beforeEach, describe, it } from 'node:test';
import type { Action, Communication, Conversation } from '../../../src/api/resources.ts';
import { Caller, type ErrorBody, NOON } from './caller.ts';

const STEP = 1_000;
const at = (milliseconds: number) => new Date(NOON + milliseconds).toISOString();
const sms = (address: string) => ({ address, channel: 'SMS' });
const SHOP = sms('+15035550100');
const CUSTOMER = sms('+15035550101');

describe('SEND_MESSAGE actions', () => {
  let caller: Caller;
  let conversation: Conversation;
  let path: string;
  beforeEach(async () => {
    caller = await Caller.start({ deliveryStepMs: STEP });
    conversation = await caller.createConversation({
      participants: [
        { name: 'Shop', type: 'AGENT', addresses: [SHOP] },
        {
          name: 'Ada',
          type: 'CUSTOMER',
          addresses: [CUSTOMER, { channel: 'WHATSAPP', address: 'whatsapp:+15035550101' }],
        },
      ],
    });
    path = `/v2/Conversations/${conversation.id}/Actions`;
  });
  afterEach(() => caller.sandbox.close());

  const participantId = (name: string) => {
    const found = conversation.participants?.find((participant) => participant.name === name);
    assert.ok(found);
    return found.id;
  };
  const start = (payload: Record<string, unknown> = {}, to = path) =>
    caller.post<Action & ErrorBody>(to, {
      type: 'SEND_MESSAGE',
      payload: { from: SHOP, to: [CUSTOMER], content: { text: 'Hello' }, ...payload },
    });
  const started = async (payload?: Record<string, unknown>) => {
    const { status, body } = await start(payload);
    assert.equal(status, 202, JSON.stringify(body));
    return body;
  };
  const reread = async ({ id }: Action) => {
    const { status, body } = await caller.get<Action>(`${path}/${id}`);
    assert.equal(status, 200);
    return body;
  };
  const communications = () => caller.communications(conversation.id);
  /** The communication that a message comes to be. */
  const sent = async (payload?: Record<string, unknown>): Promise<Communication> => {
    const action = await started(payload);
    caller.advance(STEP);
    const { related } = await reread(action);
    const { status, body } = await caller.get<Communication>(
      `/v2/Conversations/${conversation.id}/Communications/${related?.['communicationId']}`,
    );
    assert.equal(status, 200);
    return body;
  };

  it('are PENDING first, with the message’s SID and no communication', async () => {
    const action = await started();
    const { id, related } = action;
    assert.match(id, /^conv_action_[0-7][0-9a-hjkmnp-tv-z]{25}$/);
    assert.match(related?.['messageSid'] ?? '', /^SM[0-9a-f]{32}$/);
    assert.deepEqual(action, {
      id,
      type: 'SEND_MESSAGE',
      status: 'PENDING',
      conversationId: conversation.id,
      related: { messageSid: related?.['messageSid'] },
      createdAt: at(0),
      updatedAt: at(0),
      failureReason: null,
    });
    caller.advance(STEP - 1);
    assert.deepEqual(await reread(action), action);
    assert.deepEqual(await communications(), []);
  });

  it('are COMPLETED after one step, with a communication', async () => {
    const action = await started();
    caller.advance(STEP);
    const [communication, ...others] = await communications();
    assert.ok(communication && others.length === 0);
    const completed = {
      ...action,
      status: 'COMPLETED',
      related: { ...action.related, communicationId: communication.id },
      updatedAt: at(STEP),
      completedAt: at(STEP),
    };
    assert.deepEqual(await reread(action), completed);
    caller.advance(60 * STEP);
    assert.deepEqual(await reread(action), completed);
  });

  it('become a communication like any other, known by the message’s SID', async () => {
    const communication = await sent();
    const sid = communication.resourceId;
    assert.match(sid ?? '', /^SM[0-9a-f]{32}$/);
    assert.deepEqual(communication, {
      id: communication.id,
      conversationId: conversation.id,
      accountId: conversation.accountId,
      author: { ...SHOP, participantId: participantId('Shop') },
      content: { type: 'TEXT', text: 'Hello' },
      recipients: [{ ...CUSTOMER, participantId: participantId('Ada'), deliveryStatus: 'INITIATED' }],
      channelId: sid,
      resourceId: sid,
      createdAt: at(STEP),
      updatedAt: at(STEP),
      occurredAt: at(STEP),
    });
    assert.deepEqual(
      (await caller.conversations(`&channelId=${sid}`)).map(({ id }) => id),
      [conversation.id],
    );
    const updated = await caller.createCommunication(conversation.id, { resourceId: sid });
    assert.equal(updated.id, communication.id);
  });

  it('are delivered from then on', async () => {
    const action = await started();
    const statuses: unknown[] = [];
    for (let step = 0; step <= 4; step++) {
      const [communication] = await communications();
      statuses.push(communication?.recipients[0]?.deliveryStatus);
      caller.advance(STEP);
    }
    assert.deepEqual(statuses, [undefined, 'INITIATED', 'IN_PROGRESS', 'DELIVERED', 'DELIVERED']);
    assert.equal((await reread(action)).status, 'COMPLETED');
  });

  it('are COMPLETED also when the message is not delivered', async () => {
    const action = await started({ to: [sms('+15005550009')] });
    caller.advance(3 * STEP);
    const [communication] = await communications();
    assert.equal(communication?.recipients[0]?.deliveryStatus, 'FAILED');
    assert.equal((await reread(action)).status, 'COMPLETED');
  });

  it('are done with the next request when there are no steps', async () => {
    await using quick = await Caller.start({ deliveryStepMs: 0 });
    const { id } = await quick.createConversation();
    const payload = { from: SHOP, to: [CUSTOMER], content: { text: 'Hello' } };
    const { body } = await quick.post<Action>(`/v2/Conversations/${id}/Actions`, {
      type: 'SEND_MESSAGE',
      payload,
    });
    assert.equal(body.status, 'PENDING');
    const now = await quick.get<Action>(`/v2/Conversations/${id}/Actions/${body.id}`);
    assert.equal(now.body.status, 'COMPLETED');
    const [communication] = await quick.communications(id);
    assert.equal(communication?.recipients[0]?.deliveryStatus, 'DELIVERED');
  });

  describe('fail', () => {
    const failed = async (action: Action, reason: RegExp) => {
      const { failureReason, ...rest } = await reread(action);
      // The document has the SID only while an action is PENDING or COMPLETED.
      assert.deepEqual(rest, {
        ...Object.fromEntries(Object.entries(action).filter(([name]) => name !== 'failureReason')),
        status: 'FAILED',
        related: {},
        updatedAt: at(STEP),
        completedAt: at(STEP),
      });
      assert.match(failureReason ?? '', reason);
    };

    it('for a number that is none, and send nothing then', async () => {
      const action = await started({ to: [sms('+15005550001')] });
      caller.advance(STEP);
      await failed(action, /^\+15005550001 is not a valid phone number$/);
      assert.deepEqual(await communications(), []);
    });

    it('for all recipients when one number is none', async () => {
      const action = await started({ to: [CUSTOMER, sms('+15005550001')] });
      caller.advance(STEP);
      await failed(action, /\+15005550001/);
      assert.deepEqual(await communications(), []);
    });

    it('when the conversation is CLOSED in the meantime', async () => {
      const action = await started();
      await caller.patch(`/v2/Conversations/${conversation.id}`, { status: 'CLOSED' });
      caller.advance(STEP);
      await failed(action, new RegExp(`${conversation.id} is CLOSED`));
      assert.deepEqual(await communications(), []);
    });
  });

  it('vanish with their conversation', async () => {
    const action = await started();
    caller.sandbox.deleteConversation(conversation.id);
    caller.advance(STEP);
    assert.equal((await caller.get(`${path}/${action.id}`)).status, 404);
  });

  it('go side by side, in the order of their making', async () => {
    const first = await started({ content: { text: 'first' } });
    const second = await started({ content: { text: 'second' } });
    assert.notEqual(first.id, second.id);
    assert.notEqual(first.related?.['messageSid'], second.related?.['messageSid']);
    caller.advance(STEP);
    assert.deepEqual(
      (await communications()).map(({ content }) => content.text),
      ['first', 'second'],
    );
  });

  it('wake a conversation when they send', async () => {
    await caller.patch(`/v2/Conversations/${conversation.id}`, { status: 'INACTIVE' });
    await started();
    assert.equal((await caller.conversation(conversation.id)).status, 'INACTIVE');
    caller.advance(STEP);
    assert.equal((await caller.conversation(conversation.id)).status, 'ACTIVE');
  });

  describe('find their parties', () => {
    it('by participant and channel', async () => {
      const { author, recipients } = await sent({
        from: { participantId: participantId('Shop'), channel: 'SMS' },
        to: [{ participantId: participantId('Ada'), channel: 'SMS' }],
      });
      assert.deepEqual(author, { ...SHOP, participantId: participantId('Shop') });
      assert.equal(recipients[0]?.address, CUSTOMER.address);
      assert.equal(recipients[0]?.participantId, participantId('Ada'));
    });

    it('by participant alone, when it has one address', async () => {
      const { author } = await sent({ from: { participantId: participantId('Shop') } });
      assert.deepEqual(author, { ...SHOP, participantId: participantId('Shop') });
    });

    it('by participant and address', async () => {
      const { recipients } = await sent({
        from: { channel: 'WHATSAPP', address: 'whatsapp:+15035550100' },
        to: [{ participantId: participantId('Ada'), address: 'whatsapp:+15035550101' }],
      });
      assert.deepEqual(recipients, [
        {
          channel: 'WHATSAPP',
          address: 'whatsapp:+15035550101',
          participantId: participantId('Ada'),
          deliveryStatus: 'INITIATED',
        },
      ]);
    });

    it('by address and channel, whoever has it', async () => {
      const { author, recipients } = await sent({ from: sms('+15035550110'), to: [sms('+15035550111')] });
      assert.deepEqual(author, sms('+15035550110'));
      assert.deepEqual(recipients, [{ ...sms('+15035550111'), deliveryStatus: 'INITIATED' }]);
    });

    it('by address and channel also where communications have to name participants', async () => {
      await using strict = await Caller.start({
        deliveryStepMs: STEP,
        behavior: { participantIds: 'required' },
      });
      const { id } = await strict.createConversation();
      const to = `/v2/Conversations/${id}/Actions`;
      const payload = { from: SHOP, to: [CUSTOMER], content: { text: 'Hello' } };
      const { body } = await strict.post<Action>(to, { type: 'SEND_MESSAGE', payload });
      strict.advance(STEP);
      const action = (await strict.get<Action>(`${to}/${body.id}`)).body;
      assert.deepEqual([action.status, action.failureReason], ['COMPLETED', null]);
    });

    it('as many as there are', async () => {
      const { recipients } = await sent({ to: [CUSTOMER, sms('+15035550111'), sms('+15035550112')] });
      assert.deepEqual(
        recipients.map(({ address }) => address),
        ['+15035550101', '+15035550111', '+15035550112'],
      );
    });
  });

  for (const [channel, prefix, from, to] of [
    ['SMS', 'SM', '+15035550100', '+15035550101'],
    ['WHATSAPP', 'SM', 'whatsapp:+15035550100', 'whatsapp:+15035550101'],
    ['RCS', 'SM', 'rcs:shop', 'rcs:+15035550101'],
    ['CHAT', 'IM', 'shop', 'ada'],
  ] as const) {
    it(`are sent on ${channel}, with an ${prefix}…`, async () => {
      const { author, resourceId } = await sent({
        from: { channel, address: from },
        to: [{ channel, address: to }],
      });
      assert.equal(author.channel, channel);
      assert.match(resourceId ?? '', new RegExp(`^${prefix}[0-9a-f]{32}$`));
    });
  }

  for (const [title, content, text] of [
    ['a text', { text: 'Grüße 👋' }, 'Grüße 👋'],
    ['an empty text', { text: '' }, ''],
    [
      'a template with its variables',
      { contentId: 'HX1', variables: { 1: 'Ada', 2: 'Tuesday' } },
      'HX1 Ada Tuesday',
    ],
    ['a template', { contentId: 'HX1' }, 'HX1'],
    ['a text before a template', { text: 'Hello', contentId: 'HX1' }, 'Hello'],
    [
      'media',
      { mediaUrls: ['https://example.com/a', 'https://example.com/b'] },
      'https://example.com/a\nhttps://example.com/b',
    ],
    [
      'a text with media',
      { text: 'Look', mediaUrls: ['https://example.com/a'] },
      'Look\nhttps://example.com/a',
    ],
  ] as const) {
    it(`send ${title}`, async () => {
      assert.deepEqual((await sent({ content })).content, { type: 'TEXT', text });
    });
  }

  describe('are refused', () => {
    const both = { participantId: 'ADA' };
    for (const [title, payload, message] of [
      [
        'without a party',
        { from: {} },
        'payload.from must have a participantId, or an address and a channel',
      ],
      [
        'with a channel alone',
        { to: [{ channel: 'SMS' }] },
        'payload.to[0] must have a participantId, or an address and a channel',
      ],
      [
        'with an address alone',
        { to: [CUSTOMER, { address: '+15035550101' }] },
        'payload.to[1].channel is required with an address',
      ],
      [
        'for somebody else’s participant',
        { from: { participantId: 'conv_participant_x' } },
        'payload.from.participantId conv_participant_x is not a participant of this conversation',
      ],
      [
        'for one of several addresses',
        { to: [both] },
        'payload.to[0].channel is required: participant ADA has 2 addresses',
      ],
      [
        'for a channel that a participant does not have',
        { to: [{ ...both, channel: 'RCS' }] },
        'payload.to[0]: participant ADA has no such address',
      ],
      [
        'for an address that a participant does not have',
        { to: [{ ...both, address: '+15035550999' }] },
        'payload.to[0]: participant ADA has no such address',
      ],
      [
        'from a voice line',
        { from: { channel: 'VOICE', address: '+15035550100' } },
        'payload.from.channel must be one of SMS, RCS, WHATSAPP, CHAT: Twilio does not send on VOICE',
      ],
      [
        'from a video room',
        { from: { channel: 'VIDEO', address: 'room' } },
        'payload.from.channel must be one of SMS, RCS, WHATSAPP, CHAT: Twilio does not send on VIDEO',
      ],
      [
        'from one channel to another',
        { to: [CUSTOMER, { ...both, channel: 'WHATSAPP' }] },
        'payload.to[1].channel must be SMS, as payload.from’s is',
      ],
      ['without content', { content: {} }, 'payload.content must have a text, a contentId or mediaUrls'],
      [
        'with variables for nothing',
        { content: { variables: { 1: 'Ada' }, mediaUrls: [] } },
        'payload.content must have a text, a contentId or mediaUrls',
      ],
    ] as const) {
      it(title, async () => {
        const ada = participantId('Ada');
        const given = JSON.parse(JSON.stringify(payload).replaceAll('"ADA"', `"${ada}"`));
        const { status, body } = await start(given);
        assert.deepEqual([status, body.code], [400, 20001]);
        assert.equal(body.message.replace('’', "'"), message.replace('ADA', ada).replace('’', "'"));
        caller.advance(STEP);
        assert.deepEqual(await communications(), []);
      });
    }

    it('with content that the API does not know', async () => {
      const { status, body } = await start({ content: { text: 'Hello', subject: 'Hi' } });
      assert.equal(status, 400);
      assert.match(body.message, /^payload\.content\.subject /);
    });

    it('for another type, by name', async () => {
      const { status, body } = await caller.post<ErrorBody>(path, { type: 'START_FLOW', payload: {} });
      assert.equal(status, 400);
      assert.match(body.message, /^type must be one of SEND_MESSAGE/);
    });
  });

  it('take settings for the sending service, whatever they are', async () => {
    await started({ channelSettings: { messagingServiceSid: 'MG1', deep: [{ goes: null }] } });
  });

  it('are found only where they are', async () => {
    const action = await started();
    const other = await caller.createConversation();
    for (const wrong of [
      `/v2/Conversations/${other.id}/Actions/${action.id}`,
      `${path}/conv_action_x`,
      `${path}/__proto__`,
      `/v2/Conversations/nothing/Actions/${action.id}`,
    ]) {
      assert.equal((await caller.get(wrong)).status, 404, wrong);
    }
    assert.equal((await start({}, '/v2/Conversations/nothing/Actions')).status, 404);
    assert.equal((await caller.get(path)).status, 405);
  });
});
