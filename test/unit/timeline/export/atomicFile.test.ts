import assert from 'node:assert/strict';
import { chmod, mkdir, mkdtemp, readdir, readFile, rm, stat, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, it } from 'node:test';
import { WriteError, writeWhole } from '../../../../src/timeline/export/atomicFile.ts';
import { inWords } from '../../../../src/timeline/export/writeFailure.ts';
import { l10n } from '../../l10n.ts';

const never = new AbortController().signal;

describe('a file that is written whole or not at all', () => {
  let folder: string;
  let file: string;
  beforeEach(async () => {
    folder = await mkdtemp(path.join(tmpdir(), 'export-'));
    file = path.join(folder, 'transcript.md');
  });
  afterEach(() => rm(folder, { recursive: true }));

  it('holds all pieces, and its size in bytes is told', async () => {
    const pieces = Array.from({ length: 3_000 }, (_, n) => `${n} é ${'x'.repeat(300)}\n`);
    const size = await writeWhole(file, pieces, never);
    assert.equal(await readFile(file, 'utf8'), pieces.join(''));
    assert.equal(size, (await stat(file)).size);
    assert.deepEqual(await readdir(folder), ['transcript.md']);
  });

  it('is its owner’s alone, or keeps the permissions of the one that it replaces', async () => {
    await writeWhole(file, ['new'], never);
    assert.equal((await stat(file)).mode & 0o777, 0o600);
    await chmod(file, 0o644);
    await writeWhole(file, ['newer'], never);
    assert.equal((await stat(file)).mode & 0o777, 0o644);
    assert.equal(await readFile(file, 'utf8'), 'newer');
  });

  it('replaces what a link leads to', async () => {
    const real = path.join(folder, 'real.md');
    await writeFile(real, 'old');
    await symlink(real, file);
    await writeWhole(file, ['new'], never);
    assert.equal(await readFile(real, 'utf8'), 'new');
    assert.deepEqual((await readdir(folder)).sort(), ['real.md', 'transcript.md']);
  });

  for (const existing of [undefined, 'of before']) {
    const here = existing === undefined ? 'no file' : 'the file of before';

    it(`leaves ${here} when reading fails in the middle`, async () => {
      if (existing !== undefined) await writeFile(file, existing);
      async function* failing() {
        yield 'x'.repeat(1_000_000);
        throw new Error('The connection was lost');
      }
      await assert.rejects(writeWhole(file, failing(), never), /The connection was lost/);
      await unharmed(existing);
    });

    it(`leaves ${here} when it is cancelled in the middle`, async () => {
      if (existing !== undefined) await writeFile(file, existing);
      const abort = new AbortController();
      let taken = 0;
      async function* endless() {
        for (;;) {
          if (++taken === 5) abort.abort();
          yield 'x'.repeat(100_000);
        }
      }
      await assert.rejects(writeWhole(file, endless(), abort.signal), { name: 'AbortError' });
      assert.equal(taken, 5);
      await unharmed(existing);
    });

    it(`leaves ${here} when it is cancelled after the last piece`, async () => {
      if (existing !== undefined) await writeFile(file, existing);
      const abort = new AbortController();
      function* last() {
        yield 'x';
        abort.abort();
      }
      await assert.rejects(writeWhole(file, last(), abort.signal), { name: 'AbortError' });
      await unharmed(existing);
    });
  }

  it('says in words why there can be none', async () => {
    const words = (error: unknown) => (inWords(error, l10n) as Error).message;
    await assert.rejects(writeWhole(path.join(folder, 'missing', 'a.md'), ['x'], never), (error) => {
      assert.ok(error instanceof WriteError);
      assert.match(words(error), /The folder is not there \(ENOENT\)/);
      return true;
    });
    await mkdir(file);
    await assert.rejects(writeWhole(file, ['x'], never), (error) => {
      assert.match(words(error), /There is a folder of that name/);
      return true;
    });
    assert.match(words(new WriteError('a', 'ENOSPC', 'no space')), /The disk is full \(ENOSPC\)/);
    assert.match(words(new WriteError('a', 'EACCES', 'denied')), /There is no right to write there/);
    assert.match(words(new WriteError('a', 'EFOO', 'something')), /^something \(EFOO\)$/);
    const other = new Error('other');
    assert.equal(inWords(other, l10n), other);
  });

  async function unharmed(existing: string | undefined): Promise<void> {
    assert.deepEqual(await readdir(folder), existing === undefined ? [] : ['transcript.md']);
    if (existing !== undefined) assert.equal(await readFile(file, 'utf8'), existing);
  }
});
