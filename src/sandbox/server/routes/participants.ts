import { createParticipantBody, updateParticipantBody } from '../../../api/bodies/conversations.ts';
import type { Route } from '../http/call.ts';
import { readJsonBody } from '../http/jsonBody.ts';
import { conversationOf, findOr404, listAnswer } from '../http/listQuery.ts';
import { renderParticipant } from '../render.ts';
import { addParticipant, replaceParticipant } from '../store/participants.ts';

const PATH = '/v2/Conversations/:conversationId/Participants';

/** Participants of a conversation, oldest first. */
export const participantRoutes: readonly Route[] = [
  {
    method: 'GET',
    path: PATH,
    operation: 'ListParticipants',
    handle(call) {
      const { id, participants } = conversationOf(call);
      return listAnswer(call, {
        key: 'participants',
        collection: participants,
        order: 'oldest-first',
        render: (item) => renderParticipant(call.data.accountSid, id, item),
      });
    },
  },
  {
    method: 'POST',
    path: PATH,
    operation: 'CreateParticipant',
    handle(call) {
      const conversation = conversationOf(call);
      const body = readJsonBody(call, createParticipantBody);
      const participant = addParticipant(call.data, conversation, body, call.at);
      return { status: 201, body: renderParticipant(call.data.accountSid, conversation.id, participant) };
    },
  },
  {
    method: 'GET',
    path: `${PATH}/:id`,
    operation: 'FetchParticipant',
    handle(call) {
      const { id, participants } = conversationOf(call);
      const participant = findOr404(call, participants, call.parameter('id'));
      return { status: 200, body: renderParticipant(call.data.accountSid, id, participant) };
    },
  },
  {
    method: 'PUT',
    path: `${PATH}/:id`,
    operation: 'UpdateParticipant',
    handle(call) {
      const conversation = conversationOf(call);
      const participant = findOr404(call, conversation.participants, call.parameter('id'));
      const body = readJsonBody(call, updateParticipantBody);
      replaceParticipant(call.data, conversation, participant, body, call.at);
      return { status: 200, body: renderParticipant(call.data.accountSid, conversation.id, participant) };
    },
  },
];
