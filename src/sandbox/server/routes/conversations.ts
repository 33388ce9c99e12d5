import {
  createConversationBody,
  patchConversationBody,
  updateConversationBody,
} from '../../../api/bodies/conversations.ts';
import { CONVERSATION_STATUSES } from '../../../api/resources.ts';
import type { Call, Route } from '../http/call.ts';
import { readJsonBody } from '../http/jsonBody.ts';
import { findOr404, listAnswer, readChoices } from '../http/listQuery.ts';
import { acceptedAnswer } from '../http/operationAnswer.ts';
import type { StoredConversation } from '../model.ts';
import { presentBriefConversation } from '../present.ts';
import { renderConversation } from '../render.ts';
import { changeConversation, createConversation, mergeMetadata } from '../store/conversations.ts';
import { startOperation } from '../store/operations.ts';

const named = (call: Call) => findOr404(call, call.data.conversations, call.parameter('conversationId'));

function answer({ data }: Call, conversation: StoredConversation, status = 200) {
  return { status, body: renderConversation(data.accountSid, conversation) };
}

/**
 * Conversations. Unless chosen otherwise, a list runs from the newest to the oldest, holds every status and gives items
 * as a fetch does; Twilio documents none of it.
 */
export const conversationRoutes: readonly Route[] = [
  {
    method: 'GET',
    path: '/v2/Conversations',
    operation: 'ListConversations',
    handle(call) {
      const { accountSid, conversations, channelIndex, surroundings } = call.data;
      const { conversationOrder, defaultStatuses, listMembers } = surroundings.behavior;
      const given = readChoices(call, 'status', CONVERSATION_STATUSES);
      const open = given.length === 0 && defaultStatuses === 'open';
      const statuses: readonly string[] = open ? ['ACTIVE', 'INACTIVE'] : given;
      const channelId = call.one('channelId');
      return listAnswer(call, {
        key: 'conversations',
        collection: channelId === null ? conversations : conversations.only(channelIndex.find(channelId)),
        order: conversationOrder,
        filters: { status: given, channelId },
        matches: ({ status }) => statuses.length === 0 || statuses.includes(status),
        render: (item) =>
          listMembers === 'full'
            ? renderConversation(accountSid, item)
            : Buffer.from(JSON.stringify(presentBriefConversation(accountSid, item))),
      });
    },
  },
  {
    method: 'POST',
    path: '/v2/Conversations',
    operation: 'CreateConversation',
    handle(call) {
      const body = readJsonBody(call, createConversationBody);
      return answer(call, createConversation(call.data, body, call.at), 201);
    },
  },
  {
    method: 'GET',
    path: '/v2/Conversations/:conversationId',
    operation: 'FetchConversation',
    handle: (call) => answer(call, named(call)),
  },
  {
    method: 'PUT',
    path: '/v2/Conversations/:conversationId',
    operation: 'UpdateConversation',
    handle(call) {
      const conversation = named(call);
      const { status, name, metadata } = readJsonBody(call, updateConversationBody);
      const omitted = call.data.surroundings.behavior.omittedOnPut === 'cleared' ? null : undefined;
      const change = { status, name: name ?? omitted, metadata: metadata ?? omitted };
      changeConversation(call.data, conversation, change, call.at);
      return answer(call, conversation);
    },
  },
  {
    method: 'PATCH',
    path: '/v2/Conversations/:conversationId',
    operation: 'PatchConversation',
    handle(call) {
      const conversation = named(call);
      const body = readJsonBody(call, patchConversationBody);
      const callbacks = body.configuration?.statusCallbacks;
      // Null gives back what the configuration says.
      const inherited = call.data.configurations.get(conversation.configurationId)?.settings.statusCallbacks;
      changeConversation(
        call.data,
        conversation,
        {
          status: body.status,
          name: body.name,
          metadata: body.metadata && mergeMetadata(conversation.metadata, body.metadata),
          statusCallbacks: callbacks === null ? (inherited ?? []) : callbacks,
        },
        call.at,
      );
      return answer(call, conversation);
    },
  },
  {
    method: 'DELETE',
    path: '/v2/Conversations/:conversationId',
    operation: 'DeleteConversation',
    idempotent: true,
    handle(call) {
      const { id } = named(call);
      return acceptedAnswer(call, startOperation(call.data, { kind: 'delete-conversation', id }, call.at));
    },
  },
];
