import assert from 'node:assert/strict';
import { after, describe, it } from 'node:test';
import type { Conversation, Participant } from '../../../src/api/resources.ts';
import {
  BEHAVIORS,
  type Behavior,
  type BehaviorName,
  chooseBehavior,
} from '../../../src/sandbox/server/behavior.ts';
import { startSandbox } from '../../../src/sandbox/server/server.ts';
import { Caller, communicationBody, type ErrorBody } from './caller.ts';

// A 409 that was chosen is not in the document.
Caller.onPurpose = /409: the status is not listed/;

/** A sandbox where one choice is made, and all others are as they are by themselves. */
const choose = (name: BehaviorName, value: string) => Caller.start({ behavior: { [name]: value } });

const sms = (address: string) => ({ channel: 'SMS', address });
const namesOf = (conversations: readonly Conversation[]) => conversations.map(({ name }) => name);

/** One conversation of each status, the oldest ACTIVE and the newest CLOSED. */
async function oneOfEach(caller: Caller): Promise<void> {
  for (const status of ['ACTIVE', 'INACTIVE', 'CLOSED']) {
    const { id } = await caller.createConversation({ name: status });
    await caller.patch(`/v2/Conversations/${id}`, { status });
    caller.advance(1_000);
  }
}

type Cases = { [Name in BehaviorName]: { [Value in Behavior[Name]]: (caller: Caller) => Promise<void> } };

