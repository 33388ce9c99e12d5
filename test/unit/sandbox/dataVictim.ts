import process from 'node:process';
import { startSandbox } from '../../../src/sandbox/server/server.ts';

/*
 * A sandbox for a test to kill: `node dataVictim.ts FILE`. Its file is written anew again and again, a resource at a
 * time, so that there is no moment at which it is not under way.
 */
const sandbox = await startSandbox({
  data: 'empty',
  dataFile: process.argv[2] ?? '',
  dataFileOptions: { journalBytes: 1, sliceMs: 0 },
});
console.log(sandbox.url);
