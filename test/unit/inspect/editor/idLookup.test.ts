import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { ApiError } from '../../../../src/api/errors.ts';
import { type LookupClient, lookUpId, MOST_ASKED } from '../../../../src/inspect/editor/idLookup.ts';
import { agent, communication, conversation, customer } from '../../../support/fixtures.ts';

const { signal } = new AbortController();
const nowhere = { near: [], loaded: [] };

function absent(status = 404): ApiError {
  return new ApiError({ kind: 'status', message: 'no', method: 'GET', path: '/', status });
}

/** An account with one conversation, and what was asked of it. */
function account(conversations: string[] = ['conv'], holder = 'conv') {
  const asked: string[] = [];
  const client = {
    fetchConversation: async (id: string) => {
      asked.push(id);
      if (!conversations.includes(id)) throw absent();
      return { ...conversation, id };
    },
    participantPage: async () => ({ items: [customer, agent] }),
    fetchCommunication: async (id: string, communicationId: string) => {
      asked.push(`${id}/${communicationId}`);
      if (id !== holder) throw absent();
      return communication(communicationId, '2026-03-01T10:00:00Z');
    },
    fetchParticipant: async (id: string) => {
      if (id !== holder) throw absent(400);
      return customer;
    },
    fetchAction: async () => {
      throw absent();
    },
    conversationPage: async ({ channelId }: { channelId?: string }) => ({
      items: channelId === 'CA1' ? conversations.map((id) => ({ ...conversation, id })) : [],
    }),
    communicationPage: async () => ({
      items: [communication('late', '2026-03-01T11:00:00Z'), communication('early', '2026-03-01T10:00:00Z')],
    }),
    fetchConfiguration: async () => {
      throw absent();
    },
  } as unknown as LookupClient;
  return { client, asked };
}

describe('looking up what an id leads to', () => {
  it('finds a conversation, with who is in it', async () => {
    const { client } = account();
    const finding = await lookUpId({ id: 'conv', kind: 'conversation' }, client, nowhere, signal);
    assert.equal(finding.kind, 'conversation');
    assert.deepEqual(finding.kind === 'conversation' && finding.participants, [customer, agent]);
  });

  it('says that there is none', async () => {
    const { client } = account();
    for (const kind of ['conversation', 'configuration', 'call'] as const)
      assert.deepEqual(await lookUpId({ id: 'other', kind }, client, nowhere, signal), { kind: 'absent' });
  });

  it('asks the conversation beside a communication first, and then no other', async () => {
    const { client, asked } = account(['conv', 'b'], 'conv');
    const loaded = [{ ...conversation, id: 'b' }];
    const found = { id: 'comm', kind: 'communication' } as const;
    const finding = await lookUpId(found, client, { near: ['conv'], loaded }, signal);
    assert.equal(finding.kind === 'conversation' && finding.communication?.id, 'comm');
    assert.deepEqual(asked, ['conv/comm', 'conv']);
  });

  it('asks those that are loaded then, the latest first, and not more than a hover may', async () => {
    const loaded = Array.from({ length: 40 }, (_, index) => ({
      ...conversation,
      id: `c${index}`,
      updatedAt: `2026-03-01T10:${String(index).padStart(2, '0')}:00Z`,
    }));
    const { client, asked } = account([], 'nobody');
    const found = { id: 'comm', kind: 'communication' } as const;
    const finding = await lookUpId(found, client, { near: ['near'], loaded }, signal);
    assert.deepEqual(finding, { kind: 'absent', asked: MOST_ASKED });
    assert.equal(asked.length, MOST_ASKED);
    assert.deepEqual(asked.slice(0, 3), ['near/comm', 'c39/comm', 'c38/comm']);
    assert.deepEqual(await lookUpId(found, client, nowhere, signal), { kind: 'absent', asked: 0 });
  });

  it('finds a participant, where others do not take its id for one', async () => {
    const { client } = account(['conv', 'a'], 'conv');
    const loaded = [conversation, { ...conversation, id: 'a' }];
    const finding = await lookUpId({ id: 'p', kind: 'participant' }, client, { near: [], loaded }, signal);
    assert.deepEqual(finding.kind === 'conversation' && finding.participant, customer);
  });

  it('finds a call’s conversation and where it begins, and says that there are others', async () => {
    const { client } = account(['conv', 'b', 'c']);
    const finding = await lookUpId({ id: 'CA1', kind: 'call' }, client, nowhere, signal);
    assert.equal(finding.kind, 'conversation');
    if (finding.kind !== 'conversation') return;
    assert.equal(finding.communication?.id, 'early');
    assert.equal(finding.others, 2);
  });

  it('rejects when it cannot know', async () => {
    const client = {
      fetchConversation: () => Promise.reject(absent(401)),
    } as unknown as LookupClient;
    await assert.rejects(lookUpId({ id: 'conv', kind: 'conversation' }, client, nowhere, signal), /no/);
  });

  it('asks nothing about what leads nowhere', async () => {
    const client = {} as LookupClient;
    for (const kind of ['account', 'apiKey', 'profile', 'memoryStore', 'request'] as const)
      assert.deepEqual(await lookUpId({ id: 'x', kind }, client, nowhere, signal), { kind: 'absent' });
  });
});
