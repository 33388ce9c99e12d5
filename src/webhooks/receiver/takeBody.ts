import type { IncomingMessage } from 'node:http';

/** How much of a refused body is still read, so that its sender gets to read the answer: a reset would lose that. */
const MAX_DROPPED_BYTES = 64 * 1024 * 1024;

/** Counts what all requests that are being read hold together. */
export class HeldBytes {
  #held = 0;
  readonly #most: number;

  constructor(most: number) {
    this.#most = most;
  }

  get held(): number {
    return this.#held;
  }

  /** @returns false, and nothing is counted, when that would be too much */
  take(bytes: number): boolean {
    if (this.#held + bytes > this.#most) return false;
    this.#held += bytes;
    return true;
  }

  give(bytes: number): void {
    this.#held -= bytes;
  }
}

export type BodyOutcome = Buffer | 'tooLarge' | 'tooBusy' | 'gone';

/** Reads a request's body, and calls back once. What is held for it stays counted until the caller gives it back. */
export function takeBody(
  incoming: IncomingMessage,
  limit: number,
  held: HeldBytes,
  done: (outcome: BodyOutcome) => void,
): void {
  const chunks: Buffer[] = [];
  let size = 0;
  const end = (outcome: BodyOutcome) => {
    incoming.removeAllListeners('data');
    incoming.removeAllListeners('end');
    incoming.off('close', gone);
    if (typeof outcome === 'string') {
      chunks.length = 0;
      held.give(size);
    }
    done(outcome);
  };
  const gone = () => end('gone');
  if (Number(incoming.headers['content-length'] ?? 0) > limit) {
    end('tooLarge');
    return;
  }
  incoming.on('close', gone);
  incoming.on('data', (chunk: Buffer) => {
    if (!held.take(chunk.length)) return end('tooBusy');
    size += chunk.length;
    if (size > limit) return end('tooLarge');
    chunks.push(chunk);
  });
  incoming.on('end', () => end(chunks.length === 1 && chunks[0] ? chunks[0] : Buffer.concat(chunks)));
}

/** Reads what is left of a request that has its answer already, and forgets it. */
export function dropRest(incoming: IncomingMessage): void {
  let dropped = 0;
  incoming.on('data', (chunk: Buffer) => {
    dropped += chunk.length;
    if (dropped > MAX_DROPPED_BYTES) incoming.socket.destroy();
  });
}
