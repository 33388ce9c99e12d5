import type { StoredOperation } from '../model.ts';
import { operationUrl, relatedTo } from '../present.ts';
import type { Call } from './call.ts';
import { json, type SandboxAnswer } from './request.ts';

/** 202: what was asked for is done when the operation ends, which takes `Retry-After` seconds. */
export function acceptedAnswer({ origin }: Call, operation: StoredOperation): SandboxAnswer {
  const statusUrl = operationUrl(origin, operation.id);
  return json({ statusUrl, related: relatedTo(operation) }, 202, {
    'Operation-Id': operation.id,
    'Retry-After': String(Math.ceil((operation.dueAt - operation.createdAt) / 1000)),
    Location: statusUrl,
  });
}
