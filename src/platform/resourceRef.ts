import type { ConversationsClient } from '../api/client.ts';
import type { CallOptions } from '../api/pages.ts';
import type {
  Action,
  Communication,
  Configuration,
  Conversation,
  Operation,
  Participant,
  Service,
  ServiceConversation,
  ServiceDeliveryReceipt,
  ServiceMessage,
  ServiceParticipant,
} from '../api/resources.ts';

/** Where each kind of resource is found within its account: the ids that its address is made of. */
export interface ResourcePlaces {
  conversation: { conversationId: string };
  participant: { conversationId: string; participantId: string };
  communication: { conversationId: string; communicationId: string };
  action: { conversationId: string; actionId: string };
  configuration: { configurationId: string };
  operation: { operationId: string };
  service: { chatServiceSid: string };
  serviceConversation: { chatServiceSid: string; conversationSid: string };
  serviceMessage: { chatServiceSid: string; conversationSid: string; messageSid: string };
  serviceParticipant: { chatServiceSid: string; conversationSid: string; participantSid: string };
  deliveryReceipt: {
    chatServiceSid: string;
    conversationSid: string;
    messageSid: string;
    receiptSid: string;
  };
}

export type ResourceKind = keyof ResourcePlaces;

/** Names one resource of one account, without holding it. */
export type ResourceRef = {
  [Kind in ResourceKind]: { kind: Kind; accountId: string } & ResourcePlaces[Kind];
}[ResourceKind];

/** What a reference leads to. */
export interface ResourceOf {
  conversation: Conversation;
  participant: Participant;
  communication: Communication;
  action: Action;
  configuration: Configuration;
  operation: Operation;
  service: Service;
  serviceConversation: ServiceConversation;
  serviceMessage: ServiceMessage;
  serviceParticipant: ServiceParticipant;
  deliveryReceipt: ServiceDeliveryReceipt;
}

/** The resource's own id, the last of those that its address is made of. */
export function idOf(ref: ResourceRef): string {
  switch (ref.kind) {
    case 'conversation':
      return ref.conversationId;
    case 'participant':
      return ref.participantId;
    case 'communication':
      return ref.communicationId;
    case 'action':
      return ref.actionId;
    case 'configuration':
      return ref.configurationId;
    case 'operation':
      return ref.operationId;
    case 'service':
      return ref.chatServiceSid;
    case 'serviceConversation':
      return ref.conversationSid;
    case 'serviceMessage':
      return ref.messageSid;
    case 'serviceParticipant':
      return ref.participantSid;
    case 'deliveryReceipt':
      return ref.receiptSid;
  }
}

/** Fetches what a reference names, as it is now. @throws ApiError */
export function fetchResource(
  client: ConversationsClient,
  ref: ResourceRef,
  options: CallOptions = {},
): Promise<ResourceOf[ResourceKind]> {
  switch (ref.kind) {
    case 'conversation':
      return client.fetchConversation(ref.conversationId, options);
    case 'participant':
      return client.fetchParticipant(ref.conversationId, ref.participantId, options);
    case 'communication':
      return client.fetchCommunication(ref.conversationId, ref.communicationId, options);
    case 'action':
      return client.fetchAction(ref.conversationId, ref.actionId, options);
    case 'configuration':
      return client.fetchConfiguration(ref.configurationId, options);
    case 'operation':
      return client.fetchOperation(ref.operationId, options);
    case 'service':
      return client.fetchService(ref.chatServiceSid, options);
    case 'serviceConversation':
      return client.fetchServiceConversation(ref.chatServiceSid, ref.conversationSid, options);
    case 'serviceMessage':
      return client.fetchServiceMessage(ref.chatServiceSid, ref.conversationSid, ref.messageSid, options);
    case 'serviceParticipant':
      return client.fetchServiceParticipant(
        ref.chatServiceSid,
        ref.conversationSid,
        ref.participantSid,
        options,
      );
    case 'deliveryReceipt':
      return client.fetchServiceDeliveryReceipt(
        ref.chatServiceSid,
        ref.conversationSid,
        ref.messageSid,
        ref.receiptSid,
        options,
      );
  }
}
