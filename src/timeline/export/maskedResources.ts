import type {
  Action,
  Communication,
  Configuration,
  Conversation,
  ConversationConfiguration,
  Participant,
  ParticipantAddress,
  Party,
  Timestamp,
  Transcription,
} from '../../api/resources.ts';
import { isMadeId } from '../../platform/maskedJson.ts';
import type { Masker } from '../../platform/masking.ts';
import type { ConversationHead } from './exportedConversation.ts';

/*
 * Resources with people's data hidden. Only what is named here is let through: ids that the API made, kinds, statuses and
 * dates as they are; names, addresses and texts through the mask. All else is dropped, since nobody knows what is in it:
 * members that the API came to have since, metadata's values, ids that a caller made up (`resourceId`), profiles, capture
 * rules and callback URLs.
 */

/** Values of enumerations, also of those that are not known yet. */
const KIND = /^[A-Za-z][A-Za-z0-9_-]{0,63}$/;

/** Hides what people are called and said in all that an export begins with. */
export function maskHead(head: ConversationHead, masker: Masker): ConversationHead {
  return {
    conversation: maskConversation(head.conversation, masker),
    participants: head.participants.map((participant) => maskParticipant(participant, masker)),
    ...(head.configuration ? { configuration: maskConfiguration(head.configuration) } : {}),
    actions: head.actions.map(maskAction),
  };
}

/** Hides who wrote to whom, and what. */
export function maskCommunication(communication: Communication, masker: Masker): Communication {
  const { id, conversationId, accountId, author, content, recipients, channelId } = communication;
  return {
    id,
    conversationId,
    accountId,
    author: maskParty(author, masker),
    content: {
      type: maskKind(content.type),
      ...(typeof content.text === 'string' ? { text: masker.text(content.text) } : {}),
      ...(content.transcription ? { transcription: maskTranscription(content.transcription, masker) } : {}),
    },
    recipients: recipients.map((recipient) => ({
      ...maskParty(recipient, masker),
      ...(recipient.deliveryStatus ? { deliveryStatus: maskKind(recipient.deliveryStatus) } : {}),
    })),
    ...withId('channelId', channelId),
    ...dates(communication, ['createdAt', 'updatedAt', 'occurredAt']),
  };
}

function maskParty({ address, channel, participantId }: Party, masker: Masker): Party {
  return {
    address: masker.address(address),
    channel: maskKind(channel),
    ...(participantId ? { participantId } : {}),
  };
}

function maskTranscription(
  { channel, confidence, engine, words }: Transcription,
  masker: Masker,
): Transcription {
  return {
    ...(typeof channel === 'number' ? { channel } : {}),
    ...(typeof confidence === 'number' ? { confidence } : {}),
    ...(typeof engine === 'string' ? { engine: maskKind(engine) } : {}),
    ...(Array.isArray(words)
      ? {
          words: words.map((word) => ({
            text: masker.text(String(word.text ?? '')),
            ...dates(word, ['startTime', 'endTime']),
          })),
        }
      : {}),
  };
}

function maskConversation(conversation: Conversation, masker: Masker): Conversation {
  const { id, accountId, configurationId, status, name, configuration, actionId } = conversation;
  return {
    id,
    accountId,
    configurationId,
    ...(status ? { status: maskKind(status) } : {}),
    ...(typeof name === 'string' && name.trim() ? { name: masker.title(name, id) } : {}),
    ...(configuration ? { configuration: maskSettings(configuration) } : {}),
    ...withId('actionId', actionId),
    ...dates(conversation, ['createdAt', 'updatedAt']),
  };
}

function maskParticipant(participant: Participant, masker: Masker): Participant {
  const { id, conversationId, accountId, name, type, addresses } = participant;
  return {
    id,
    conversationId,
    accountId,
    ...(typeof name === 'string' && name.trim() ? { name: masker.name(name, type ?? 'UNKNOWN', id) } : {}),
    ...(type ? { type: maskKind(type) } : {}),
    addresses: (addresses ?? []).map(
      (each): ParticipantAddress => ({
        channel: maskKind(each.channel),
        address: masker.address(each.address),
        ...withId('channelId', each.channelId),
      }),
    ),
    ...dates(participant, ['createdAt', 'updatedAt']),
  };
}

function maskSettings(settings: ConversationConfiguration): ConversationConfiguration {
  const { displayName, conversationGroupingType, memoryStoreId, channelSettings, memoryExtractionEnabled } =
    settings;
  return {
    ...(displayName ? { displayName } : {}),
    ...(conversationGroupingType ? { conversationGroupingType: maskKind(conversationGroupingType) } : {}),
    ...withId('memoryStoreId', memoryStoreId),
    ...(channelSettings
      ? {
          channelSettings: Object.fromEntries(
            Object.entries(channelSettings).map(([channel, { statusTimeouts } = {}]) => [
              maskKind(channel),
              statusTimeouts ? { statusTimeouts: numbersOf(statusTimeouts) } : {},
            ]),
          ),
        }
      : {}),
    ...(typeof memoryExtractionEnabled === 'boolean' ? { memoryExtractionEnabled } : {}),
  };
}

function maskConfiguration(configuration: Configuration): Configuration {
  const { id, displayName, conversationGroupingType, memoryStoreId, version } = configuration;
  return {
    ...maskSettings(configuration),
    id,
    displayName,
    description: '',
    conversationGroupingType: maskKind(conversationGroupingType),
    memoryStoreId,
    ...dates(configuration, ['createdAt', 'updatedAt']),
    ...(typeof version === 'number' ? { version } : {}),
  };
}

function maskAction(action: Action): Action {
  const { id, type, status, conversationId, related } = action;
  return {
    id,
    type: maskKind(type),
    status: maskKind(status),
    conversationId,
    ...(related
      ? {
          related: Object.fromEntries(
            Object.entries(related).filter(([key, value]) => isMadeId(key) && isMadeId(value)),
          ),
        }
      : {}),
    ...dates(action, ['createdAt', 'updatedAt', 'completedAt']),
  };
}

/** A value of an enumeration; `UNKNOWN` for what does not look like one. */
export function maskKind(value: string): string {
  return KIND.test(value) ? value : 'UNKNOWN';
}

function withId<K extends string>(name: K, value: unknown): { [key in K]?: string } {
  return typeof value === 'string' && isMadeId(value) ? ({ [name]: value } as { [key in K]: string }) : {};
}

function numbersOf(timeouts: object): { inactive?: number; closed?: number } {
  return Object.fromEntries(Object.entries(timeouts).filter(([, value]) => typeof value === 'number'));
}

/** Those members that are dates. */
function dates<K extends string>(
  resource: { readonly [key in K]?: Timestamp | null | undefined },
  names: readonly K[],
): { [key in K]?: Timestamp } {
  const found = names.flatMap((name) => {
    const value = resource[name];
    const moment = typeof value === 'string' ? Date.parse(value) : Number.NaN;
    return Number.isNaN(moment)
      ? []
      : [[name, /^[\d:TZ.+-]+$/.test(value ?? '') ? value : new Date(moment).toISOString()]];
  });
  return Object.fromEntries(found) as { [key in K]?: Timestamp };
}
