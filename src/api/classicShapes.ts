import type {
  Service,
  ServiceConversation,
  ServiceDeliveryReceipt,
  ServiceMessage,
  ServiceParticipant,
} from './resources.ts';
import { list, nullable, nullableText, number, record, text } from './shape.ts';

/** The members of the classic (v1) resources. There every member is always present, though it be null. */

const object = nullable(record({}));

const dated = { date_created: nullableText, date_updated: nullableText, url: nullableText };

const ofConversation = {
  sid: text,
  account_sid: nullableText,
  chat_service_sid: nullableText,
  conversation_sid: nullableText,
  ...dated,
};

export const serviceShape = record<Service>({
  sid: text,
  account_sid: nullableText,
  friendly_name: nullableText,
  ...dated,
  links: object,
});

export const serviceConversationShape = record<ServiceConversation>({
  sid: text,
  account_sid: nullableText,
  chat_service_sid: nullableText,
  messaging_service_sid: nullableText,
  friendly_name: nullableText,
  unique_name: nullableText,
  attributes: nullableText,
  state: text,
  ...dated,
  timers: object,
  links: object,
  bindings: object,
});

export const serviceMessageShape = record<ServiceMessage>({
  ...ofConversation,
  index: number,
  author: nullableText,
  body: nullableText,
  media: nullable(list(record({ sid: text }))),
  attributes: nullableText,
  participant_sid: nullableText,
  delivery: object,
  links: object,
  content_sid: nullableText,
});

export const serviceParticipantShape = record<ServiceParticipant>({
  ...ofConversation,
  identity: nullableText,
  attributes: nullableText,
  messaging_binding: object,
  role_sid: nullableText,
  last_read_message_index: nullable(number),
  last_read_timestamp: nullableText,
});

export const serviceDeliveryReceiptShape = record<ServiceDeliveryReceipt>({
  ...ofConversation,
  message_sid: nullableText,
  channel_message_sid: nullableText,
  participant_sid: nullableText,
  status: text,
  error_code: number,
});
