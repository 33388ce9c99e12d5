import { execFile } from 'node:child_process';
import path from 'node:path';
import process from 'node:process';
import { promisify } from 'node:util';
import { root } from '../support/paths.ts';
import type { TimelineFindRun } from './timelineFind/measured.ts';

const SIZES = [100, 1_000, 10_000, 100_000];
const RUNS = 5;

/**
 * Prints how long it takes to search and to filter a conversation in the host, and what the folded texts weigh. Each
 * size is measured in processes of their own, five times; figures are medians.
 */
export async function measureTimelineFind(): Promise<void> {
  const measured = path.join(root, 'test/bench/timelineFind/measured.ts');
  const table: Record<string, string | number>[] = [];
  for (const size of SIZES) {
    const runs: TimelineFindRun[] = [];
    for (let run = 0; run < RUNS; run++) {
      const { stdout } = await promisify(execFile)(
        process.execPath,
        ['--expose-gc', measured, String(size)],
        { cwd: root },
      );
      runs.push(JSON.parse(stdout) as TimelineFindRun);
    }
    const of = (member: keyof TimelineFindRun) =>
      Math.round(median(runs.map((run) => run[member])) * 100) / 100;
    table.push({
      communications: size,
      'fold all, ms': of('foldMs'),
      'folded, KB': Math.round(of('foldedBytes') / 1024),
      'search, ms': of('searchMs'),
      found: of('found'),
      'one letter more, ms': of('narrowMs'),
      'nothing found, ms': of('noneMs'),
      'phone number, ms': of('numberMs'),
      'after an arrival, ms': of('arrivalMs'),
      'filter, ms': of('filterMs'),
      shown: of('shown'),
      'facets, ms': of('facetsMs'),
    });
  }
  console.table(table);
}

function median(numbers: readonly number[]): number {
  return numbers.toSorted((a, b) => a - b)[Math.floor(numbers.length / 2)] ?? Number.NaN;
}
