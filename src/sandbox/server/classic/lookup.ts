import { notFound } from '../failure.ts';
import type { Call } from '../http/call.ts';
import type { StoredCommunication } from '../model.ts';
import { findMessage } from './messages.ts';
import type { Bridged } from './present.ts';
import { type ClassicService, findService } from './services.ts';

/** The service that the path names or goes through. @throws Failure 404 */
export function serviceOf(call: Call): ClassicService {
  const service = findService(call.data, call.parameter('serviceSid'));
  if (!service) throw notFound(call.request.path);
  return service;
}

/** The service conversation that the path names or goes through, by its SID or unique name. @throws Failure 404 */
export function bridgedOf(call: Call): Bridged {
  const { data, origin, request } = call;
  const serviceConversation = data.serviceConversations.find(
    call.parameter('serviceSid'),
    call.parameter('conversationSid'),
  );
  const conversation = serviceConversation && data.conversations.get(serviceConversation.conversationId);
  if (!serviceConversation || !conversation) throw notFound(request.path);
  return { accountSid: data.accountSid, serviceConversation, conversation, origin };
}

/** The message that the path names or goes through. @throws Failure 404 */
export function messageOf(
  call: Call,
  { conversation }: Bridged,
): { communication: StoredCommunication; index: number } {
  const found = findMessage(conversation, call.parameter('messageSid'));
  if (!found) throw notFound(call.request.path);
  return found;
}
