import type { ApiError } from './errors.ts';
import type { Patience } from './patience.ts';
import { type AnyRequest, isRepeatable, isTokenRequest } from './request.ts';

/** Answers after which a request that may be repeated is worth another attempt. */
const PASSING_STATUSES: ReadonlySet<number> = new Set([429, 500, 502, 503, 504]);

/**
 * How long to wait before a request is sent again, in milliseconds; undefined when it shall not be.
 *
 * What may be repeated is, after failures that pass. A write without an idempotency key is repeated only after a 429,
 * which says that the server did not process it.
 * @param attempt how many were made
 */
export function waitBeforeRetry(
  request: AnyRequest<unknown>,
  failure: ApiError,
  attempt: number,
  patience: Patience,
): number | undefined {
  if (!isTokenRequest(request) && request.once) return undefined;
  if (attempt >= patience.attempts || !isWorthIt(request, failure)) return undefined;
  if (failure.retryAfterMs !== undefined) {
    return failure.retryAfterMs > patience.longestPauseMs ? undefined : failure.retryAfterMs;
  }
  const ceiling = patience.backOffMs * 2 ** (attempt - 1);
  return ceiling / 2 + Math.random() * (ceiling / 2);
}

function isWorthIt(request: AnyRequest<unknown>, { kind, status }: ApiError): boolean {
  if (kind === 'status' && status === 429) return true;
  if (!isRepeatable(request)) return false;
  if (kind === 'network' || kind === 'timeout') return true;
  return kind === 'status' && status !== undefined && PASSING_STATUSES.has(status);
}
