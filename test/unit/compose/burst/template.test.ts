import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { readTemplate } from '../../../../src/compose/burst/template.ts';
import { l10n } from '../../l10n.ts';

const context = {
  seed: 'a1b2',
  n: 7,
  count: 1_000,
  now: Date.UTC(2026, 2, 1, 9, 30),
  author: 'Imani',
  recipient: 'Hannah $& {{n}}',
};

function textOf(template: string, changes: Partial<typeof context> = {}): string {
  const read = readTemplate(template, l10n);
  assert.equal(read.complaint, undefined);
  return read.template?.text({ ...context, ...changes }) ?? '';
}

function complaintOf(template: string): string {
  return readTemplate(template, l10n).complaint ?? '';
}

describe('the template of a burst', () => {
  it('puts the variables in, and leaves the rest as it is', () => {
    assert.equal(textOf('{{n}} of {{count}}, {{n:4}}, {{ n }}'), '7 of 1000, 0007, 7');
    assert.equal(textOf('{{n:2}}', { n: 12_345 }), '12345');
    assert.equal(textOf('{{now}}'), '2026-03-01T09:30:00.000Z');
    assert.equal(textOf('{{author}} to {{recipient}}'), 'Imani to Hannah $& {{n}}');
    assert.equal(textOf('{ } {x} }} \n$1'), '{ } {x} }} \n$1');
    assert.equal(textOf('\\{{n}} is {{n}}'), '{{n}} is 7');
  });

  it('picks one after the other, and draws by the number', () => {
    const picked = [1, 2, 3, 4].map((n) => textOf('{{pick:a| b|}}', { n }));
    assert.deepEqual(picked, ['a', ' b', '', 'a']);
    const drawn = Array.from({ length: 60 }, (_, n) => textOf('{{random:x|y|z}}', { n }));
    assert.deepEqual(new Set(drawn), new Set(['x', 'y', 'z']));
    assert.deepEqual(
      drawn,
      Array.from({ length: 60 }, (_, n) => textOf('{{random:x|y|z}}', { n })),
      'a copy that is sent again says the same',
    );
  });

  it('gives each copy and each place a UUID of its own, which stays', () => {
    const [first = '', second] = textOf('{{uuid}} {{uuid}}').split(' ');
    assert.match(first, /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
    assert.notEqual(first, second);
    assert.equal(textOf('{{uuid}}'), first);
    assert.notEqual(textOf('{{uuid}}', { n: 8 }), first);
    assert.notEqual(textOf('{{uuid}}', { seed: 'other' }), first);
  });

  it('says whether the copies can differ', () => {
    assert.equal(readTemplate('Hello \\{{', l10n).template?.varies, false);
    assert.equal(readTemplate('Hello {{n}}', l10n).template?.varies, true);
  });

  it('complains of what is no variable, by its name', () => {
    assert.match(complaintOf('Hi {{name}}'), /no variable “name”.*\{\{n\}\}/);
    assert.match(complaintOf('{{}}'), /no variable “”/);
    assert.match(complaintOf('{{now:x}}'), /no variable “now:x”/);
    assert.match(complaintOf('{{toString}}'), /no variable/);
    assert.match(complaintOf('{{n:0}}'), /digits/);
    assert.match(complaintOf('{{n:x}}'), /digits/);
    assert.match(complaintOf('{{random:one}}'), /list/);
    assert.match(complaintOf('{{pick}}'), /list/);
    assert.match(complaintOf('{{n'), /not closed/);
    assert.match(complaintOf('{{a{{n}}'), /not closed/);
  });
});
