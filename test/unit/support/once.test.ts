import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, it } from 'node:test';
import { makeDirectoryOnce } from '../../support/once.ts';

describe('A folder made once', () => {
  let parent = '';
  beforeEach(async () => {
    parent = await mkdtemp(path.join(tmpdir(), 'once-'));
  });
  afterEach(() => rm(parent, { recursive: true, force: true }));

  it('is made once for all who want it at the same moment', async () => {
    const directory = path.join(parent, 'documents');
    let calls = 0;
    const make = async (partial: string) => {
      calls += 1;
      await mkdir(path.join(partial, 'inner'));
      await writeFile(path.join(partial, 'inner', 'file'), 'whole');
    };

    const made = await Promise.all([1, 2, 3].map(() => makeDirectoryOnce(directory, make)));

    assert.deepEqual(made, [directory, directory, directory]);
    assert.equal(calls, 1);
    assert.equal(await readFile(path.join(directory, 'inner', 'file'), 'utf8'), 'whole');
    assert.deepEqual(await readdir(parent), ['documents']);
  });

  it('is tried again after a failure, which is told as it was', async () => {
    const directory = path.join(parent, 'documents');
    const fail = async (partial: string) => {
      await writeFile(path.join(partial, 'half'), '');
      throw new Error('no network');
    };

    await assert.rejects(makeDirectoryOnce(directory, fail), /no network/);
    assert.deepEqual(await readdir(parent), []);
    await makeDirectoryOnce(directory, async () => {});
    assert.equal(existsSync(directory), true);
  });

  it('clears what a process that is gone left half-done, not what one alive is making', async () => {
    const directory = path.join(parent, 'documents');
    const gone = 2 ** 22 + 1;
    await mkdir(`${directory}.partial-${gone}`);
    await mkdir(`${directory}.partial-${process.ppid}`);

    await makeDirectoryOnce(directory, async () => {});

    assert.deepEqual((await readdir(parent)).sort(), ['documents', `documents.partial-${process.ppid}`]);
  });
});
