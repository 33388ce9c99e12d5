import assert from 'node:assert/strict';
import { afterEach, beforeEach, describe, it } from 'node:test';
import type { Conversation, Participant } from '../../../src/api/resources.ts';
import { type Answer, Caller, type ErrorBody, NOON } from './caller.ts';

// Members that cannot be written are sent to see them left alone.
Caller.onPurpose = /must NOT have additional properties/;

const MINUTE = 60_000;
const moment = (at: number) => new Date(at).toISOString();
const someone = (address: string, more: Record<string, unknown> = {}) => ({
  type: 'CUSTOMER',
  addresses: [{ channel: 'SMS', address }],
  ...more,
});
const entries = (count: number, prefix = 'key') =>
  Object.fromEntries(Array.from({ length: count }, (_, index) => [`${prefix}${index}`, 'value']));

describe('a conversation', () => {
  let caller: Caller;
  let made: Conversation;
  let path: string;
  beforeEach(async () => {
    caller = await Caller.start();
    made = await caller.createConversation({
      name: 'Before',
      metadata: { ticket: '7', team: 'a' },
      participants: [someone('+15035550101')],
    });
    path = `/v2/Conversations/${made.id}`;
    caller.advance(MINUTE);
  });
  afterEach(() => caller.sandbox.close());

  const put = (body: unknown) => caller.put<Conversation & ErrorBody>(path, body);
  const patch = (body: unknown) => caller.patch<Conversation & ErrorBody>(path, body);
  /** The answer, which is what fetch and list give as well. */
  const changed = async ({ status, body }: Answer<Conversation>) => {
    assert.equal(status, 200, JSON.stringify(body));
    assert.deepEqual(await caller.conversation(made.id), body);
    assert.deepEqual(await caller.conversations(), [body]);
    return body;
  };
  const refused = async ({ status, body }: Answer<ErrorBody>, message: RegExp) => {
    assert.equal(status, 400);
    assert.match(body.message, message);
    assert.deepEqual(await caller.conversation(made.id), made);
  };

  describe('replaced with PUT', () => {
    it('has what was given, and keeps what cannot be written', async () => {
      const body = await changed(
        await put({ status: 'INACTIVE', name: 'After', metadata: { ticket: '8', mood: 'good' } }),
      );
      assert.deepEqual(body, {
        ...made,
        status: 'INACTIVE',
        name: 'After',
        metadata: { ticket: '8', mood: 'good' },
        updatedAt: moment(NOON + MINUTE),
      });
    });

    it('has no name and no metadata when none are given', async () => {
      const { metadata, ...rest } = made;
      assert.deepEqual(await changed(await put({ status: 'ACTIVE' })), {
        ...rest,
        name: null,
        updatedAt: moment(NOON + MINUTE),
      });
    });

    it('can have an empty name, and no entry of metadata', async () => {
      const body = await changed(await put({ status: 'ACTIVE', name: '', metadata: {} }));
      assert.equal(body.name, '');
      assert.equal('metadata' in body, false);
    });

    it('needs its status', async () => {
      await refused(await put({ name: 'After' }), /^status is required$/);
    });

    it('takes no name of null', async () => {
      await refused(await put({ status: 'ACTIVE', name: null }), /^name must be a string$/);
    });

    it('has at most 8 entries of metadata', async () => {
      await refused(
        await put({ status: 'ACTIVE', metadata: entries(9) }),
        /^metadata must have at most 8 entries$/,
      );
      const body = await changed(await put({ status: 'ACTIVE', metadata: entries(8) }));
      assert.deepEqual(body.metadata, entries(8));
    });

    it('keeps its configuration, whatever is given', async () => {
      const given = { status: 'ACTIVE', configuration: { statusCallbacks: [] }, participants: [], id: 'x' };
      const { configuration, participants, id } = await changed(await put(given));
      assert.deepEqual([configuration, participants, id], [made.configuration, made.participants, made.id]);
    });
  });

  describe('changed with PATCH', () => {
    for (const [title, change, expected] of [
      ['its name', { name: 'After' }, { name: 'After' }],
      ['its name to none', { name: null }, { name: null }],
      ['its status', { status: 'CLOSED' }, { status: 'CLOSED' }],
      ['one entry of its metadata', { metadata: { ticket: '8' } }, { metadata: { ticket: '8', team: 'a' } }],
      [
        'an entry that it adds',
        { metadata: { mood: '' } },
        { metadata: { ticket: '7', team: 'a', mood: '' } },
      ],
      ['an entry that it removes', { metadata: { ticket: null } }, { metadata: { team: 'a' } }],
      ['no entry that is not there', { metadata: { nothing: null } }, {}],
      ['nothing', {}, {}],
      ['nothing of what cannot be written', { id: 'x', participants: [], configurationId: 'x' }, {}],
      ['nothing by an empty configuration', { configuration: {} }, {}],
    ] as const) {
      it(`changes ${title}, and only that`, async () => {
        const body = await changed(await patch(change));
        assert.deepEqual(body, { ...made, ...expected, updatedAt: moment(NOON + MINUTE) });
      });
    }

    it('has no metadata when the last entry is removed', async () => {
      const body = await changed(await patch({ metadata: { ticket: null, team: null } }));
      assert.equal('metadata' in body, false);
    });

    it('takes entries named as members of every object', async () => {
      const metadata = { constructor: 'a', prototype: 'b', toString: 'c', __proto: 'd' };
      await changed(await patch({ metadata }));
      const body = await changed(
        await patch({ metadata: { ...metadata, toString: null, ticket: null, team: null } }),
      );
      assert.deepEqual(body.metadata, { constructor: 'a', prototype: 'b', __proto: 'd' });
      const { metadata: created } = await caller.createConversation({ metadata });
      assert.deepEqual(created, metadata);
    });

    it('has at most 8 entries of metadata after the merge, and nothing of a refused change', async () => {
      const tooMany = { name: 'After', status: 'CLOSED', metadata: entries(7) };
      await refused(await patch(tooMany), /^metadata must have at most 8 entries$/);
      await changed(await patch({ metadata: entries(6) }));
      const replaced = { ...entries(6, 'other'), ticket: null, team: null };
      assert.equal((await patch({ metadata: replaced })).status, 400);
      const removed = Object.fromEntries(Object.keys(entries(6)).map((key) => [key, null]));
      const { metadata } = await changed(await patch({ metadata: { ...replaced, ...removed } }));
      assert.deepEqual(metadata, entries(6, 'other'));
    });

    it('gets callbacks of its own, none, and those of its configuration again', async () => {
      const url = 'http://127.0.0.1:9/configured';
      const configurationId = await caller.createConfiguration({ statusCallbacks: [{ url }] });
      const own = await caller.createConversation({ configurationId });
      const other = await caller.createConversation({ configurationId });
      const configured = [{ url, method: 'POST' }];
      const set = async (statusCallbacks: unknown) => {
        const { body } = await caller.patch<Conversation>(`/v2/Conversations/${own.id}`, {
          configuration: { statusCallbacks },
        });
        assert.deepEqual(await caller.conversation(own.id), body);
        const { statusCallbacks: now, ...rest } = body.configuration ?? {};
        assert.deepEqual({ ...rest, statusCallbacks: configured }, own.configuration);
        return now;
      };
      assert.deepEqual(own.configuration?.statusCallbacks, configured);
      const twenty = Array.from({ length: 20 }, (_, index) => ({
        url: `http://127.0.0.1:9/${index}`,
        method: 'GET',
      }));
      assert.deepEqual(await set(twenty), twenty);
      assert.deepEqual(await set([]), []);
      assert.deepEqual(await set(null), configured);
      assert.deepEqual(await caller.conversation(other.id), other);
      const { statusCallbacks } = await caller.configuration(configurationId);
      assert.deepEqual(statusCallbacks, configured);
    });

    it('has no callbacks left to come back to once its configuration is gone', async () => {
      const configurationId = await caller.createConfiguration({
        statusCallbacks: [{ url: 'http://127.0.0.1:9/' }],
      });
      const { id } = await caller.createConversation({ configurationId });
      await caller.complete(await caller.delete(`/v2/ControlPlane/Configurations/${configurationId}`));
      const { body } = await caller.patch<Conversation>(`/v2/Conversations/${id}`, {
        configuration: { statusCallbacks: null },
      });
      assert.deepEqual(body.configuration?.statusCallbacks, []);
    });

    it('refuses 21 callbacks', async () => {
      const statusCallbacks = Array(21).fill({ url: 'http://127.0.0.1:9/' });
      await refused(
        await patch({ name: 'After', configuration: { statusCallbacks } }),
        /^configuration\.statusCallbacks must have at most 20 items$/,
      );
    });
  });

  it('that is not there cannot be changed', async () => {
    for (const answer of [
      await caller.put('/v2/Conversations/x', { status: 'ACTIVE' }),
      await caller.patch('/v2/Conversations/x', {}),
      await caller.delete('/v2/Conversations/x'),
    ]) {
      assert.equal(answer.status, 404);
    }
  });

  it('is deleted with 202, and gone when the operation has ended', async () => {
    const accepted = await caller.delete<{ related: unknown }>(path);
    assert.deepEqual(accepted.body.related, { conversationId: made.id });
    assert.equal((await caller.get(path)).status, 200);
    await caller.complete(accepted);
    assert.equal((await caller.get(path)).status, 404);
    assert.deepEqual(await caller.conversations(), []);
  });
});

