import { ApiError, readErrorBody, readRetryAfter } from './errors.ts';
import { type AnyRequest, changesNothing, isTokenRequest } from './request.ts';
import { header, type WireAnswer } from './wire.ts';

export function isGood({ status }: WireAnswer): boolean {
  return status >= 200 && status <= 299;
}

/**
 * Reads a good answer's body.
 * @param problems gets a line for each place where it differs from what the API documents
 * @throws ApiError when it is not JSON, or has not the member that matters
 */
export function readAnswer<T>(request: AnyRequest<T>, answer: WireAnswer, problems: string[]): T {
  const { value, isJson } = parse(answer.body);
  if (request.essential === undefined) return request.shape(value, '', problems);
  const isOurs = typeof value === 'object' && value !== null && request.essential in value;
  if (isOurs) return request.shape(value, '', problems);
  throw new ApiError({
    kind: 'malformed',
    message: isJson ? `The answer has no “${request.essential}”` : 'The answer is not JSON, or was cut short',
    method: request.method,
    path: request.path,
    status: answer.status,
    requestId: header(answer.headers, 'twilio-request-id'),
    outcomeUnknown: !changesNothing(request),
  });
}

/** What an answer says that is not a good one. @param now in epoch milliseconds */
export function readRefusal(request: AnyRequest<unknown>, answer: WireAnswer, now: number): ApiError {
  const body = readErrorBody(parse(answer.body).value);
  const message = body.message ?? `HTTP ${answer.status} ${answer.statusText}`.trim();
  return new ApiError({
    kind: 'status',
    message: isTokenRequest(request) ? message.replaceAll(request.secret, '…') : message,
    method: request.method,
    path: request.path,
    status: answer.status,
    code: body.code,
    moreInfo: body.moreInfo,
    requestId: header(answer.headers, 'twilio-request-id'),
    retryAfterMs: readRetryAfter(header(answer.headers, 'retry-after'), now),
    conflictingResourceId: header(answer.headers, 'x-conflicting-resource-id'),
    // A gateway may answer with an error for what the server behind it has carried out.
    outcomeUnknown: !changesNothing(request) && answer.status >= 500,
  });
}

function parse(body: Buffer): { value: unknown; isJson: boolean } {
  try {
    return { value: JSON.parse(body.toString('utf8')), isJson: true };
  } catch {
    return { value: undefined, isJson: false };
  }
}
