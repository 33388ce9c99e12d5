import type { Route } from '../http/call.ts';
import { deliveryReceiptRoutes } from './deliveryReceiptRoutes.ts';
import { messageRoutes } from './messageRoutes.ts';
import { serviceParticipantRoutes } from './participantRoutes.ts';
import { serviceConversationRoutes } from './serviceConversationRoutes.ts';
import { serviceRoutes } from './serviceRoutes.ts';

/**
 * The classic (v1) API, as far as v2 bridges to it: a view on the same conversations, participants and communications.
 * The header `X-Twilio-Webhook-Enabled` is taken and changes nothing: there are no webhooks of v1 here.
 */
export const classicRoutes: readonly Route[] = [
  ...serviceRoutes,
  ...serviceConversationRoutes,
  ...messageRoutes,
  ...serviceParticipantRoutes,
  ...deliveryReceiptRoutes,
];
