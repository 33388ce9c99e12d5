import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { isLinted } from '../../../../src/inspect/editor/lintedFile.ts';
import { idsWithNear } from '../../../../src/inspect/editor/nearness.ts';

const id = (kind: string, n: number) => `conv_${kind}_${String(n).padStart(26, '0')}`;

describe('the ids of a text', () => {
  it('have the conversations around them, the nearest first', () => {
    const text = `${id('conversation', 1)} .......... ${id('communication', 2)} . ${id('conversation', 3)} AC${'0'.repeat(32)}`;
    assert.deepEqual(
      idsWithNear(text, 10).map(({ id, near }) => [id, near]),
      [
        [id('conversation', 1), []],
        [id('communication', 2), [id('conversation', 3), id('conversation', 1)]],
        [id('conversation', 3), []],
      ],
    );
    assert.deepEqual(idsWithNear(id('communication', 1), 10)[0]?.near, []);
  });

  it('are found in ten megabytes on one line, and in as much that is nearly one', () => {
    // What would take a slow expression minutes: many beginnings, no ends.
    const almost = ['conv_conversation_', 'CH0123456789abcdef', 'conv_', 'a', 'mem_profile_0'];
    for (const part of almost) {
      const text = part.repeat(Math.ceil(10_000_000 / part.length));
      assert.deepEqual(idsWithNear(text, 100), []);
    }
    const many = `${id('communication', 1)} `.repeat(200_000);
    assert.equal(idsWithNear(many, 2_000).length, 2_000);
  });
});

describe('a file’s name', () => {
  it('says whether somebody wrote it', () => {
    for (const name of [
      '/a/app.ts',
      '/a/.env',
      '/a/appsettings.json',
      '/a/lock.ts',
      '/a/min.js',
      '/a/.github/ci.yml',
    ])
      assert.ok(isLinted(name), name);
    for (const name of [
      '/a/node_modules/x/index.js',
      'c:\\a\\node_modules\\x\\index.js',
      '/a/package-lock.json',
      '/a/yarn.lock',
      '/a/Gemfile.lock',
      '/a/pnpm-lock.yaml',
      '/a/go.sum',
      '/a/app.min.js',
      '/a/app.js.map',
      '/a/.venv/lib/x.py',
      '/a/.git/config',
    ])
      assert.ok(!isLinted(name), name);
  });
});
