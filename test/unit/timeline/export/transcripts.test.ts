import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { Communication } from '../../../../src/api/resources.ts';
import { openMasker } from '../../../../src/platform/masking.ts';
import { entryOf } from '../../../../src/timeline/entries.ts';
import { ExportWords } from '../../../../src/timeline/export/exportWords.ts';
import { escaped } from '../../../../src/timeline/export/markdownWriter.ts';
import { plainLine, plainText } from '../../../../src/timeline/export/plainText.ts';
import { writeText } from '../../../../src/timeline/export/textWriter.ts';
import { Transcript } from '../../../../src/timeline/export/transcript.ts';
import { communication, customer } from '../../../support/fixtures.ts';
import { l10n } from '../../l10n.ts';
import { AT, answer, HOSTILE, head, says, written } from './support.ts';

function text(communications: readonly Communication[]): string {
  const transcript = new Transcript({
    head,
    entries: communications.map(entryOf),
    masker: openMasker,
    words: new ExportWords(l10n),
    title: 'A bicycle',
    locale: 'en-GB',
    timeZone: 'UTC',
    exportedAt: 0,
  });
  return [...writeText(transcript)].map((piece) => piece.text).join('');
}

/** How a day is written depends on the version of the language data. */
const dayWords = (day: string) =>
  new Intl.DateTimeFormat('en-GB', { dateStyle: 'full', timeZone: 'UTC' }).format(
    new Date(`${day}T00:00:00Z`),
  );

const failed = answer('c3', AT(200), {
  recipients: [{ address: '+15550100', channel: 'SMS', deliveryStatus: 'FAILED' }],
});
const dialogue = [
  says('Hello\nthere'),
  answer('c2', AT(1)),
  failed,
  communication('c4', '2026-03-10T08:00:00Z', {
    content: { type: 'TRANSCRIPTION', text: 'Hi', transcription: { engine: 'deepgram', confidence: 0.5 } },
  }),
  communication('c5', '', { createdAt: '', author: { address: 'stranger', channel: 'FAX' }, recipients: [] }),
];

