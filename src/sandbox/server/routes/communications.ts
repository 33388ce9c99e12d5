import { pathParameter, type Route } from '../http/api.ts';
import { readJsonBody } from '../http/jsonBody.ts';
import { findOr404, listResponse } from '../http/listQuery.ts';
import { presentCommunication } from '../present.ts';
import { createCommunicationBody } from '../schemas.ts';
import { recordCommunication } from '../store/communications.ts';

const PATH = '/v2/Conversations/:conversationId/Communications';

/**
 * Communications of a conversation. A list runs in the order of creation, oldest first, whatever `occurredAt` says:
 * Twilio documents no order, and this one never changes under a reader's pages.
 */
export const communicationRoutes: readonly Route[] = [
  {
    method: 'GET',
    path: PATH,
    handle(context, state) {
      const { accountSid, conversations } = context.get('data');
      const { id, communications } = findOr404(
        context,
        conversations,
        pathParameter(context, 'conversationId'),
      );
      const channelId = context.req.query('channelId');
      const clock = state.deliveryClock();
      return listResponse(context, state, {
        key: 'communications',
        collection: communications,
        order: 'oldest-first',
        filters: { channelId },
        matches: (item) => channelId === undefined || item.channelId === channelId,
        present: (item) => presentCommunication(accountSid, id, item, clock),
      });
    },
  },
  {
    method: 'POST',
    path: PATH,
    async handle(context, state) {
      const data = context.get('data');
      const conversation = findOr404(context, data.conversations, pathParameter(context, 'conversationId'));
      const body = await readJsonBody(context, createCommunicationBody);
      const communication = recordCommunication(data, conversation, body, state.now());
      const clock = state.deliveryClock();
      return context.json(presentCommunication(data.accountSid, conversation.id, communication, clock), 201);
    },
  },
  {
    method: 'GET',
    path: `${PATH}/:id`,
    handle(context, state) {
      const { accountSid, conversations } = context.get('data');
      const { id, communications } = findOr404(
        context,
        conversations,
        pathParameter(context, 'conversationId'),
      );
      const communication = findOr404(context, communications, pathParameter(context, 'id'));
      return context.json(presentCommunication(accountSid, id, communication, state.deliveryClock()));
    },
  },
];
