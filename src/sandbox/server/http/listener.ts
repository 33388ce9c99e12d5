import type { IncomingMessage, ServerResponse } from 'node:http';
import { badRequest, Failure } from '../failure.ts';
import { sendAnswer } from '../faults/apply.ts';
import { formatFault } from '../faults/formatFault.ts';
import { type App, bodyLimit, failureAnswer, newRequestId } from './app.ts';
import { refuseForeignHost } from './hosts.ts';
import type { SandboxAnswer, SandboxExchange, SandboxRequest } from './request.ts';

export type OnExchange = (exchange: SandboxExchange) => void;

/** Answers the requests of a node:http server. */
export function createListener(app: App, onExchange: OnExchange | undefined) {
  return (incoming: IncomingMessage, response: ServerResponse): void => {
    const begun = performance.now();
    // Nothing is upgraded here, and after such a wish Node tells no more of what is wrong on the connection.
    if (incoming.headers.upgrade !== undefined) response.shouldKeepAlive = false;
    let request: SandboxRequest;
    try {
      request = readHead(incoming);
      if (hasBody(incoming)) refuseTooLong(request, Number(incoming.headers['content-length'] ?? 0));
    } catch (error) {
      refuse(app, incoming, response, begun, failureAnswer(error));
      return;
    }
    if (!hasBody(incoming)) {
      respond(app, request, response, begun, onExchange);
      return;
    }
    const limit = bodyLimit(request.method, request.path);
    const chunks: Buffer[] = [];
    let size = 0;
    incoming.on('data', (chunk: Buffer) => {
      size += chunk.length;
      if (size <= limit) {
        chunks.push(chunk);
        return;
      }
      chunks.length = 0;
      incoming.removeAllListeners('data');
      incoming.removeAllListeners('end');
      refuse(app, incoming, response, begun, failureAnswer(tooLarge(limit)));
    });
    incoming.on('end', () => {
      const body = chunks.length === 1 && chunks[0] ? chunks[0] : Buffer.concat(chunks);
      respond(app, { ...request, body }, response, begun, onExchange);
    });
  };
}

/** How much of a refused body is still read, so that its sender gets to read the answer: a reset would lose that. */
const MAX_DROPPED_BYTES = 256 * 1024 * 1024;

/** Reads what is left of a request that has its answer already, and forgets it. */
function dropRest(incoming: IncomingMessage): void {
  let dropped = 0;
  incoming.on('data', (chunk: Buffer) => {
    dropped += chunk.length;
    if (dropped > MAX_DROPPED_BYTES) incoming.socket.destroy();
  });
}

/** Answers a request that is not looked at any further. */
function refuse(
  app: App,
  incoming: IncomingMessage,
  response: ServerResponse,
  begun: number,
  answer: SandboxAnswer,
): void {
  const durationMs = performance.now() - begun;
  const sent = sendPlain(response, begun, answer);
  dropRest(incoming);
  const { method = '', url = '', headers } = incoming;
  app.received({
    request: { method, ...partsOf(url), headers, body: NO_BODY },
    answer: { ...answer, headers: sent },
    operation: undefined,
    fault: undefined,
    durationMs,
  });
}

/** Answers a request that expects of the server what it cannot do; its body is not read. */
export function refuseExpectation({ headers }: IncomingMessage, response: ServerResponse): void {
  response.shouldKeepAlive = false;
  const refusal = new Failure(417, 20001, `The sandbox cannot do what Expect asks for: ${headers.expect}`);
  sendPlain(response, performance.now(), failureAnswer(refusal));
}

const NO_BODY = Buffer.alloc(0);

function hasBody({ headers }: IncomingMessage): boolean {
  return headers['transfer-encoding'] !== undefined || (headers['content-length'] ?? '0') !== '0';
}

/** @throws Failure for a target that no request can be made of */
function readHead({ method = '', url = '', headers }: IncomingMessage): SandboxRequest {
  let target = url;
  if (!target.startsWith('/')) {
    // A proxy's form names the host as well.
    const absolute = URL.canParse(url) ? new URL(url) : undefined;
    if (absolute?.protocol !== 'http:') throw badRequest('The request target is not a path');
    refuseForeignHost(absolute.host);
    target = absolute.pathname + absolute.search;
  }
  if (/[\\\s]/.test(target)) throw badRequest('The request target is not a path');
  return { method, ...partsOf(target), headers, body: NO_BODY };
}

function partsOf(target: string): { path: string; query: string } {
  const question = target.indexOf('?');
  return question < 0
    ? { path: target, query: '' }
    : { path: target.slice(0, question), query: target.slice(question + 1) };
}

function tooLarge(limit: number): Failure {
  return new Failure(413, 20001, `The request body is larger than ${limit} bytes`);
}

/** @throws Failure 413 when a request is too large, or says that it will be: it need not be read then */
export function refuseTooLong({ method, path }: SandboxRequest, length: number): void {
  const limit = bodyLimit(method, path);
  if (length > limit) throw tooLarge(limit);
}

function respond(
  app: App,
  request: SandboxRequest,
  response: ServerResponse,
  begun: number,
  onExchange: OnExchange | undefined,
): void {
  const { answer, operation, effects } = app.handle(request);
  const durationMs = performance.now() - begun;
  let headers: Record<string, string>;
  if (effects.struckBy.length === 0) headers = sendPlain(response, begun, answer);
  else {
    headers = headersOf(answer, durationMs);
    void sendAnswer(effects, response, { status: answer.status, headers, body: answer.body });
  }
  const fault = effects.struckBy.map(({ rule }) => formatFault(rule)).join(' ') || undefined;
  const sent = effects.drop ? undefined : { ...answer, headers };
  app.received({ request, answer: sent, operation, fault, durationMs });
  onExchange?.({ request, answer, operation, fault, durationMs });
}

/** The headers that every answer carries, and its own. */
export function headersOf({ body, headers }: SandboxAnswer, durationMs: number): Record<string, string> {
  return {
    ...(body.length === 0 ? {} : { 'Content-Type': 'application/json' }),
    'Twilio-Request-Id': newRequestId(),
    'Twilio-Request-Duration': (durationMs / 1000).toFixed(3),
    ...headers,
  };
}

/** @returns the headers that went with it */
function sendPlain(response: ServerResponse, begun: number, answer: SandboxAnswer): Record<string, string> {
  const headers = headersOf(answer, performance.now() - begun);
  headers['Content-Length'] = String(answer.body.length);
  response.writeHead(answer.status, headers);
  response.end(answer.body);
  return headers;
}
