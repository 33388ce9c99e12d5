import { AccessTokenAuthorizer } from './accessToken.ts';
import { isGood, readAnswer, readRefusal } from './answer.ts';
import { bareWire, NoAnswerError } from './bareWire.ts';
import { type Clock, systemClock } from './clock.ts';
import { type Authorization, type Authorizer, BasicAuthorizer, type Credentials } from './credentials.ts';
import { ApiError, cancellation, isApiError } from './errors.ts';
import type { Exchange, ExchangeTimings } from './exchange.ts';
import { contentOf } from './exchangeContent.ts';
import { DEFAULT_PATIENCE, type Patience } from './patience.ts';
import { type AnyRequest, type ApiRequest, changesNothing, isTokenRequest, type Reply } from './request.ts';
import { waitBeforeRetry } from './retries.ts';
import { Scheduler } from './scheduler.ts';
import { SharedReads } from './sharedReads.ts';
import { header, httpWire, noAnswer, timingsUntil, type Wire, type WireAnswer } from './wire.ts';

export interface TransportOptions {
  /** Such as `https://conversations.twilio.com`. */
  origin: string;
  credentials: Credentials;
  userAgent: string;
  /** Called for every attempt, when it has ended. */
  onExchange?: ((exchange: Exchange) => void) | undefined;
  patience?: Partial<Patience> | undefined;
  /** The system's when absent. */
  clock?: Clock | undefined;
}

/** One attempt at a request. */
interface Attempt<T> {
  request: AnyRequest<T>;
  /** None for the request that asks for one. */
  authorization: Authorization | undefined;
  requestNumber: number;
  /** 1 for the first. */
  attempt: number;
  /** Decides what happens after a failure. @returns how long to wait before the next attempt, or undefined */
  next: (failure: ApiError) => number | undefined;
  signal: AbortSignal | undefined;
  /** How long it waited for its turn, in milliseconds. */
  queuedMs: number;
}

/**
 * Sends requests and reads answers: authorization, time-outs, retries, one queue per account, one error type. All
 * requests of an account go through here, those for its access tokens too.
 */
export class Transport {
  readonly origin: string;
  readonly clock: Clock;
  readonly patience: Patience;
  readonly #wire: Wire;
  /** For what is sent by the thousand. */
  readonly #bareWire: Wire;
  readonly #authorizer: Authorizer;
  readonly #userAgent: string;
  readonly #onExchange: ((exchange: Exchange) => void) | undefined;
  readonly #scheduler: Scheduler;
  readonly #sharedReads = new SharedReads();
  #requests = 0;

  constructor(options: TransportOptions) {
    const { origin, credentials, userAgent, onExchange, patience, clock = systemClock } = options;
    this.origin = origin;
    this.clock = clock;
    this.patience = { ...DEFAULT_PATIENCE, ...patience };
    this.#wire = httpWire(this.patience);
    this.#bareWire = bareWire(this.patience);
    this.#userAgent = userAgent;
    this.#onExchange = onExchange;
    this.#scheduler = new Scheduler(clock);
    this.#authorizer =
      'clientId' in credentials
        ? new AccessTokenAuthorizer(
            credentials,
            (request, signal) => this.#attempts(request, undefined, signal),
            clock,
          )
        : new BasicAuthorizer(credentials);
  }

