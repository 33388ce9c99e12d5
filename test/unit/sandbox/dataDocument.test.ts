import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import type { ExportDocument, ExportedConversation } from '../../../src/api/exportDocument.ts';
import type { Communication, Conversation, ServiceConversation } from '../../../src/api/resources.ts';
import { Caller, type ErrorBody, NOON } from './caller.ts';
import { exported, steps, stepsFromTheBeginning, take } from './dataWorkload.ts';

// Imports bring values that the document does not know.
Caller.onPurpose = /response\/communications/;

const OTHER = { accountSid: `AC${'7'.repeat(32)}`, authToken: 'another-secret' };
const THIRD = { accountSid: `AC${'8'.repeat(32)}`, authToken: 'x' };

/** A conversation as a client would have it of a live account, with what Twilio may have added since. */
const live = {
  id: 'conv_conversation_01k1live00000000000000000a',
  accountId: OTHER.accountSid,
  configurationId: 'conv_configuration_01k1live00000000000000000a',
  status: 'ACTIVE',
  name: null,
  createdAt: '2026-03-01T09:00:00Z',
  updatedAt: '2026-03-01T09:00:05Z',
  actionId: null,
  novelty: { of: 'Twilio' },
  configuration: {
    displayName: 'Live',
    description: 'Of a live account',
    conversationGroupingType: 'GROUP_BY_PARTICIPANT_ADDRESSES',
    memoryStoreId: `mem_store_${'2'.repeat(26)}`,
    channelSettings: { SMS: { statusTimeouts: { inactive: 60, closed: null }, captureRules: [] } },
    statusCallbacks: [],
    conversationsV1Bridge: null,
  },
  participants: [
    {
      id: 'conv_participant_01k1live00000000000000000a',
      conversationId: 'conv_conversation_01k1live00000000000000000a',
      accountId: OTHER.accountSid,
      name: 'Ada',
      type: 'CUSTOMER',
      profileId: `mem_profile_${'3'.repeat(26)}`,
      addresses: [{ channel: 'SMS', address: '+15035550101', channelId: null }],
      createdAt: '2026-03-01T09:00:00Z',
    },
  ],
  communications: [
    {
      id: 'conv_communication_01k1live00000000000000000b',
      conversationId: 'conv_conversation_01k1live00000000000000000a',
      accountId: OTHER.accountSid,
      author: { channel: 'SMS', address: '+15035550100', participantId: null },
      content: { type: 'TEXT', text: 'On its way', transcription: null, media: [{ sid: 'ME1' }] },
      recipients: [
        { channel: 'SMS', address: '+15035550101', deliveryStatus: 'IN_PROGRESS' },
        { channel: 'SMS', address: '+15035550102', deliveryStatus: 'QUEUED' },
      ],
      channelId: 'SM2',
      resourceId: null,
      createdAt: '2026-03-01T09:00:03Z',
      updatedAt: '2026-03-01T09:10:00Z',
    },
    {
      id: 'conv_communication_01k1live00000000000000000a',
      conversationId: 'conv_conversation_01k1live00000000000000000a',
      accountId: OTHER.accountSid,
      author: { channel: 'SMS', address: '+15035550101' },
      content: { type: 'TEXT', text: 'Hello' },
      recipients: [{ channel: 'SMS', address: '+15035550100', deliveryStatus: 'DELIVERED' }],
      channelId: 'SM1',
      resourceId: 'SM1',
      createdAt: '2026-03-01T09:00:01Z',
    },
  ],
} as unknown as ExportedConversation;

function documentOf(...conversations: ExportedConversation[]): ExportDocument {
  return {
    format: 'twilio-conversations',
    version: 1,
    exportedAt: '2026-03-02T00:00:00Z',
    accounts: [{ accountSid: OTHER.accountSid, configurations: [], conversations }],
  };
}

