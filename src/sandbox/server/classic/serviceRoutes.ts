import type { Route } from '../http/call.ts';
import { json } from '../http/request.ts';
import { classicListAnswer } from './list.ts';
import { serviceOf } from './lookup.ts';
import { presentService } from './present.ts';
import { findService, serviceSids } from './services.ts';

/** Services that configurations bridge to. */
export const serviceRoutes: readonly Route[] = [
  {
    method: 'GET',
    path: '/v1/Services',
    operation: 'ListServices',
    handle(call) {
      const { data, origin } = call;
      return classicListAnswer<{ id: string }>(call, {
        key: 'services',
        collection: serviceSids(data),
        order: 'oldest-first',
        maxPageSize: 100,
        matches: ({ id }) => findService(data, id) !== undefined,
        madeAt: ({ id }) => findService(data, id)?.createdAt ?? 0,
        present: ({ id }) => {
          const service = findService(data, id);
          return service && presentService(data.accountSid, service, origin);
        },
      });
    },
  },
  {
    method: 'GET',
    path: '/v1/Services/:serviceSid',
    operation: 'FetchService',
    handle: (call) => json(presentService(call.data.accountSid, serviceOf(call), call.origin)),
  },
];
