import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { exportFileName } from '../../../../src/timeline/export/exportFileName.ts';

describe('an exported file’s name', () => {
  const cases: [title: string, name: string][] = [
    ['Hannah Okafor', 'Hannah Okafor.csv'],
    ['  a/b\\c:d*e?f"g<h>i|j  ', 'a b c d e f g h i j.csv'],
    ['../../etc/passwd', 'etc passwd.csv'],
    ['.hidden', 'hidden.csv'],
    ['ends. . ', 'ends.csv'],
    ['CON', '_CON.csv'],
    ['nul.txt', '_nul.txt.csv'],
    ['a\u0000b\u202Ec\nd', 'a b c d.csv'],
    ['عمر', 'عمر.csv'],
    ['%2e%2e', '2e 2e.csv'],
    ['', 'conv_1.csv'],
    ['///', 'conv_1.csv'],
    ['\uD800', 'conv_1.csv'],
  ];
  for (const [title, name] of cases) {
    it(`is ${name} for ${JSON.stringify(title)}`, () => {
      assert.equal(exportFileName(title, 'conv_1', 'csv'), name);
    });
  }

  it('is short enough for every file system, and cuts no character', () => {
    const name = exportFileName('👩‍👩‍👧‍👦'.repeat(100), 'conv_1', 'ndjson');
    assert.ok(Buffer.byteLength(name) <= 130, name);
    assert.ok(name.isWellFormed());
  });
});
