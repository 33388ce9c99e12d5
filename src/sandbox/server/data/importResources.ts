import type {
  Configuration,
  ConversationConfiguration,
  ParticipantAddress,
  Party,
  Recipient,
  Timestamp,
} from '../../../api/resources.ts';
import type {
  Channel,
  ConfigurationSettings,
  ConversationSettings,
  ConversationStatus,
  DeliveryOutcome,
  DeliveryStatus,
  ParticipantType,
  StoredAction,
  StoredAddress,
  StoredCommunication,
  StoredConfiguration,
  StoredContent,
  StoredConversation,
  StoredParticipant,
  StoredParty,
  StoredRecipient,
} from '../model.ts';
import { completeSettings } from '../store/configurations.ts';
import { impliedOutcome } from './outcomes.ts';
import type {
  ActionDocument,
  CommunicationDocument,
  ConversationDocument,
  ParticipantDocument,
} from './sandboxDocument.ts';

/*
 * From what was written down to what is kept: exactly what it was where a sandbox wrote it, and where the API's answers
 * are all there is, with the most likely in the place of what they do not tell. Enumerations stay as they came, also
 * with values that the sandbox does not know: it then has them, shows them, and does nothing with them.
 */

const OUTCOMES: readonly string[] = ['DELIVERED', 'READ', 'FAILED'] satisfies DeliveryOutcome[];

/** A moment in epoch milliseconds. */
function momentOf(timestamp: Timestamp | null | undefined, otherwise: number): number {
  return timestamp ? Date.parse(timestamp) : otherwise;
}

/** An object of those members that have a value; null counts as none. */
function present<T extends object>(members: T): { [Key in keyof T]?: NonNullable<T[Key]> } {
  const entries = Object.entries(members).filter(([, value]) => value !== null && value !== undefined);
  return Object.fromEntries(entries) as { [Key in keyof T]?: NonNullable<T[Key]> };
}

/** The same without a null anywhere in it. */
function withoutNulls(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withoutNulls);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(present(value)).map(([key, item]) => [key, withoutNulls(item)]));
}

/** In the place of a memory store that nobody tells of. */
const NO_MEMORY_STORE = `mem_store_${'0'.repeat(26)}`;

/** Settings with what a configuration cannot be without filled in. */
export function importSettings(settings: ConversationConfiguration): ConversationSettings {
  return completeSettings({
    displayName: 'Imported',
    description: '',
    conversationGroupingType: 'GROUP_BY_PARTICIPANT_ADDRESSES_AND_CHANNEL_TYPE',
    memoryStoreId: NO_MEMORY_STORE,
    ...(withoutNulls(settings) as Partial<ConversationSettings>),
  });
}

/** @param at - for dates that are not told, in epoch milliseconds */
export function importConfiguration(document: Configuration, at: number): StoredConfiguration {
  const { id, createdAt, updatedAt, version, ...settings } = document;
  const made = momentOf(createdAt, at);
  return {
    id,
    settings: importSettings(settings) as ConfigurationSettings,
    createdAt: made,
    updatedAt: momentOf(updatedAt, made),
    version: version ?? 1,
  };
}

function importAddress({ channel, address, channelId }: ParticipantAddress): StoredAddress {
  return { channel: channel as Channel, address, ...present({ channelId }) };
}

/** @param at - for dates that are not told, in epoch milliseconds */
export function importParticipant(document: ParticipantDocument, at: number): StoredParticipant {
  const { id, name, type, profileId, addresses, createdAt, updatedAt, sandbox } = document;
  const made = momentOf(createdAt, at);
  return {
    ...sandbox,
    id,
    name: name ?? null,
    type: (type ?? 'UNKNOWN') as ParticipantType,
    ...present({ profileId }),
    addresses: (addresses ?? []).map(importAddress),
    createdAt: made,
    updatedAt: momentOf(updatedAt, made),
  };
}

function importParty({ address, channel, participantId }: Party): StoredParty {
  return { address, channel: channel as Channel, ...present({ participantId }) };
}

function importRecipient(document: Recipient, outcome: DeliveryOutcome | undefined): StoredRecipient {
  const deliveryStatus = (document.deliveryStatus ?? 'DELIVERED') as DeliveryStatus;
  const recipient = { ...importParty(document), deliveryStatus };
  const known = outcome !== undefined && (OUTCOMES.includes(outcome) || outcome === deliveryStatus);
  return { ...recipient, outcome: known ? outcome : impliedOutcome(recipient) };
}

/** @param at - for dates that are not told, in epoch milliseconds */
export function importCommunication(document: CommunicationDocument, at: number): StoredCommunication {
  const { id, author, content, recipients, channelId, resourceId, createdAt, updatedAt, occurredAt } =
    document;
  const { outcomes, ...kept } = document.sandbox ?? {};
  const { text, transcription, ...others } = content;
  const made = momentOf(createdAt ?? occurredAt, at);
  return {
    ...kept,
    id,
    author: importParty(author),
    content: { ...others, text: text ?? '', ...present({ transcription }) } as StoredContent,
    recipients: (recipients ?? []).map((recipient, index) => importRecipient(recipient, outcomes?.[index])),
    ...present({ channelId, resourceId }),
    createdAt: made,
    updatedAt: momentOf(updatedAt, made),
    occurredAt: momentOf(occurredAt, made),
  };
}

/** @param at - for dates that are not told, in epoch milliseconds */
export function importAction(document: ActionDocument, at: number): StoredAction {
  const { id, type, status, related, createdAt, updatedAt, completedAt, failureReason, sandbox } = document;
  const made = momentOf(createdAt, at);
  return {
    ...sandbox,
    id,
    type: (type ?? 'SEND_MESSAGE') as StoredAction['type'],
    status: (status ?? 'COMPLETED') as StoredAction['status'],
    related: { ...related },
    createdAt: made,
    updatedAt: momentOf(updatedAt, made),
    ...(completedAt ? { completedAt: Date.parse(completedAt) } : {}),
    ...present({ failureReason }),
  };
}

/** What is kept of a conversation beside what is in it. */
export type ConversationHead = Omit<
  StoredConversation,
  'participants' | 'communications' | 'byResourceId' | 'actions'
>;

/**
 * @param settings - when the conversation does not tell them
 * @param at - for dates that are not told, in epoch milliseconds
 * @param now - when its silence begins, unless a sandbox wrote down when it began
 */
export function importConversationHead(
  document: ConversationDocument,
  settings: ConversationConfiguration | undefined,
  at: number,
  now: number,
): ConversationHead {
  const { id, configurationId, status, name, createdAt, updatedAt, metadata, communications } = document;
  const { base, ...kept } = document.sandbox ?? {
    quietSince: now,
    ...present({ lastChannel: communications.at(-1)?.author.channel as Channel | undefined }),
  };
  const made = momentOf(createdAt, at);
  return {
    ...kept,
    id,
    configurationId,
    status: (status ?? 'ACTIVE') as ConversationStatus,
    name: name ?? null,
    createdAt: made,
    updatedAt: momentOf(updatedAt, made),
    configuration: importSettings(document.configuration ?? settings ?? {}),
    ...(metadata ? { metadata: { ...metadata } } : {}),
  };
}
