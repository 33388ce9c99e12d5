import { pictureOf } from '../protocol/shownName.ts';
import { matchesIn } from '../protocol/textMatch.ts';
import { actingIn, withFewActing } from './shownText.ts';
import { linksIn, type TextLink } from './textLinks.ts';

/** A word of a transcription, where it stands in the text. */
export interface PlacedWord {
  readonly start: number;
  readonly end: number;
}

/** A piece of text that is drawn in one way. */
export interface TextPiece<W extends PlacedWord> {
  readonly text: string;
  /** It is searched for. */
  readonly found: boolean;
  /** It is the picture of a character that would act. */
  readonly picture: boolean;
  readonly word: W | undefined;
}

/** Pieces that belong to the same link, or to none. */
export interface TextRun<W extends PlacedWord> {
  readonly link: TextLink | undefined;
  readonly pieces: readonly TextPiece<W>[];
}

/** More marks than these help nobody to find anything, and each is an element. */
const MOST_FOUND = 300;
const MOST_PICTURES = 500;

interface Span {
  readonly start: number;
  readonly end: number;
}

/**
 * Cuts a text into what is drawn alike: links, what is searched for, the words of a transcription, and characters that
 * would act, in whose place their pictures stand.
 *
 * @param whole the text; positions are in it
 * @param query what is searched for; empty for nothing
 * @param words in order, without overlap
 */
export function runsOf<W extends PlacedWord>(
  whole: string,
  query: string,
  words: readonly W[],
): TextRun<W>[] {
  const text = withFewActing(whole, MOST_PICTURES);
  const links = linksIn(text);
  const found = query === '' ? [] : matchesIn(text, query).slice(0, MOST_FOUND);
  const acting = actingIn(text);
  if (links.length === 0 && found.length === 0 && acting.length === 0 && words.length === 0) {
    return [{ link: undefined, pieces: [{ text, found: false, picture: false, word: undefined }] }];
  }
  const marks = new Walk(found.map(([start, end]) => ({ start, end })));
  const said = new Walk(words);
  const led = new Walk(links);
  const pictures = new Walk(acting.map((start) => ({ start, end: start + 1 })));
  const walks: Walk<Span>[] = [marks, said, led, pictures];
  const runs: { link: TextLink | undefined; pieces: TextPiece<W>[] }[] = [];
  for (let at = 0; at < text.length; ) {
    const end = Math.min(text.length, ...walks.map((walk) => walk.nextEdge(at)));
    const picture = pictures.at(at) !== undefined;
    const link = led.at(at);
    const slice = text.slice(at, end);
    const piece = {
      text: picture ? pictureOf(slice) : slice,
      found: marks.at(at) !== undefined,
      picture,
      word: said.at(at),
    };
    const run = runs.at(-1);
    if (run && run.link === link) run.pieces.push(piece);
    else runs.push({ link, pieces: [piece] });
    at = end;
  }
  return runs;
}

/** Walks over spans that are in order and do not overlap, from left to right. */
class Walk<S extends Span> {
  readonly #spans: readonly S[];
  #next = 0;

  constructor(spans: readonly S[]) {
    this.#spans = spans;
  }

  /** The span that a place lies in. Places only grow. */
  at(place: number): S | undefined {
    const span = this.#span(place);
    return span && span.start <= place ? span : undefined;
  }

  /** Where the next span begins or the present one ends; infinity after the last. */
  nextEdge(place: number): number {
    const span = this.#span(place);
    if (!span) return Number.POSITIVE_INFINITY;
    return span.start > place ? span.start : span.end;
  }

  #span(place: number): S | undefined {
    for (let span = this.#spans[this.#next]; span; span = this.#spans[++this.#next]) {
      if (span.end > place) return span;
    }
    return undefined;
  }
}
