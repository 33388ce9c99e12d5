import type {
  Action,
  CaptureRule,
  ChannelSetting,
  Communication,
  Configuration,
  Content,
  Conversation,
  ConversationConfiguration,
  Operation,
  OperationAccepted,
  Participant,
  ParticipantAddress,
  Party,
  StatusCallback,
} from './resources.ts';
import { list, map, optional, record, text, usually } from './shape.ts';

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

/** What the settings of a configuration and those of a conversation have in common. */
const settings = {
  statusCallbacks: optional(list(record<StatusCallback>({ url: text }))),
  intelligenceConfigurationIds: optional(list(text)),
  conversationsV1Bridge: optional(record<{ serviceId: string }>({ serviceId: text })),
};

const channelSetting = record<ChannelSetting>({
  statusTimeouts: optional(record({})),
  captureRules: optional(list(record<CaptureRule>({ from: text, to: text }))),
});

export const configurationShape = record<Configuration>({
  id: text,
  displayName: text,
  description: text,
  conversationGroupingType: text,
  memoryStoreId: text,
  ...settings,
  channelSettings: optional(map(channelSetting)),
});

export const conversationShape = record<Conversation>({
  id: text,
  accountId: text,
  configurationId: text,
  // A conversation's channelSettings are any object, says the OpenAPI document.
  configuration: optional(
    record<ConversationConfiguration>({ ...settings, channelSettings: optional(record({})) }),
  ),
  participants: optional(list(participantShape)),
  metadata: optional(map(text)),
});

const isText = (value: unknown) => typeof value === 'string';
const isParty = (value: Partial<Party> | null | undefined) =>
  isText(value?.address) && isText(value?.channel);
const party = record<Party>({ address: text, channel: text });

/** There may be 100,000 of them in one list: to look up their members by name takes three times as long. */
export const communicationShape = usually(
  (value) =>
    isText(value?.id) &&
    isText(value?.conversationId) &&
    isText(value?.accountId) &&
    isParty(value?.author) &&
    isText(value?.content?.type) &&
    Array.isArray(value?.recipients) &&
    value.recipients.every(isParty),
  record<Communication>({
    id: text,
    conversationId: text,
    accountId: text,
    author: party,
    content: record<Content>({ type: text }),
    recipients: list(party),
  }),
);

const related = optional(map(text));

export const actionShape = record<Action>({
  id: text,
  type: text,
  status: text,
  conversationId: text,
  related,
});

export const operationShape = record<Operation>({
  operationId: text,
  status: text,
  error: optional(record({})),
  related,
});

export const operationAcceptedShape = record<OperationAccepted>({ statusUrl: text, related });
