import assert from 'node:assert/strict';
import { chmod, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { it } from 'node:test';
import { readSmallFile } from '../../../../src/accounts/import/smallFile.ts';

it('says that a file may not be read', {
  skip: process.getuid?.() === 0 && 'root may read anything',
}, async () => {
  const directory = await mkdtemp(path.join(tmpdir(), 'small-file-'));
  const file = path.join(directory, 'config.json');
  await writeFile(file, '{}');
  await chmod(file, 0);
  assert.deepEqual(await readSmallFile(file), { kind: 'denied' });
  await rm(directory, { recursive: true });
});

it('takes a path through a file, and one with a null character, for what they are', async () => {
  assert.deepEqual(await readSmallFile(path.join(import.meta.filename, 'config.json')), { kind: 'missing' });
  assert.deepEqual(await readSmallFile('a\0b'), { kind: 'unreadable' });
});
