import { createCommunicationBody } from '../../../api/bodies/communications.ts';
import type { Route } from '../http/call.ts';
import { readJsonBody } from '../http/jsonBody.ts';
import { conversationOf, findOr404, listAnswer } from '../http/listQuery.ts';
import { json } from '../http/request.ts';
import { presentCommunication } from '../present.ts';
import { renderCommunication } from '../render.ts';
import { recordCommunication, requireParticipantIds } from '../store/communications.ts';

const PATH = '/v2/Conversations/:conversationId/Communications';

/**
 * Communications of a conversation. A list runs in the order of creation, whatever `occurredAt` says: Twilio documents
 * no order, and this one never changes under a reader's pages.
 */
export const communicationRoutes: readonly Route[] = [
  {
    method: 'GET',
    path: PATH,
    operation: 'ListCommunications',
    handle(call) {
      const { accountSid, surroundings } = call.data;
      const { id, communications } = conversationOf(call);
      const channelId = call.one('channelId');
      return listAnswer(call, {
        key: 'communications',
        collection: communications,
        order: surroundings.behavior.communicationOrder,
        filters: { channelId },
        matches: (item) => channelId === null || item.channelId === channelId,
        render: (item) => renderCommunication(accountSid, id, item),
      });
    },
  },
  {
    method: 'POST',
    path: PATH,
    operation: 'CreateCommunication',
    handle(call) {
      const conversation = conversationOf(call);
      const body = readJsonBody(call, createCommunicationBody);
      if (call.data.surroundings.behavior.participantIds === 'required') requireParticipantIds(body);
      const communication = recordCommunication(call.data, conversation, body, call.at);
      return json(presentCommunication(call.data.accountSid, conversation.id, communication), 201);
    },
  },
  {
    method: 'GET',
    path: `${PATH}/:id`,
    operation: 'FetchCommunication',
    handle(call) {
      const { id, communications } = conversationOf(call);
      const communication = findOr404(call, communications, call.parameter('id'));
      return { status: 200, body: renderCommunication(call.data.accountSid, id, communication) };
    },
  },
];
