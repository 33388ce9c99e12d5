import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import {
  communicationMarkdown,
  escapeMarkdown,
  quoteMarkdown,
} from '../../../../src/timeline/details/markdown.ts';

describe('a communication as Markdown', () => {
  it('says who, to whom, how and when, and quotes the text', () => {
    assert.equal(
      communicationMarkdown({
        author: 'Maya Lopez',
        authorFacts: ['Customer', '+15550100'],
        recipients: [{ name: 'Jonas', delivery: 'Delivered' }, { name: 'Tilda' }],
        facts: ['SMS', '9 Mar 2026, 14:02'],
        text: 'Is it ready?\nI can come at 5.',
        id: 'conv_communication_1',
      }),
      '**Maya Lopez** (Customer, \\+15550100) → Jonas (Delivered), Tilda · SMS · 9 Mar 2026, 14:02\n\n' +
        '> Is it ready?\\\n> I can come at 5.\n\n`conv_communication_1`\n',
    );
  });

  it('shows markup as text', () => {
    assert.equal(
      escapeMarkdown('<b>*x* `y` [z](u) a|b ~~c~~ &lt;'),
      '\\<b\\>\\*x\\* \\`y\\` \\[z\\](u) a\\|b \\~\\~c\\~\\~ &amp;lt;',
    );
    assert.equal(
      escapeMarkdown('# no heading\n- no list\n1. no list\n12) nor this\n+ nor that'),
      '\\# no heading\n\\- no list\n1\\. no list\n12\\) nor this\n\\+ nor that',
    );
    assert.equal(escapeMarkdown('===\n---'), '\\===\n\\---');
    assert.equal(escapeMarkdown('    no code'), '\u00A0\u00A0\u00A0\u00A0no code');
  });

  it('lets no text out of its quotation', () => {
    for (const line of ['a\n\nb', 'a\r\n\r\nb', 'a\r\rb', 'a\u2028\u2028b', '```\nx\n```', '> a\n\nb']) {
      for (const quoted of quoteMarkdown(line).split(/[\r\n\u2028\u2029]/)) assert.match(quoted, /^>( |$)/);
    }
    assert.equal(quoteMarkdown('a\n\nb'), '> a\n>\n> b');
  });

  it('names characters that are not seen, and keeps names on their line', () => {
    assert.equal(escapeMarkdown('a\u202Eb\u0000c'), 'a⟨U+202E⟩b⟨U+0000⟩c');
    const text = communicationMarkdown({
      author: 'A\n\n# B',
      authorFacts: [],
      recipients: [],
      facts: [],
      text: '',
      id: 'a`b',
    });
    assert.equal(text, '**A \\# B**\n\n>\n\n`` a`b ``\n');
  });
});
