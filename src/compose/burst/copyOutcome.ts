import { isApiError } from '../../api/errors.ts';

/** What became of one copy. */
export type CopyOutcome =
  | { kind: 'sent' }
  /** It was not processed, since there were too many: it may be sent later. @property retryAfterMs what the server asks for */
  | { kind: 'limited'; retryAfterMs: number | undefined }
  /** It was not created. */
  | { kind: 'refused'; error: unknown }
  /** Nobody knows whether it was created. */
  | { kind: 'unknown'; error: unknown };

/** What a failure to create a communication says of it. */
export function outcomeOf(error: unknown): CopyOutcome {
  if (!isApiError(error)) return { kind: 'refused', error };
  if (error.kind === 'status' && error.status === 429)
    return { kind: 'limited', retryAfterMs: error.retryAfterMs };
  return { kind: error.outcomeUnknown ? 'unknown' : 'refused', error };
}
