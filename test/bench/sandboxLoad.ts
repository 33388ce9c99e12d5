import { execFile } from 'node:child_process';
import process from 'node:process';
import { promisify } from 'node:util';
import { AUTHORIZATION } from './sandboxProcess.ts';

const CONNECTIONS = 10;

/** One request, to be made again and again. */
export interface LoadRequest {
  path: string;
  /** It is a POST then. */
  body?: string;
}

/**
 * Makes one request again and again, by a process of its own, as fast as the server answers.
 *
 * @returns requests a second
 * @throws Error when one of them was not answered well
 */
export async function load(
  autocannon: string,
  port: number,
  { path, body }: LoadRequest,
  seconds: number,
): Promise<number> {
  const post = body === undefined ? [] : ['-m', 'POST', '-H', 'content-type=application/json', '-b', body];
  const { stdout } = await promisify(execFile)(process.execPath, [
    autocannon,
    '--json',
    ...['-c', String(CONNECTIONS)],
    ...['-d', String(seconds)],
    ...['-H', `authorization=${AUTHORIZATION}`],
    ...post,
    `http://127.0.0.1:${port}${path}`,
  ]);
  const result = JSON.parse(stdout) as Record<'2xx' | 'non2xx' | 'errors' | 'duration', number>;
  if (result.non2xx + result.errors > 0 || result['2xx'] === 0) {
    throw new Error(`Not all was well at ${path}: ${stdout.slice(0, 2_000)}`);
  }
  return result['2xx'] / result.duration;
}
