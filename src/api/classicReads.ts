import { Calls, type ListCall } from './calls.ts';
import {
  serviceConversationShape,
  serviceDeliveryReceiptShape,
  serviceMessageShape,
  serviceParticipantShape,
  serviceShape,
} from './classicShapes.ts';
import type { CallOptions, Page, PageOptions } from './pages.ts';
import { path } from './path.ts';
import type {
  Service,
  ServiceConversation,
  ServiceDeliveryReceipt,
  ServiceMessage,
  ServiceParticipant,
} from './resources.ts';
import type { TransportOptions } from './transport.ts';

export interface ServiceConversationFilter {
  state?: 'inactive' | 'active' | 'closed' | undefined;
  /** Those that were created on this day or later: `2026-03-01T00:00:00Z`. */
  startDate?: string | undefined;
  /** Those that were created on this day or before: `2026-03-31T23:59:59Z`. */
  endDate?: string | undefined;
}

export interface ServiceMessageOrder {
  /** By index; `asc` when absent. */
  order?: 'asc' | 'desc' | undefined;
}

/**
 * Reads of classic (v1) Conversations, which a v2 configuration's bridge leads to. Its lists have pages of at most 100
 * (delivery receipts: 50).
 */
export abstract class ClassicReads {
  protected readonly calls: Calls;

  constructor(options: TransportOptions) {
    this.calls = new Calls(options);
  }

  /** One page of the account's services. */
  servicePage(options: PageOptions = {}): Promise<Page<Service>> {
    return this.calls.classicPage(SERVICES, options);
  }

  /** All services of the account, page by page. */
  services(options: PageOptions = {}): AsyncGenerator<Page<Service>, void, void> {
    return this.calls.classicPages(SERVICES, options);
  }

  /** @param chatServiceSid `IS…` */
  fetchService(chatServiceSid: string, options: CallOptions = {}): Promise<Service> {
    return this.calls.fetch('FetchService', servicePath(chatServiceSid), serviceShape, options, 'sid');
  }

  /** One page of a service's conversations. */
  serviceConversationPage(
    chatServiceSid: string,
    options: ServiceConversationFilter & PageOptions = {},
  ): Promise<Page<ServiceConversation>> {
    return this.calls.classicPage(serviceConversationList(chatServiceSid, options), options);
  }

  /** All conversations of a service, page by page. */
  serviceConversations(
    chatServiceSid: string,
    options: ServiceConversationFilter & PageOptions = {},
  ): AsyncGenerator<Page<ServiceConversation>, void, void> {
    return this.calls.classicPages(serviceConversationList(chatServiceSid, options), options);
  }

  /**
   * The classic (v1) conversation of a service.
   * @param chatServiceSid `IS…`
   * @param sid `CH…`, or the conversation's unique name
   */
  fetchServiceConversation(
    chatServiceSid: string,
    sid: string,
    options: CallOptions = {},
  ): Promise<ServiceConversation> {
    return this.calls.fetch(
      'FetchServiceConversation',
      conversationPath(chatServiceSid, sid),
      serviceConversationShape,
      options,
      'sid',
    );
  }

  /** One page of a service conversation's messages. */
  serviceMessagePage(
    chatServiceSid: string,
    conversationSid: string,
    options: ServiceMessageOrder & PageOptions = {},
  ): Promise<Page<ServiceMessage>> {
    return this.calls.classicPage(messageList(chatServiceSid, conversationSid, options), options);
  }

  /** All messages of a service conversation, page by page. */
  serviceMessages(
    chatServiceSid: string,
    conversationSid: string,
    options: ServiceMessageOrder & PageOptions = {},
  ): AsyncGenerator<Page<ServiceMessage>, void, void> {
    return this.calls.classicPages(messageList(chatServiceSid, conversationSid, options), options);
  }

  /** @param sid `IM…` */
  fetchServiceMessage(
    chatServiceSid: string,
    conversationSid: string,
    sid: string,
    options: CallOptions = {},
  ): Promise<ServiceMessage> {
    return this.calls.fetch(
      'FetchServiceMessage',
      messagePath(chatServiceSid, conversationSid, sid),
      serviceMessageShape,
      options,
      'sid',
    );
  }

  /** One page of a service conversation's participants. */
  serviceParticipantPage(
    chatServiceSid: string,
    conversationSid: string,
    options: PageOptions = {},
  ): Promise<Page<ServiceParticipant>> {
    return this.calls.classicPage(participantList(chatServiceSid, conversationSid), options);
  }