  /** @throws ApiError in every case that is not a 2xx answer of the promised shape's outline */
  async send<T>(request: ApiRequest<T>): Promise<Reply<T>> {
    try {
      if (request.method !== 'GET' || request.once) {
        return await this.#attempts(request, this.#authorizer, request.signal);
      }
      const key = `${request.path}?${request.query ?? ''}`;
      return await this.#sharedReads.share(
        key,
        (signal) => this.#attempts(request, this.#authorizer, signal),
        request.signal,
      );
    } catch (error) {
      if (isApiError(error)) throw error;
      if (request.signal?.aborted) throw cancellation(request, false);
      throw error;
    }
  }

  async #attempts<T>(
    request: AnyRequest<T>,
    authorizer: Authorizer | undefined,
    signal: AbortSignal | undefined,
  ): Promise<Reply<T>> {
    const requestNumber = ++this.#requests;
    // Once it is unknown what became of an attempt, no later failure makes it known.
    let outcomeUnknown = false;
    let reauthorized = false;
    try {
      for (let attempt = 1; ; attempt++) {
        // Before its turn: the request for a token needs a turn of its own.
        const authorization = await authorizer?.authorize(signal);
        const next = (failure: ApiError): number | undefined => {
          outcomeUnknown ||= failure.outcomeUnknown;
          // A 401 says that nothing was processed: what goes for reads goes for writes.
          if (
            failure.status === 401 &&
            authorization &&
            authorizer?.refused(authorization) &&
            !reauthorized
          ) {
            reauthorized = true;
            return 0;
          }
          if (request.pacedByCaller) {
            // Whoever paces it waits as well; the account's other requests must not run into the same wall meanwhile.
            const { status, retryAfterMs = 0 } = failure;
            if (status === 429) this.#scheduler.pause(Math.min(retryAfterMs, this.patience.longestPauseMs));
            return undefined;
          }
          const wait = waitBeforeRetry(request, failure, reauthorized ? attempt - 1 : attempt, this.patience);
          if (wait !== undefined && failure.retryAfterMs !== undefined) this.#scheduler.pause(wait);
          return wait;
        };
        const asked = performance.now();
        const run = () => {
          const queuedMs = performance.now() - asked;
          return this.#attempt({ request, authorization, requestNumber, attempt, next, signal, queuedMs });
        };
        const outcome = await (request.pacedByCaller ? run() : this.#scheduler.run(run, signal));
        if (typeof outcome !== 'number') return outcome;
        if (outcome > 0) await this.clock.sleep(outcome, signal);
      }
    } catch (error) {
      if (!isApiError(error)) throw signal?.aborted ? cancellation(request, outcomeUnknown) : error;
      throw outcomeUnknown && !error.outcomeUnknown
        ? new ApiError({ ...error, message: error.message, outcomeUnknown })
        : error;
    }
  }

  /** @returns what came of it, or how long to wait before the next attempt, in milliseconds */
  async #attempt<T>({
    request,
    authorization,
    requestNumber,
    attempt,
    next,
    signal,
    queuedMs,
  }: Attempt<T>): Promise<Reply<T> | number> {
    const query = isTokenRequest(request) ? '' : (request.query?.toString() ?? '');
    const content = bodyOf(request);
    const startedAt = this.clock.now();
    const clock = performance.now();
    const problems: string[] = [];
    const origin = isTokenRequest(request) ? request.origin : this.origin;
    const url = `${origin}${request.path}${query === '' ? '' : `?${query}`}`;
    const headers = {
      accept: 'application/json',
      'user-agent': this.#userAgent,
      ...(authorization ? { authorization: authorization.header } : {}),
      ...(content ? { 'content-type': content.type } : {}),
      ...(!isTokenRequest(request) && request.idempotencyKey
        ? { 'idempotency-key': request.idempotencyKey }
        : {}),
    };
    let answer: WireAnswer | undefined;
    let timings: ExchangeTimings | undefined;
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
        requestBytes: Buffer.byteLength(content?.body ?? ''),
        responseBytes: answer?.body.byteLength ?? 0,
        problems,
        willRetry,
        ...(answer ? { status: answer.status } : {}),
        ...(answer ? optionalId(header(answer.headers, 'twilio-request-id')) : {}),
        ...(answer ? optionalTime(header(answer.headers, 'date')) : {}),
        ...(failure ? { failure: describe(failure) } : {}),
        ...(isTokenRequest(request) || request.mark === undefined ? {} : { mark: request.mark }),
        ...(request.pacedByCaller
          ? {}
          : {
              content: contentOf({
                url,
                headers: answer?.sentHeaders ?? headers,
                authorization,
                body: content?.body,
                answer,
                secret: isTokenRequest(request),
                timings: { queuedMs, ...(answer?.timings ?? timings) },
              }),
            }),
      });
    try {
      const wire = request.pacedByCaller ? this.#bareWire : this.#wire;
      answer = await wire({
        method: request.method,
        url,
        headers,
        body: content?.body,
        signal,
      });
      if (!isGood(answer)) throw readRefusal(request, answer, this.clock.now());
      // A turn of the event loop: what was begun goes out before parsing holds everything up.
      if (request.peek?.(answer.body)) await new Promise((resolve) => setImmediate(resolve));
      const value = readAnswer(request, answer, problems);
      report(undefined, false);
      return { value, headers: answer.headers };
    } catch (thrown) {
      timings = timingsUntil(thrown);
      const failure = toApiError(request, thrown, signal);
      const wait = failure.kind === 'cancelled' ? undefined : next(failure);
      report(failure, wait !== undefined);
      if (wait !== undefined) return wait;
      throw failure;
    }
  }
}

/** As text: got would copy bytes once more before it sends them. */
function bodyOf(request: AnyRequest<unknown>): { type: string; body: string } | undefined {
  if (isTokenRequest(request)) {
    return { type: 'application/x-www-form-urlencoded', body: request.form.toString() };
  }
  if (request.content) return request.content;
  if (request.body === undefined) return undefined;
  return { type: 'application/json', body: JSON.stringify(request.body) };
}

function toApiError(
  request: AnyRequest<unknown>,
  thrown: unknown,
  signal: AbortSignal | undefined,
): ApiError {
  if (isApiError(thrown)) return thrown;
  const mayHaveChanged = !changesNothing(request);
  if (signal?.aborted) return cancellation(request, mayHaveChanged);
  const cause = thrown instanceof NoAnswerError ? thrown : noAnswer(thrown);
  if (!cause) throw thrown;
  const { kind, message, systemCode, maybeSent } = cause;
  return new ApiError({
    kind,
    message,
    method: request.method,
    path: request.path,
    systemCode,
    outcomeUnknown: mayHaveChanged && maybeSent,
  });
}

function optionalId(requestId: string | undefined): { requestId?: string } {
  return requestId === undefined ? {} : { requestId };
}

function optionalTime(date: string | undefined): { serverTime?: number } {
  const serverTime = Date.parse(date ?? '');
  return Number.isNaN(serverTime) ? {} : { serverTime };
}

function describe(error: ApiError): NonNullable<Exchange['failure']> {
  const { kind, message, code, systemCode, outcomeUnknown } = error;
  return {
    kind,
    message,
    ...(code === undefined ? {} : { code }),
    ...(systemCode ? { systemCode } : {}),
    ...(outcomeUnknown ? { outcomeUnknown } : {}),
  };
}
