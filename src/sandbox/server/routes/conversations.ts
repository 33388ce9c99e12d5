import { pathParameter, type Route } from '../http/api.ts';
import { readJsonBody } from '../http/jsonBody.ts';
import { findOr404, listResponse, readChoices } from '../http/listQuery.ts';
import type { ConversationStatus } from '../model.ts';
import { presentConversation } from '../present.ts';
import { createConversationBody } from '../schemas.ts';
import { carriesChannelId, createConversation } from '../store/conversations.ts';

const STATUSES: readonly ConversationStatus[] = ['ACTIVE', 'INACTIVE', 'CLOSED'];

/**
 * Conversations. A list runs from the newest to the oldest and holds every status unless told otherwise; Twilio
 * documents neither, so both are choices.
 */
export const conversationRoutes: readonly Route[] = [
  {
    method: 'GET',
    path: '/v2/Conversations',
    handle(context, state) {
      const { accountSid, conversations } = context.get('data');
      const statuses = readChoices(context, 'status', STATUSES);
      const channelId = context.req.query('channelId');
      return listResponse(context, state, {
        key: 'conversations',
        collection: conversations,
        order: 'newest-first',
        filters: { status: statuses, channelId },
        matches: (item) =>
          (statuses.length === 0 || statuses.includes(item.status)) &&
          (channelId === undefined || carriesChannelId(item, channelId)),
        present: (item) => presentConversation(accountSid, item),
      });
    },
  },
  {
    method: 'POST',
    path: '/v2/Conversations',
    async handle(context, state) {
      const data = context.get('data');
      const body = await readJsonBody(context, createConversationBody);
      return context.json(
        presentConversation(data.accountSid, createConversation(data, body, state.now())),
        201,
      );
    },
  },
  {
    method: 'GET',
    path: '/v2/Conversations/:id',
    handle(context) {
      const { accountSid, conversations } = context.get('data');
      const conversation = findOr404(context, conversations, pathParameter(context, 'id'));
      return context.json(presentConversation(accountSid, conversation));
    },
  },
];
