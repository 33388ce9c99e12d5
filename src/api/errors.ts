import type { Operation } from './resources.ts';

/** How a request ended when it did not end well. */
export type ApiErrorKind =
  /** The server answered with a status of 400 or above. */
  | 'status'
  /** No answer: no such host, connection refused or lost, certificate refused. */
  | 'network'
  /** No answer in time, or an operation that did not end in time. */
  | 'timeout'
  /** The caller's AbortSignal ended it. */
  | 'cancelled'
  /** An answer that is not what the API documents: not JSON, or not the promised shape. */
  | 'malformed'
  /** A change that Twilio had accepted, to make it in its own time, failed or was cancelled there. */
  | 'operation';

export interface ApiErrorFacts {
  kind: ApiErrorKind;
  /** What the server said, or what went wrong on the way. Never holds a credential. */
  message: string;
  method: string;
  /** Path without the query. */
  path: string;
  /** HTTP status, when there was an answer; with kind `operation` the status that its failure names. */
  status?: number | undefined;
  /** Twilio's error code. Not always a five-digit one: a 409 of Conversations v2 carries 400. */
  code?: number | undefined;
  /** Twilio's page about the code. */
  moreInfo?: string | undefined;
  /** `Twilio-Request-Id`, what Twilio's support asks for. */
  requestId?: string | undefined;
  /** How long the server asked to wait, in milliseconds. */
  retryAfterMs?: number | undefined;
  /** With 409: the resource that is in the way (`X-Conflicting-Resource-Id`). */
  conflictingResourceId?: string | undefined;
  /** The system's code of a network failure, such as ECONNREFUSED. */
  systemCode?: string | undefined;
  /** True when a write may have been carried out although no answer came. */
  outcomeUnknown?: boolean | undefined;
  /** The operation that failed (kind `operation`), or did not end in time (kind `timeout`), as it was last seen. */
  operation?: Operation | undefined;
}

/** The one error that src/api throws. */
export class ApiError extends Error implements ApiErrorFacts {
  override readonly name = 'ApiError';
  readonly kind: ApiErrorKind;
  readonly method: string;
  readonly path: string;
  readonly status: number | undefined;
  readonly code: number | undefined;
  readonly moreInfo: string | undefined;
  readonly requestId: string | undefined;
  readonly retryAfterMs: number | undefined;
  readonly conflictingResourceId: string | undefined;
  readonly systemCode: string | undefined;
  readonly outcomeUnknown: boolean;
  readonly operation: Operation | undefined;

  constructor(facts: ApiErrorFacts) {
    super(facts.message);
    this.kind = facts.kind;
    this.method = facts.method;
    this.path = facts.path;
    this.status = facts.status;
    this.code = facts.code;
    this.moreInfo = facts.moreInfo;
    this.requestId = facts.requestId;
    this.retryAfterMs = facts.retryAfterMs;
    this.conflictingResourceId = facts.conflictingResourceId;
    this.systemCode = facts.systemCode;
    this.outcomeUnknown = facts.outcomeUnknown ?? false;
    this.operation = facts.operation;
  }
}

/**
 * Whether an error came from src/api. By its name and not by `instanceof`: the client lives in a bundle of its
 * own, with its own copy of the class.
 */
export function isApiError(error: unknown): error is ApiError {
  return error instanceof Error && error.name === 'ApiError' && 'kind' in error;
}

/** What a request rejects with when its AbortSignal ends it. */
export function cancellation(
  { method, path }: Pick<ApiErrorFacts, 'method' | 'path'>,
  outcomeUnknown = false,
): ApiError {
  return new ApiError({ kind: 'cancelled', message: 'Cancelled', method, path, outcomeUnknown });
}

/** Whether the caller ended it: nothing to tell anybody. */
export function isCancelled(error: unknown): boolean {
  return isApiError(error) && error.kind === 'cancelled';
}

/** What an error answer's body says, whichever of Twilio's shapes it has. */
export interface ErrorBody {
  code?: number;
  message?: string;
  moreInfo?: string;
  status?: number;
}

/**
 * Reads the body of an error answer. Twilio has three shapes: `{code, message, more_info, status}` of the
 * OpenAPI document, `{code, httpStatusCode, message, userError, params}` of the product's troubleshooting page,
 * and RFC 9457 `{type, title, status, code, detail}` of its newer APIs. A token endpoint may have a fourth,
 * `{error, error_description}` of RFC 6749.
 */
export function readErrorBody(body: unknown): ErrorBody {
  if (typeof body !== 'object' || body === null || Array.isArray(body)) return {};
  const fields = body as Record<string, unknown>;
  const params = (
    typeof fields['params'] === 'object' && fields['params'] !== null ? fields['params'] : {}
  ) as Record<string, unknown>;
  const code = toNumber(fields['code']);
  const message = firstText(
    fields['message'],
    fields['detail'],
    fields['title'],
    fields['error_description'],
    fields['error'],
  );
  const moreInfo = firstUrl(fields['more_info'], params['twilioErrorCodeUrl'], fields['type']);
  const status = toNumber(fields['status']) ?? toNumber(fields['httpStatusCode']);
  return {
    ...(code === undefined ? {} : { code }),
    ...(message === undefined ? {} : { message }),
    ...(moreInfo === undefined ? {} : { moreInfo }),
    ...(status === undefined ? {} : { status }),
  };
}

/**
 * `Retry-After` in milliseconds: seconds or an HTTP date.
 * @param now the present moment in epoch milliseconds
 */
export function readRetryAfter(value: string | undefined, now: number): number | undefined {
  if (!value) return undefined;
  if (/^\s*\d+(\.\d+)?\s*$/.test(value)) return Number(value) * 1000;
  const date = Date.parse(value);
  return Number.isNaN(date) ? undefined : Math.max(0, date - now);
}

function toNumber(value: unknown): number | undefined {
  if (typeof value === 'number' && Number.isFinite(value)) return value;
  if (typeof value === 'string' && /^\d+$/.test(value)) return Number(value);
  return undefined;
}

function firstText(...values: unknown[]): string | undefined {
  return values.find((value): value is string => typeof value === 'string' && value !== '');
}

function firstUrl(...values: unknown[]): string | undefined {
  return values.find((value): value is string => typeof value === 'string' && /^https:\/\//.test(value));
}
