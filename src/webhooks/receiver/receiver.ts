import { randomUUID } from 'node:crypto';
import { createServer, type Server, type ServerResponse, STATUS_CODES } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';
import { AppCaller } from './appCaller.ts';
import { Forwarder } from './forwarder.ts';
import { type Arrival, createListener, createRefuse, sendText } from './listener.ts';
import { DEFAULT_LIMITS, type Receiver, type ReceiverLimits, type ReceiverOptions } from './options.ts';
import { Recorder } from './recorder.ts';
import { HeldBytes } from './takeBody.ts';

/** Loopback, and nothing else: what is to be reached from outside is brought here by a tunnel. */
const HOST = '127.0.0.1';

/** How many ports after the one that is taken are tried, before any free one is. */
const NEXT_PORTS = 20;

/**
 * Starts a receiver of status callbacks on the loopback interface.
 *
 * A callback is answered 204 at once. When the person's app is asked, its answer is passed on, so that the sender tries
 * again when the app would have it so; 502 when the app could not be reached and 504 when it took too long. What cannot
 * be read, or is not signed, is recorded and answered just so: it is what people look for here.
 *
 * @throws Error in words for people, with the system's `code`, when it cannot listen
 */
export async function startReceiver(options: ReceiverOptions): Promise<Receiver> {
  const limits: ReceiverLimits = { ...DEFAULT_LIMITS, ...options.limits };
  const clock = options.clock ?? Date.now;
  const caller = new AppCaller(limits, clock);
  const mark = randomUUID();
  const forwarder = new Forwarder(options, caller, mark);
  const recorder = new Recorder(options, limits, clock);
  const refuse = createRefuse(options, clock);
  let received = 0;
  const take = (arrival: Arrival, response: ServerResponse) => {
    received++;
    void answer(arrival, response, options, recorder, forwarder);
  };
  const server = createServer(
    {
      // A request without a Host gets its answer in words.
      requireHostHeader: false,
      maxHeaderSize: limits.headerBytes,
      headersTimeout: limits.headersTimeoutMs,
      requestTimeout: limits.requestTimeoutMs,
      keepAliveTimeout: limits.keepAliveMs,
      connectionsCheckingInterval: limits.checkEveryMs,
    },
    createListener(options, limits, new HeldBytes(limits.bodyBytesAtOnce), refuse, take),
  );
  server.maxConnections = limits.connections;
  server.on('checkExpectation', (request, response) => {
    response.shouldKeepAlive = false;
    refuse('expectation', request, response);
  });
  server.on('clientError', answerUnreadable);
  const port = await listenNear(server, options.port);
  // Such as too many open files: without a listener that would end the process.
  server.on('error', (error) => options.onProblem?.(error));

  let closed: Promise<void> | undefined;
  const origin = `http://${HOST}:${port}`;
  return {
    origin,
    port,
    ...(options.port !== 0 && port !== options.port && { takenPort: options.port }),
    get received() {
      return received;
    },
    urlOf: ({ path }) => origin + path,
    judgeAgain: (callback) => recorder.judgedAgain(callback),
    close() {
      closed ??= new Promise((resolve) => {
        server.close(() => resolve());
        caller.close();
        server.closeAllConnections();
      });
      return closed;
    },
  };
}

async function answer(
  arrival: Arrival,
  response: ServerResponse,
  options: ReceiverOptions,
  recorder: Recorder,
  forwarder: Forwarder,
): Promise<void> {
  const accountId = arrival.account.id;
  try {
    const target = options.forwardTo(accountId);
    const status = target === undefined ? (options.answerWith?.(accountId) ?? 204) : undefined;
    const record = recorder.arrived(arrival, status);
    if (target === undefined || status !== undefined) {
      if (status === undefined || status === 204 || status === 304) response.writeHead(204).end();
      else sendText(response, status, STATUS_CODES[status] ?? String(status), {});
      return;
    }
    const { result, reply } = await forwarder.forward(arrival, record, target);
    recorder.forwarded(record, result, reply.status);
    response.writeHead(reply.status, reply.headers).end(reply.body);
  } catch (error) {
    options.onProblem?.(error);
    if (response.headersSent) response.destroy();
    else sendText(response, 500, 'The webhook receiver failed.', {});
  }
}

/** Takes the next free port when the wanted one is in use: another window may have it. */
async function listenNear(server: Server, wanted: number): Promise<number> {
  const next = Array.from({ length: NEXT_PORTS + 1 }, (_, step) => wanted + step);
  const ports = wanted === 0 ? [0] : [...next.filter((port) => port <= 65_535), 0];
  for (const port of ports) {
    try {
      return await listen(server, port);
    } catch (error) {
      const { code, message } = error as NodeJS.ErrnoException;
      if (code === 'EADDRINUSE' && port !== 0) continue;
      const words =
        code === 'EACCES'
          ? `Port ${port} may not be used without more rights`
          : `The webhook receiver cannot listen on port ${port}: ${message}`;
      throw Object.assign(new Error(words, { cause: error }), { code });
    }
  }
  throw new Error('No port is free');
}

function listen(server: Server, port: number): Promise<number> {
  return new Promise((resolve, reject) => {
    const failed = (error: Error) => {
      server.off('listening', listening);
      reject(error);
    };
    const listening = () => {
      server.off('error', failed);
      resolve((server.address() as AddressInfo).port);
    };
    server.once('error', failed);
    server.once('listening', listening);
    server.listen(port, HOST);
  });
}

/** What cannot be read as HTTP, or comes too slowly, never becomes a request; it still gets an answer. */
function answerUnreadable(error: NodeJS.ErrnoException, socket: Socket): void {
  if (error.code === 'ECONNRESET' || !socket.writable) {
    socket.destroy();
    return;
  }
  const statuses: Record<string, number> = { HPE_HEADER_OVERFLOW: 431, ERR_HTTP_REQUEST_TIMEOUT: 408 };
  const status = statuses[error.code ?? ''] ?? 400;
  socket.end(`HTTP/1.1 ${status} ${STATUS_CODES[status]}\r\nConnection: close\r\nContent-Length: 0\r\n\r\n`);
}
