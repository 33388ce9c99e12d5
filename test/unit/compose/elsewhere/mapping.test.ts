import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { Participant, ParticipantType } from '../../../../src/api/resources.ts';
import { mapParties } from '../../../../src/compose/elsewhere/mapping.ts';

/** A participant with addresses, each as `SMS +1`. */
function participant(id: string, type: ParticipantType, ...addresses: string[]): Participant {
  return {
    id,
    conversationId: 'conv',
    accountId: 'AC',
    type,
    addresses: addresses.map((text) => {
      const [channel = '', address = ''] = text.split(' ');
      return { channel, address };
    }),
  };
}

const agent = participant('agent', 'HUMAN_AGENT', 'SMS +1555', 'WHATSAPP whatsapp:+1555');
const customer = participant('customer', 'CUSTOMER', 'SMS +1666');
const here = [agent, customer];
/** The customer wrote to the agent, by SMS. */
const written = {
  author: { channel: 'SMS', address: '+1666', participantId: 'customer' },
  recipients: [{ channel: 'SMS', address: '+1555', participantId: 'agent', deliveryStatus: 'READ' as const }],
};

describe('who writes to whom in another conversation', () => {
  it('is whoever has the same address on the same channel, under their own id', () => {
    const there = [
      participant('other', 'CUSTOMER', 'SMS +1999'),
      participant('same customer', 'CUSTOMER', 'WHATSAPP +1666', 'SMS +1666'),
      participant('same agent', 'AI_AGENT', 'SMS +1555'),
    ];
    assert.deepEqual(mapParties(written, here, there), {
      author: { channel: 'SMS', address: '+1666', participantId: 'same customer' },
      recipients: [{ channel: 'SMS', address: '+1555', participantId: 'same agent' }],
    });
  });

  it('is else somebody of the same type on that channel', () => {
    const there = [
      participant('on another channel', 'CUSTOMER', 'CHAT maya'),
      participant('bot', 'AI_AGENT', 'SMS +1777'),
      participant('person', 'HUMAN_AGENT', 'SMS +1778'),
      participant('somebody', 'CUSTOMER', 'SMS +1999'),
    ];
    const { author, recipients } = mapParties(written, here, there);
    assert.equal(author?.participantId, 'somebody');
    assert.deepEqual(
      recipients.map(({ participantId }) => participantId),
      ['person'],
    );
  });

  it('is else somebody of the same side, on that channel before any other', () => {
    const there = [
      participant('person', 'HUMAN_AGENT', 'CHAT desk'),
      participant('bot', 'AI_AGENT', 'SMS +1777'),
      participant('somebody', 'CUSTOMER', 'CHAT maya'),
    ];
    const { author, recipients } = mapParties(written, here, there);
    assert.deepEqual(author, { channel: 'CHAT', address: 'maya', participantId: 'somebody' });
    assert.deepEqual(
      recipients.map(({ participantId }) => participantId),
      ['bot'],
    );
  });

  it('has nobody write to themselves, and nobody get it twice', () => {
    const there = [
      participant('only customer', 'CUSTOMER', 'SMS +1666', 'SMS +1555'),
      participant('only agent', 'AGENT', 'SMS +1777'),
    ];
    const toTwo = { ...written, recipients: [...written.recipients, { channel: 'SMS', address: '+1556' }] };
    const { author, recipients } = mapParties(toTwo, here, there);
    assert.equal(author?.participantId, 'only customer');
    assert.deepEqual(
      recipients.map(({ participantId }) => participantId),
      ['only agent'],
    );
  });

  it('is somebody likely where the first conversation cannot be read any more', () => {
    const there = [customer, participant('new agent', 'AI_AGENT', 'SMS +1777')].map((one) => ({
      ...one,
      id: `${one.id} there`,
    }));
    const strange = { author: { channel: 'SMS', address: '+1000' }, recipients: [] };
    const { author, recipients } = mapParties(strange, [], there);
    assert.equal(author?.participantId, 'new agent there');
    assert.deepEqual(
      recipients.map(({ participantId }) => participantId),
      ['customer there'],
    );
  });

  it('is nobody where nobody has an address, and nobody to write to where one is alone', () => {
    assert.deepEqual(mapParties(written, here, []), { recipients: [] });
    assert.deepEqual(mapParties(written, here, [participant('nobody', 'CUSTOMER')]), { recipients: [] });
    const alone = mapParties(written, here, [participant('alone', 'CUSTOMER', 'SMS +1666')]);
    assert.equal(alone.author?.participantId, 'alone');
    assert.deepEqual(alone.recipients, []);
  });
});
