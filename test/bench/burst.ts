import { execFile } from 'node:child_process';
import path from 'node:path';
import process from 'node:process';
import { promisify } from 'node:util';
import { build } from 'esbuild';
import { outDirectory, root } from '../support/paths.ts';
import { startMeasured } from './sandboxProcess.ts';

const COUNT = 1_000;
const CONCURRENCIES = [6, 10, 25];
const RUNS = 7;

interface Run {
  ms: number;
  sent: number;
  /** What its process computed: other than the time, nothing else on the machine adds to it. */
  cpuMs: number;
  /** Of the event loop: p50, p99, max. */
  delayMs: [number, number, number];
  peakKb: number;
}

/**
 * Prints how long a burst of 1,000 takes on the sandbox, beside a bare loop with the official SDK that keeps as many
 * requests on their way. The sandbox is a process of its own, each burst one in a fresh process, with its modules loaded
 * and one communication sent before the clock starts; the order changes from round to round.
 */
export async function measureBurst(): Promise<void> {
  const { sender, parts } = await bundles();
  const args = (port: number) => [path.join(root, 'src/sandbox/cli.ts'), '--port', String(port)];
  for (const concurrency of CONCURRENCIES) {
    await using server = await startMeasured(args, '/v2/Conversations?pageSize=1');
    const origin = `http://127.0.0.1:${server.port}`;
    const run = async (name?: string): Promise<unknown> => {
      const given = name === undefined ? [] : [name, origin, String(COUNT), String(concurrency), parts];
      const { stdout } = await promisify(execFile)(
        process.execPath,
        [sender, ...(given.length > 0 ? given : ['', origin])],
        { cwd: root },
      );
      return JSON.parse(stdout);
    };
    const names = (await run()) as string[];
    const found = new Map<string, Run[]>(names.map((name) => [name, []]));
    // The sandbox's code becomes quick with use, whoever uses it.
    for (const name of names) await run(name);
    for (let round = 0; round < RUNS; round++) {
      for (const name of round % 2 === 0 ? names : names.toReversed()) {
        const result = (await run(name)) as Run;
        if (result.sent !== COUNT) throw new Error(`${name} sent ${result.sent} of ${COUNT}`);
        found.get(name)?.push(result);
      }
    }
    console.log(`${COUNT} communications, ${concurrency} at once`);
    print(found);
  }
}

function print(found: ReadonlyMap<string, Run[]>): void {
  const sdk = found.values().next().value ?? [];
  console.table(
    [...found].map(([contender, runs]) => ({
      contender,
      ms: Math.round(median(runs.map(({ ms }) => ms))),
      'per second': Math.round(COUNT / (median(runs.map(({ ms }) => ms)) / 1_000)),
      'of the SDK’s time': median(runs.map(({ ms }, round) => ms / (sdk[round]?.ms ?? Number.NaN))).toFixed(
        2,
      ),
      'CPU, ms': Math.round(median(runs.map(({ cpuMs }) => cpuMs))),
      'event-loop delay p99, ms': median(runs.map(({ delayMs }) => delayMs[1])).toFixed(1),
      'max, ms': median(runs.map(({ delayMs }) => delayMs[2])).toFixed(1),
      'peak RSS, MB': Math.round(median(runs.map(({ peakKb }) => peakKb)) / 1024),
    })),
  );
}

/** What sends as it is shipped, and the contenders as plain JavaScript. */
async function bundles(): Promise<{ sender: string; parts: string }> {
  const sender = path.join(outDirectory, 'bench/burst/sender.mjs');
  const parts = path.join(outDirectory, 'bench/burst/parts.cjs');
  const shared = { absWorkingDir: root, platform: 'node', target: 'node22', logLevel: 'warning' } as const;
  await Promise.all([
    build({
      ...shared,
      entryPoints: ['test/bench/burst/sender.ts'],
      bundle: true,
      packages: 'external',
      format: 'esm',
      outfile: sender,
    }),
    // As esbuild.mjs bundles it for production.
    build({
      ...shared,
      entryPoints: ['test/bench/burst/parts.ts'],
      bundle: true,
      minify: true,
      format: 'cjs',
      external: ['vscode'],
      mainFields: ['module', 'main'],
      define: { 'process.env.NODE_ENV': '"production"' },
      outfile: parts,
    }),
  ]);
  return { sender, parts };
}

function median(numbers: readonly number[]): number {
  return numbers.toSorted((a, b) => a - b)[Math.floor(numbers.length / 2)] ?? Number.NaN;
}
