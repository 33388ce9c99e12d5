import { notFound } from '../failure.ts';
import type { Route } from '../http/call.ts';
import { json } from '../http/request.ts';
import { presentOperation } from '../present.ts';
import { findOperation } from '../store/operations.ts';

/** How far the changes have come that are made in their own time. */
export const operationRoutes: readonly Route[] = [
  {
    method: 'GET',
    path: '/v2/ControlPlane/Operations/:id',
    operation: 'FetchOperation',
    handle(call) {
      const operation = findOperation(call.data, call.parameter('id'), call.at);
      if (!operation) throw notFound(call.request.path);
      return json(presentOperation(operation, call.origin));
    },
  },
];
