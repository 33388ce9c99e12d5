import { readdir, readFile, stat } from 'node:fs/promises';
import path from 'node:path';
import { gzipSync } from 'node:zlib';
import type { Metafile } from 'esbuild';
import { root } from '../support/paths.ts';
import { ensureVsix, packVsix } from '../support/vsix.ts';

/** What a bundle may weigh, in KB; the others are loaded seldom, and late. */
const BUDGETS: Readonly<Record<string, number>> = {
  'extension.js': 60,
  'api.js': 220,
};

/** A view with the chunks that its page cannot begin without, in KB. */
const VIEW_BUDGET = 120;

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
  for (const entry of ['timeline.js', 'log.js']) {
    const view = await firstLoadOf(entry);
    rows.push({
      bundle: `${entry} with its chunks`,
      KB: kilobytes(view.bytes),
      'KB, gzipped': kilobytes(view.gzipped),
      'budget, KB': VIEW_BUDGET,
    });
  }
  console.table(rows);
  console.log(`VSIX: ${kilobytes((await stat(file)).size)} KB`);
}

/** What of a view is loaded before anything is drawn: the entry, and all that it imports at once. */
async function firstLoadOf(entry: string): Promise<{ bytes: number; gzipped: number }> {
  const { outputs } = JSON.parse(await readFile(path.join(root, 'dist/meta.json'), 'utf8')) as Metafile;
  const files = new Set([`dist/${entry}`]);
  for (const file of files) {
    for (const { path: imported, kind } of outputs[file]?.imports ?? []) {
      if (kind === 'import-statement') files.add(imported);
    }
  }
  const contents = await Promise.all([...files].map((file) => readFile(path.join(root, file))));
  return {
    bytes: contents.reduce((sum, { length }) => sum + length, 0),
    gzipped: contents.reduce((sum, content) => sum + gzipSync(content).length, 0),
  };
}

function kilobytes(bytes: number): number {
  return Math.round(bytes / 102.4) / 10;
}
