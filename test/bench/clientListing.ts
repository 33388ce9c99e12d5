import { execFile } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import process from 'node:process';
import { promisify } from 'node:util';
import { Worker } from 'node:worker_threads';
import { build } from 'esbuild';
import { outDirectory, root } from '../support/paths.ts';

const ITEMS = 100_000;
const PAGE_SIZE = 1000;
const RUNS = 15;

interface Run {
  ms: number;
  peakKb: number;
  items: number;
  characters: number;
}

/**
 * Prints what listing 100,000 communications costs, beside the least that a program can do and the official SDK. Each
 * run is a fresh process, its modules loaded before the clock starts; the server is a thread of this one. The order
 * changes from run to run.
 */
export async function measureListing(): Promise<void> {
  const { contender, client } = await bundles();
  const server = new Worker(path.join(import.meta.dirname, 'listing/server.ts'), {
    workerData: { items: ITEMS, pageSize: PAGE_SIZE },
  });
  try {
    const [{ origin, bytes }] = (await once(server, 'message')) as [{ origin: string; bytes: number }];
    console.log(
      `${ITEMS} communications, ${Math.round(bytes / 1e5) / 10} MB, in ${Math.ceil(ITEMS / PAGE_SIZE)} pages`,
    );
    const run = async (name?: string): Promise<unknown> => {
      const args = name === undefined ? [contender] : [contender, name, origin, client];
      return JSON.parse((await promisify(execFile)(process.execPath, args, { cwd: root })).stdout);
    };
    const names = (await run()) as string[];
    const found = new Map<string, Run[]>(names.map((name) => [name, []]));
    for (let round = 0; round < RUNS; round++) {
      for (const name of round % 2 === 0 ? names : names.toReversed()) {
        const result = (await run(name)) as Run;
        const runs = found.get(name);
        const other = [...found.values()].flat()[0];
        if (result.items !== ITEMS || (other && result.characters !== other.characters)) {
          throw new Error(`${name} did not list what the others did: ${JSON.stringify(result)}`);
        }
        runs?.push(result);
      }
    }
    print(found);
  } finally {
    await server.terminate();
  }
}

/** The ratios are taken round by round: what else the machine does then concerns those that are compared alike. */
function print(found: ReadonlyMap<string, Run[]>): void {
  const loop = found.values().next().value ?? [];
  const ofLoop = (runs: Run[], figure: (run: Run) => number) =>
    runs.map((run, round) => figure(run) / (loop[round] ? figure(loop[round]) : Number.NaN));
  const ms = (run: Run) => run.ms;
  const peak = (run: Run) => run.peakKb;
  console.table(
    [...found].map(([contender, runs]) => ({
      contender,
      ms: Math.round(median(runs.map(ms))),
      'of the loop': median(ofLoop(runs, ms)).toFixed(2),
      'fastest run, ms': Math.round(Math.min(...runs.map(ms))),
      'of the loop’s fastest': (Math.min(...runs.map(ms)) / Math.min(...loop.map(ms))).toFixed(2),
      'peak RSS, MB': Math.round(median(runs.map(peak)) / 1024),
      'peak, of the loop': median(ofLoop(runs, peak)).toFixed(2),
    })),
  );
}

/** The client as it is shipped, and the contenders as plain JavaScript: stripping types would cost memory. */
async function bundles(): Promise<{ contender: string; client: string }> {
  const contender = path.join(outDirectory, 'bench/listing/contender.mjs');
  const client = path.join(outDirectory, 'bench/listing/client.cjs');
  const shared = { absWorkingDir: root, platform: 'node', target: 'node22', logLevel: 'warning' } as const;
  await Promise.all([
    build({ ...shared, entryPoints: ['test/bench/listing/contender.ts'], format: 'esm', outfile: contender }),
    // As esbuild.mjs bundles it for production.
    build({
      ...shared,
      entryPoints: ['src/api/client.ts'],
      bundle: true,
      minify: true,
      format: 'cjs',
      supported: { 'dynamic-import': false },
      mainFields: ['module', 'main'],
      define: { 'process.env.NODE_ENV': '"production"' },
      outfile: client,
    }),
  ]);
  return { contender, client };
}

function median(numbers: readonly number[]): number {
  return numbers.toSorted((a, b) => a - b)[Math.floor(numbers.length / 2)] ?? Number.NaN;
}
