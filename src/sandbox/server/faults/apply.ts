import type { OutgoingHttpHeaders, ServerResponse } from 'node:http';
import type { FaultEffects } from './effects.ts';

/** An answer that is ready to be sent. */
export interface Answer {
  readonly status: number;
  /** Without Content-Length, which follows from the body. */
  readonly headers: OutgoingHttpHeaders;
  readonly body: Buffer;
}

/**
 * What became of an answer: all of it was handed to the connection, or part of it, or nothing; `closed` when the
 * caller, or the server as it ended, closed the connection first.
 */
export type Delivery = 'sent' | 'truncated' | 'dropped' | 'closed';

const PIECES = 10;

/**
 * Waits, without keeping the process alive, and not longer than the connection lasts. The socket tells that, and not
 * the response: one that waits for its turn on a connection has no `close` of its own.
 *
 * @param ms - milliseconds
 * @returns whether the connection is still open
 */
function isOpenAfter(ms: number, { req: { socket } }: ServerResponse): Promise<boolean> {
  if (socket.destroyed) return Promise.resolve(false);
  return new Promise((resolve) => {
    const settle = () => {
      clearTimeout(timer);
      socket.off('close', settle);
      resolve(!socket.destroyed);
    };
    const timer = setTimeout(settle, ms);
    timer.unref();
    socket.once('close', settle);
  });
}

/** The bytes in about ten pieces of the same length, or in fewer when there are fewer bytes. */
function* piecesOf(bytes: Buffer): Generator<Buffer> {
  const length = Math.max(1, Math.ceil(bytes.length / PIECES));
  for (let from = 0; from < bytes.length; from += length) yield bytes.subarray(from, from + length);
}

/** Writes all pieces but the last, with waits before each, and waits for that one too. @returns the last, if still wanted */
async function dribble(bytes: Buffer, ms: number, response: ServerResponse): Promise<Buffer | undefined> {
  response.flushHeaders();
  const pieces = [...piecesOf(bytes)];
  for (const [index, piece] of pieces.entries()) {
    if (!(await isOpenAfter(ms / pieces.length, response))) return undefined;
    if (index === pieces.length - 1) return piece;
    response.write(piece);
  }
  return bytes;
}

/**
 * Ends a connection without a byte of an answer, for a fault that drops a request before it is carried out.
 *
 * The client sees what it sees when a server dies: the connection closed (ECONNRESET in Node).
 */
export async function dropConnection(effects: FaultEffects, response: ServerResponse): Promise<Delivery> {
  if (effects.delayMs > 0) await isOpenAfter(effects.delayMs, response);
  const { socket } = response.req;
  if (socket.destroyed) return 'closed';
  socket.destroy();
  return 'dropped';
}

/**
 * Sends an answer as the faults have it: late, in pieces, cut in half, not at all, or, with NO_FAULT, at once and whole.
 * A cut answer's Content-Length is that of the whole body, so that a client can tell.
 *
 * Never throws. A connection that closes before the end stops everything, timers included.
 */
export async function sendAnswer(
  effects: FaultEffects,
  response: ServerResponse,
  { status, headers, body }: Answer,
): Promise<Delivery> {
  if (effects.drop) return dropConnection(effects, response);
  if (effects.delayMs > 0) await isOpenAfter(effects.delayMs, response);
  if (response.req.socket.destroyed) return 'closed';

  // An empty body has no length to give (a 204 must not) and nothing to cut.
  response.writeHead(status, body.length > 0 ? { ...headers, 'Content-Length': body.length } : headers);
  const cut = effects.truncate === true && body.length > 0;
  const bytes = cut ? body.subarray(0, Math.floor(body.length / 2)) : body;
  const last = effects.dribbleMs ? await dribble(bytes, effects.dribbleMs, response) : bytes;
  if (last === undefined) return 'closed';
  if (!cut) {
    response.end(last);
    return 'sent';
  }
  // Not before the half is out: a socket that is destroyed forgets what it has not written yet.
  await new Promise<void>((resolve) => response.write(last, () => resolve()));
  response.req.socket.destroy();
  return 'truncated';
}
