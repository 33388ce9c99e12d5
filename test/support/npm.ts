import path from 'node:path';
import process from 'node:process';
import { startSupervised } from './supervised.ts';

/** npm said no; the message holds its last words. */
export class NpmError extends Error {
  override readonly name = 'NpmError';
}

/**
 * Runs the npm that runs this script, under the Node that runs this script, so that neither has to be on the PATH.
 * Outside npm (`node test/run.ts`) the PATH's npm is taken.
 *
 * @param args npm's arguments
 * @param cwd the folder to work in
 * @throws NpmError when npm fails
 */
export async function npm(args: readonly string[], cwd: string): Promise<void> {
  const execpath = process.env['npm_execpath'] ?? '';
  const isNpm = /^npm(-cli)?\.[cm]?js$/.test(path.basename(execpath));
  const quiet = ['--no-audit', '--no-fund', '--no-progress', '--no-update-notifier', '--loglevel=error'];
  // Three tries within seconds: with no network at all, npm's own patience is minutes of silence.
  const patience = ['--fetch-retries=2', '--fetch-retry-mintimeout=1000', '--fetch-retry-maxtimeout=5000'];
  const run = startSupervised(
    isNpm ? process.execPath : process.platform === 'win32' ? 'npm.cmd' : 'npm',
    [...(isNpm ? [execpath] : []), ...args, ...quiet, ...patience],
    { cwd },
  );
  const code = await run.exited;
  if (code !== 0) throw new NpmError(run.output().trim() || `npm exited with code ${code}`);
}