describe('a document of everything', () => {
  it('brings everything back, and everything goes on as it would have', async () => {
    await fc.assert(
      fc.asyncProperty(stepsFromTheBeginning, steps, fc.nat({ max: 10_000 }), async (before, after, wait) => {
        await using one = await Caller.start();
        for (const step of before) await take(one, step);
        const document = exported(one);

        await using other = await Caller.start({ seed: 2 }, one.now);
        other.sandbox.importDocument(document, 'replace');
        assert.deepEqual(exported(other), document);
        for (const caller of [one, other]) {
          await take(caller, { do: 'wait', ms: wait });
          for (const step of after) await take(caller, step);
        }
        assert.deepEqual(exported(other), exported(one));
      }),
      { numRuns: 60 },
    );
  });

  it('holds the demo data, and answers are the same after', async () => {
    await using one = await Caller.start({ data: 'demo' });
    await using other = await Caller.start({ data: 'empty' });
    const document = exported(one);
    other.sandbox.importDocument(document, 'replace');
    assert.deepEqual(exported(other), document);
    const conversations = await one.conversations();
    assert.deepEqual(await other.conversations(), conversations);
    for (const { id } of conversations) {
      assert.deepEqual(await other.communications(id), await one.communications(id));
    }
  });

  it('has resources as the API shows them', async () => {
    await using caller = await Caller.start({ data: 'demo' });
    const [account] = exported(caller).accounts;
    assert.ok(account);
    const shown = (await caller.conversations()).reverse();
    for (const [
      index,
      { communications, actions, sandbox, ...conversation },
    ] of account.conversations.entries()) {
      assert.deepEqual(conversation, shown[index]);
      const answers = await caller.communications(conversation.id);
      assert.deepEqual(
        communications.map(
          ({ sandbox, ...communication }: Communication & { sandbox?: object }) => communication,
        ),
        answers,
      );
    }
  });

  it('has no secrets', async () => {
    const apiKeys = [{ sid: `SK${'a'.repeat(32)}`, secret: 'secret-of-key' }];
    await using caller = await Caller.start({ data: 'demo', accounts: [{ ...OTHER, apiKeys }, THIRD] });
    const text = JSON.stringify(caller.sandbox.exportDocument());
    assert.ok(text.includes(OTHER.accountSid) && text.includes(THIRD.accountSid));
    for (const secret of [OTHER.authToken, 'secret-of-key', apiKeys[0]?.sid ?? '']) {
      assert.equal(text.includes(secret), false);
    }
  });

  it('does not change with what happens later', async () => {
    await using caller = await Caller.start();
    const { id } = await caller.createConversation();
    await caller.createCommunication(id);
    const document = caller.sandbox.exportDocument();
    const text = JSON.stringify(document);
    caller.advance(60_000);
    await caller.createCommunication(id);
    assert.equal(JSON.stringify(document), text);
  });

  it('keeps how far the clock is ahead', async () => {
    await using one = await Caller.start();
    await one.patch('/sandbox/clock', { now: '2026-06-01T00:00:00.000Z' });
    await using other = await Caller.start({}, one.now + 5_000);
    other.sandbox.importDocument(exported(one), 'replace');
    const { body } = await other.get('/sandbox/clock');
    assert.deepEqual(body, { now: '2026-06-01T00:00:05.000Z', rate: 1 });
  });
});

