import { setTimeout as delay } from 'node:timers/promises';
import got, { RequestError, type Response, TimeoutError } from 'got';
import { ApiError, type ApiErrorFacts, readErrorBody, readRetryAfter } from './errors.ts';
import type { Exchange } from './exchange.ts';
import { Scheduler } from './scheduler.ts';
import type { Shape } from './shape.ts';
import { SharedReads } from './sharedReads.ts';

/** HTTP Basic: `SK…` and its secret, or `AC…` and its auth token. */
export interface BasicCredentials {
  username: string;
  password: string;
}

/** How long to wait, in milliseconds, and how often to try. */
export interface Patience {
  /** For the connection. */
  connectMs: number;
  /** For the whole answer, of one attempt. */
  answerMs: number;
  /** How many attempts a request may take in all. */
  attempts: number;
  /** The first back-off; it doubles with each attempt, with jitter. */
  backOffMs: number;
  /** The longest `Retry-After` that is waited for; a longer one is reported instead. */
  longestPauseMs: number;
}

export const DEFAULT_PATIENCE: Patience = {
  connectMs: 10_000,
  answerMs: 30_000,
  attempts: 3,
  backOffMs: 300,
  longestPauseMs: 20_000,
};

export interface TransportOptions {
  /** Such as `https://conversations.twilio.com`. */
  origin: string;
  credentials: BasicCredentials;
  userAgent: string;
  /** Called for every attempt, when it has ended. */
  onExchange?: ((exchange: Exchange) => void) | undefined;
  patience?: Partial<Patience> | undefined;
}

export interface ApiRequest<T> {
  operation: string;
  method: 'GET' | 'POST';
  path: string;
  query?: URLSearchParams | undefined;
  /** Sent as JSON. */
  body?: unknown;
  shape: Shape<T>;
  /** The member without which an answer is not the one that was asked for: `id`, or a list's key. */
  essential: string;
  signal?: AbortSignal | undefined;
}

type Answer = Response<Uint8Array<ArrayBuffer>>;

/** Answers after which a read is worth another attempt. */
const PASSING_STATUSES: ReadonlySet<number> = new Set([429, 500, 502, 503, 504]);

/** Codes of failures before the request had left this machine: repeating it cannot do anything twice. */
const NEVER_SENT: ReadonlySet<string> = new Set([
  'ECONNREFUSED',
  'ENOTFOUND',
  'EAI_AGAIN',
  'EHOSTUNREACH',
  'ENETUNREACH',
]);

/**
 * Sends requests and reads answers: authentication, time-outs, retries, one queue per account, one error type.
 * Reads are retried; writes only after a 429, which says that the server did not process them.
 */
export class Transport {
  readonly #origin: string;
  readonly #authorization: string;
  readonly #userAgent: string;
  readonly #onExchange: ((exchange: Exchange) => void) | undefined;
  readonly #patience: Patience;
  readonly #scheduler = new Scheduler();
  readonly #sharedReads = new SharedReads();
  #requests = 0;

  constructor({ origin, credentials, userAgent, onExchange, patience }: TransportOptions) {
    this.#origin = origin;
    this.#authorization = `Basic ${Buffer.from(`${credentials.username}:${credentials.password}`).toString('base64')}`;
    this.#userAgent = userAgent;
    this.#onExchange = onExchange;
    this.#patience = { ...DEFAULT_PATIENCE, ...patience };
  }

  /** @throws ApiError in every case that is not a 2xx answer of the promised shape's outline */
  async send<T>(request: ApiRequest<T>): Promise<T> {
    try {
      if (request.method !== 'GET') return await this.#attempts(request, request.signal);
      const key = `${request.path}?${request.query ?? ''}`;
      return await this.#sharedReads.share(key, (signal) => this.#attempts(request, signal), request.signal);
    } catch (error) {
      if (error instanceof Error && error.name === 'ApiError') throw error;
      if (request.signal?.aborted) throw this.#error(request, { kind: 'cancelled', message: 'Cancelled' });
      throw error;
    }
  }

