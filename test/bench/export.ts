import { execFile } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import process from 'node:process';
import { promisify } from 'node:util';
import { Worker } from 'node:worker_threads';
import { build } from 'esbuild';
import { outDirectory, root } from '../support/paths.ts';

const COUNTS = [100, 1_000, 10_000, 100_000];
const PAGE_SIZE = 1_000;
const RUNS = 3;
const KINDS = ['ndjson', 'csv', 'json', 'markdown', 'html'];

interface Run {
  ms: number;
  peakKb: number;
  liveBytes: number;
  bytes: number;
  count: number;
}

/**
 * Prints what an export takes, from the first request to the file in its place, with 100 to 100,000 communications: for
 * NDJSON and CSV memory should not grow. Each run is a fresh process; the server is a thread of this one.
 */
export async function measureExport(): Promise<void> {
  const exporter = path.join(outDirectory, 'bench/export/exporter.mjs');
  await build({
    absWorkingDir: root,
    entryPoints: ['test/bench/export/exporter.ts'],
    bundle: true,
    platform: 'node',
    target: 'node22',
    format: 'esm',
    // What is bundled from CommonJS asks for Node's modules by require.
    banner: {
      js: "import { createRequire } from 'node:module'; const require = createRequire(import.meta.url);",
    },
    outfile: exporter,
    logLevel: 'warning',
  });
  const folder = await mkdtemp(path.join(tmpdir(), 'export-bench-'));
  try {
    const rows: Record<string, unknown>[] = [];
    for (const count of COUNTS) {
      const server = new Worker(path.join(import.meta.dirname, 'listing/server.ts'), {
        workerData: { items: count, pageSize: PAGE_SIZE },
      });
      try {
        const [{ origin }] = (await once(server, 'message')) as [{ origin: string }];
        const run = async (kind: string, mode = ''): Promise<Run> => {
          const args = ['--expose-gc', exporter, kind, origin, path.join(folder, kind), mode];
          const found: Run = JSON.parse((await promisify(execFile)(process.execPath, args)).stdout);
          if (found.count !== count) throw new Error(`${kind} has ${found.count} instead of ${count}`);
          return found;
        };
        for (const kind of KINDS) {
          const runs: Run[] = [];
          for (let round = 0; round < RUNS; round++) runs.push(await run(kind));
          const live = await run(kind, 'live');
          rows.push({
            kind,
            communications: count,
            ms: Math.round(median(runs.map(({ ms }) => ms))),
            'in use at most, MB': Math.round(live.liveBytes / 1e6),
            'peak RSS, MB': Math.round(median(runs.map(({ peakKb }) => peakKb)) / 1024),
            'file, MB': (live.bytes / 1e6).toFixed(2),
          });
        }
      } finally {
        await server.terminate();
      }
    }
    console.table(
      rows.sort((one, other) => KINDS.indexOf(String(one['kind'])) - KINDS.indexOf(String(other['kind']))),
    );
  } finally {
    await rm(folder, { recursive: true });
  }
}

function median(numbers: readonly number[]): number {
  return numbers.toSorted((a, b) => a - b)[Math.floor(numbers.length / 2)] ?? Number.NaN;
}
