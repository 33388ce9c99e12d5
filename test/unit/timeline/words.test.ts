import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { closedMasker } from '../../../src/platform/masking.ts';
import { placeWords, WORD_LIMIT } from '../../../src/timeline/words.ts';

const asIs = (text: string) => text;
const moment = (ms: number) => new Date(Date.parse('2026-03-01T10:00:00Z') + ms).toISOString();
const word = (text: string, start: number, end: number) => ({
  text,
  startTime: moment(start),
  endTime: moment(end),
});

describe('words of a transcription', () => {
  it('stand where the text has them, with when they were said', () => {
    const text = 'Well, the bike. The bike!';
    const words = [
      word('well', 0, 200),
      word('the', 300, 350),
      word('bike', 400, 700),
      word('the', 900, 950),
    ];
    const placed = placeWords(text, [...words, word('bike', 1000, 1300)], asIs);
    assert.equal(placed.from, moment(0));
    assert.deepEqual(
      placed.words.map(({ start, end, offset, length }) => [text.slice(start, end), start, offset, length]),
      [
        ['Well', 0, 0, 200],
        ['the', 6, 300, 50],
        ['bike', 10, 400, 300],
        ['The', 16, 900, 50],
        ['bike', 20, 1000, 300],
      ],
    );
  });

  it('that are not in the text are passed over, without losing the others', () => {
    const placed = placeWords('eins zwei', [word('eins', 0, 1), word('two', 2, 3), word('zwei', 4, 5)], asIs);
    assert.deepEqual(
      placed.words.map(({ start }) => start),
      [0, 5],
    );
  });

  it('keep a confidence that nobody documented, and go without what is missing or odd', () => {
    const odd = [
      { text: 'a', confidence: 0.4 },
      { text: 7 },
      null,
      { text: 'b', startTime: 'soon', confidence: 'x' },
    ];
    assert.deepEqual(placeWords('a b', odd, asIs), {
      from: undefined,
      words: [
        { start: 0, end: 1, confidence: 0.4 },
        { start: 2, end: 3 },
      ],
    });
    assert.deepEqual(placeWords('a', 'words', asIs).words, []);
    assert.deepEqual(placeWords('a', undefined, asIs).words, []);
  });

  it('find their places in a masked text too', () => {
    const text = closedMasker.text('My number is 5550100.');
    const words = ['My', 'number', 'is', '5550100.'].map((said, index) => word(said, index, index + 1));
    const placed = placeWords(text, words, (said) => closedMasker.text(said));
    assert.deepEqual(
      placed.words.map(({ start, end }) => text.slice(start, end)),
      ['••', '••••••', '••', '•••••••.'],
    );
  });

  it('are no more than a row can take', () => {
    const many = Array.from({ length: 3 * WORD_LIMIT }, () => word('la', 0, 1));
    assert.equal(placeWords('la '.repeat(many.length), many, asIs).words.length, WORD_LIMIT);
  });
});
