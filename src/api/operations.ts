import { ApiError, readErrorBody, readRetryAfter } from './errors.ts';
import { LONGEST_WAIT_MS, type LookOptions, type Lookout, lookUntil } from './lookout.ts';
import type { ApiRequest, Reply } from './request.ts';
import type { Operation, OperationAccepted } from './resources.ts';
import { header } from './wire.ts';

/** A change that Twilio has accepted (202) and makes in its own time. */
export interface AcceptedOperation {
  operationId: string;
  /** How long the server asks to wait before the first look, in milliseconds. */
  retryAfterMs?: number;
  /** The resource that is changed: `configurationId` or `conversationId`. */
  related: Record<string, string>;
  /** As the server gave it. It is not followed: the credentials go to no other address than the API's own. */
  statusUrl: string;
}

export type WaitOptions = LookOptions<Operation>;

/**
 * Reads the answer to a request that is carried out later.
 * @param now in epoch milliseconds
 * @throws ApiError of kind `malformed` when it does not say which operation
 */
export function readAccepted(
  { method, path }: Pick<ApiRequest<unknown>, 'method' | 'path'>,
  { value, headers }: Reply<OperationAccepted>,
  now: number,
): AcceptedOperation {
  const operationId = [header(headers, 'operation-id'), lastSegment(value.statusUrl)].find(isId);
  if (operationId === undefined) {
    throw new ApiError({
      kind: 'malformed',
      message: 'The answer does not say which operation it has begun',
      method,
      path,
      status: 202,
      outcomeUnknown: true,
    });
  }
  const retryAfterMs = readRetryAfter(header(headers, 'retry-after'), now);
  return {
    operationId,
    ...(retryAfterMs === undefined ? {} : { retryAfterMs }),
    related: value.related ?? {},
    statusUrl: value.statusUrl,
  };
}

/**
 * Looks at an operation until it has ended.
 * @param firstWaitMs before the first look
 * @returns the operation, COMPLETED
 * @throws ApiError of kind `operation` when it has failed or was cancelled; `timeout` when it takes longer than is
 *   waited for; `cancelled`; and whatever a look throws
 */
export async function awaitOperation(
  lookout: Lookout<Operation>,
  firstWaitMs: number,
  options: WaitOptions,
): Promise<Operation> {
  const { path } = lookout;
  const operation = await lookUntil(
    lookout,
    ({ status }) => status === 'COMPLETED' || hasFailed(status),
    firstWaitMs,
    options,
  );
  if (operation.status === 'COMPLETED') return operation;
  if (hasFailed(operation.status)) throw failed(operation, path);
  // Whatever else it may be called in future: it has not ended.
  throw stillUnderWay(operation, path, options.longestWaitMs ?? LONGEST_WAIT_MS);
}

function hasFailed(status: Operation['status']): boolean {
  return status === 'FAILED' || status === 'CANCELLED';
}

function failed(operation: Operation, path: string): ApiError {
  const { error, status } = operation;
  const { code, moreInfo } = readErrorBody(error);
  const said = [error?.title, error?.detail].filter((text) => typeof text === 'string' && text !== '');
  return new ApiError({
    kind: 'operation',
    message: said.length > 0 ? said.join(': ') : `The operation ended as ${status}`,
    method: 'GET',
    path,
    status: error?.status,
    code,
    moreInfo,
    operation,
  });
}

function stillUnderWay(operation: Operation, path: string, waitedMs: number): ApiError {
  return new ApiError({
    kind: 'timeout',
    message: `The operation is still ${operation.status} after ${Math.round(waitedMs / 1000)} s`,
    method: 'GET',
    path,
    operation,
  });
}

function lastSegment(url: string): string | undefined {
  const { pathname } = URL.canParse(url, 'https://localhost') ? new URL(url, 'https://localhost') : {};
  const segment = pathname?.split('/').findLast((part) => part !== '');
  try {
    return segment && decodeURIComponent(segment);
  } catch {
    return undefined;
  }
}

/** Whether it can stand as one segment of a path. */
function isId(text: string | undefined): text is string {
  return text !== undefined && !/^\.{0,2}$/.test(text);
}
