import { randomUUID } from 'node:crypto';
import { ApiError } from './errors.ts';
import type { Lookout } from './lookout.ts';
import { type AcceptedOperation, readAccepted } from './operations.ts';
import type { CallOptions, Page, PageOptions, WriteOptions } from './pages.ts';
import { readPageTail } from './pageTail.ts';
import { type Neighbours, type Paging, tokenPaging, urlPaging } from './paging.ts';
import { readAhead } from './readAhead.ts';
import type { ApiRequest, Reply } from './request.ts';
import { list, record, type Shape } from './shape.ts';
import { operationAcceptedShape } from './shapes.ts';
import { Transport, type TransportOptions } from './transport.ts';

/** A write that Twilio carries out in its own time. */
export interface OperationOptions extends CallOptions {
  /**
   * A UUID. Within 24 hours the server carries out only once what comes with the same one. A new one when absent;
   * whoever may come to call again for the same change, such as after a restart, gives one of their own.
   */
  idempotencyKey?: string | undefined;
}

/** A request as it was seen, to be sent again. */
export interface PlainRequest extends CallOptions {
  /** What the log is to call it. */
  operation?: string | undefined;
  method: ApiRequest<unknown>['method'];
  path: string;
  /** Without the question mark. */
  query: string;
  content?: { type: string; body: string } | undefined;
  idempotencyKey?: string | undefined;
  /** Stands in what is told of the exchange: {@link Exchange.mark}. */
  mark?: string | undefined;
}

/** A list of the API. */
export interface ListCall<T> {
  operation: string;
  path: string;
  /** The list's own parameters; those for paging are added to them. */
  filters?: URLSearchParams;
  /** The member of the answer that holds the items. */
  key: string;
  item: Shape<T>;
}

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/** The few kinds of call that all operations of the API are made of. */
export class Calls {
  readonly transport: Transport;
  readonly #classicPaging: Paging;

  constructor(options: TransportOptions) {
    this.transport = new Transport(options);
    this.#classicPaging = urlPaging(options.origin);
  }

  /** @param essential the member that every such resource has: `sid` in classic (v1) */
  async fetch<T>(
    operation: string,
    path: string,
    shape: Shape<T>,
    { signal }: CallOptions,
    essential = 'id',
  ): Promise<T> {
    return (await this.#get(operation, path, shape, signal, essential)).value;
  }

  /** For looking at something until it has ended. @param essential as for {@link fetch} */
  lookout<T>(operation: string, path: string, shape: Shape<T>, essential = 'id'): Lookout<T> {
    const { clock, patience } = this.transport;
    return { look: (signal) => this.#get(operation, path, shape, signal, essential), path, clock, patience };
  }

  #get<T>(
    operation: string,
    path: string,
    shape: Shape<T>,
    signal: AbortSignal | undefined,
    essential: string,
  ): Promise<Reply<T>> {
    return this.transport.send({ operation, method: 'GET', path, shape, essential, signal });
  }

  /** A write that has no idempotency key: repeated only when the server says that it did not process it. */
  async write<T>(
    operation: string,
    method: 'POST' | 'PUT' | 'PATCH',
    path: string,
    body: unknown,
    shape: Shape<T>,
    { signal, pacedByCaller }: WriteOptions,
  ): Promise<T> {
    const request = { operation, method, path, body, shape, essential: 'id', signal, pacedByCaller };
    return (await this.transport.send(request)).value;
  }

  /**
   * A write that is answered before it is carried out.
   * @throws RangeError at once when the idempotency key is not a UUID
   */
  operate(
    operation: string,
    method: 'POST' | 'PUT' | 'PATCH' | 'DELETE',
    path: string,
    body: unknown,
    { signal, idempotencyKey = randomUUID() }: OperationOptions,
  ): Promise<AcceptedOperation> {
    if (!UUID.test(idempotencyKey)) throw new RangeError(`Not a UUID: “${idempotencyKey}”`);
    const request = {
      operation,
      method,
      path,
      body,
      idempotencyKey,
      shape: operationAcceptedShape,
      essential: 'statusUrl',
      signal,
    };
    return this.transport
      .send(request)
      .then((reply) => readAccepted(request, reply, this.transport.clock.now()));
  }

  /** Sends a request as it stands, once, but with a new access token where that is asked for. @throws RangeError at once for what is no path */
  async once({ operation = 'Repeat', path, query, ...rest }: PlainRequest): Promise<void> {
    if (!/^\/[^\s\\?#]*$/.test(path)) throw new RangeError(`Not a path: “${path}”`);
    const request: ApiRequest<unknown> = {
      ...rest,
      operation,
      path,
      query: new URLSearchParams(query),
      shape: (value) => value,
      once: true,
    };
    await this.transport.send(request);
  }

  /** A page of a v2 list. */
  page<T>(call: ListCall<T>, options: PageOptions): Promise<Page<T>> {
    return this.#page(call, tokenPaging, options);
  }

  /** All pages of a v2 list. */
  pages<T>(call: ListCall<T>, options: PageOptions): AsyncGenerator<Page<T>, void, void> {
    return this.#pages(call, tokenPaging, options);
  }

  /** A page of a classic (v1) list. */
  classicPage<T>(call: ListCall<T>, options: PageOptions): Promise<Page<T>> {
    return this.#page(call, this.#classicPaging, options);
  }

  /** All pages of a classic (v1) list. */
  classicPages<T>(call: ListCall<T>, options: PageOptions): AsyncGenerator<Page<T>, void, void> {
    return this.#pages(call, this.#classicPaging, options);
  }

  #pages<T>(call: ListCall<T>, paging: Paging, options: PageOptions): AsyncGenerator<Page<T>, void, void> {
    return readAhead(
      (pageToken, signal, announce) => this.#page(call, paging, { ...options, pageToken, signal }, announce),
      options.pageToken,
      options.signal,
    );
  }

  /** @param announce to be told the next page's token as soon as it is known */
  async #page<T>(
    call: ListCall<T>,
    paging: Paging,
    options: PageOptions,
    announce?: (nextToken: string) => boolean,
  ): Promise<Page<T>> {
    const { operation, path, key, item } = call;
    const request: ApiRequest<Record<string, unknown>> = {
      operation,
      method: 'GET',
      ...paging.address(path, call.filters ?? new URLSearchParams(), options),
      shape: record<Record<string, unknown>>({ [key]: list(item), meta: record({}) }),
      essential: key,
      peek: announce && ((body) => announceNext(announce, body, path, paging)),
      signal: options.signal,
    };
    const { value } = await this.transport.send(request);
    let neighbours: Neighbours;
    try {
      neighbours = paging.neighbours(value['meta'] as Record<string, unknown>, path);
    } catch (error) {
      throw malformed(request, error instanceof RangeError ? error.message : String(error));
    }
    if (neighbours.nextToken !== undefined && neighbours.nextToken === options.pageToken) {
      throw malformed(request, 'The answer names its own page as the next one');
    }
    return { items: value[key] as T[], ...neighbours };
  }
}

/** @returns whether the request for the next page has begun */
function announceNext(
  announce: (nextToken: string) => boolean,
  body: Buffer,
  path: string,
  paging: Paging,
): boolean {
  const meta = readPageTail(body);
  if (!meta) return false;
  try {
    const { nextToken } = paging.neighbours(meta, path);
    return nextToken !== undefined && announce(nextToken);
  } catch {
    // What is wrong with it is said when the whole answer has been read.
    return false;
  }
}

function malformed({ method, path }: ApiRequest<unknown>, message: string): ApiError {
  return new ApiError({ kind: 'malformed', message, method, path });
}
