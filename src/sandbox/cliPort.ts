import { createServer } from 'node:net';
import { createInterface } from 'node:readline/promises';
import type { Readable, Writable } from 'node:stream';

/** How many ports above the wanted one are tried. */
const TRIED = 50;

/** Whether this machine lets somebody listen there. */
function isFree(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const server = createServer();
    server.once('error', () => resolve(false));
    server.listen(port, '127.0.0.1', () => server.close(() => resolve(true)));
  });
}

/** The next port above this one that is free; undefined when there is none near. */
export async function nextFreePort(port: number): Promise<number | undefined> {
  for (let next = port + 1; next <= Math.min(65_535, port + TRIED); next++) {
    if (await isFree(next)) return next;
  }
  return undefined;
}

/** Asks a person; Enter means yes. */
export async function confirm(question: string, input: Readable, output: Writable): Promise<boolean> {
  const terminal = createInterface({ input, output });
  const ended = new Promise<string>((resolve) => terminal.once('close', () => resolve('n')));
  const answer = await Promise.race([terminal.question(`${question} [Y/n] `), ended]);
  terminal.close();
  return /^(y|yes)?$/i.test(answer.trim());
}
