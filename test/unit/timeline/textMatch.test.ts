import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import fc from 'fast-check';
import { foldText, matchesIn } from '../../../src/timeline/protocol/textMatch.ts';

/** What is marked, as texts. */
function marked(text: string, query: string): string[] {
  return matchesIn(text, query).map(([start, end]) => text.slice(start, end));
}

describe('texts as they are compared', () => {
  test('have no case, accents or points', () => {
    assert.equal(foldText('Crème BRÛLÉE'), 'creme brulee');
    assert.equal(foldText('cre\u0300me'), 'creme');
    assert.equal(foldText('Ελένη'), 'ελενη');
    assert.equal(foldText('שָׁלוֹם'), 'שלום');
    assert.equal(foldText('مُحَمَّد'), 'محمد');
    assert.equal(foldText('İstanbul'), 'istanbul');
    assert.equal(foldText('ΟΔΟΣ'), foldText('οδοσ'));
  });

  test('keep the marks that make another word', () => {
    assert.notEqual(foldText('की'), foldText('का'));
    assert.notEqual(foldText('が'), foldText('か'));
    assert.notEqual(foldText('각'), foldText('가'));
  });
});

describe('matches in a text', () => {
  test('are all found, in order', () => {
    assert.deepEqual(matchesIn('Banana, BANANA', 'an'), [
      [1, 3],
      [3, 5],
      [9, 11],
      [11, 13],
    ]);
  });

  test('none for an empty query, or one of nothing but marks', () => {
    assert.deepEqual(matchesIn('text', ''), []);
    assert.deepEqual(matchesIn('text', '\u0301'), []);
    assert.deepEqual(matchesIn('', 'text'), []);
    assert.deepEqual(matchesIn('some', 'something'), []);
  });

  test('stand where the text has them, whatever folding takes out before and within', () => {
    assert.deepEqual(marked('❤️ cafe\u0301 Café CAFE', 'café'), ['cafe\u0301', 'Café', 'CAFE']);
    assert.deepEqual(marked('👩‍💻 naïve', 'NAIVE'), ['naïve']);
    assert.deepEqual(marked('שָׁלוֹם עולם', 'שלום'), ['שָׁלוֹם']);
    assert.deepEqual(marked('か\u3099くせい', 'がく'), ['か\u3099く']);
    assert.deepEqual(marked('각 é', 'e'), ['é']);
    assert.deepEqual(marked('\u1100\u1161\u11a8 x', '각'), ['\u1100\u1161\u11a8']);
  });

  test('a query is text, no pattern', () => {
    assert.deepEqual(marked('a.c abc (x', '.c'), ['.c']);
    assert.deepEqual(marked('a.c abc (x', '(X'), ['(x']);
    assert.deepEqual(marked('<b>bold</b>', '<B>'), ['<b>']);
  });

  test('broken surrogates do no harm', () => {
    assert.deepEqual(marked('\ud83d é hit', 'hit'), ['hit']);
    assert.deepEqual(marked('😀é\udc00 hit', 'É'), ['é']);
  });

  test('agree with comparing folded texts, and lie in the text', () => {
    const letters = fc.constantFrom(
      ...['a', 'A', 'é', 'e\u0301', '\u0301', 'ß', 'İ', 'Σ', 'ς', 'か', '\u3099', '각', '\u1100', '\u1161'],
      ...['\ufe0f', '❤', '😀', '\ud83d', ' ', '्', 'क'],
    );
    const text = fc.array(letters, { maxLength: 12 }).map((parts) => parts.join(''));
    fc.assert(
      fc.property(text, text, (hay, needle) => {
        const found = matchesIn(hay, needle);
        const wanted = foldText(needle);
        assert.equal(found.length > 0, wanted !== '' && foldText(hay).includes(wanted));
        let before = 0;
        for (const [start, end] of found) {
          assert.ok(start >= before && end > start && end <= hay.length, `${start}-${end}`);
          before = end;
        }
      }),
      { numRuns: 2000 },
    );
  });
});
