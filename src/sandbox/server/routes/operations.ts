import type { Route } from '../http/call.ts';
import { findOr404 } from '../http/listQuery.ts';
import { json } from '../http/request.ts';
import { presentOperation } from '../present.ts';

/** How far the changes have come that are made in their own time. */
export const operationRoutes: readonly Route[] = [
  {
    method: 'GET',
    path: '/v2/ControlPlane/Operations/:id',
    operation: 'FetchOperation',
    handle(call) {
      const operation = findOr404(call, call.data.operations, call.parameter('id'));
      return json(presentOperation(operation, call.origin));
    },
  },
];
