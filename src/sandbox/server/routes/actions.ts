import { createActionBody } from '../../../api/bodies/actions.ts';
import type { Route } from '../http/call.ts';
import { readJsonBody } from '../http/jsonBody.ts';
import { conversationOf, findOr404 } from '../http/listQuery.ts';
import { json } from '../http/request.ts';
import { presentAction } from '../present.ts';
import { startAction } from '../store/actions.ts';

const PATH = '/v2/Conversations/:conversationId/Actions';

/** What Twilio is to do for a conversation: it sends a message, which becomes a communication. */
export const actionRoutes: readonly Route[] = [
  {
    method: 'POST',
    path: PATH,
    operation: 'CreateAction',
    handle(call) {
      const conversation = conversationOf(call);
      const action = startAction(call.data, conversation, readJsonBody(call, createActionBody), call.at);
      return json(presentAction(conversation.id, action), 202);
    },
  },
  {
    method: 'GET',
    path: `${PATH}/:actionId`,
    operation: 'FetchAction',
    handle(call) {
      const { id, actions } = conversationOf(call);
      return json(presentAction(id, findOr404(call, actions, call.parameter('actionId'))));
    },
  },
];
