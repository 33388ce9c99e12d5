import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFile } from 'node:fs/promises';
import { get } from 'node:http';
import { createServer } from 'node:net';
import process from 'node:process';
import { setTimeout } from 'node:timers/promises';
import { DEFAULT_ACCOUNT } from '../../src/sandbox/server/defaultAccount.ts';

export const AUTHORIZATION = `Basic ${btoa(`${DEFAULT_ACCOUNT.accountSid}:${DEFAULT_ACCOUNT.authToken}`)}`;

/** A server that has not answered by then never will. */
const PATIENCE_MS = 60_000;

/** Between two attempts to reach a server that starts. */
const ATTEMPT_EVERY_MS = 2;

/** After its first answer a server still tidies up; memory is read when it is done. */
const SETTLE_MS = 1_000;

/** A server that was started to be measured. */
export interface MeasuredServer extends AsyncDisposable {
  readonly port: number;
  /** From the start of its process to its first good answer. */
  readonly startMs: number;
  /** What its process occupies now, in megabytes; undefined where the system does not tell. */
  residentMb(): Promise<number | undefined>;
}

/**
 * Starts a server and waits for its first good answer.
 *
 * @param args - of Node, for a port
 * @param path - of a cheap request
 */
export async function startMeasured(
  args: (port: number) => readonly string[],
  path: string,
): Promise<MeasuredServer> {
  const port = await freePort();
  const begun = performance.now();
  // Its log goes nowhere: a terminal or a pipe would be measured with it.
  const child = spawn(process.execPath, args(port), { stdio: ['ignore', 'ignore', 'pipe'] });
  let stderr = '';
  child.stderr.on('data', (chunk) => (stderr += chunk));
  while (!(await isGood(port, path))) {
    if (child.exitCode !== null) throw new Error(`${args(port).join(' ')} ended: ${stderr}`);
    if (performance.now() - begun > PATIENCE_MS) throw new Error(`${args(port).join(' ')} never answered`);
    await setTimeout(ATTEMPT_EVERY_MS);
  }
  const startMs = performance.now() - begun;
  await setTimeout(SETTLE_MS);
  return {
    port,
    startMs,
    residentMb: () => residentMb(child),
    async [Symbol.asyncDispose]() {
      child.kill();
      if (child.exitCode === null && child.signalCode === null) await once(child, 'exit');
    },
  };
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as { port: number };
  server.close();
  await once(server, 'close');
  return port;
}

function isGood(port: number, path: string): Promise<boolean> {
  return new Promise((resolve) => {
    const headers = { authorization: AUTHORIZATION };
    const request = get({ host: '127.0.0.1', port, path, headers, agent: false }, (response) => {
      response.resume();
      response.on('end', () => resolve(response.statusCode === 200));
    });
    request.on('error', () => resolve(false));
  });
}

async function residentMb({ pid }: ChildProcess): Promise<number | undefined> {
  try {
    const kilobytes = /^VmRSS:\s+(\d+) kB$/m.exec(await readFile(`/proc/${pid}/status`, 'utf8'))?.[1];
    return kilobytes === undefined ? undefined : Number(kilobytes) / 1024;
  } catch {
    return undefined;
  }
}
