import type { CallbackAttempt } from './server/callbacks/attempt.ts';
import type { SandboxExchange } from './server/http/request.ts';

const time = () => new Date().toISOString().slice(11, 23);

/** A line for a request: when, what, its answer and how long it took. Never a header or a body: they hold secrets. */
export function requestLine({ request, answer, operation, durationMs, fault }: SandboxExchange): string {
  const target = request.query === '' ? request.path : `${request.path}?${request.query}`;
  return [
    time(),
    request.method,
    target,
    '→',
    answer.status,
    `${durationMs.toFixed(1)} ms`,
    ...(operation === undefined ? [] : [operation]),
    ...(fault === undefined ? [] : [`fault: ${fault}`]),
  ].join(' ');
}

/** A line for an attempt at a status callback. */
export function callbackLine(attempt: CallbackAttempt): string {
  const { eventType, method, url, status, failure, skipped, durationMs, willRetry } = attempt;
  const outcome = skipped ?? failure ?? status;
  return [
    time(),
    'callback',
    eventType,
    method,
    url,
    '→',
    outcome,
    ...(skipped === undefined ? [`${durationMs} ms, attempt ${attempt.attempt}`] : []),
    ...(willRetry ? ['(will be tried again)'] : []),
  ].join(' ');
}
