import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { addVariable, ignoreRule, isIgnoredBy } from '../../../../src/inspect/editor/envFile.ts';

describe('a variable added to a .env file', () => {
  it('stands at the end, in a line of its own', () => {
    assert.deepEqual(addVariable('', 'X', '1'), { name: 'X', appended: 'X=1\n' });
    assert.deepEqual(addVariable('A=2\n', 'X', '1'), { name: 'X', appended: 'X=1\n' });
    assert.deepEqual(addVariable('A=2', 'X', '1'), { name: 'X', appended: '\nX=1\n' });
    assert.deepEqual(addVariable('A=2\r\nB=3', 'X', '1'), { name: 'X', appended: '\r\nX=1\r\n' });
    assert.deepEqual(addVariable('# X=1\n', 'X', '1'), { name: 'X', appended: 'X=1\n' });
  });

  it('is not added twice, however it is written there', () => {
    for (const text of ['X=1', 'export X = "1"', "X='1' # old", 'X=1 # old\nA=2'])
      assert.deepEqual(addVariable(text, 'X', '1'), { name: 'X', appended: '' }, text);
  });

  it('gets another name where its own holds another value', () => {
    assert.deepEqual(addVariable('X=2\n', 'X', '1'), { name: 'X_2', appended: 'X_2=1\n' });
    assert.deepEqual(addVariable('X=2\nX_2=1\n', 'X', '1'), { name: 'X_2', appended: '' });
    assert.deepEqual(addVariable('X=2\nX_2=3\n', 'X', '1'), { name: 'X_3', appended: 'X_3=1\n' });
  });
});

describe('the rules of a .gitignore', () => {
  const table: readonly (readonly [rules: string, path: string, ignored: boolean | undefined])[] = [
    ['.env', '.env', true],
    ['.env', 'apps/web/.env', true],
    ['/.env', '.env', true],
    ['/.env', 'apps/.env', false],
    ['.env*', '.env.local', true],
    ['*.env', 'twilio.env', true],
    ['.env.*', '.env', false],
    ['.env.?', '.env.a', true],
    ['**/.env', 'a/b/.env', true],
    ['**/**/**/.env', 'a/b/.env', true],
    ['**/.env', '.env', true],
    ['apps/*/.env', 'apps/web/.env', true],
    ['apps/*/.env', 'apps/a/b/.env', false],
    ['secrets/', 'secrets/.env', true],
    ['.env/', '.env', false],
    ['.env\n!.env.example', '.env.example', false],
    ['.env*\n!.env.example', '.env.example', false],
    ['!.env\n.env', '.env', true],
    ['# .env', '.env', false],
    ['.env  ', '.env', true],
    ['node_modules\n\ndist\n', '.env', false],
    ['.[', '.env', false],
    ['', '.env', false],
  ];
  for (const [rules, path, ignored] of table) {
    it(`${JSON.stringify(rules)} ${ignored ? 'hold' : 'do not hold'} for ${path}`, () =>
      assert.equal(isIgnoredBy(rules, path) ?? false, ignored));
  }

  it('say nothing of what none is about', () => {
    assert.equal(isIgnoredBy('dist', '.env'), undefined);
    assert.equal(isIgnoredBy('!.env', '.env'), false);
  });

  it('get one more, in a line of its own', () => {
    assert.equal(ignoreRule('', '.env'), '.env\n');
    assert.equal(ignoreRule('dist', '.env'), '\n.env\n');
    assert.equal(ignoreRule('dist\r\n', '.env'), '.env\r\n');
    assert.equal(isIgnoredBy(`dist${ignoreRule('dist', '.env')}`, '.env'), true);
  });
});
