import { lookup as systemLookup } from 'node:dns';
import { Agent as HttpAgent, request as httpRequest } from 'node:http';
import { Agent as HttpsAgent, request as httpsRequest } from 'node:https';
import type { LookupFunction } from 'node:net';
import type { Message } from './message.ts';
import { checkAddress, FarTarget, nearOnly } from './network.ts';

/** Read of an answer, which nobody looks at. Reading to the end lets the connection be used again. */
const MAX_ANSWER_BYTES = 64 * 1024;

/** What came of a request: an answer, none, or a target that is not called at all. */
export type Outcome = { status: number } | { failure: string } | { refused: string };

export interface TransportOptions {
  /** Whether targets outside this machine and private networks are called too. */
  anywhere: boolean;
  /** From the beginning of a request to the end of its answer. */
  timeoutMs: number;
  /** How names become addresses; the system's way unless told otherwise. */
  lookup?: LookupFunction;
}

/** Sends requests, and keeps connections for the next. Redirects are not followed; certificates are verified. */
export class Transport {
  readonly #http = new HttpAgent({ keepAlive: true });
  readonly #https = new HttpsAgent({ keepAlive: true });
  readonly #lookup: LookupFunction;
  readonly #anywhere: boolean;
  readonly #timeoutMs: number;
  #closed = false;

  constructor({ anywhere, timeoutMs, lookup = systemLookup as LookupFunction }: TransportOptions) {
    this.#anywhere = anywhere;
    this.#timeoutMs = timeoutMs;
    this.#lookup = anywhere ? lookup : nearOnly(lookup);
  }

  /** Does not reject: whatever goes wrong is an outcome. */
  async send(message: Message): Promise<Outcome> {
    if (this.#closed) return { failure: 'Closed' };
    try {
      return { status: await this.#statusOf(message) };
    } catch (error) {
      return error instanceof FarTarget ? { refused: error.message } : { failure: explain(error) };
    }
  }

  /** Cuts all connections, idle and busy, and makes no new ones. */
  close(): void {
    this.#closed = true;
    this.#http.destroy();
    this.#https.destroy();
  }

  async #statusOf({ method, url, headers, body }: Message): Promise<number> {
    const { protocol, hostname, port, pathname, search } = new URL(url);
    const host = hostname.replace(/^\[(.*)\]$/, '$1');
    if (!this.#anywhere) checkAddress(host);

    const options = { method, host, port, path: pathname + search, headers, lookup: this.#lookup };
    const request =
      protocol === 'https:'
        ? httpsRequest({ ...options, agent: this.#https })
        : httpRequest({ ...options, agent: this.#http });
    const answered = Promise.withResolvers<number>();
    const timer = setTimeout(() => {
      // Rejects before it destroys, whose own errors differ with how far the request has come.
      answered.reject(new Error(`No answer within ${this.#timeoutMs / 1000} s`));
      request.destroy();
    }, this.#timeoutMs);
    timer.unref();

    // A receiver that switches protocols, which nobody asked for, closes the request without an error.
    const closed = () => answered.reject(new Error('The connection was closed without an answer'));
    request.on('error', answered.reject);
    request.on('close', closed);
    request.on('response', (response) => {
      request.off('close', closed);
      const status = response.statusCode ?? 0;
      let bytes = 0;
      response.on('error', () => answered.reject(new Error('The connection was closed within the answer')));
      response.on('end', () => answered.resolve(status));
      response.on('data', (chunk: Buffer) => {
        bytes += chunk.length;
        if (bytes <= MAX_ANSWER_BYTES) return;
        answered.resolve(status);
        request.destroy();
      });
    });
    request.end(body);
    return answered.promise.finally(() => clearTimeout(timer));
  }
}

/** A connection that was tried at several addresses fails with an error that has no words of its own. */
function explain(error: unknown): string {
  if (error instanceof AggregateError && error.message === '') {
    return error.errors.map(explain).join('; ');
  }
  return error instanceof Error ? error.message : String(error);
}
