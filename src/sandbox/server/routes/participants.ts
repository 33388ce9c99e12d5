import { pathParameter, type Route } from '../http/api.ts';
import { readJsonBody } from '../http/jsonBody.ts';
import { findOr404, listResponse } from '../http/listQuery.ts';
import { presentParticipant } from '../present.ts';
import { createParticipantBody } from '../schemas.ts';
import { addParticipant } from '../store/participants.ts';

const PATH = '/v2/Conversations/:conversationId/Participants';

/** Participants of a conversation, oldest first. */
export const participantRoutes: readonly Route[] = [
  {
    method: 'GET',
    path: PATH,
    handle(context, state) {
      const { accountSid, conversations } = context.get('data');
      const { id, participants } = findOr404(
        context,
        conversations,
        pathParameter(context, 'conversationId'),
      );
      return listResponse(context, state, {
        key: 'participants',
        collection: participants,
        order: 'oldest-first',
        present: (item) => presentParticipant(accountSid, id, item),
      });
    },
  },
  {
    method: 'POST',
    path: PATH,
    async handle(context, state) {
      const data = context.get('data');
      const conversation = findOr404(context, data.conversations, pathParameter(context, 'conversationId'));
      const body = await readJsonBody(context, createParticipantBody);
      const participant = addParticipant(data, conversation, body, state.now());
      return context.json(presentParticipant(data.accountSid, conversation.id, participant), 201);
    },
  },
  {
    method: 'GET',
    path: `${PATH}/:id`,
    handle(context) {
      const { accountSid, conversations } = context.get('data');
      const { id, participants } = findOr404(
        context,
        conversations,
        pathParameter(context, 'conversationId'),
      );
      const participant = findOr404(context, participants, pathParameter(context, 'id'));
      return context.json(presentParticipant(accountSid, id, participant));
    },
  },
];