describe('a participant replaced with PUT', () => {
  let caller: Caller;
  let conversation: Conversation;
  let before: Participant;
  let path: string;
  beforeEach(async () => {
    caller = await Caller.start();
    conversation = await caller.createConversation();
    before = await caller.createParticipant(conversation.id, {
      name: 'Ada',
      type: 'HUMAN_AGENT',
      profileId: 'mem_profile_ada',
      addresses: [{ channel: 'SMS', address: '+15035550101', channelId: 'SM1' }],
    });
    path = `/v2/Conversations/${conversation.id}/Participants/${before.id}`;
    caller.advance(MINUTE);
  });
  afterEach(() => caller.sandbox.close());

  const put = (body: unknown, to = path) => caller.put<Participant & ErrorBody>(to, body);
  /** The answer, which is what fetch, list and the conversation give as well. */
  const changed = async ({ status, body }: Answer<Participant>) => {
    assert.equal(status, 200, JSON.stringify(body));
    assert.deepEqual((await caller.get(path)).body, body);
    assert.deepEqual((await caller.get(path.replace(/\/[^/]*$/, ''))).body['participants'], [body]);
    assert.deepEqual((await caller.conversation(conversation.id)).participants, [body]);
    return body;
  };

  it('is what was given, and keeps its id and when it was made', async () => {
    const given = {
      name: 'Grace',
      type: 'AI_AGENT',
      profileId: 'mem_profile_grace',
      addresses: [
        { channel: 'CHAT', address: 'grace' },
        { channel: 'VOICE', address: '+15035550102', channelId: 'CA1' },
      ],
    };
    assert.deepEqual(await changed(await put(given)), {
      ...before,
      ...given,
      updatedAt: moment(NOON + MINUTE),
    });
    assert.equal((await caller.conversation(conversation.id)).updatedAt, moment(NOON + MINUTE));
  });

  it('loses what is left out', async () => {
    const { profileId, ...rest } = before;
    assert.deepEqual(await changed(await put({})), {
      ...rest,
      name: null,
      type: 'UNKNOWN',
      addresses: [],
      updatedAt: moment(NOON + MINUTE),
    });
  });

  it('gets a profile as a customer, the one of its number', async () => {
    const number = [{ channel: 'SMS', address: '+15035550103' }];
    const other = await caller.createConversation();
    const { profileId } = await caller.createParticipant(other.id, { type: 'CUSTOMER', addresses: number });
    await caller.patch(`/v2/Conversations/${other.id}`, { status: 'CLOSED' });
    const customer = await changed(await put({ type: 'CUSTOMER', addresses: number }));
    assert.match(profileId ?? '', /^mem_profile_/);
    assert.equal(customer.profileId, profileId);
  });

  it('is found by its new channelId', async () => {
    await put({ addresses: [{ channel: 'VOICE', address: '+15035550101', channelId: 'CA9' }] });
    assert.deepEqual(
      (await caller.conversations('&channelId=CA9')).map(({ id }) => id),
      [conversation.id],
    );
  });

  it('is tied to communications by its new address', async () => {
    await put({ addresses: [{ channel: 'SMS', address: '+15035550100' }] });
    const { author } = await caller.createCommunication(conversation.id);
    assert.equal(author.participantId, before.id);
  });

  it('cannot take the traffic of another open conversation', async () => {
    const holder = await caller.createConversation({ participants: [someone('+15035550104')] });
    const { status, body } = await put(someone('+15035550104', { name: 'Thief' }));
    assert.equal(status, 400);
    assert.match(body.message, new RegExp(`Address mapping already exists on conversation ${holder.id}`));
    assert.deepEqual((await caller.get(path)).body, before);
    await caller.patch(`/v2/Conversations/${holder.id}`, { status: 'CLOSED' });
    assert.equal((await put(someone('+15035550104'))).status, 200);
  });

  it('may keep its own addresses', async () => {
    assert.equal((await put(someone('+15035550105'))).status, 200);
    assert.equal((await put(someone('+15035550105', { name: 'Ada' }))).status, 200);
  });

  it('gives its old addresses free for others', async () => {
    assert.equal((await put(someone('+15035550106'))).status, 200);
    assert.equal((await put(someone('+15035550107'))).status, 200);
    await caller.createConversation({ participants: [someone('+15035550106')] });
    const { status } = await caller.post('/v2/Conversations', {
      configurationId: conversation.configurationId,
      participants: [someone('+15035550107')],
    });
    assert.equal(status, 409);
  });

  it('does not give free what another participant of the conversation has as well', async () => {
    await caller.createParticipant(conversation.id, someone('+15035550108'));
    assert.equal((await put(someone('+15035550108'))).status, 200);
    assert.equal((await put({})).status, 200);
    const { status, headers } = await caller.post('/v2/Conversations', {
      configurationId: conversation.configurationId,
      participants: [someone('+15035550108')],
    });
    assert.deepEqual([status, headers.get('x-conflicting-resource-id')], [409, conversation.id]);
  });

  it('has to be one of this conversation', async () => {
    const other = await caller.createConversation();
    for (const wrong of [
      `/v2/Conversations/${other.id}/Participants/${before.id}`,
      `/v2/Conversations/${conversation.id}/Participants/nobody`,
      `/v2/Conversations/nothing/Participants/${before.id}`,
    ]) {
      assert.equal((await put({ name: 'x' }, wrong)).status, 404);
    }
    assert.deepEqual((await caller.get(path)).body, before);
  });
});

