import type { ExportDocument } from '../../src/api/exportDocument.ts';

const ACCOUNT = `AC${'5'.repeat(32)}`;
const id = (kind: string, name: string) => `conv_${kind}_01sick${name.padEnd(20, '0').slice(0, 20)}`;

export const SICK = {
  conversation: id('conversation', 'nora'),
  rival: id('conversation', 'rival'),
  configuration: id('configuration', 'sick'),
  double: id('communication', 'double2'),
} as const;

/**
 * Two conversations that ail, for a sandbox: a participant of unknown type, a rival for the same customer, a delivery
 * that failed, the same text twice, no time-outs, a capture rule that cannot match, and a callback where nothing listens.
 * @param deadPort nothing listens there
 * @param now epoch milliseconds
 */
export function sickConversation(deadPort: number, now: number): ExportDocument {
  const at = (secondsAgo: number) => new Date(now - secondsAgo * 1000).toISOString();
  const settings = {
    displayName: 'Ailing shop',
    description: 'Made to be diagnosed',
    conversationGroupingType: 'GROUP_BY_PARTICIPANT_ADDRESSES_AND_CHANNEL_TYPE' as const,
    memoryStoreId: 'mem_store_01k1etk2y5f1y9fpe2epfdtvv2',
    channelSettings: { SMS: { captureRules: [{ from: '*', to: '15035550199' }] } },
    statusCallbacks: [{ url: `http://127.0.0.1:${deadPort}/webhooks`, method: 'POST' }],
    intelligenceConfigurationIds: [],
    memoryExtractionEnabled: false,
  };
  const customer = { address: '+15005550009', channel: 'SMS' };
  const shop = { address: '+15035550199', channel: 'SMS' };
  const people = (conversationId: string, name: string) => [
    {
      id: id('participant', `${name}customer`),
      conversationId,
      accountId: ACCOUNT,
      name: 'Nora Quist',
      type: 'CUSTOMER',
      profileId: 'mem_profile_01k1etk2y5f1y9fpe2epfdtvv2',
      addresses: [customer],
      createdAt: at(7200),
      updatedAt: at(7200),
    },
    {
      id: id('participant', `${name}shop`),
      conversationId,
      accountId: ACCOUNT,
      name: 'Front desk',
      type: 'HUMAN_AGENT',
      addresses: [shop],
      createdAt: at(7200),
      updatedAt: at(7200),
    },
  ];
  const said = (name: string, secondsAgo: number, text: string, status: string) => ({
    id: id('communication', name),
    conversationId: SICK.conversation,
    accountId: ACCOUNT,
    author: { ...shop, participantId: id('participant', 'norashop') },
    content: { type: 'TEXT', text },
    recipients: [{ ...customer, participantId: id('participant', 'noracustomer'), deliveryStatus: status }],
    createdAt: at(secondsAgo),
    updatedAt: at(secondsAgo),
    occurredAt: at(secondsAgo),
  });
  const conversation = { accountId: ACCOUNT, configurationId: SICK.configuration, status: 'ACTIVE' };
  return {
    format: 'twilio-conversations',
    version: 1,
    exportedAt: at(0),
    accounts: [
      {
        accountSid: ACCOUNT,
        configurations: [
          { id: SICK.configuration, ...settings, createdAt: at(9000), updatedAt: at(9000), version: 1 },
        ],
        conversations: [
          {
            ...conversation,
            id: SICK.conversation,
            name: 'Nora Quist: lost luggage',
            configuration: settings,
            participants: [
              ...people(SICK.conversation, 'nora'),
              {
                id: id('participant', 'norastranger'),
                conversationId: SICK.conversation,
                accountId: ACCOUNT,
                name: 'Guest 4711',
                type: 'UNKNOWN',
                addresses: [{ address: '+15035550177', channel: 'SMS' }],
                createdAt: at(7100),
                updatedAt: at(7100),
              },
            ],
            createdAt: at(7200),
            updatedAt: at(3600),
            communications: [
              said('double1', 7000, 'Your suitcase was found at the harbour office', 'FAILED'),
              said('double2', 6997, 'Your suitcase was found at the harbour office', 'FAILED'),
              said('later', 3600, 'Shall we send it on to the hotel?', 'FAILED'),
            ],
          },
          {
            ...conversation,
            id: SICK.rival,
            name: 'Nora Quist: old matter',
            configuration: { ...settings, statusCallbacks: [] },
            participants: people(SICK.rival, 'rival'),
            createdAt: at(8000),
            updatedAt: at(8000),
            communications: [],
          },
        ],
      },
    ],
  };
}
