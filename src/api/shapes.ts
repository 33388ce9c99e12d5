import type {
  Communication,
  Content,
  Conversation,
  Participant,
  ParticipantAddress,
  Party,
  ServiceConversation,
} from './resources.ts';
import { list, nullableText, optional, record, text } from './shape.ts';

/** The members that code relies on, resource by resource. All others are optional in src/api/resources.ts. */

const participantAddress = record<ParticipantAddress>({
  channel: text,
  address: text,
});

export const participantShape = record<Participant>({
  id: text,
  conversationId: text,
  accountId: text,
  addresses: optional(list(participantAddress)),
});

export const conversationShape = record<Conversation>({
  id: text,
  accountId: text,
  configurationId: text,
  participants: optional(list(participantShape)),
});

const party = record<Party>({ address: text, channel: text });

export const communicationShape = record<Communication>({
  id: text,
  conversationId: text,
  accountId: text,
  author: party,
  content: record<Content>({ type: text }),
  recipients: list(party),
});

export const serviceConversationShape = record<ServiceConversation>({
  sid: text,
  account_sid: nullableText,
  chat_service_sid: nullableText,
  friendly_name: nullableText,
  unique_name: nullableText,
  attributes: nullableText,
  state: text,
  date_created: nullableText,
  date_updated: nullableText,
});
