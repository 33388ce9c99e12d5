import { notFound } from '../failure.ts';
import type { Route } from '../http/call.ts';
import { json } from '../http/request.ts';
import { classicListAnswer } from './list.ts';
import { bridgedOf, messageOf } from './lookup.ts';
import { presentDeliveryReceipt } from './present.ts';
import { type DeliveryReceipt, receiptsOf } from './receipts.ts';

const PATH = '/v1/Services/:serviceSid/Conversations/:conversationSid/Messages/:messageSid/Receipts';

/** How messages fared with their recipients outside of chat. */
export const deliveryReceiptRoutes: readonly Route[] = [
  {
    method: 'GET',
    path: PATH,
    operation: 'ListServiceDeliveryReceipts',
    handle(call) {
      const bridged = bridgedOf(call);
      const { communication } = messageOf(call, bridged);
      return classicListAnswer<DeliveryReceipt>(call, {
        key: 'delivery_receipts',
        collection: receiptsOf(communication),
        order: 'oldest-first',
        maxPageSize: 50,
        matches: ({ status }) => status !== undefined,
        madeAt: () => communication.createdAt,
        present: (receipt) => presentDeliveryReceipt(bridged, communication, receipt),
      });
    },
  },
  {
    method: 'GET',
    path: `${PATH}/:receiptSid`,
    operation: 'FetchServiceDeliveryReceipt',
    handle(call) {
      const bridged = bridgedOf(call);
      const { communication } = messageOf(call, bridged);
      const receipt = receiptsOf(communication).get(call.parameter('receiptSid'));
      if (receipt?.status === undefined) throw notFound(call.request.path);
      return json(presentDeliveryReceipt(bridged, communication, receipt));
    },
  },
];
