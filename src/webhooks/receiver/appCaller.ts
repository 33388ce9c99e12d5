import { Agent as HttpAgent, request as httpRequest, type IncomingHttpHeaders } from 'node:http';
import { Agent as HttpsAgent, request as httpsRequest } from 'node:https';
import type { ReceiverLimits } from './options.ts';
import type { Outgoing } from './outgoing.ts';
import type { ForwardFailure, ForwardResult } from './receivedCallback.ts';
import { redactedHeaders } from './redactedHeaders.ts';

export type CallLimits = Pick<
  ReceiverLimits,
  'forwardTimeoutMs' | 'forwardsAtOnce' | 'answerBytes' | 'keptAnswerBytes'
>;

/** An app's answer, whole. */
export interface AppAnswer {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  /** Absent when there was more of it than is passed on. */
  readonly body?: Uint8Array;
  /** What was read, in bytes. */
  readonly size: number;
  /** The beginning of the body. */
  readonly kept: Uint8Array;
}

/** Calls the person's own app. Redirects are not followed, certificates are verified, nothing is tried again. */
export class AppCaller {
  readonly #limits: CallLimits;
  readonly #clock: () => number;
  readonly #http: HttpAgent;
  readonly #https: HttpsAgent;
  readonly #closing = new AbortController();

  constructor(limits: CallLimits, clock: () => number = Date.now) {
    this.#limits = limits;
    this.#clock = clock;
    const options = { keepAlive: true, maxSockets: limits.forwardsAtOnce };
    this.#http = new HttpAgent(options);
    this.#https = new HttpsAgent(options);
  }

  /** Breaks off what is under way, and calls no more. */
  close(): void {
    this.#closing.abort();
    this.#http.destroy();
    this.#https.destroy();
  }

  /** Does not reject: what goes wrong is in the result. */
  async call(
    outgoing: Outgoing,
    signal?: AbortSignal,
  ): Promise<{ result: ForwardResult; answer?: AppAnswer }> {
    const [sentAt, begun] = [this.#clock(), performance.now()];
    const outcome = await this.#answerTo(outgoing, signal).catch(explainFailure);
    const told = {
      url: outgoing.url,
      method: outgoing.method,
      requestHeaders: redactedHeaders(outgoing.headers),
      signature: outgoing.signature,
      sentAt,
      durationMs: performance.now() - begun,
    };
    if ('kind' in outcome) {
      return { result: { ...told, headers: {}, body: Buffer.alloc(0), bodySize: 0, failure: outcome } };
    }
    const { status, headers, kept, size } = outcome;
    const result = { ...told, status, headers: redactedHeaders(headers), body: kept, bodySize: size };
    return { result, answer: outcome };
  }

  async #answerTo(outgoing: Outgoing, signal: AbortSignal | undefined): Promise<AppAnswer> {
    const { protocol, hostname, port, origin } = new URL(outgoing.url);
    const options = {
      method: outgoing.method,
      host: hostname.replace(/^\[(.*)\]$/, '$1'),
      port,
      // As it was signed, to the character.
      path: outgoing.url.slice(origin.length) || '/',
      headers: outgoing.headers,
    };
    const stop = signal ? AbortSignal.any([signal, this.#closing.signal]) : this.#closing.signal;
    if (stop.aborted) throw new CallFailure('cancelled', 'Cancelled');
    const answered = Promise.withResolvers<AppAnswer>();
    const request =
      protocol === 'https:'
        ? httpsRequest({ ...options, agent: this.#https })
        : httpRequest({ ...options, agent: this.#http });
    const give = (kind: ForwardFailure['kind'], message: string) => {
      // Rejects before it destroys, whose own errors differ with how far the request has come.
      answered.reject(new CallFailure(kind, message));
      request.destroy();
    };
    const cancel = () => give('cancelled', 'Cancelled');
    stop.addEventListener('abort', cancel);
    const { forwardTimeoutMs } = this.#limits;
    const timer = setTimeout(
      () => give('timeout', `No answer within ${forwardTimeoutMs / 1000} s`),
      forwardTimeoutMs,
    );
    const closed = () => give('closed', 'The connection was closed without an answer');
    request.on('error', answered.reject);
    request.on('close', closed);
    request.on('upgrade', (_, socket) => socket.destroy());
    request.on('response', (response) => {
      request.off('close', closed);
      const head = { status: response.statusCode ?? 0, headers: response.headers };
      const { answerBytes, keptAnswerBytes } = this.#limits;
      const chunks: Buffer[] = [];
      let size = 0;
      const kept = () => Buffer.concat(chunks).subarray(0, keptAnswerBytes);
      const cut = () => give('closed', 'The connection was closed within the answer');
      response.on('error', cut);
      response.on('close', cut);
      response.on('data', (chunk: Buffer) => {
        size += chunk.length;
        chunks.push(chunk);
        if (size <= answerBytes) return;
        answered.resolve({ ...head, size, kept: Buffer.from(kept()) });
        request.destroy();
      });
      response.on('end', () => {
        const body = Buffer.concat(chunks);
        answered.resolve({ ...head, body, size, kept: Buffer.from(body.subarray(0, keptAnswerBytes)) });
      });
    });
    request.end(outgoing.body);
    return answered.promise.finally(() => {
      clearTimeout(timer);
      stop.removeEventListener('abort', cancel);
    });
  }
}

class CallFailure extends Error {
  readonly kind: ForwardFailure['kind'];

  constructor(kind: ForwardFailure['kind'], message: string) {
    super(message);
    this.kind = kind;
  }
}

const KINDS: Readonly<Record<string, ForwardFailure['kind']>> = {
  ECONNREFUSED: 'refused',
  ENOTFOUND: 'unknownHost',
  EAI_AGAIN: 'unknownHost',
  ETIMEDOUT: 'timeout',
  ECONNRESET: 'closed',
  EPIPE: 'closed',
  EPROTO: 'certificate',
};

function explainFailure(error: unknown): ForwardFailure {
  if (error instanceof CallFailure) return { kind: error.kind, message: error.message };
  // A name that leads to several addresses fails with one error for each.
  const first = error instanceof AggregateError ? (error.errors[0] as unknown) : error;
  const message = first instanceof Error ? first.message : String(first);
  const code = (first as NodeJS.ErrnoException | undefined)?.code;
  if (code === undefined) return { kind: 'other', message };
  const isCertificate = /^(CERT_|ERR_TLS_|UNABLE_TO_|DEPTH_ZERO_|SELF_SIGNED_|ERR_SSL_)/.test(code);
  return { kind: KINDS[code] ?? (isCertificate ? 'certificate' : 'other'), code, message };
}
