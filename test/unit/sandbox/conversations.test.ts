import assert from 'node:assert/strict';
import { after, afterEach, before, beforeEach, describe, it } from 'node:test';
import type { Conversation, Participant } from '../../../src/api/resources.ts';
import { type Answer, Caller, communicationBody, type ErrorBody } from './caller.ts';

const someone = (channel: string, address: string, type = 'CUSTOMER') => ({
  type,
  addresses: [{ channel, address }],
});

describe('conversations', () => {
  let caller: Caller;
  beforeEach(async () => {
    caller = await Caller.start();
  });
  afterEach(() => caller.sandbox.close());

  it('begin ACTIVE, with a copy of their configuration and with dates', async () => {
    const made = await caller.createConversation({ name: 'First', metadata: { ticket: '7' } });
    assert.match(made.id, /^conv_conversation_[0-7][0-9a-hjkmnp-tv-z]{25}$/);
    assert.equal(made.status, 'ACTIVE');
    assert.equal(made.createdAt, '2026-04-15T12:00:00.000Z');
    assert.equal(made.updatedAt, made.createdAt);
    assert.equal(made.configuration?.displayName, 'Sandbox');
    assert.deepEqual(made.metadata, { ticket: '7' });
    assert.deepEqual((await caller.get(`/v2/Conversations/${made.id}`)).body, { ...made });
    assert.deepEqual(await caller.conversations(), [made]);
  });

  it('without a name have null for one', async () => {
    assert.equal((await caller.createConversation()).name, null);
  });

  it('of an unknown configuration are refused with 404', async () => {
    const { status, body } = await caller.post<ErrorBody>('/v2/Conversations', {
      configurationId: 'conv_configuration_x',
    });
    assert.deepEqual([status, body.code], [404, 20404]);
    assert.match(body.message, /conv_configuration_x/);
  });

  it('are moved on by new participants and communications', async () => {
    const { id } = await caller.createConversation();
    const updatedAt = async () => (await caller.get<Conversation>(`/v2/Conversations/${id}`)).body.updatedAt;
    caller.advance(1_000);
    await caller.createParticipant(id, someone('SMS', '+15035550101'));
    assert.equal(await updatedAt(), '2026-04-15T12:00:01.000Z');
    caller.advance(1_000);
    await caller.createCommunication(id);
    assert.equal(await updatedAt(), '2026-04-15T12:00:02.000Z');
  });

  it('are found by the channelId of a communication or of a participant’s address', async () => {
    const spoken = await caller.createConversation({ name: 'spoken' });
    await caller.createCommunication(spoken.id, { channelId: 'CA1' });
    const joined = await caller.createConversation({ name: 'joined' });
    await caller.createParticipant(joined.id, {
      addresses: [{ channel: 'VOICE', address: '+15035550101', channelId: 'CA2' }],
    });
    const namesBy = async (query: string) => (await caller.conversations(query)).map(({ name }) => name);
    assert.deepEqual(await namesBy('&channelId=CA1'), ['spoken']);
    assert.deepEqual(await namesBy('&channelId=CA2'), ['joined']);
    assert.deepEqual(await namesBy('&channelId=CA'), []);
    assert.deepEqual(await namesBy('&channelId=CA2&status=CLOSED'), []);
  });

  it('resolve a profile for customers only, the same one for the same number', async () => {
    const { participants: [first, second, third] = [] } = await caller.createConversation({
      participants: [
        someone('SMS', '+15035550101'),
        someone('WHATSAPP', 'whatsapp:+15035550101'),
        someone('SMS', '+15035550100', 'AGENT'),
      ],
    });
    assert.match(first?.profileId ?? '', /^mem_profile_/);
    assert.equal(second?.profileId, first?.profileId);
    assert.equal(third && 'profileId' in third, false);
    const named = await caller.createConversation({
      participants: [{ ...someone('SMS', '+15035550102'), profileId: 'mem_profile_mine' }],
    });
    assert.equal(named.participants?.[0]?.profileId, 'mem_profile_mine');
  });

  it('take participants that say nothing of their type as UNKNOWN', async () => {
    const { id } = await caller.createConversation();
    const made = await caller.createParticipant(id, { addresses: [{ channel: 'CHAT', address: 'ada' }] });
    assert.equal(made.type, 'UNKNOWN');
    assert.equal(made.name, null);
    assert.equal(made.createdAt, '2026-04-15T12:00:00.000Z');
    const { body } = await caller.get<Participant>(`/v2/Conversations/${id}/Participants/${made.id}`);
    assert.deepEqual(body, made);
  });
});

