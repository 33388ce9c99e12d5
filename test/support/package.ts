/**
 * Makes the VSIX and says what is in it: `npm run package`.
 */
import { stat } from 'node:fs/promises';
import path from 'node:path';
import process from 'node:process';
import { root } from './paths.ts';
import { packVsix, vsixFile } from './vsix.ts';

const file = await vsixFile();
try {
  await packVsix(file, (line) => console.log(line));
  const { size } = await stat(file);
  console.log(`${path.relative(root, file)}: ${(size / 1024).toFixed(1)} KB`);
} catch (error) {
  // The build's and vsce's own words have just been printed.
  console.error(error instanceof Error ? error.message.split('\n', 1)[0] : error);
  process.exitCode = 1;
}
