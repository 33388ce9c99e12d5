import { createHash } from 'node:crypto';
import { badRequest, conflict } from '../failure.ts';
import type { Call, Route } from './call.ts';
import { acceptedAnswer } from './operationAnswer.ts';
import { header, type SandboxAnswer } from './request.ts';

const UUID = /^[0-9a-fA-F]{8}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{12}$/;

/** How long a key is remembered. */
const KEPT_MS = 24 * 3_600_000;

/**
 * Handles a request that may carry an Idempotency-Key: the same request with the same key starts nothing a second time
 * but names the same operation, for 24 hours and within the account. Refusals are not remembered.
 *
 * @throws Failure 400 for a key that is not a UUID, 409 for one that came with another request (undocumented)
 */
export function handleOnce(route: Route, call: Call): SandboxAnswer {
  const key = header(call.request, 'idempotency-key')?.toLowerCase();
  if (key === undefined) return route.handle(call);
  if (!UUID.test(key)) throw badRequest('Idempotency-Key must be a UUID');
  const { method, path, body } = call.request;
  const request = createHash('sha256').update(`${method} ${path}\n`).update(body).digest('hex');
  const { answers, operations } = call.data;
  for (const [old, { at }] of answers) {
    // In the order of their making: the first that is young enough ends it.
    if (at > call.at - KEPT_MS) break;
    answers.delete(old);
  }
  const known = answers.get(key);
  const before = known && known.at > call.at - KEPT_MS ? known : undefined;
  if (before && before.request !== request) {
    throw conflict('The Idempotency-Key was used for another request', before.operationId);
  }
  const operation = before && operations.get(before.operationId);
  if (operation) return acceptedAnswer(call, operation);
  const answer = route.handle(call);
  const operationId = answer.headers?.['Operation-Id'];
  if (operationId !== undefined) {
    const kept = { request, operationId, at: call.at };
    answers.set(key, kept);
    call.data.changed({ kind: 'idempotency', key, answer: kept });
  }
  return answer;
}