describe('communications', () => {
  let caller: Caller;
  beforeEach(async () => {
    caller = await Caller.start();
  });
  afterEach(() => caller.sandbox.close());

  it('know the participants of their addresses', async () => {
    const { id, participants: [customer] = [] } = await caller.createConversation({
      participants: [someone('SMS', '+15035550101')],
    });
    const made = await caller.createCommunication(id);
    assert.equal(made.recipients[0]?.participantId, customer?.id);
    assert.equal('participantId' in made.author, false);
    assert.equal(made.occurredAt, '2026-04-15T12:00:00.000Z');
  });

  it('with a resourceId that is there already update that one, in its place', async () => {
    const { id } = await caller.createConversation();
    const first = await caller.createCommunication(id, { resourceId: 'SM1', channelId: 'one' });
    await caller.createCommunication(id, { resourceId: 'SM2' });
    caller.advance(60_000);
    const again = await caller.createCommunication(id, {
      resourceId: 'SM1',
      content: { type: 'TEXT', text: 'Corrected' },
    });
    assert.equal(again.id, first.id);
    assert.equal(again.createdAt, first.createdAt);
    assert.equal(again.updatedAt, '2026-04-15T12:01:00.000Z');
    assert.equal(again.channelId, 'one');
    const all = await caller.communications(id);
    assert.deepEqual(
      all.map(({ content }) => content.text),
      ['Corrected', 'Hello'],
    );
    const elsewhere = await caller.createConversation();
    assert.notEqual((await caller.createCommunication(elsewhere.id, { resourceId: 'SM1' })).id, first.id);
  });

  it('keep a transcription’s channel, confidence and engine', async () => {
    const { id } = await caller.createConversation();
    const content = {
      type: 'TRANSCRIPTION',
      text: 'Good morning',
      transcription: { channel: 1, confidence: 0.5, engine: 'ear' },
    };
    assert.deepEqual((await caller.createCommunication(id, { content })).content, content);
  });

  it('are refused by a CLOSED conversation, and wake an INACTIVE one', async () => {
    const demo = await Caller.start({ data: 'demo' });
    const [closed] = await demo.conversations('&status=CLOSED');
    const [resting] = await demo.conversations('&status=INACTIVE');
    assert.ok(closed && resting);
    const before = await demo.communications(closed.id);
    for (const [what, body] of [
      ['Communications', communicationBody()],
      ['Participants', someone('SMS', '+15035550199')],
    ] as const) {
      const answer: Answer<ErrorBody> = await demo.post<ErrorBody>(
        `/v2/Conversations/${closed.id}/${what}`,
        body,
      );
      assert.equal(answer.status, 400);
      assert.match(answer.body.message, new RegExp(`${closed.id} is CLOSED`));
    }
    assert.deepEqual(await demo.communications(closed.id), before);
    await demo.createCommunication(resting.id);
    const { body } = await demo.get<Conversation>(`/v2/Conversations/${resting.id}`);
    assert.equal(body.status, 'ACTIVE');
    await demo.sandbox.close();
  });
});

