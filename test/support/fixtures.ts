import type { Communication, Conversation, Participant } from '../../src/api/resources.ts';

const ACCOUNT = `AC${'0'.repeat(32)}`;

/** A customer and an agent who can both be reached by SMS. */
export const customer: Participant = {
  id: 'p-customer',
  conversationId: 'conv',
  accountId: ACCOUNT,
  name: 'Maya Lopez',
  type: 'CUSTOMER',
  addresses: [{ channel: 'SMS', address: '+15550100' }],
};

export const agent: Participant = {
  id: 'p-agent',
  conversationId: 'conv',
  accountId: ACCOUNT,
  name: 'Jonas',
  type: 'HUMAN_AGENT',
  addresses: [
    { channel: 'SMS', address: '+15550199' },
    { channel: 'WHATSAPP', address: 'whatsapp:+15550199' },
  ],
};

export const conversation: Conversation = {
  id: 'conv',
  accountId: ACCOUNT,
  configurationId: 'conf',
  status: 'ACTIVE',
  name: 'A bicycle',
};

/** A text from the customer to the agent; what differs is given. */
export function communication(
  id: string,
  occurredAt: string,
  rest: Partial<Communication> = {},
): Communication {
  return {
    id,
    conversationId: 'conv',
    accountId: ACCOUNT,
    author: { address: '+15550100', channel: 'SMS', participantId: 'p-customer' },
    recipients: [
      { address: '+15550199', channel: 'SMS', participantId: 'p-agent', deliveryStatus: 'DELIVERED' },
    ],
    content: { type: 'TEXT', text: `Text ${id}` },
    occurredAt,
    createdAt: occurredAt,
    updatedAt: occurredAt,
    ...rest,
  };
}