/** What each choice does, over HTTP. The type sees to it that none is forgotten. */
const CASES: Cases = {
  defaultStatuses: {
    async all(caller) {
      await oneOfEach(caller);
      assert.deepEqual(namesOf(await caller.conversations()), ['CLOSED', 'INACTIVE', 'ACTIVE']);
      assert.deepEqual(namesOf(await caller.conversations('&status=CLOSED')), ['CLOSED']);
    },
    async open(caller) {
      await oneOfEach(caller);
      assert.deepEqual(namesOf(await caller.conversations()), ['INACTIVE', 'ACTIVE']);
      assert.deepEqual(namesOf(await caller.conversations('&status=CLOSED')), ['CLOSED']);
      const every = await caller.conversations('&status=CLOSED&status=ACTIVE&status=INACTIVE');
      assert.deepEqual(namesOf(every), ['CLOSED', 'INACTIVE', 'ACTIVE']);
    },
  },
  conversationOrder: {
    async 'newest-first'(caller) {
      await oneOfEach(caller);
      assert.deepEqual(namesOf(await caller.conversations()), ['CLOSED', 'INACTIVE', 'ACTIVE']);
    },
    async 'oldest-first'(caller) {
      await oneOfEach(caller);
      assert.deepEqual(namesOf(await caller.conversations()), ['ACTIVE', 'INACTIVE', 'CLOSED']);
    },
  },
  communicationOrder: {
    async 'oldest-first'(caller) {
      assert.deepEqual(await textsOf(caller), ['first', 'second', 'third']);
    },
    async 'newest-first'(caller) {
      assert.deepEqual(await textsOf(caller), ['third', 'second', 'first']);
    },
  },
  listMembers: {
    async full(caller) {
      const made = await withParticipant(caller);
      assert.deepEqual(await caller.conversations(), [await caller.conversation(made.id)]);
    },
    async brief(caller) {
      const made = await withParticipant(caller);
      const { participants, configuration, ...brief } = await caller.conversation(made.id);
      assert.equal(participants?.length, 1);
      assert.ok(configuration);
      assert.deepEqual(await caller.conversations(), [brief]);
    },
  },
  participantIds: {
    async optional(caller) {
      const { id } = await caller.createConversation();
      assert.equal(
        (await caller.post(`/v2/Conversations/${id}/Communications`, communicationBody())).status,
        201,
      );
    },
    async required(caller) {
      const { id, participants: [participant] = [] } = await withParticipant(caller);
      const participantId = participant?.id;
      const post = async (author: object, ...recipients: object[]) => {
        const body = {
          author: { ...sms('+15035550100'), ...author },
          content: { type: 'TEXT', text: 'Hello' },
          recipients: recipients.map((recipient) => ({ ...sms('+15035550101'), ...recipient })),
        };
        const answer = await caller.post<ErrorBody>(`/v2/Conversations/${id}/Communications`, body);
        return [answer.status, answer.body.message];
      };
      assert.deepEqual(await post({}, { participantId }), [400, 'author.participantId is required']);
      assert.deepEqual(await post({ participantId }, { participantId }, {}), [
        400,
        'recipients[1].participantId is required',
      ]);
      assert.deepEqual(await post({ participantId }, { participantId }), [201, undefined]);
      assert.equal((await caller.communications(id)).length, 1);
    },
  },
  closedWrites: {
    async 400(caller) {
      for (const { status, headers } of await writesToClosed(caller)) {
        assert.deepEqual([status, headers.get('x-conflicting-resource-id')], [400, null]);
      }
    },
    async 409(caller) {
      for (const { status, headers, body } of await writesToClosed(caller)) {
        const [closed] = await caller.conversations();
        assert.deepEqual([status, body.status], [409, 409]);
        assert.equal(headers.get('x-conflicting-resource-id'), closed?.id);
      }
    },
  },
  omittedOnPut: {
    async cleared(caller) {
      const { conversation, participant } = await replacedByAlmostNothing(caller);
      assert.deepEqual([conversation.name, conversation.metadata], [null, undefined]);
      const { name, type, profileId, addresses } = participant;
      assert.deepEqual([name, type, profileId, addresses], [null, 'UNKNOWN', undefined, []]);
    },
    async kept(caller) {
      const { conversation, participant } = await replacedByAlmostNothing(caller);
      assert.deepEqual([conversation.name, conversation.metadata], ['Before', { ticket: '7' }]);
      const { name, type, profileId, addresses } = participant;
      assert.deepEqual(
        [name, type, profileId, addresses],
        ['Ada', 'HUMAN_AGENT', 'mem_profile_ada', [sms('+15035550101')]],
      );
      const path = `/v2/Conversations/${conversation.id}`;
      const renamed = await caller.put<Participant>(`${path}/Participants/${participant.id}`, {
        name: 'Grace',
      });
      assert.deepEqual([renamed.body.name, renamed.body.type], ['Grace', 'HUMAN_AGENT']);
      const emptied = await caller.put<Conversation>(path, { status: 'ACTIVE', metadata: {} });
      assert.deepEqual([emptied.body.name, emptied.body.metadata], ['Before', undefined]);
    },
  },
};

async function textsOf(caller: Caller): Promise<unknown[]> {
  const { id } = await caller.createConversation();
  for (const text of ['first', 'second', 'third']) {
    await caller.createCommunication(id, {
      content: { type: 'TEXT', text },
      // The order is that of their making, whatever is said of their happening.
      occurredAt: `2026-01-0${text.length}T00:00:00Z`,
    });
  }
  return (await caller.communications(id)).map(({ content }) => content.text);
}

const withParticipant = (caller: Caller) =>
  caller.createConversation({ participants: [{ type: 'CUSTOMER', addresses: [sms('+15035550101')] }] });

async function writesToClosed(caller: Caller) {
  const { id, participants: [participant] = [] } = await withParticipant(caller);
  const path = `/v2/Conversations/${id}`;
  await caller.patch(path, { status: 'CLOSED' });
  const payload = { from: sms('+15035550100'), to: [sms('+15035550101')], content: { text: 'Hello' } };
  return [
    await caller.post<ErrorBody>(`${path}/Communications`, communicationBody()),
    await caller.post<ErrorBody>(`${path}/Participants`, { addresses: [] }),
    await caller.put<ErrorBody>(`${path}/Participants/${participant?.id}`, {}),
    await caller.post<ErrorBody>(`${path}/Actions`, { type: 'SEND_MESSAGE', payload }),
  ];
}

