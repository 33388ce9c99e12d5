import { isApiError } from '../../api/errors.ts';

/** Whether what was acted on is not there (any more). */
export function isGone(error: unknown): boolean {
  return isApiError(error) && error.status === 404 && (error.kind === 'status' || error.kind === 'operation');
}
