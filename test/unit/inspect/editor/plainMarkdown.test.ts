import assert from 'node:assert/strict';
import { it } from 'node:test';
import { plainMarkdown } from '../../../../src/inspect/editor/plainMarkdown.ts';

it('text stays text: no link, no command, no icon, no emphasis', () => {
  for (const text of [
    '[a](command:x)',
    '<command:x>',
    'https://x.example',
    'a@b.example',
    '**a**',
    '$(key)',
    '# a',
    '- a',
    '&lt;',
  ]) {
    const markdown = plainMarkdown(text);
    assert.doesNotMatch(markdown, /(?<!\\)[[\]()<>*#&:@$]/, markdown);
    assert.equal(markdown.replaceAll(/\\(.)/g, '$1'), text);
  }
  assert.equal(plainMarkdown('one  two\n\n# three'), 'one two \\# three');
});