describe('a document of a live account', () => {
  it('comes in with what it has, and with what can be told from that', async () => {
    await using caller = await Caller.start();
    caller.sandbox.importDocument(documentOf(live), 'replace');
    const [conversation] = await caller.conversations();
    assert.equal(conversation?.id, live.id);
    assert.equal(conversation?.status, 'ACTIVE');
    assert.equal(conversation?.createdAt, '2026-03-01T09:00:00.000Z');
    assert.equal(conversation?.accountId, caller.sandbox.accounts[0]?.accountSid);
    const [participant] = conversation?.participants ?? [];
    assert.deepEqual(participant?.addresses, [{ channel: 'SMS', address: '+15035550101' }]);
    const communications = await caller.communications(live.id);
    assert.deepEqual(
      communications.map(({ content }) => content.text),
      ['Hello', 'On its way'],
    );
    assert.deepEqual((await caller.conversations('&channelId=SM1')).length, 1);
  });

  it('brings the configuration that its conversation was made from', async () => {
    await using caller = await Caller.start();
    caller.sandbox.importDocument(documentOf(live), 'merge');
    const { body } = await caller.get(`/v2/ControlPlane/Configurations/${live.configurationId}`);
    const { displayName, channelSettings, version } = body as Record<string, unknown>;
    assert.deepEqual([displayName, version], ['Live', 1]);
    assert.deepEqual(channelSettings, { SMS: { statusTimeouts: { inactive: 60 }, captureRules: [] } });
    await caller.post('/v2/Conversations', { configurationId: live.configurationId });
    assert.equal((await caller.conversations()).length, 2);
  });

  it('has deliveries end that were under way, and leaves alone what it does not know', async () => {
    await using caller = await Caller.start();
    caller.sandbox.importDocument(documentOf(live), 'replace');
    const [, sent] = await caller.communications(live.id);
    assert.deepEqual(
      sent?.recipients.map(({ deliveryStatus }) => deliveryStatus),
      ['DELIVERED', 'QUEUED'],
    );
    assert.equal(sent?.updatedAt, new Date(NOON).toISOString());
  });

  it('begins its silence anew', async () => {
    await using caller = await Caller.start();
    caller.sandbox.importDocument(documentOf(live), 'replace');
    const status = async () => (await caller.conversations())[0]?.status;
    caller.advance(60 * 60_000 - 1);
    assert.equal(await status(), 'ACTIVE');
    caller.advance(1);
    assert.equal(await status(), 'INACTIVE');
  });

  it('has its customers’ profiles and their traffic', async () => {
    await using caller = await Caller.start();
    caller.sandbox.importDocument(documentOf(live), 'merge');
    const participants = [{ type: 'CUSTOMER', addresses: [{ channel: 'SMS', address: '+15035550101' }] }];
    const { configurationId } = live;
    const { status, body } = await caller.post<ErrorBody>('/v2/Conversations', {
      configurationId,
      participants,
    });
    assert.equal(status, 409);
    assert.ok(body.message.includes(live.id));
    await caller.patch(`/v2/Conversations/${live.id}`, { status: 'CLOSED' });
    const made = await caller.post<Conversation>('/v2/Conversations', { configurationId, participants });
    assert.equal(made.body.participants?.[0]?.profileId, live.participants?.[0]?.profileId);
  });

  it('gets the classic side that a bridged conversation has', async () => {
    await using caller = await Caller.start();
    const serviceId = `IS${'e'.repeat(32)}`;
    const sid = `CH${'f'.repeat(32)}`;
    const bridged = structuredClone(live) as typeof live;
    Object.assign(bridged.configuration ?? {}, { conversationsV1Bridge: { serviceId } });
    const addresses = [{ channel: 'CHAT', address: 'ada', channelId: sid }];
    Object.assign(bridged.participants?.[0] ?? {}, { addresses });
    caller.sandbox.importDocument(documentOf(bridged), 'replace');
    const path = `/v1/Services/${serviceId}/Conversations/${sid}`;
    const { status, body } = await caller.get<ServiceConversation>(path);
    assert.deepEqual([status, body.sid], [200, sid]);
  });

  it('has an action that was under way fail, since nobody knows what it was to send', async () => {
    await using caller = await Caller.start();
    const id = 'conv_action_01k1live00000000000000000a';
    const actions = [{ id, type: 'SEND_MESSAGE', status: 'PENDING', conversationId: live.id }];
    caller.sandbox.importDocument(documentOf({ ...live, actions }), 'replace');
    caller.advance(5_000);
    const { body } = await caller.get(`/v2/Conversations/${live.id}/Actions/${id}`);
    assert.deepEqual([body['status'], typeof body['failureReason']], ['FAILED', 'string']);
  });

  it('makes no id a second time, when it was exported from a sandbox of the same seed', async () => {
    await using one = await Caller.start();
    const { id } = await one.createConversation({ participants: [{ name: 'A', addresses: [] }] });
    await one.createCommunication(id);
    const [account] = exported(one).accounts;
    const [{ sandbox, ...conversation } = live] = account?.conversations ?? [];
    const communications = await one.communications(id);
    await using other = await Caller.start();
    other.sandbox.importDocument(documentOf({ ...conversation, communications }), 'merge');
    const made = await other.createConversation({ participants: [{ name: 'B', addresses: [] }] });
    const said = await other.createCommunication(made.id);
    assert.notEqual(made.id, id);
    assert.notEqual(made.participants?.[0]?.id, conversation.participants?.[0]?.id);
    assert.notEqual(said.id, communications[0]?.id);
  });

  it('may lack all that the API makes optional', async () => {
    await using caller = await Caller.start();
    const bare = { id: 'c', accountId: 'a', configurationId: 'x', communications: null };
    const said = { id: 'm', author: { channel: 'FAX', address: 'a' }, content: { type: 'MEDIA' } };
    const document = documentOf(bare as unknown as ExportedConversation, {
      ...bare,
      id: 'd',
      communications: [said as unknown as Communication],
    });
    caller.sandbox.importDocument(document, 'replace');
    assert.equal((await caller.conversations()).length, 2);
    const [communication] = await caller.communications('d');
    assert.deepEqual(communication?.content, { type: 'MEDIA', text: '' });
    assert.equal(communication?.createdAt, '2026-03-02T00:00:00.000Z');
    const again = exported(caller);
    caller.sandbox.importDocument(again, 'replace');
    assert.deepEqual(exported(caller), again);
  });
});