describe('finding a conversation by where its traffic came from', () => {
  let caller: Caller;
  beforeEach(async () => {
    caller = await Caller.start();
  });
  afterEach(() => caller.sandbox.close());

  const found = async (channelId: string) => {
    const { body } = await caller.get<{ conversations: { id: string }[] }>(
      `/v2/Conversations?channelId=${channelId}`,
    );
    return body.conversations.map(({ id }) => id);
  };
  const sms = (channelId?: string) => ({
    addresses: [{ channel: 'SMS', address: '+15035550191', ...(channelId ? { channelId } : {}) }],
  });

  it('ends when a participant no longer has it, unless something else has', async () => {
    const { id } = await caller.createConversation();
    const one = await caller.createParticipant(id, sms('CAold'));
    await caller.createCommunication(id, { channelId: 'CAboth' });
    const path = `/v2/Conversations/${id}/Participants/${one.id}`;
    assert.deepEqual(await found('CAold'), [id]);
    await caller.send('PUT', path, sms('CAboth'));
    assert.deepEqual(await found('CAold'), []);
    await caller.send('PUT', path, sms());
    assert.deepEqual(await found('CAboth'), [id]);
  });

  it('follows a communication that is written anew', async () => {
    const { id } = await caller.createConversation();
    await caller.createCommunication(id, { resourceId: 'R', channelId: 'SMfirst' });
    await caller.createCommunication(id, { resourceId: 'R', channelId: 'SMsecond' });
    assert.deepEqual([await found('SMfirst'), await found('SMsecond')], [[], [id]]);
  });

  it('gives several in the order of the list, page by page', async () => {
    const ids: string[] = [];
    for (let count = 0; count < 3; count++) {
      const { id } = await caller.createConversation();
      await caller.createCommunication(id, { channelId: 'SMshared' });
      ids.unshift(id);
      await caller.createConversation();
    }
    const seen: string[] = [];
    let token = '';
    do {
      const { body } = await caller.get<{
        conversations: { id: string }[];
        meta: { nextToken?: string };
      }>(`/v2/Conversations?channelId=SMshared&pageSize=2${token && `&pageToken=${token}`}`);
      seen.push(...body.conversations.map(({ id }) => id));
      token = body.meta.nextToken ?? '';
    } while (token);
    assert.deepEqual(seen, ids);
  });
});
