import { notFound } from '../failure.ts';
import type { Route } from '../http/call.ts';
import { json } from '../http/request.ts';
import { presentServiceConversation } from '../present.ts';
import { findServiceConversation } from '../store/serviceConversations.ts';

/** The classic (v1) side of bridged conversations. */
export const serviceConversationRoutes: readonly Route[] = [
  {
    method: 'GET',
    path: '/v1/Services/:serviceSid/Conversations/:sid',
    operation: 'FetchServiceConversation',
    handle(call) {
      const { data, origin, request } = call;
      const found = findServiceConversation(data, call.parameter('serviceSid'), call.parameter('sid'));
      const conversation = found && data.conversations.get(found.conversationId);
      if (!found || !conversation) throw notFound(request.path);
      return json(presentServiceConversation(data.accountSid, found, conversation, origin));
    },
  },
];
