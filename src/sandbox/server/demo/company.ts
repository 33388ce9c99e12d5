import type { ConfigurationSettings } from '../model.ts';
import type { ConfigurationKey, Person } from './script.ts';

/*
 * Velonora: a chain that repairs and rents out bicycles in Portland, Bristol and Hamburg. It does not exist. Its
 * phone numbers, and its customers', are from ranges that are kept free for fiction: +1 … 555 01xx, +44 7700 900xxx,
 * +44 117 496 0xxx, +49 40 66969xxx, +33 6 39 98 xx xx.
 */

export const WEB_CHAT_SERVICE = 'IS5c1e0b7a94d24f6f8e3a2b1907d6c5e4';
const MEMORY_STORE = 'mem_store_01k1etk2y5f1y9fpe2epfdtvv2';
const RENTAL_MEMORY_STORE = 'mem_store_01k3w9z0n4e8rv7q2m6hx5tbcd';

export const CONFIGURATIONS: Record<ConfigurationKey, ConfigurationSettings> = {
  messaging: {
    displayName: 'Shop messaging',
    description: 'Repairs and pick-ups by SMS, WhatsApp and RCS. One conversation per customer and channel.',
    conversationGroupingType: 'GROUP_BY_PARTICIPANT_ADDRESSES_AND_CHANNEL_TYPE',
    memoryStoreId: MEMORY_STORE,
    channelSettings: {
      SMS: {
        statusTimeouts: { inactive: 1440, closed: 20160 },
        captureRules: [
          { from: '*', to: '+15035550100', metadata: {} },
          { from: '+15035550100', to: '*', metadata: {} },
          { from: '*', to: '+441174960110', metadata: {} },
          { from: '*', to: '+494066969100', metadata: {} },
        ],
      },
      WHATSAPP: {
        statusTimeouts: { inactive: 2880, closed: 43200 },
        captureRules: [
          { from: '*', to: 'whatsapp:+15035550101', metadata: {} },
          { from: '*', to: 'whatsapp:+441174960111', metadata: {} },
        ],
      },
      RCS: {
        statusTimeouts: { inactive: 1440, closed: 20160 },
        captureRules: [{ from: '*', to: 'rcs:velonora_agent', metadata: {} }],
      },
    },
    statusCallbacks: [{ url: 'https://hooks.velonora.example/conversations', method: 'POST' }],
    intelligenceConfigurationIds: [],
    memoryExtractionEnabled: false,
  },
  phone: {
    displayName: 'Workshop phone line',
    description:
      'Calls to the workshops, transcribed as they are spoken. Without timeouts: a call is closed by hand.',
    conversationGroupingType: 'GROUP_BY_PARTICIPANT_ADDRESSES',
    memoryStoreId: MEMORY_STORE,
    channelSettings: {
      VOICE: {
        captureRules: [
          { from: '*', to: '+15035550102', metadata: { callType: 'PSTN' } },
          { from: '*', to: '+441174960112', metadata: { callType: 'PSTN' } },
        ],
      },
    },
    statusCallbacks: [],
    intelligenceConfigurationIds: ['intelligence_configuration_01k2m4c8q9xw3t5yb7e0rfj6vn'],
    memoryExtractionEnabled: true,
  },
  webChat: {
    displayName: 'Web chat',
    description: 'The chat bubble of velonora.example, which still runs on a classic Conversations service.',
    conversationGroupingType: 'GROUP_BY_PARTICIPANT_ADDRESSES_AND_CHANNEL_TYPE',
    memoryStoreId: MEMORY_STORE,
    channelSettings: {
      CHAT: {
        statusTimeouts: { inactive: 30, closed: 10080 },
        captureRules: [{ from: '*', to: '*', metadata: { chatService: WEB_CHAT_SERVICE } }],
      },
    },
    statusCallbacks: [{ url: 'https://hooks.velonora.example/web-chat', method: 'POST' }],
    intelligenceConfigurationIds: [],
    memoryExtractionEnabled: false,
    conversationsV1Bridge: { serviceId: WEB_CHAT_SERVICE },
  },
  concierge: {
    displayName: 'Rental concierge',
    description: 'Everything about a rental in one conversation per customer, whichever channel they use.',
    conversationGroupingType: 'GROUP_BY_PROFILE',
    memoryStoreId: RENTAL_MEMORY_STORE,
    channelSettings: {
      SMS: { statusTimeouts: { inactive: 720, closed: 10080 } },
      WHATSAPP: { statusTimeouts: { inactive: 720, closed: 10080 } },
      VOICE: { statusTimeouts: { inactive: 60, closed: 10080 } },
      CHAT: { statusTimeouts: { inactive: 60, closed: 10080 } },
    },
    statusCallbacks: [
      { url: 'https://hooks.velonora.example/rentals', method: 'POST' },
      { url: 'https://audit.velonora.example/twilio', method: 'GET' },
    ],
    intelligenceConfigurationIds: [],
    memoryExtractionEnabled: true,
  },
};

const PORTLAND = {
  SMS: '+15035550100',
  WHATSAPP: 'whatsapp:+15035550101',
  VOICE: '+15035550102',
  RCS: 'rcs:velonora_agent',
};
const BRISTOL = { SMS: '+441174960110', WHATSAPP: 'whatsapp:+441174960111', VOICE: '+441174960112' };
const HAMBURG = { SMS: '+494066969100' };

export const owen: Person = { name: 'Owen Price', type: 'HUMAN_AGENT', addresses: PORTLAND };
export const imani: Person = {
  name: 'Imani Brooks',
  type: 'HUMAN_AGENT',
  addresses: { ...PORTLAND, CHAT: 'imani.brooks' },
};
export const priya: Person = { name: 'Priya Raman', type: 'HUMAN_AGENT', addresses: BRISTOL };
export const jonas: Person = { name: 'Jonas Petersen', type: 'HUMAN_AGENT', addresses: HAMBURG };

/** The assistant that books, reminds and answers at night; every shop's number can be its own. */
const tilda = (addresses: Person['addresses']): Person => ({ name: 'Tilda', type: 'AI_AGENT', addresses });
export const tildaPortland = tilda({ ...PORTLAND, CHAT: 'tilda' });
export const tildaBristol = tilda(BRISTOL);
export const tildaHamburg = tilda(HAMBURG);

export const customer = (name: string, addresses: Person['addresses']): Person => ({
  name,
  type: 'CUSTOMER',
  addresses,
});