describe('plain text', () => {
  it('tells who, when, how and whether it arrived in one line, and what was said under it', () => {
    assert.equal(
      text(dialogue),
      `A bicycle
conv, Active, 5 communications
Times in UTC
Maya Lopez (Customer): SMS +15550100
Jonas (Human agent): SMS +15550199, WhatsApp whatsapp:+15550199

== ${dayWords('2026-03-09')} ==

[2026-03-09 10:00:00] Maya Lopez (Customer) SMS → Jonas (Delivered)
Hello
there

[2026-03-09 10:01:00] Jonas (Human agent) SMS → Maya Lopez (Delivered)
Text c2

-- 3 h 19 min later --

[2026-03-09 13:20:00] Jonas (Human agent) SMS → Maya Lopez (Failed)
Text c3

== ${dayWords('2026-03-10')} ==

[2026-03-10 08:00:00] Maya Lopez (Customer) SMS, Transcribed by deepgram, confidence 50 % → Jonas (Delivered)
Hi

== Without a date ==

stranger (Unknown type) FAX
Text c5
`,
    );
  });

  it('is harmless in an editor and a terminal', () => {
    const found = text(HOSTILE.map((each, index) => says(each, `c${index}`)));
    assert.doesNotMatch(found, /(?![\n\t])\p{Cc}/u);
    assert.ok(found.isWellFormed());
    assert.match(found, /before␀␛\[31mred␇␈␡\nafter/);
  });

  it('keeps a name on its line and in its direction', () => {
    assert.equal(plainLine('A\u202Eevil\n\u2066B\u0000'), 'Aevil B␀');
    assert.equal(plainText('a\r\nb\rc\u2028d'), 'a\nb\nc\nd');
  });
});

describe('Markdown', () => {
  it('has days, who, when, channel and delivery', async () => {
    const found = await written('markdown', dialogue);
    assert.match(found, /^# A bicycle\n/);
    assert.match(found, /^## Monday,? 9 March 2026$/m);
    assert.match(found, /^\*\*Maya Lopez\*\* 10:00 · SMS → Jonas: Delivered$/m);
    assert.match(found, /^> Hello {2}\n> there {2}$/m);
    assert.match(found, /→ ⚠ Maya Lopez: Failed/);
    assert.match(found, /^\*3 h 19 min later\*$/m);
  });

  it('leaves nothing of a text that could be markup', async () => {
    const found = await written(
      'markdown',
      HOSTILE.map((each, index) => says(each, `c${index}`)),
    );
    for (const line of found.split('\n').filter((each) => each.startsWith('> '))) {
      const bare = line.slice(2).replaceAll(/\\[!-/:-@[-`{-~]|&(?:lt|gt|amp|#46);/g, 'x');
      assert.doesNotMatch(bare, /[\\`*_[\]<>#|~$@&]|:\/\/|mailto:|^\d+[.)]|^[-+=\t ]|www\./, line);
    }
    assert.doesNotMatch(found, /(?![\n\t])\p{Cc}/u);
    assert.equal(escaped('1. one'), '1\\. one');
    assert.equal(escaped('1) one'), '1\\) one');
  });

  it('keeps indents, which would make code of a text', async () => {
    assert.match(await written('markdown', [says('a\n    b')]), /^> \u00A0{4}b {2}$/m);
  });
});

describe('HTML', () => {
  it('is one page of its own that fetches and runs nothing', async () => {
    const found = await written('html', dialogue);
    assert.match(found, /^<!doctype html>\n<html lang="en">/);
    assert.match(found, /content="default-src 'none'; style-src 'unsafe-inline'"/);
    assert.doesNotMatch(
      found,
      /<(?:script|link|img|iframe|object|base|form)\b|\bon\w+=|url\(|@import|javascript:/,
    );
    assert.match(found, /<h2>Monday,? 9 March 2026<\/h2>/);
    assert.match(found, /<article class="customer new" id="c1" data-channel="SMS">/);
    assert.match(found, /<article class="agent new failed" id="c3"/);
    assert.match(found, /<span class="bad">✕ <bdi>Maya Lopez<\/bdi>: Failed<\/span>/);
    assert.match(found, /<time datetime="2026-03-09T10:00:00.000Z" title="[^"]+">10:00<\/time>/);
  });

  it('lets no text, name or id be markup', async () => {
    const evil = '"><script>alert(1)</script><p class="';
    const found = await written(
      'html',
      [
        ...HOSTILE.map((each, index) => says(each, `c${index}`)),
        communication(evil, AT(9), {
          author: { address: evil, channel: evil },
          recipients: [{ address: evil, channel: 'SMS', deliveryStatus: evil }],
          content: { type: evil, text: evil },
          occurredAt: evil,
        }),
      ],
      {
        head: {
          ...head,
          conversation: { ...head.conversation, id: evil, name: evil, status: evil },
          participants: [{ ...customer, name: evil, type: evil }],
        },
      },
    );
    const known =
      /^<\/?(?:!doctype|html|head|meta|title|style|body|div|h1|h2|p|ul|li|b|bdi|small|main|article|header|span|time)\b/;
    const tags = found.match(/<[^>]*>/g) ?? [];
    for (const tag of tags) {
      assert.match(tag, known, tag);
      assert.doesNotMatch(tag, /\son\w+\s*=\s*[^"]/);
    }
    assert.equal(found.match(/<style>/g)?.length, 1);
    assert.doesNotMatch(found, /(?![\n\t])\p{Cc}/u);
    const opened = (name: string) => found.match(new RegExp(`<${name}[ >]`, 'g'))?.length;
    const closed = (name: string) => found.match(new RegExp(`</${name}>`, 'g'))?.length;
    for (const name of ['div', 'p', 'article', 'main', 'bdi', 'span'])
      assert.equal(opened(name), closed(name), name);
  });

  it('lays out 100,000 rows in blocks, and puts days between them', async () => {
    const many = Array.from({ length: 170 }, (_, n) => says('x', `c${String(n).padStart(3, '0')}`));
    const found = await written('html', many);
    assert.equal(found.match(/<div class="rows">/g)?.length, 4);
    assert.equal(found.match(/<article /g)?.length, 170);
  });

  it('says that there is nothing, and how many of how many there are', async () => {
    assert.match(await written('html', []), /No communications/);
    assert.match(await written('html', [says('x')], { total: 300 }), /1 of 300 communications/);
  });
});