describe('merging', () => {
  it('puts a conversation in the place of the one with its id, and others at the end', async () => {
    await using caller = await Caller.start();
    const first = await caller.createConversation({ name: 'first' });
    await caller.createCommunication(first.id);
    await caller.createConversation({ name: 'second' });
    const { accounts } = exported(caller);
    const [whole] = accounts[0]?.conversations ?? [];
    assert.ok(whole);
    const changed = { ...whole, name: 'first, changed', communications: [] };
    caller.sandbox.importDocument({ ...documentOf(live, changed), exportedAt: whole.createdAt }, 'merge');
    const conversations = (await caller.conversations()).reverse();
    assert.deepEqual(
      conversations.map(({ name }) => name),
      ['first, changed', 'second', null],
    );
    assert.deepEqual(await caller.communications(first.id), []);
  });

  it('is the same when it is done twice', async () => {
    await using caller = await Caller.start({ data: 'demo' });
    caller.sandbox.importDocument(documentOf(live), 'merge');
    const once = exported(caller);
    caller.sandbox.importDocument(documentOf(live), 'merge');
    assert.deepEqual(exported(caller), once);
  });

  it('of everything with itself changes nothing', async () => {
    await fc.assert(
      fc.asyncProperty(stepsFromTheBeginning, async (before) => {
        await using caller = await Caller.start();
        for (const step of before) await take(caller, step);
        const document = exported(caller);
        caller.sandbox.importDocument(document, 'merge');
        const merged = exported(caller);
        // What was deleted is made again from the copies of it.
        const [was] = document.accounts;
        const [is] = merged.accounts;
        assert.deepEqual(is?.conversations, was?.conversations);
        assert.deepEqual(is?.configurations.slice(0, was?.configurations.length), was?.configurations);
      }),
      { numRuns: 20 },
    );
  });

  it('gives a unique name of the classic API to one only', async () => {
    await using one = await Caller.start({ data: 'demo' });
    await using other = await Caller.start({ data: 'demo', seed: 2 });
    other.sandbox.importDocument(exported(one), 'merge');
    const { sandbox } = (other.sandbox.exportDocument().accounts[0] ?? {}) as {
      sandbox: { serviceConversations: { uniqueName: string | null }[] };
    };
    const names = sandbox.serviceConversations.flatMap(({ uniqueName }) => uniqueName ?? []);
    assert.ok(names.length > 0 && sandbox.serviceConversations.length > names.length);
    assert.equal(new Set(names).size, names.length);
  });
});

