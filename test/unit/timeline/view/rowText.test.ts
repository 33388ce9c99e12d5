import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { shownName } from '../../../../src/timeline/protocol/shownName.ts';
import { hasStackedMarks, isEmojiOnly, shownJson } from '../../../../src/timeline/view/shownText.ts';
import { linksIn } from '../../../../src/timeline/view/textLinks.ts';
import { runsOf } from '../../../../src/timeline/view/textRuns.ts';

const urls = (text: string) => linksIn(text).map(({ start, end }) => text.slice(start, end));

describe('links in a text', () => {
  it('are web addresses, without what ends the sentence', () => {
    assert.deepEqual(urls('See https://a.example/x?y=1#z, or (http://b.example/w_(x)).'), [
      'https://a.example/x?y=1#z',
      'http://b.example/w_(x)',
    ]);
    assert.deepEqual(urls('»https://a.example« HTTPS://B.EXAMPLE!'), [
      'https://a.example',
      'HTTPS://B.EXAMPLE',
    ]);
  });

  it('are of no other kind, whatever they look like', () => {
    for (const text of [
      'javascript:alert(1)',
      'data:text/html,<script>',
      'command:workbench.action.quit',
      'vscode://file/etc/passwd',
      'file:///etc/passwd',
      'https://',
      'http://[x',
      'xhttps://a.example',
      'www.a.example',
    ])
      assert.deepEqual(linksIn(text), [], text);
  });

  it('end where a character would act', () => {
    assert.deepEqual(urls('https://a.example/\u202Egpj.exe'), ['https://a.example/']);
    assert.deepEqual(urls('https://a.example/\u0000x'), ['https://a.example/']);
  });

  it('tell the real host where the text shows another one', () => {
    const hosts = (text: string) => linksIn(text).map(({ realHost }) => realHost);
    assert.deepEqual(hosts('https://аpple.com/login'), ['xn--pple-43d.com']);
    assert.deepEqual(hosts('https://bank.example@evil.example/'), ['evil.example']);
    assert.deepEqual(hosts('https://ex%61mple.com/'), ['example.com']);
    assert.deepEqual(hosts('https://EXAMPLE.com:8080/x http://example.com'), [undefined, undefined]);
  });

  it('are not looked for without end', () => {
    assert.equal(linksIn('https://a.example '.repeat(5_000)).length, 100);
    assert.deepEqual(linksIn(`https://a.example/${'x'.repeat(5_000)}`), []);
  });
});

describe('characters that would act', () => {
  it('are seen in a name', () => {
    assert.equal(shownName('Ann\u202Exe.txt'), 'Ann[U+202E]xe.txt');
    assert.equal(shownName('\u001B[31mred'), '[␛][31mred');
    assert.equal(shownName('one\r\ntwo\rthree'), 'one\r\ntwo[␍]three');
    assert.equal(shownJson('"a\u202Eb\u2066"'), '"a\\u202eb\\u2066"');
    assert.equal(shownName('مرحبا\u200F 👩‍💻'), 'مرحبا\u200F 👩‍💻');
  });

  it('are pieces of their own in a text, and tabs and line ends are none', () => {
    const pieces = runsOf('a\u202Eb\r\n\tc\u0007', '', []).flatMap((run) => run.pieces);
    assert.deepEqual(
      pieces.map(({ text, picture }) => [text, picture]),
      [
        ['a', false],
        ['U+202E', true],
        ['b\r\n\tc', false],
        ['␇', true],
      ],
    );
  });

  it('never make more elements than a page can take', () => {
    const [run] = runsOf('\u0007'.repeat(20_000), '', []);
    const pictures = run?.pieces.filter(({ picture }) => picture).length ?? 0;
    assert.ok(pictures > 0 && pictures <= 500);
    assert.ok(!run?.pieces.some(({ text }) => text.includes('\u0007')));
  });
});

describe('a text cut up for drawing', () => {
  const drawn = (text: string, query: string, words: { start: number; end: number }[] = []) =>
    runsOf(text, query, words).map(({ link, pieces }) => [
      link?.url,
      pieces
        .map((piece) => (piece.found ? `«${piece.text}»` : piece.text) + (piece.word ? '/' : ''))
        .join('|'),
    ]);

  it('is one piece where nothing is marked', () => {
    assert.deepEqual(drawn('plain text', ''), [[undefined, 'plain text']]);
    assert.deepEqual(drawn('', 'x'), [[undefined, '']]);
  });

  it('marks what is searched for, within links and across words', () => {
    assert.deepEqual(drawn('Go to https://Shop.example now', 'shop'), [
      [undefined, 'Go to '],
      ['https://shop.example/', 'https://|«Shop»|.example'],
      [undefined, ' now'],
    ]);
    const words = [
      { start: 0, end: 3 },
      { start: 4, end: 7 },
    ];
    assert.deepEqual(drawn('the bike', 'e b', words), [[undefined, 'th/|«e»/|« »|«b»/|ik/|e']]);
  });

  it('loses nothing of the text', () => {
    const text = 'Zwölf https://x.example/ä, ein Café \u2066x\u2069 …';
    const words = [{ start: 0, end: 5 }];
    const joined = runsOf(text, 'CAFE', words).flatMap(({ pieces }) => pieces.map((piece) => piece.text));
    assert.equal(joined.join(''), text.replace('\u2066', 'U+2066').replace('\u2069', 'U+2069'));
  });
});

describe('emoji alone', () => {
  it('are told from texts', () => {
    for (const text of ['👍', '👩‍👩‍👧‍👦 ❤️', '🇩🇪', '🏴󠁧󠁢󠁥󠁮󠁧󠁿', '5️⃣', '👍🏽']) assert.ok(isEmojiOnly(text), text);
    for (const text of ['', ' ', '5', '#', 'ok 👍', '👍'.repeat(50), '1 2'])
      assert.ok(!isEmojiOnly(text), text);
  });
});

describe('marks piled up on a character', () => {
  it('are told from those that scripts need', () => {
    assert.ok(hasStackedMarks(`Z${'\u0300'.repeat(20)}`));
    for (const text of ['Việt Nam', 'שָׁלוֹם', 'ज़िन्दगी', 'กำลัง', 'e\u0323\u0302'])
      assert.ok(!hasStackedMarks(text), text);
  });
});
