import assert from 'node:assert/strict';
import { afterEach, beforeEach, describe, it } from 'node:test';
import fc from 'fast-check';
import type { Conversation } from '../../../src/api/resources.ts';
import { Caller, communicationBody, type ErrorBody } from './caller.ts';

const MINUTE = 60_000;
const YEAR = 365 * 24 * 60 * MINUTE;

const moment = (at: number) => new Date(at).toISOString();
const party = (channel: string) => ({ channel, address: '+15035550100' });
const someone = (channel: string, address = '+15035550101') => ({
  type: 'CUSTOMER',
  addresses: [{ channel, address }],
});

/** SMS rests and ends, CHAT does so sooner, WHATSAPP only rests, RCS only ends, VOICE and VIDEO do neither. */
const TIMEOUTS = {
  SMS: { statusTimeouts: { inactive: 10, closed: 30 } },
  CHAT: { statusTimeouts: { inactive: 2, closed: 5 } },
  WHATSAPP: { statusTimeouts: { inactive: 10 } },
  RCS: { statusTimeouts: { closed: 30 } },
  VOICE: {},
};

describe('the lifecycle of a conversation', () => {
  let caller: Caller;
  let configurationId: string;
  beforeEach(async () => {
    caller = await Caller.start();
    configurationId = await caller.createConfiguration({ channelSettings: TIMEOUTS });
  });
  afterEach(() => caller.sandbox.close());

  const create = (more: Record<string, unknown> = {}) =>
    caller.createConversation({ configurationId, ...more });
  const communicate = (id: string, channel: string) =>
    caller.createCommunication(id, { author: party(channel), recipients: [party(channel)] });
  const statusOf = async (id: string) => (await caller.conversation(id)).status;

  /** The status just before each moment, and at it; in minutes from now. */
  async function statusesAround(id: string, ...minutes: number[]): Promise<string[]> {
    const statuses: string[] = [];
    const begun = caller.now;
    for (const each of minutes) {
      caller.advance(begun + each * MINUTE - 1 - caller.now);
      statuses.push(String(await statusOf(id)));
      caller.advance(1);
      statuses.push(String(await statusOf(id)));
    }
    return statuses;
  }

  it('is from ACTIVE to INACTIVE to CLOSED, to the millisecond', async () => {
    const { id } = await create();
    await communicate(id, 'SMS');
    assert.deepEqual(await statusesAround(id, 10, 30), ['ACTIVE', 'INACTIVE', 'INACTIVE', 'CLOSED']);
  });

  it('shows in lists and their filters', async () => {
    const { id } = await create();
    await communicate(id, 'SMS');
    const listed = async (query = '') =>
      (await caller.conversations(query)).map((each) => [each.id, each.status]);
    caller.advance(10 * MINUTE);
    assert.deepEqual(await listed(), [[id, 'INACTIVE']]);
    assert.deepEqual(await listed('&status=ACTIVE'), []);
    assert.deepEqual(await listed('&status=INACTIVE'), [[id, 'INACTIVE']]);
    caller.advance(20 * MINUTE);
    assert.deepEqual(await listed('&status=INACTIVE'), []);
    assert.deepEqual(await listed('&status=CLOSED'), [[id, 'CLOSED']]);
  });

  it('counts both time-outs from the last communication, also one that came while it was INACTIVE', async () => {
    const { id } = await create();
    await communicate(id, 'SMS');
    caller.advance(9 * MINUTE);
    await communicate(id, 'SMS');
    assert.deepEqual(await statusesAround(id, 10, 29), ['ACTIVE', 'INACTIVE', 'INACTIVE', 'INACTIVE']);
    await communicate(id, 'SMS');
    assert.equal(await statusOf(id), 'ACTIVE');
    assert.deepEqual(await statusesAround(id, 10, 30), ['ACTIVE', 'INACTIVE', 'INACTIVE', 'CLOSED']);
  });

  it('goes by the channel of the last communication, shorter or longer than the one before', async () => {
    const { id } = await create();
    await communicate(id, 'SMS');
    caller.advance(MINUTE);
    await communicate(id, 'CHAT');
    assert.deepEqual(await statusesAround(id, 2), ['ACTIVE', 'INACTIVE']);
    await communicate(id, 'SMS');
    assert.deepEqual(await statusesAround(id, 2, 5, 10, 30), [
      ...['ACTIVE', 'ACTIVE', 'ACTIVE', 'ACTIVE'],
      ...['ACTIVE', 'INACTIVE', 'INACTIVE', 'CLOSED'],
    ]);
  });

  it('stops for a channel without time-outs', async () => {
    const { id } = await create();
    await communicate(id, 'CHAT');
    await communicate(id, 'VOICE');
    caller.advance(YEAR);
    assert.equal(await statusOf(id), 'ACTIVE');
    await communicate(id, 'CHAT');
    assert.deepEqual(await statusesAround(id, 2, 5), ['ACTIVE', 'INACTIVE', 'INACTIVE', 'CLOSED']);
  });

  it('only rests, or only ends, where only that is set', async () => {
    const resting = await create();
    await communicate(resting.id, 'WHATSAPP');
    const ending = await create();
    await communicate(ending.id, 'RCS');
    assert.deepEqual(await statusesAround(ending.id, 10, 30), ['ACTIVE', 'ACTIVE', 'ACTIVE', 'CLOSED']);
    assert.equal(await statusOf(resting.id), 'INACTIVE');
    caller.advance(YEAR);
    assert.equal(await statusOf(resting.id), 'INACTIVE');
  });

  for (const inactive of [30, 31]) {
    it(`goes straight to CLOSED when it would rest after ${inactive} minutes and end after 30`, async () => {
      configurationId = await caller.createConfiguration({
        channelSettings: { SMS: { statusTimeouts: { inactive, closed: 30 } } },
      });
      const { id } = await create();
      await communicate(id, 'SMS');
      assert.deepEqual(await statusesAround(id, 30, 40), ['ACTIVE', 'CLOSED', 'CLOSED', 'CLOSED']);
    });
  }

  it('does not begin without time-outs', async () => {
    configurationId = await caller.createConfiguration();
    const { id } = await create({ participants: [someone('SMS')] });
    await communicate(id, 'SMS');
    caller.advance(YEAR);
    assert.equal(await statusOf(id), 'ACTIVE');
  });

  describe('before any communication', () => {
    it('counts from the making, by the first participant’s channel', async () => {
      const { id } = await create({ participants: [someone('SMS'), someone('CHAT', 'ada')] });
      assert.deepEqual(await statusesAround(id, 2, 5, 10, 30), [
        ...['ACTIVE', 'ACTIVE', 'ACTIVE', 'ACTIVE'],
        ...['ACTIVE', 'INACTIVE', 'INACTIVE', 'CLOSED'],
      ]);
    });

    it('does not begin without anybody', async () => {
      const { id } = await create();
      caller.advance(YEAR);
      assert.equal(await statusOf(id), 'ACTIVE');
    });

    it('counts from the joining of the first participant, and of each other one', async () => {
      const { id } = await create();
      caller.advance(YEAR);
      await caller.createParticipant(id, someone('SMS'));
      assert.deepEqual(await statusesAround(id, 9), ['ACTIVE', 'ACTIVE']);
      await caller.createParticipant(id, someone('CHAT', 'ada'));
      assert.deepEqual(await statusesAround(id, 10, 30), ['ACTIVE', 'INACTIVE', 'INACTIVE', 'CLOSED']);
    });

    it('counts anew when the first participant gets another channel', async () => {
      const { id, participants: [first] = [] } = await create({ participants: [someone('VOICE')] });
      caller.advance(YEAR);
      const path = `/v2/Conversations/${id}/Participants/${first?.id}`;
      assert.equal((await caller.put(path, someone('CHAT', 'ada'))).status, 200);
      assert.deepEqual(await statusesAround(id, 2, 5), ['ACTIVE', 'INACTIVE', 'INACTIVE', 'CLOSED']);
    });
  });

  it('is not moved on by a participant once there are communications', async () => {
    const { id } = await create();
    await communicate(id, 'SMS');
    caller.advance(9 * MINUTE);
    await caller.createParticipant(id, someone('CHAT', 'ada'));
    assert.deepEqual(await statusesAround(id, 1, 21), ['ACTIVE', 'INACTIVE', 'INACTIVE', 'CLOSED']);
  });

  it('is not moved on by what is no traffic', async () => {
    const { id } = await create();
    await communicate(id, 'SMS');
    caller.advance(9 * MINUTE);
    await caller.patch(`/v2/Conversations/${id}`, { name: 'Renamed', status: 'ACTIVE' });
    await caller.put(`/v2/Conversations/${id}`, { name: 'Again', status: 'ACTIVE' });
    assert.deepEqual(await statusesAround(id, 1), ['ACTIVE', 'INACTIVE']);
  });

  describe('by hand', () => {
    for (const method of ['PUT', 'PATCH'] as const) {
      const set = (id: string, status: string) =>
        caller.send<ErrorBody & Conversation>(method, `/v2/Conversations/${id}`, { status });

      it(`wakes an INACTIVE conversation with ${method}, and gives it its time anew`, async () => {
        const { id } = await create();
        await communicate(id, 'SMS');
        caller.advance(15 * MINUTE);
        assert.equal(await statusOf(id), 'INACTIVE');
        const { status, body } = await set(id, 'ACTIVE');
        assert.deepEqual([status, body.status, body.updatedAt], [200, 'ACTIVE', moment(caller.now)]);
        assert.deepEqual(await statusesAround(id, 10, 30), ['ACTIVE', 'INACTIVE', 'INACTIVE', 'CLOSED']);
      });

      it(`rests a conversation with ${method}; it still ends in time`, async () => {
        const { id } = await create();
        await communicate(id, 'SMS');
        caller.advance(5 * MINUTE);
        assert.equal((await set(id, 'INACTIVE')).body.status, 'INACTIVE');
        assert.deepEqual(await statusesAround(id, 5, 25), ['INACTIVE', 'INACTIVE', 'INACTIVE', 'CLOSED']);
      });

      it(`closes a conversation with ${method}, for good`, async () => {
        const { id } = await create({ name: 'Ended', metadata: { ticket: '1' } });
        caller.advance(MINUTE);
        assert.equal((await set(id, 'CLOSED')).body.status, 'CLOSED');
        const before = await caller.conversation(id);
        caller.advance(MINUTE);
        for (const status of ['ACTIVE', 'INACTIVE']) {
          const answer = await caller.send<ErrorBody>(method, `/v2/Conversations/${id}`, {
            status,
            name: 'Opened',
            metadata: {},
          });
          assert.equal(answer.status, 400);
          assert.equal(
            answer.body.message,
            `status cannot be ${status}: conversation ${id} is CLOSED, which is final`,
          );
        }
        assert.deepEqual(await caller.conversation(id), before);
        const same = await set(id, 'CLOSED');
        assert.deepEqual([same.status, same.body.updatedAt], [200, moment(caller.now)]);
      });
    }
  });

  it('ends with CLOSED: nothing may be added any more, and nothing is', async () => {
    const { id, participants: [customer] = [] } = await create({ participants: [someone('SMS')] });
    await communicate(id, 'SMS');
    caller.advance(30 * MINUTE);
    const before = await caller.conversation(id);
    assert.equal(before.status, 'CLOSED');
    const path = `/v2/Conversations/${id}`;
    const action = {
      type: 'SEND_MESSAGE',
      payload: { from: party('SMS'), to: [party('SMS')], content: { text: 'too late' } },
    };
    for (const answer of [
      await caller.post<ErrorBody>(`${path}/Communications`, communicationBody()),
      await caller.post<ErrorBody>(`${path}/Participants`, someone('SMS', '+15035550102')),
      await caller.put<ErrorBody>(`${path}/Participants/${customer?.id}`, { name: 'Nobody' }),
      await caller.post<ErrorBody>(`${path}/Actions`, action),
    ]) {
      assert.deepEqual([answer.status, answer.body.code], [400, 20001]);
      assert.match(answer.body.message, new RegExp(`${id} is CLOSED, which is final`));
    }
    caller.advance(YEAR);
    assert.deepEqual(await caller.conversation(id), before);
    assert.equal((await caller.communications(id)).length, 1);
  });

  it('lets a CLOSED conversation be renamed and deleted', async () => {
    const { id } = await create();
    await caller.patch(`/v2/Conversations/${id}`, { status: 'CLOSED' });
    const renamed = await caller.patch<Conversation>(`/v2/Conversations/${id}`, { name: 'Archived' });
    assert.deepEqual([renamed.status, renamed.body.name, renamed.body.status], [200, 'Archived', 'CLOSED']);
    await caller.complete(await caller.delete(`/v2/Conversations/${id}`));
    assert.equal((await caller.get(`/v2/Conversations/${id}`)).status, 404);
  });

  it('goes by the configuration that the conversation was made with', async () => {
    const { id } = await create();
    await communicate(id, 'SMS');
    const settings = { SMS: { statusTimeouts: { inactive: 1, closed: 2 } } };
    const path = `/v2/ControlPlane/Configurations/${configurationId}`;
    await caller.complete(await caller.patch(path, { channelSettings: settings }));
    await communicate(id, 'SMS');
    assert.deepEqual(await statusesAround(id, 2, 10), ['ACTIVE', 'ACTIVE', 'ACTIVE', 'INACTIVE']);
    const newer = await create();
    await communicate(newer.id, 'SMS');
    assert.deepEqual(await statusesAround(newer.id, 1, 2), ['ACTIVE', 'INACTIVE', 'INACTIVE', 'CLOSED']);
  });

  it('happens at its moments, however late somebody looks', async () => {
    const { id } = await create();
    await communicate(id, 'SMS');
    const closed = caller.now + 30 * MINUTE;
    caller.advance(YEAR);
    const { status, updatedAt } = await caller.conversation(id);
    assert.deepEqual([status, updatedAt], ['CLOSED', moment(closed)]);
  });

  it('is sped up and moved on by the sandbox’s clock', async () => {
    const { id } = await create();
    await communicate(id, 'SMS');
    await caller.patch('/sandbox/clock', { advanceMs: 10 * MINUTE });
    assert.equal(await statusOf(id), 'INACTIVE');
    await communicate(id, 'SMS');
    await caller.patch('/sandbox/clock', { rate: 60 });
    caller.advance(9_999);
    assert.equal(await statusOf(id), 'ACTIVE');
    caller.advance(1);
    assert.equal(await statusOf(id), 'INACTIVE');
    caller.advance(20_000);
    assert.equal(await statusOf(id), 'CLOSED');
  });

  it('leaves other conversations alone, and ends with the conversation', async () => {
    const gone = await create({ name: 'gone' });
    const here = await create({ name: 'here' });
    await communicate(gone.id, 'SMS');
    await communicate(here.id, 'CHAT');
    caller.sandbox.deleteConversation(gone.id);
    caller.advance(2 * MINUTE);
    assert.equal(await statusOf(here.id), 'INACTIVE');
    caller.advance(YEAR);
    assert.equal((await caller.get(`/v2/Conversations/${gone.id}`)).status, 404);
    assert.deepEqual(
      (await caller.conversations()).map(({ name }) => name),
      ['here'],
    );
  });

  type Step = { wait: number } | { say: keyof typeof TIMEOUTS } | { set: 'ACTIVE' | 'INACTIVE' | 'CLOSED' };

  /** What a conversation is by the words of the documentation, and nothing else. */
  class Model {
    status = 'ACTIVE';
    #now = 0;
    #quietSince = 0;
    #channel: keyof typeof TIMEOUTS | undefined;

    take(step: Step): void {
      if ('wait' in step) this.#now += step.wait;
      this.#fallSilent();
      if (this.status === 'CLOSED') return;
      if ('say' in step) {
        this.#channel = step.say;
        this.#quietSince = this.#now;
        this.status = 'ACTIVE';
      } else if ('set' in step) {
        if (step.set === 'ACTIVE' && this.status === 'INACTIVE') this.#quietSince = this.#now;
        this.status = step.set;
      }
      this.#fallSilent();
    }

    #fallSilent(): void {
      if (this.#channel === undefined || this.status === 'CLOSED') return;
      const settings: { statusTimeouts?: { inactive?: number; closed?: number } } = TIMEOUTS[this.#channel];
      const { inactive = Infinity, closed = Infinity } = settings.statusTimeouts ?? {};
      const silence = this.#now - this.#quietSince;
      if (silence >= closed) this.status = 'CLOSED';
      else if (silence >= inactive) this.status = 'INACTIVE';
    }
  }

  it('is what the documentation says, whatever is done and however seldom somebody looks', async () => {
    const step: fc.Arbitrary<Step> = fc.oneof(
      { weight: 3, arbitrary: fc.record({ wait: fc.integer({ min: 1, max: 12 }) }) },
      {
        weight: 2,
        arbitrary: fc.record({ say: fc.constantFrom('SMS', 'CHAT', 'WHATSAPP', 'RCS', 'VOICE') }),
      },
      { weight: 1, arbitrary: fc.record({ set: fc.constantFrom('ACTIVE', 'INACTIVE', 'CLOSED') }) },
    );
    await fc.assert(
      fc.asyncProperty(fc.array(step, { maxLength: 15 }), fc.boolean(), async (steps, looking) => {
        const { id } = await create();
        const model = new Model();
        for (const each of steps) {
          model.take(each);
          if ('wait' in each) caller.advance(each.wait * MINUTE);
          else if ('say' in each) {
            const { author, ...rest } = communicationBody();
            await caller.post(`/v2/Conversations/${id}/Communications`, { ...rest, author: party(each.say) });
          } else await caller.patch(`/v2/Conversations/${id}`, { status: each.set });
          if (looking) assert.equal(await statusOf(id), model.status);
        }
        assert.equal(await statusOf(id), model.status);
        caller.sandbox.deleteConversation(id);
      }),
    );
  });
});
