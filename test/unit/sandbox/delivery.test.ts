import assert from 'node:assert/strict';
import { afterEach, beforeEach, describe, it } from 'node:test';
import type { Communication } from '../../../src/api/resources.ts';
import { Caller, NOON } from './caller.ts';

const STEP = 1_000;
const at = (milliseconds: number) => new Date(NOON + milliseconds).toISOString();

describe('delivery', () => {
  let caller: Caller;
  let path: string;
  beforeEach(async () => {
    caller = await Caller.start({ deliveryStepMs: STEP });
    const { id } = await caller.createConversation();
    path = `/v2/Conversations/${id}/Communications`;
  });
  afterEach(() => caller.sandbox.close());

  const send = async (
    recipients: [channel: string, address: string][],
    more: Record<string, unknown> = {},
  ) => {
    const { status, body } = await caller.post<Communication>(path, {
      author: { channel: 'SMS', address: '+15035550100' },
      content: { type: 'TEXT', text: 'Hello' },
      recipients: recipients.map(([channel, address]) => ({ channel, address })),
      ...more,
    });
    assert.equal(status, 201);
    return body;
  };
  const statuses = (communication: Communication) =>
    communication.recipients.map((item) => item.deliveryStatus);
  const reread = async ({ id }: Communication) => (await caller.get<Communication>(`${path}/${id}`)).body;

  /** The statuses and updatedAt after each of the steps 0 to 4. */
  const course = async (communication: Communication) => {
    const seen = [];
    for (let step = 0; step <= 4; step++) {
      const current = await reread(communication);
      seen.push([statuses(current).join(), current.updatedAt]);
      caller.advance(STEP);
    }
    return seen;
  };

  it('moves on with the time, and updatedAt with it', async () => {
    const sent = await send([['SMS', '+15035550101']]);
    assert.deepEqual(statuses(sent), ['INITIATED']);
    assert.deepEqual(await course(sent), [
      ['INITIATED', at(0)],
      ['IN_PROGRESS', at(STEP)],
      ['DELIVERED', at(2 * STEP)],
      ['DELIVERED', at(2 * STEP)],
      ['DELIVERED', at(2 * STEP)],
    ]);
  });

  for (const [channel, address] of [
    ['CHAT', 'ada'],
    ['WHATSAPP', 'whatsapp:+15035550101'],
    ['RCS', 'rcs:+15035550101'],
  ] as const) {
    it(`ends READ on ${channel}`, async () => {
      assert.deepEqual(await course(await send([[channel, address]])), [
        ['INITIATED', at(0)],
        ['IN_PROGRESS', at(STEP)],
        ['DELIVERED', at(2 * STEP)],
        ['DELIVERED', at(2 * STEP)],
        ['READ', at(4 * STEP)],
      ]);
    });
  }

  it('fails for the numbers that can never be reached', async () => {
    const sent = await send([
      ['SMS', '+15005550009'],
      ['WHATSAPP', 'whatsapp:+15005550001'],
      ['SMS', '+15005550006'],
    ]);
    caller.advance(2 * STEP - 1);
    assert.deepEqual(statuses(await reread(sent)), ['IN_PROGRESS', 'IN_PROGRESS', 'IN_PROGRESS']);
    caller.advance(1);
    assert.deepEqual(statuses(await reread(sent)), ['FAILED', 'FAILED', 'DELIVERED']);
    caller.advance(60 * STEP);
    assert.deepEqual(statuses(await reread(sent)), ['FAILED', 'FAILED', 'DELIVERED']);
  });

  it('is the same in a list as in a fetch', async () => {
    const sent = await send([['CHAT', 'ada']]);
    caller.advance(3 * STEP);
    const { body } = await caller.get<{ communications: Communication[] }>(path);
    assert.deepEqual(body.communications, [await reread(sent)]);
    assert.deepEqual(statuses(body.communications[0] as Communication), ['DELIVERED']);
  });

  it('has happened when something was spoken', async () => {
    const sent = await send([['VOICE', '+15035550101']], {
      content: { type: 'TRANSCRIPTION', text: 'Hello?' },
    });
    assert.deepEqual(statuses(sent), ['DELIVERED']);
    assert.equal(sent.updatedAt, at(0));
  });

  it('goes on where it was when the communication is updated', async () => {
    const sent = await send([['SMS', '+15035550101']], { resourceId: 'SM1' });
    caller.advance(10 * STEP);
    const updated = await send([['SMS', '+15035550101']], { resourceId: 'SM1' });
    assert.equal(updated.id, sent.id);
    assert.deepEqual(statuses(updated), ['DELIVERED']);
    assert.equal(updated.updatedAt, at(10 * STEP));
  });

  it('happens at once when there are no steps', async () => {
    const quick = await Caller.start({ deliveryStepMs: 0 });
    const { id } = await quick.createConversation();
    const { recipients } = await quick.createCommunication(id);
    assert.equal(recipients[0]?.deliveryStatus, 'DELIVERED');
    await quick.sandbox.close();
  });
});
