import type { Participant } from '../../../../src/api/resources.ts';
import type { CheckWords } from '../../../../src/inspect/diagnosis/checks/words.ts';
import { diagnose } from '../../../../src/inspect/diagnosis/diagnose.ts';
import type { Evidence, SeenCommunication } from '../../../../src/inspect/diagnosis/evidence.ts';
import type { Finding } from '../../../../src/inspect/diagnosis/finding.ts';
import { telling } from '../../../../src/inspect/diagnosis/told.ts';
import { l10n } from '../../l10n.ts';

/** Noon on some day. */
export const NOW = Date.parse('2026-03-01T12:00:00Z');

export const words: CheckWords = {
  l10n: telling(l10n),
  plain: l10n,
  language: 'en',
  channelName: (channel) => channel,
  moment: (at) => new Date(at).toISOString(),
};

/** @param secondsAgo before noon */
export function at(secondsAgo: number): string {
  return new Date(NOW - secondsAgo * 1000).toISOString();
}

export const CUSTOMER = '+15551230001';
export const SHOP = '+15551230002';

export function customer(more: Partial<Participant> = {}): Participant {
  return {
    id: 'p-customer',
    conversationId: 'c',
    accountId: 'AC',
    name: 'Nora',
    type: 'CUSTOMER',
    profileId: 'mem_profile_1',
    addresses: [{ channel: 'SMS', address: CUSTOMER }],
    ...more,
  };
}

export function agent(more: Partial<Participant> = {}): Participant {
  return {
    id: 'p-agent',
    conversationId: 'c',
    accountId: 'AC',
    name: 'Owen',
    type: 'HUMAN_AGENT',
    addresses: [{ channel: 'SMS', address: SHOP }],
    ...more,
  };
}

let made = 0;

/** A communication from the shop to the customer. @param secondsAgo when it happened, and was recorded */
export function said(
  text: string,
  secondsAgo: number,
  more: Partial<SeenCommunication> = {},
): SeenCommunication {
  return {
    id: `m${++made}`,
    conversationId: 'c',
    author: { channel: 'SMS', address: SHOP, participantId: 'p-agent' },
    recipients: [
      { channel: 'SMS', address: CUSTOMER, participantId: 'p-customer', deliveryStatus: 'DELIVERED' },
    ],
    kind: 'TEXT',
    text,
    createdAt: at(secondsAgo),
    updatedAt: at(secondsAgo),
    occurredAt: at(secondsAgo),
    ...more,
  };
}

/** A conversation that ails nothing: a table's cases change a part of it. */
export function healthy(more: Partial<Evidence> = {}): Evidence {
  const settings = {
    displayName: 'Shop',
    conversationGroupingType: 'GROUP_BY_PARTICIPANT_ADDRESSES_AND_CHANNEL_TYPE' as const,
    memoryStoreId: 'mem_store_1',
    channelSettings: {
      SMS: {
        statusTimeouts: { inactive: 60, closed: 1440 },
        captureRules: [
          { from: '*', to: SHOP },
          { from: SHOP, to: '*' },
        ],
      },
    },
    statusCallbacks: [{ url: 'https://hooks.shop.com/twilio', method: 'POST' }],
  };
  return {
    accountId: 'a',
    sandbox: false,
    now: NOW,
    conversation: {
      id: 'c',
      accountId: 'AC',
      configurationId: 'cfg',
      status: 'ACTIVE',
      name: 'Nora: lost luggage',
      createdAt: at(3600),
      updatedAt: at(600),
    },
    settings,
    configuration: {
      ...settings,
      id: 'cfg',
      description: '',
      displayName: 'Shop',
      memoryStoreId: 'mem_store_1',
    },
    participants: [customer(), agent()],
    communications: [
      said('Your suitcase was found', 3500),
      said('Shall we send it on?', 3400),
      said('Yes', 900, {
        author: { channel: 'SMS', address: CUSTOMER, participantId: 'p-customer' },
        recipients: [
          { channel: 'SMS', address: SHOP, participantId: 'p-agent', deliveryStatus: 'DELIVERED' },
        ],
      }),
      said('On its way', 600),
    ],
    rivals: [],
    hosts: new Map(),
    unread: [],
    ...more,
  };
}

/** With other settings. */
export function withSettings(
  change: Partial<NonNullable<Evidence['settings']>>,
  more: Partial<Evidence> = {},
): Evidence {
  const evidence = healthy(more);
  return { ...evidence, settings: { ...evidence.settings, ...change } };
}

/** With another conversation. */
export function withConversation(
  change: Partial<Evidence['conversation']>,
  more: Partial<Evidence> = {},
): Evidence {
  const evidence = healthy(more);
  return { ...evidence, conversation: { ...evidence.conversation, ...change } };
}

/** With communications beside those that are there. */
export function withMore(...communications: SeenCommunication[]): Evidence {
  const evidence = healthy();
  return { ...evidence, communications: [...(evidence.communications ?? []), ...communications] };
}

export function found(evidence: Evidence): readonly Finding[] {
  return diagnose(evidence, words);
}

/** The beginnings of the keys of what is found, up to the first colon. */
export function keys(evidence: Evidence): string[] {
  return found(evidence).map(({ key, severity }) => `${severity} ${key.split(':')[0]}`);
}
