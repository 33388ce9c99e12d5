import type { BurstSettings } from '../../../../src/compose/burst/report.ts';

export const settings: BurstSettings = {
  id: 'a1b2c3d4',
  accountId: 'sandbox',
  accountLabel: 'Sandbox',
  sandbox: true,
  conversationId: 'conv_conversation_01k1etk2y5f1y9fpe2epfdtvv2',
  conversationName: 'Hannah <script>: flat tire',
  author: {
    address: '+15550100111',
    channel: 'SMS',
    participantId: 'p1',
    name: 'Imani',
    type: 'HUMAN_AGENT',
  },
  recipients: [
    { address: '+15550100222', channel: 'SMS', participantId: 'p2', name: 'Hannah Okafor', type: 'CUSTOMER' },
  ],
  template: 'Secret {{n}}',
  count: 1_000,
  concurrency: 10,
};