describe('importing', () => {
  it('takes one account into one of another SID', async () => {
    await using one = await Caller.start({ accounts: [OTHER] });
    const { id } = await one.createConversation();
    await using other = await Caller.start({ accounts: [THIRD] });
    other.sandbox.importDocument(exported(one), 'replace');
    const [conversation] = await other.conversations();
    assert.deepEqual([conversation?.id, conversation?.accountId], [id, THIRD.accountSid]);
  });

  it('ties accounts by their SIDs, and leaves others empty', async () => {
    await using one = await Caller.start({ accounts: [OTHER] });
    await one.createConversation();
    await using two = await Caller.start({ data: 'demo', accounts: [THIRD, OTHER] });
    two.sandbox.importDocument(exported(one), 'replace');
    assert.equal((await two.conversations()).length, 0);
    const { body } = await two.get<{ conversations: Conversation[] }>('/v2/Conversations', OTHER);
    assert.equal(body.conversations.length, 1);
    assert.throws(() => one.sandbox.importDocument(exported(two), 'replace'), new RegExp(THIRD.accountSid));
  });

  const [only] = documentOf(live).accounts;
  for (const [title, document, message] of [
    ['a list', [], /must be a JSON object/],
    ['null', null, /must be a JSON object/],
    ['another format', { name: 'package', version: '1' }, /format must be "twilio-conversations"/],
    ['a later version', { ...documentOf(), version: 2 }, /version of this export is 2.*reads version 1/],
    ['no accounts', { ...documentOf(), accounts: undefined }, /accounts is required/],
    ['no date', { ...documentOf(), exportedAt: 'yesterday' }, /exportedAt must be a date and time/],
    [
      'a wrong member',
      documentOf({ ...live, name: 7 as unknown as string }),
      /accounts\[0\]\.conversations\[0\]\.name/,
    ],
    [
      'a missing address',
      documentOf({ ...live, communications: [{ id: 'x' } as Communication] }),
      /accounts\[0\]\.conversations\[0\]\.communications\[0\]\.author/,
    ],
    ['an id twice', documentOf(live, live), /accounts\[0\]\.conversations\[1\]\.id .* is there twice/],
    [
      'an account twice',
      { ...documentOf(), accounts: [only, only] },
      /accounts\[1\]\.accountSid .* is there twice/,
    ],
  ] as const) {
    it(`refuses ${title}, and changes nothing`, async () => {
      await using caller = await Caller.start({ data: 'demo' });
      const before = exported(caller);
      for (const mode of ['replace', 'merge'] as const) {
        assert.throws(() => caller.sandbox.importDocument(document, mode), message);
      }
      assert.deepEqual(exported(caller), before);
      assert.ok((await caller.conversations()).length > 0);
    });
  }

  it('leaves page tokens of before without a list', async () => {
    await using caller = await Caller.start({ data: 'demo' });
    const { body } = await caller.get<{ meta: { nextToken: string } }>('/v2/Conversations?pageSize=2');
    caller.sandbox.importDocument(exported(caller), 'replace');
    const { status } = await caller.get(`/v2/Conversations?pageSize=2&pageToken=${body.meta.nextToken}`);
    assert.equal(status, 400);
  });
});
