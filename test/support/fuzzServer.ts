import process from 'node:process';
import { startSandbox } from '../../src/sandbox/server/server.ts';

/*
 * The sandbox that the fuzz works on, in a process of its own, run with --expose-gc: a crash is told from a failed test
 * then, and its memory can be measured.
 */

export type ToFuzzServer = 'begin anew' | 'measure';

export interface FuzzServerState {
  port: number;
  /** Bytes that are held with no conversations at all and nothing left to collect. */
  held: number;
  /** Whether something got into the prototype of all objects. */
  polluted: boolean;
}

// Operations end at once: while one is under way, its configuration takes no other change, spoilt or not.
const sandbox = await startSandbox({ operationMs: 0 });

function state(): FuzzServerState {
  globalThis.gc?.();
  globalThis.gc?.();
  const { heapUsed, external } = process.memoryUsage();
  const polluted = Object.keys(Object.getOwnPropertyDescriptors(Object.prototype)).includes('polluted');
  return { port: sandbox.port, held: heapUsed + external, polluted };
}

const say = (message: FuzzServerState) => process.send?.(message);

process.on('message', (message: ToFuzzServer) => {
  sandbox.reset(message === 'measure' ? 'empty' : 'demo');
  // Connections that are closing are gone in the next turn.
  if (message === 'measure') setImmediate(() => say(state()));
  else say(state());
});
process.on('disconnect', () => void sandbox.close());
say(state());
