import { notFound } from '../failure.ts';
import type { Route } from '../http/call.ts';
import { readFormBody } from '../http/formBody.ts';
import { json } from '../http/request.ts';
import type { StoredParticipant } from '../model.ts';
import { createParticipantForm } from './forms.ts';
import { classicListAnswer } from './list.ts';
import { bridgedOf } from './lookup.ts';
import { findParticipant, isClassicParticipant } from './participants.ts';
import { createParticipant } from './participantWrites.ts';
import { presentServiceParticipant } from './present.ts';

const PATH = '/v1/Services/:serviceSid/Conversations/:conversationSid/Participants';

/** Participants that have an identity or a messaging binding, whichever API they came by. */
export const serviceParticipantRoutes: readonly Route[] = [
  {
    method: 'GET',
    path: PATH,
    operation: 'ListServiceParticipants',
    handle(call) {
      const bridged = bridgedOf(call);
      return classicListAnswer<StoredParticipant>(call, {
        key: 'participants',
        collection: bridged.conversation.participants,
        order: 'oldest-first',
        maxPageSize: 100,
        matches: isClassicParticipant,
        madeAt: ({ createdAt }) => createdAt,
        present: (item) => presentServiceParticipant(bridged, item),
      });
    },
  },
  {
    method: 'POST',
    path: PATH,
    operation: 'CreateServiceParticipant',
    handle(call) {
      const bridged = bridgedOf(call);
      const form = readFormBody(call, createParticipantForm);
      const participant = createParticipant(call.data, bridged, form, call.at);
      return json(presentServiceParticipant(bridged, participant), 201);
    },
  },
  {
    method: 'GET',
    path: `${PATH}/:participantSid`,
    operation: 'FetchServiceParticipant',
    handle(call) {
      const bridged = bridgedOf(call);
      const participant = findParticipant(bridged.conversation, call.parameter('participantSid'));
      if (!participant) throw notFound(call.request.path);
      return json(presentServiceParticipant(bridged, participant));
    },
  },
];
