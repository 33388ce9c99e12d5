import { badRequest } from '../failure.ts';
import { pathParameter, type Route } from '../http/api.ts';
import { findOr404, listResponse } from '../http/listQuery.ts';
import { presentConfiguration } from '../present.ts';

const MEMORY_STORE_ID = /^mem_(store|service)_[0-7][0-9a-z]{25}$/;

/** Configurations, to read. */
export const configurationRoutes: readonly Route[] = [
  {
    method: 'GET',
    path: '/v2/ControlPlane/Configurations',
    handle(context, state) {
      const memoryStoreId = context.req.query('memoryStoreId');
      if (memoryStoreId !== undefined && !MEMORY_STORE_ID.test(memoryStoreId)) {
        throw badRequest(`memoryStoreId must match ${MEMORY_STORE_ID.source}`);
      }
      return listResponse(context, state, {
        key: 'configurations',
        collection: context.get('data').configurations,
        order: 'oldest-first',
        filters: { memoryStoreId },
        matches: (item) => memoryStoreId === undefined || item.memoryStoreId === memoryStoreId,
        present: presentConfiguration,
      });
    },
  },
  {
    method: 'GET',
    path: '/v2/ControlPlane/Configurations/:id',
    handle(context) {
      const { configurations } = context.get('data');
      return context.json(
        presentConfiguration(findOr404(context, configurations, pathParameter(context, 'id'))),
      );
    },
  },
];