describe('addresses that another open conversation has', () => {
  let caller: Caller;
  before(async () => {
    caller = await Caller.start({ data: 'demo' });
  });
  after(() => caller.sandbox.close());

  const create = async (configuration: string, participants: unknown[]) =>
    caller.post<ErrorBody & Conversation>('/v2/Conversations', {
      configurationId: await caller.configurationId(configuration),
      participants,
    });
  const accepted = async (configuration: string, participants: unknown[]) => {
    const { status, body } = await create(configuration, participants);
    assert.equal(status, 201, JSON.stringify(body));
    return body;
  };
  const refused = async (holder: Conversation, answer: ReturnType<typeof create>) => {
    const { status, headers, body } = await answer;
    assert.equal(status, 409);
    assert.equal(headers.get('x-conflicting-resource-id'), holder.id);
    assert.deepEqual(body, {
      code: 400,
      message: `Address mapping already exists on conversation ${holder.id}. Close the existing conversation before creating a new one with the same participants.`,
      more_info: 'https://www.twilio.com/docs/errors/400',
      status: 409,
    });
  };

  it('are refused by address and channel', async () => {
    const holder = await accepted('Shop messaging', [someone('SMS', '+15035550170')]);
    await refused(holder, create('Shop messaging', [someone('SMS', '+15035550170')]));
    await refused(holder, create('Shop messaging', [someone('SMS', '+15035550170', 'UNKNOWN')]));
    await accepted('Shop messaging', [someone('WHATSAPP', 'whatsapp:+15035550170')]);
  });

  it('are refused by address over all channels', async () => {
    const holder = await accepted('Workshop phone line', [someone('VOICE', '+15035550171')]);
    await refused(holder, create('Workshop phone line', [someone('WHATSAPP', 'whatsapp:+15035550171')]));
    await accepted('Workshop phone line', [someone('VOICE', '+15035550172')]);
  });

  it('are refused by profile', async () => {
    const holder = await accepted('Rental concierge', [someone('SMS', '+15035550173')]);
    const profileId = holder.participants?.[0]?.profileId;
    await refused(holder, create('Rental concierge', [{ ...someone('CHAT', 'ada'), profileId }]));
    await accepted('Rental concierge', [someone('CHAT', 'grace')]);
  });

  it('are refused for a participant that comes later, too', async () => {
    const holder = await accepted('Shop messaging', [someone('SMS', '+15035550174')]);
    const other = await accepted('Shop messaging', []);
    await refused(
      holder,
      caller.post(`/v2/Conversations/${other.id}/Participants`, someone('SMS', '+15035550174')) as ReturnType<
        typeof create
      >,
    );
    const { body } = await caller.get<Conversation>(`/v2/Conversations/${other.id}`);
    assert.deepEqual(body.participants, []);
  });

  it('are free in another configuration, for agents, and once the conversation is gone', async () => {
    const holder = await accepted('Shop messaging', [someone('SMS', '+15035550175')]);
    await accepted('Rental concierge', [someone('SMS', '+15035550175')]);
    await accepted('Shop messaging', [someone('SMS', '+15035550175', 'HUMAN_AGENT')]);
    caller.sandbox.deleteConversation(holder.id);
    await accepted('Shop messaging', [someone('SMS', '+15035550175')]);
  });

  it('are free once the conversation is CLOSED', async () => {
    const [closed] = await caller.conversations('&status=CLOSED');
    const { addresses: [address] = [] } = closed?.participants?.find(({ type }) => type === 'CUSTOMER') ?? {};
    assert.ok(address);
    await accepted('Shop messaging', [someone(address.channel, address.address)]);
  });

  it('leave nothing behind of the conversation that was refused', async () => {
    await accepted('Shop messaging', [someone('SMS', '+15035550176')]);
    const before = (await caller.conversations()).length;
    const both = [someone('SMS', '+15035550178'), someone('SMS', '+15035550176')];
    assert.equal((await create('Shop messaging', both)).status, 409);
    assert.equal((await caller.conversations()).length, before);
    await accepted('Shop messaging', [someone('SMS', '+15035550178')]);
  });
});
