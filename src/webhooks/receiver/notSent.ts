import type { CallbackRequest } from '../callback.ts';
import type { ForwardFailure, ForwardResult } from './receivedCallback.ts';

export const BAD_URL: ForwardFailure = {
  kind: 'badUrl',
  message: 'The URL of the app is not an http or https URL',
};

/** The result of a request that never left. */
export function notSent(
  { method }: CallbackRequest,
  to: string,
  sentAt: number,
  failure: ForwardFailure,
): ForwardResult {
  return {
    // Without user, password and query, also of what is no URL.
    url: to.slice(to.lastIndexOf('@') + 1).replace(/[?#].*$/s, ''),
    method,
    requestHeaders: {},
    signature: 'none',
    sentAt,
    durationMs: 0,
    headers: {},
    body: Buffer.alloc(0),
    bodySize: 0,
    failure,
  };
}
