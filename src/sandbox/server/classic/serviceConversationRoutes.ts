import type { Call, Route } from '../http/call.ts';
import { readFormBody } from '../http/formBody.ts';
import { json } from '../http/request.ts';
import { readBound, wholeSecond } from './dates.ts';
import { SERVICE_CONVERSATION_STATES, serviceConversationForm } from './forms.ts';
import { classicListAnswer, readChoice } from './list.ts';
import { bridgedOf, serviceOf } from './lookup.ts';
import { type Bridged, madeAt, presentServiceConversation, stateOf } from './present.ts';
import type { ServiceConversationEntry } from './serviceConversations.ts';
import { changeServiceConversation, createServiceConversation } from './serviceConversationWrites.ts';

const PATH = '/v1/Services/:serviceSid/Conversations';

function bridgedAt({ data, origin }: Call, { serviceConversation }: ServiceConversationEntry): Bridged {
  const { conversationId } = serviceConversation;
  const conversation = data.conversations.get(conversationId);
  if (!conversation) throw new Error(`${conversationId} is gone, but not its classic side`);
  return { accountSid: data.accountSid, serviceConversation, conversation, origin };
}

/**
 * The classic (v1) sides of bridged conversations. A list has the order that was chosen for v2, but with a range of
 * dates the newest first, as the API's document says.
 */
export const serviceConversationRoutes: readonly Route[] = [
  {
    method: 'GET',
    path: PATH,
    operation: 'ListServiceConversations',
    handle(call) {
      const { data } = call;
      const state = readChoice('State', call.one('State') ?? undefined, SERVICE_CONVERSATION_STATES);
      const start = readBound('StartDate', call.one('StartDate'), '00:00:00');
      const end = readBound('EndDate', call.one('EndDate'), '23:59:59');
      const isRange = start !== undefined || end !== undefined;
      return classicListAnswer<ServiceConversationEntry>(call, {
        key: 'conversations',
        collection: data.serviceConversations.listOf(serviceOf(call).sid),
        order: isRange ? 'newest-first' : data.surroundings.behavior.conversationOrder,
        maxPageSize: 100,
        filters: ['StartDate', 'EndDate', 'State'],
        matches: (entry) => {
          const bridged = bridgedAt(call, entry);
          const at = wholeSecond(madeAt(bridged));
          return (
            (state === undefined || stateOf(bridged.conversation) === state) &&
            (start === undefined || at >= start) &&
            (end === undefined || at <= end)
          );
        },
        madeAt: (entry) => bridgedAt(call, entry).conversation.createdAt,
        present: (entry) => presentServiceConversation(bridgedAt(call, entry)),
      });
    },
  },
  {
    method: 'POST',
    path: PATH,
    operation: 'CreateServiceConversation',
    handle(call) {
      const { data, origin } = call;
      const { sid } = serviceOf(call);
      const sides = createServiceConversation(
        data,
        sid,
        readFormBody(call, serviceConversationForm),
        call.at,
      );
      return json(presentServiceConversation({ ...sides, accountSid: data.accountSid, origin }), 201);
    },
  },
  {
    method: 'GET',
    path: `${PATH}/:conversationSid`,
    operation: 'FetchServiceConversation',
    handle: (call) => json(presentServiceConversation(bridgedOf(call))),
  },
  {
    method: 'POST',
    path: `${PATH}/:conversationSid`,
    operation: 'UpdateServiceConversation',
    handle(call) {
      const bridged = bridgedOf(call);
      const form = readFormBody(call, serviceConversationForm);
      changeServiceConversation(call.data, bridged, form, call.at);
      return json(presentServiceConversation(bridged));
    },
  },
];