async function replacedByAlmostNothing(caller: Caller) {
  const { id } = await caller.createConversation({ name: 'Before', metadata: { ticket: '7' } });
  const made = await caller.createParticipant(id, {
    name: 'Ada',
    type: 'HUMAN_AGENT',
    profileId: 'mem_profile_ada',
    addresses: [sms('+15035550101')],
  });
  const path = `/v2/Conversations/${id}`;
  const { body: participant } = await caller.put<Participant>(`${path}/Participants/${made.id}`, {});
  const { body: conversation } = await caller.put<Conversation>(path, { status: 'ACTIVE' });
  return { conversation, participant };
}

describe('a choice of behavior', () => {
  for (const [name, values] of Object.entries(BEHAVIORS) as [BehaviorName, readonly string[]][]) {
    for (const [index, value] of values.entries()) {
      const run = (CASES[name] as Record<string, (caller: Caller) => Promise<void>>)[value];
      it(`${name}: ${value}`, async () => {
        assert.ok(run, 'nothing is known of it');
        await using caller = await choose(name, value);
        await run(caller);
      });
      if (index > 0) continue;
      it(`${name} is ${value} unless told otherwise`, async () => {
        assert.ok(run);
        await using caller = await Caller.start();
        await run(caller);
      });
    }
  }

  it('is the sandbox’s, and stays with a reset', async () => {
    await using caller = await Caller.start({ behavior: { listMembers: 'brief', closedWrites: '409' } });
    caller.sandbox.reset();
    const { body } = await caller.get<{ behavior: unknown }>('/sandbox/status');
    assert.deepEqual(body.behavior, {
      defaultStatuses: 'all',
      conversationOrder: 'newest-first',
      communicationOrder: 'oldest-first',
      listMembers: 'brief',
      participantIds: 'optional',
      closedWrites: '409',
      omittedOnPut: 'cleared',
    });
  });

  it('takes what a PUT of a configuration leaves out in no way but the documented one', async () => {
    await using caller = await choose('omittedOnPut', 'kept');
    const id = await caller.createConfiguration({ memoryExtractionEnabled: true });
    const { displayName, description, conversationGroupingType, memoryStoreId } =
      await caller.configuration(id);
    const body = { displayName, description, conversationGroupingType, memoryStoreId, channelSettings: {} };
    await caller.complete(await caller.put(`/v2/ControlPlane/Configurations/${id}`, body));
    assert.equal((await caller.configuration(id)).memoryExtractionEnabled, false);
  });

  it('goes with demo data, whichever it is', async () => {
    for (const [name, values] of Object.entries(BEHAVIORS)) {
      for (const value of values) {
        await using caller = await Caller.start({ data: 'demo', behavior: { [name]: value } });
        assert.ok((await caller.conversations('&status=ACTIVE')).length > 0, `${name}: ${value}`);
      }
    }
  });

  describe('that there is not', () => {
    const open: { close(): Promise<void> }[] = [];
    after(() => Promise.all(open.map((sandbox) => sandbox.close())));

    const wrong: [choices: Record<string, string>, message: RegExp][] = [
      [{ listMember: 'full' }, /^There is no behavior listMember; there are defaultStatuses, /],
      [{ constructor: 'x' }, /^There is no behavior constructor; /],
      [{ listMembers: 'long' }, /^listMembers must be one of full, brief$/],
      [{ closedWrites: '404' }, /^closedWrites must be one of 400, 409$/],
      [{ participantIds: '' }, /^participantIds must be one of optional, required$/],
    ];
    for (const [choices, message] of wrong) {
      it(`stops the start: ${JSON.stringify(choices)}`, async () => {
        assert.throws(() => chooseBehavior(choices), { name: 'RangeError', message });
        await assert.rejects(
          startSandbox({ data: 'empty', behavior: choices }).then((sandbox) => open.push(sandbox)),
          { message },
        );
      });
    }
  });
});