  async #attempts<T>(request: ApiRequest<T>, signal: AbortSignal | undefined): Promise<T> {
    const requestNumber = ++this.#requests;
    for (let attempt = 1; ; attempt++) {
      const outcome = await this.#scheduler.run(
        () => this.#attempt(request, requestNumber, attempt, signal),
        signal,
      );
      if (!(outcome instanceof Retry)) return outcome;
      await delay(outcome.afterMs, undefined, signal ? { signal } : {});
    }
  }

  async #attempt<T>(
    request: ApiRequest<T>,
    requestNumber: number,
    attempt: number,
    signal: AbortSignal | undefined,
  ): Promise<T | Retry> {
    const query = request.query?.toString() ?? '';
    const body = request.body === undefined ? undefined : Buffer.from(JSON.stringify(request.body));
    const startedAt = Date.now();
    const clock = performance.now();
    const problems: string[] = [];
    let response: Answer | undefined;
    const report = (failure: ApiError | undefined, willRetry: boolean) =>
      this.#onExchange?.({
        requestNumber,
        attempt,
        operation: request.operation,
        method: request.method,
        path: request.path,
        query,
        startedAt,
        durationMs: performance.now() - clock,
        requestBytes: body?.byteLength ?? 0,
        responseBytes: response?.rawBody.byteLength ?? 0,
        problems,
        willRetry,
        ...(response ? { status: response.statusCode } : {}),
        ...(response ? optionalId(header(response, 'twilio-request-id')) : {}),
        ...(failure ? { failure: describe(failure) } : {}),
      });
    try {
      response = await this.#exchange(request, query, body, signal);
      const value = this.#read(request, response, problems);
      report(undefined, false);
      return value;
    } catch (thrown) {
      const failure = this.#toApiError(request, thrown, signal);
      const retry = this.#retry(request, failure, attempt);
      report(failure, retry !== undefined);
      if (retry) return retry;
      throw failure;
    }
  }

  #exchange(
    request: ApiRequest<unknown>,
    query: string,
    body: Buffer | undefined,
    signal: AbortSignal | undefined,
  ): Promise<Answer> {
    return got(`${this.#origin}${request.path}${query === '' ? '' : `?${query}`}`, {
      method: request.method,
      headers: {
        accept: 'application/json',
        authorization: this.#authorization,
        'user-agent': this.#userAgent,
        ...(body ? { 'content-type': 'application/json' } : {}),
      },
      ...(body ? { body } : {}),
      ...(signal ? { signal } : {}),
      responseType: 'buffer',
      throwHttpErrors: false,
      // A redirect could carry the credentials to another host.
      followRedirect: false,
      retry: { limit: 0 },
      timeout: {
        connect: this.#patience.connectMs,
        request: this.#patience.answerMs,
      },
    });
  }

  #read<T>(request: ApiRequest<T>, response: Answer, problems: string[]): T {
    const requestId = header(response, 'twilio-request-id');
    const { value, isJson } = parse(response.rawBody);
    if (response.statusCode < 200 || response.statusCode > 299) {
      const body = readErrorBody(value);
      throw this.#error(request, {
        kind: 'status',
        message: body.message ?? `HTTP ${response.statusCode} ${response.statusMessage ?? ''}`.trim(),
        status: response.statusCode,
        code: body.code,
        moreInfo: body.moreInfo,
        requestId,
        retryAfterMs: readRetryAfter(header(response, 'retry-after'), Date.now()),
        conflictingResourceId: header(response, 'x-conflicting-resource-id'),
        // A gateway may answer with an error for what the server behind it has carried out.
        outcomeUnknown: request.method !== 'GET' && response.statusCode >= 500,
      });
    }
    const isOurs = typeof value === 'object' && value !== null && request.essential in value;
    if (!isOurs) {
      throw this.#error(request, {
        kind: 'malformed',
        message: isJson
          ? `The answer has no “${request.essential}”`
          : 'The answer is not JSON, or was cut short',
        status: response.statusCode,
        requestId,
        outcomeUnknown: request.method !== 'GET',
      });
    }
    return request.shape(value, '', problems);
  }

  #retry(request: ApiRequest<unknown>, failure: ApiError, attempt: number): Retry | undefined {
    if (attempt >= this.#patience.attempts || failure.kind === 'cancelled') return undefined;
    const repeatable =
      request.method === 'GET'
        ? failure.kind === 'timeout' ||
          failure.kind === 'network' ||
          (failure.status !== undefined && failure.status !== 200 && PASSING_STATUSES.has(failure.status))
        : failure.status === 429;
    if (!repeatable) return undefined;
    if (failure.retryAfterMs !== undefined) {
      if (failure.retryAfterMs > this.#patience.longestPauseMs) return undefined;
      this.#scheduler.pause(failure.retryAfterMs);
      return new Retry(failure.retryAfterMs);
    }
    const ceiling = this.#patience.backOffMs * 2 ** (attempt - 1);
    return new Retry(ceiling / 2 + Math.random() * (ceiling / 2));
  }

  #toApiError(request: ApiRequest<unknown>, thrown: unknown, signal: AbortSignal | undefined): ApiError {
    if (thrown instanceof ApiError) return thrown;
    if (signal?.aborted) return this.#error(request, { kind: 'cancelled', message: 'Cancelled' });
    const outcomeUnknown = request.method !== 'GET';
    if (thrown instanceof TimeoutError) {
      return this.#error(request, {
        kind: 'timeout',
        message: thrown.message,
        systemCode: thrown.code,
        outcomeUnknown: outcomeUnknown && thrown.event !== 'connect' && thrown.event !== 'lookup',
      });
    }
    if (thrown instanceof RequestError) {
      return this.#error(request, {
        kind: 'network',
        message: thrown.message,
        systemCode: thrown.code,
        outcomeUnknown: outcomeUnknown && !NEVER_SENT.has(thrown.code),
      });
    }
    throw thrown;
  }

  #error(request: ApiRequest<unknown>, facts: Omit<ApiErrorFacts, 'method' | 'path'>): ApiError {
    return new ApiError({
      ...facts,
      method: request.method,
      path: request.path,
    });
  }
}

/** Says that another attempt is due, and when. */
class Retry {
  readonly afterMs: number;
  constructor(afterMs: number) {
    this.afterMs = afterMs;
  }
}

function parse(body: Uint8Array): { value: unknown; isJson: boolean } {
  try {
    return {
      value: JSON.parse(Buffer.from(body.buffer, body.byteOffset, body.byteLength).toString('utf8')),
      isJson: true,
    };
  } catch {
    return { value: undefined, isJson: false };
  }
}

function header(response: Answer, name: string): string | undefined {
  const value = response.headers[name];
  return Array.isArray(value) ? value[0] : value;
}

function optionalId(requestId: string | undefined): { requestId?: string } {
  return requestId === undefined ? {} : { requestId };
}

function describe({ kind, message, code }: ApiError): NonNullable<Exchange['failure']> {
  return code === undefined ? { kind, message } : { kind, message, code };
}
