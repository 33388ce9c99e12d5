import { isApiError } from '../../api/errors.ts';

/** Whether a failure stays until somebody does something: who calls is refused, or there is nothing there. */
export function isLasting(error: unknown): boolean {
  return isApiError(error) && [401, 403, 404].includes(error.status ?? 0);
}

/** Whether there was an answer, if only to say that it failed. */
export function isAnswered(error: unknown): boolean {
  return isApiError(error) && (error.kind === 'status' || error.kind === 'malformed');
}

/** Whether something was ended on purpose. */
export function isEnded(error: unknown): boolean {
  if (isApiError(error)) return error.kind === 'cancelled';
  return error instanceof Error && error.name === 'AbortError';
}
