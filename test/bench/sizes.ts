import { readFile, stat } from 'node:fs/promises';
import path from 'node:path';
import { gzipSync } from 'node:zlib';
import { root } from '../support/paths.ts';
import { ensureVsix, packVsix } from '../support/vsix.ts';

/** What each bundle may weigh, in KB. */
const BUDGETS: readonly [bundle: string, kilobytes: number | undefined][] = [
  ['extension.js', 60],
  ['api.js', 220],
  ['timeline.js', 120],
  ['sandbox.js', undefined],
  ['faults.js', undefined],
  ['sandbox-cli.js', undefined],
];

/** Prints the size of each bundle and of the VSIX, beside its budget. */
export async function measureSizes(): Promise<void> {
  const { file } = await ensureVsix();
  // A VSIX that was packed before may stand beside another build: pack again, so that dist is what is in it.
  await packVsix(file);
  const rows = await Promise.all(
    BUDGETS.map(async ([bundle, budget]) => {
      const content = await readFile(path.join(root, 'dist', bundle));
      return {
        bundle,
        KB: kilobytes(content.length),
        'KB, gzipped': kilobytes(gzipSync(content).length),
        'budget, KB': budget ?? '',
      };
    }),
  );
  console.table(rows);
  console.log(`VSIX: ${kilobytes((await stat(file)).size)} KB`);
}

function kilobytes(bytes: number): number {
  return Math.round(bytes / 102.4) / 10;
}
