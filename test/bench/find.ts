import { execFile } from 'node:child_process';
import { mkdir } from 'node:fs/promises';
import path from 'node:path';
import process from 'node:process';
import { promisify } from 'node:util';
import { build } from 'esbuild';
import { CONVERSATIONS } from '../../src/sandbox/server/large/plan.ts';
import { outDirectory, root } from '../support/paths.ts';
import { startMeasured } from './sandboxProcess.ts';

const RUNS = 9;

/** What a search in a process of its own took. */
interface Run {
  firstHitMs: number | null;
  endMs: number;
  hits: number;
  searched: number;
  peakKb: number;
  beforeKb: number;
}

/**
 * Prints how long it takes to find a phone number among 10,000 conversations: in the first, the middle and the last that
 * the list gives, and in none. The server is the sandbox in a process of its own, each search one in a fresh process,
 * with its modules loaded and one request made before the clock starts.
 */
export async function measureFind(): Promise<void> {
  const searcher = await bundle();
  const args = (port: number) => [
    path.join(root, 'src/sandbox/cli.ts'),
    ...['--port', String(port), '--seed', 'large'],
  ];
  await using server = await startMeasured(args, '/v2/Conversations?pageSize=1');
  const origin = `http://127.0.0.1:${server.port}`;
  const run = async (place: string): Promise<Run> => {
    const { stdout } = await promisify(execFile)(process.execPath, [searcher, origin, place], { cwd: root });
    return JSON.parse(stdout) as Run;
  };
  // The first reader of all has the sandbox make what it serves.
  await run('none');
  const found = new Map<string, Run[]>(['first', 'middle', 'last', 'none'].map((place) => [place, []]));
  for (let round = 0; round < RUNS; round++) {
    const entries = [...found];
    for (const [place, runs] of round % 2 === 0 ? entries : entries.toReversed()) {
      const result = await run(place);
      if (result.searched !== CONVERSATIONS || result.hits !== (place === 'none' ? 0 : 1)) {
        throw new Error(`The search for ${place} went wrong: ${JSON.stringify(result)}`);
      }
      runs.push(result);
    }
  }
  console.table(
    [...found].map(([place, runs]) => ({
      'phone number in': place,
      'first hit, ms': place === 'none' ? '' : Math.round(median(runs.map((one) => one.firstHitMs ?? 0))),
      'all searched, ms': Math.round(median(runs.map((one) => one.endMs))),
      'fastest, ms': Math.round(Math.min(...runs.map((one) => one.endMs))),
      'peak RSS, MB': Math.round(median(runs.map((one) => one.peakKb)) / 1024),
      'RSS before, MB': Math.round(median(runs.map((one) => one.beforeKb)) / 1024),
    })),
  );
}

/** The search and the client as they are shipped. */
async function bundle(): Promise<string> {
  const outfile = path.join(outDirectory, 'bench/find/searcher.cjs');
  await mkdir(path.dirname(outfile), { recursive: true });
  await build({
    absWorkingDir: root,
    entryPoints: ['test/bench/find/searcher.ts'],
    bundle: true,
    minify: true,
    platform: 'node',
    target: 'node22',
    format: 'cjs',
    mainFields: ['module', 'main'],
    define: { 'process.env.NODE_ENV': '"production"' },
    logLevel: 'warning',
    outfile,
  });
  return outfile;
}

function median(numbers: readonly number[]): number {
  return numbers.toSorted((a, b) => a - b)[Math.floor(numbers.length / 2)] ?? Number.NaN;
}
