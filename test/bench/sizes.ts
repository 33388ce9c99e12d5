import { readdir, readFile, stat } from 'node:fs/promises';
import path from 'node:path';
import { gzipSync } from 'node:zlib';
import { root } from '../support/paths.ts';
import { ensureVsix, packVsix } from '../support/vsix.ts';

/** What a bundle may weigh, in KB; the others are loaded seldom, and late. */
const BUDGETS: Readonly<Record<string, number>> = {
  'extension.js': 60,
  'api.js': 220,
  'timeline.js': 120,
};

/** Prints the size of each bundle and of the VSIX, beside its budget. */
export async function measureSizes(): Promise<void> {
  const { file } = await ensureVsix();
  // A VSIX that was packed before may stand beside another build: pack again, so that dist is what is in it.
  await packVsix(file);
  const bundles = (await readdir(path.join(root, 'dist'))).filter((name) => name.endsWith('.js'));
  const rows = await Promise.all(
    bundles.sort().map(async (bundle) => {
      const content = await readFile(path.join(root, 'dist', bundle));
      return {
        bundle,
        KB: kilobytes(content.length),
        'KB, gzipped': kilobytes(gzipSync(content).length),
        'budget, KB': BUDGETS[bundle] ?? '',
      };
    }),
  );
  console.table(rows);
  console.log(`VSIX: ${kilobytes((await stat(file)).size)} KB`);
}

function kilobytes(bytes: number): number {
  return Math.round(bytes / 102.4) / 10;
}