  /** All participants of a service conversation, page by page. */
  serviceParticipants(
    chatServiceSid: string,
    conversationSid: string,
    options: PageOptions = {},
  ): AsyncGenerator<Page<ServiceParticipant>, void, void> {
    return this.calls.classicPages(participantList(chatServiceSid, conversationSid), options);
  }

  /** @param sid `MB…` */
  fetchServiceParticipant(
    chatServiceSid: string,
    conversationSid: string,
    sid: string,
    options: CallOptions = {},
  ): Promise<ServiceParticipant> {
    return this.calls.fetch(
      'FetchServiceParticipant',
      `${conversationPath(chatServiceSid, conversationSid)}${path`/Participants/${sid}`}`,
      serviceParticipantShape,
      options,
      'sid',
    );
  }

  /** One page of how a message fared with its recipients. */
  serviceDeliveryReceiptPage(
    chatServiceSid: string,
    conversationSid: string,
    messageSid: string,
    options: PageOptions = {},
  ): Promise<Page<ServiceDeliveryReceipt>> {
    return this.calls.classicPage(receiptList(chatServiceSid, conversationSid, messageSid), options);
  }

  /** How a message fared with each of its recipients, page by page. */
  serviceDeliveryReceipts(
    chatServiceSid: string,
    conversationSid: string,
    messageSid: string,
    options: PageOptions = {},
  ): AsyncGenerator<Page<ServiceDeliveryReceipt>, void, void> {
    return this.calls.classicPages(receiptList(chatServiceSid, conversationSid, messageSid), options);
  }

  /** @param sid `DY…` */
  fetchServiceDeliveryReceipt(
    chatServiceSid: string,
    conversationSid: string,
    messageSid: string,
    sid: string,
    options: CallOptions = {},
  ): Promise<ServiceDeliveryReceipt> {
    return this.calls.fetch(
      'FetchServiceDeliveryReceipt',
      `${messagePath(chatServiceSid, conversationSid, messageSid)}${path`/Receipts/${sid}`}`,
      serviceDeliveryReceiptShape,
      options,
      'sid',
    );
  }
}

const SERVICES: ListCall<Service> = {
  operation: 'ListServices',
  path: '/v1/Services',
  key: 'services',
  item: serviceShape,
};

function serviceConversationList(
  chatServiceSid: string,
  { state, startDate, endDate }: ServiceConversationFilter,
): ListCall<ServiceConversation> {
  const filters = new URLSearchParams();
  if (startDate) filters.set('StartDate', startDate);
  if (endDate) filters.set('EndDate', endDate);
  if (state) filters.set('State', state);
  return {
    operation: 'ListServiceConversations',
    path: `${servicePath(chatServiceSid)}/Conversations`,
    filters,
    key: 'conversations',
    item: serviceConversationShape,
  };
}

function messageList(
  chatServiceSid: string,
  conversationSid: string,
  { order }: ServiceMessageOrder,
): ListCall<ServiceMessage> {
  return {
    operation: 'ListServiceMessages',
    path: `${conversationPath(chatServiceSid, conversationSid)}/Messages`,
    filters: new URLSearchParams(order ? { Order: order } : {}),
    key: 'messages',
    item: serviceMessageShape,
  };
}

function participantList(chatServiceSid: string, conversationSid: string): ListCall<ServiceParticipant> {
  return {
    operation: 'ListServiceParticipants',
    path: `${conversationPath(chatServiceSid, conversationSid)}/Participants`,
    key: 'participants',
    item: serviceParticipantShape,
  };
}

function receiptList(
  chatServiceSid: string,
  conversationSid: string,
  messageSid: string,
): ListCall<ServiceDeliveryReceipt> {
  return {
    operation: 'ListServiceDeliveryReceipts',
    path: `${messagePath(chatServiceSid, conversationSid, messageSid)}/Receipts`,
    key: 'delivery_receipts',
    item: serviceDeliveryReceiptShape,
  };
}

function servicePath(chatServiceSid: string): string {
  return path`/v1/Services/${chatServiceSid}`;
}

function conversationPath(chatServiceSid: string, conversationSid: string): string {
  return path`/v1/Services/${chatServiceSid}/Conversations/${conversationSid}`;
}

function messagePath(chatServiceSid: string, conversationSid: string, messageSid: string): string {
  return path`/v1/Services/${chatServiceSid}/Conversations/${conversationSid}/Messages/${messageSid}`;
}
