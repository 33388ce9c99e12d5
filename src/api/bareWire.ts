import { type ClientRequest, request as httpRequest } from 'node:http';
import { request as httpsRequest } from 'node:https';
import type { Patience } from './patience.ts';
import { maybeSentAfter, type NoAnswer, type Wire } from './wire.ts';

/** No answer came. */
export class NoAnswerError extends Error implements NoAnswer {
  override readonly name = 'NoAnswerError';
  readonly kind: NoAnswer['kind'];
  readonly systemCode: string;
  readonly maybeSent: boolean;

  constructor({ kind, message, systemCode, maybeSent }: NoAnswer, options?: ErrorOptions) {
    super(message, options);
    this.kind = kind;
    this.systemCode = systemCode;
    this.maybeSent = maybeSent;
  }
}

/** Bytes, more than a communication can be: many are on their way at once, and one that never ends would fill the memory. */
const LONGEST_ANSWER = 64 * 1_024 * 1_024;

/**
 * Sends requests by Node's own means, for those that are sent by the thousand: got takes half as long again for each, and
 * none of what it adds (redirects, retries, hooks, decompression) is asked for there.
 */
export function bareWire({ connectMs, answerMs }: Patience): Wire {
  return ({ method, url, headers, body, signal }) =>
    new Promise((resolve, reject) => {
      const send = url.startsWith('https:') ? httpsRequest : httpRequest;
      const length = body === undefined ? {} : { 'content-length': Buffer.byteLength(body) };
      const request = send(url, {
        method,
        headers: { ...headers, ...length },
        ...(signal ? { signal } : {}),
      });
      const fail = (error: Error) => {
        clearTimeout(patience);
        reject(error instanceof NoAnswerError || signal?.aborted ? error : networkFailure(error));
      };
      /** Not by the request's error alone: once the answer has begun, that says no more than that it was cut short. */
      const giveUp = (error: NoAnswerError) => {
        fail(error);
        request.destroy(error);
      };
      const patience = setTimeout(
        () =>
          giveUp(
            new NoAnswerError({
              kind: 'timeout',
              message: `No answer within ${answerMs} ms`,
              systemCode: 'ETIMEDOUT',
              maybeSent: true,
            }),
          ),
        answerMs,
      );
      limitConnecting(request, connectMs);
      request.on('error', fail);
      request.on('response', (response) => {
        const chunks: Buffer[] = [];
        let size = 0;
        response.on('data', (chunk: Buffer) => {
          chunks.push(chunk);
          size += chunk.byteLength;
          if (size > LONGEST_ANSWER) giveUp(tooLong());
        });
        // Cut short, it ends by an error and without an end.
        response.on('error', fail);
        response.on('end', () => {
          clearTimeout(patience);
          const [only] = chunks;
          resolve({
            status: response.statusCode ?? 0,
            statusText: response.statusMessage ?? '',
            headers: response.headers,
            body: only && chunks.length === 1 ? only : Buffer.concat(chunks),
          });
        });
      });
      // In one piece with the head: a small request is one packet.
      request.end(body);
    });
}

function tooLong(): NoAnswerError {
  return new NoAnswerError({
    kind: 'network',
    message: `The answer is longer than ${LONGEST_ANSWER / 1_024 / 1_024} MiB`,
    systemCode: 'EMSGSIZE',
    maybeSent: true,
  });
}

/** A connection that is used again is there already. */
function limitConnecting(request: ClientRequest, connectMs: number): void {
  request.once('socket', (socket) => {
    if (!socket.connecting) return;
    const patience = setTimeout(
      () =>
        request.destroy(
          new NoAnswerError({
            kind: 'timeout',
            message: `No connection within ${connectMs} ms`,
            systemCode: 'ETIMEDOUT',
            maybeSent: false,
          }),
        ),
      connectMs,
    );
    const clear = () => clearTimeout(patience);
    socket.once('connect', clear);
    socket.once('close', clear);
  });
}

function networkFailure(error: Error): NoAnswerError {
  const systemCode = (error as NodeJS.ErrnoException).code ?? '';
  return new NoAnswerError(
    { kind: 'network', message: error.message, systemCode, maybeSent: maybeSentAfter(systemCode) },
    { cause: error },
  );
}
