import { notFound } from '../failure.ts';
import { pathParameter, type Route } from '../http/api.ts';
import { presentServiceConversation } from '../present.ts';
import { findServiceConversation } from '../store/serviceConversations.ts';

/** The classic (v1) side of bridged conversations. */
export const serviceConversationRoutes: readonly Route[] = [
  {
    method: 'GET',
    path: '/v1/Services/:serviceSid/Conversations/:sid',
    handle(context) {
      const data = context.get('data');
      const found = findServiceConversation(
        data,
        pathParameter(context, 'serviceSid'),
        pathParameter(context, 'sid'),
      );
      const conversation = found && data.conversations.get(found.conversationId);
      if (!found || !conversation) throw notFound(context.req.path);
      const { origin } = new URL(context.req.url);
      return context.json(presentServiceConversation(data.accountSid, found, conversation, origin));
    },
  },
];
