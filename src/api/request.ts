import type { IncomingHttpHeaders } from 'node:http';
import type { Shape } from './shape.ts';

/** A request in the API's terms: what is asked for, and what its answer must look like. */
export interface ApiRequest<T> {
  /** The name that the log shows, such as `ListCommunications`. */
  operation: string;
  method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  path: string;
  query?: URLSearchParams | undefined;
  /** Sent as JSON. */
  body?: unknown;
  /** Sent as it is, in place of `body`. */
  content?: { type: string; body: string } | undefined;
  /** With it the server carries a write out once, however often it arrives: such a write may be repeated. */
  idempotencyKey?: string | undefined;
  shape: Shape<T>;
  /** The member without which an answer is not the one that was asked for: `id`, or a list's key; any answer is without it. */
  essential?: string | undefined;
  /**
   * Sees the body of a good answer before it is parsed, which takes a while in which nothing else can happen.
   * @returns true when it has begun something that is to get under way first
   */
  peek?: ((body: Buffer) => boolean) | undefined;
  signal?: AbortSignal | undefined;
  /** It goes out at once, past the account's queue, and is never repeated but with a new access token. */
  pacedByCaller?: boolean | undefined;
  /** It is never repeated but with a new access token, and shared with nobody who asks for the same. */
  once?: boolean | undefined;
  /** Stands in what is told of the exchange. */
  mark?: string | undefined;
}

/** The request for an access token: it goes to a host of its own, and carries no other authorization. */
export interface TokenRequest<T>
  extends Omit<ApiRequest<T>, 'body' | 'content' | 'idempotencyKey' | 'query' | 'essential'> {
  origin: string;
  essential: string;
  form: URLSearchParams;
  /** What must not be shown, should the server repeat it. */
  secret: string;
}

/** What came of a request that went well. */
export interface Reply<T> {
  value: T;
  headers: IncomingHttpHeaders;
}

export type AnyRequest<T> = ApiRequest<T> | TokenRequest<T>;

export function isTokenRequest<T>(request: AnyRequest<T>): request is TokenRequest<T> {
  return 'secret' in request;
}

/** Whether it makes no difference how often the server carries a request out. A token more does no harm. */
export function changesNothing(request: AnyRequest<unknown>): boolean {
  return request.method === 'GET' || isTokenRequest(request);
}

/** Whether a request may be sent again when it is not known what became of it. */
export function isRepeatable(request: AnyRequest<unknown>): boolean {
  return changesNothing(request) || (!isTokenRequest(request) && request.idempotencyKey !== undefined);
}
