import type { Route } from '../http/call.ts';
import { readFormBody } from '../http/formBody.ts';
import { json } from '../http/request.ts';
import type { StoredCommunication } from '../model.ts';
import { createMessageForm } from './forms.ts';
import { classicListAnswer, readChoice } from './list.ts';
import { bridgedOf, messageOf } from './lookup.ts';
import { messageIndex } from './messages.ts';
import { createMessage } from './messageWrites.ts';
import { presentMessage } from './present.ts';

const PATH = '/v1/Services/:serviceSid/Conversations/:conversationSid/Messages';

/** Messages: the communications of the type TEXT, whichever API they came by. */
export const messageRoutes: readonly Route[] = [
  {
    method: 'GET',
    path: PATH,
    operation: 'ListServiceMessages',
    handle(call) {
      const bridged = bridgedOf(call);
      const { conversation } = bridged;
      // By the document's examples capitals make no difference.
      const order = readChoice('Order', call.one('Order')?.toLowerCase(), ['asc', 'desc']);
      return classicListAnswer<StoredCommunication>(call, {
        key: 'messages',
        collection: conversation.communications,
        order: order === 'desc' ? 'newest-first' : 'oldest-first',
        maxPageSize: 100,
        filters: ['Order'],
        matches: (item) => messageIndex(conversation, item) !== undefined,
        madeAt: ({ createdAt }) => createdAt,
        present: (item) => presentMessage(bridged, item, messageIndex(conversation, item) ?? 0),
      });
    },
  },
  {
    method: 'POST',
    path: PATH,
    operation: 'CreateServiceMessage',
    handle(call) {
      const bridged = bridgedOf(call);
      const form = readFormBody(call, createMessageForm);
      const communication = createMessage(call.data, bridged, form, call.at);
      const index = messageIndex(bridged.conversation, communication) ?? 0;
      return json(presentMessage(bridged, communication, index), 201);
    },
  },
  {
    method: 'GET',
    path: `${PATH}/:messageSid`,
    operation: 'FetchServiceMessage',
    handle(call) {
      const bridged = bridgedOf(call);
      const { communication, index } = messageOf(call, bridged);
      return json(presentMessage(bridged, communication, index));
    },
  },
];
