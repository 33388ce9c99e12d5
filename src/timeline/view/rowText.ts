import { html, nothing, type TemplateResult } from 'lit';
import type { CommunicationRow, WordRow } from '../protocol/rows.ts';
import { offsetWords } from './durations.ts';
import { rowStrings } from './rowStrings.ts';
import { strings } from './strings.ts';
import { runsOf, type TextPiece, type TextRun } from './textRuns.ts';
import type { Times } from './times.ts';

/** Below this confidence a transcription, or a word of it, is marked. */
export const LOW_CONFIDENCE = 0.6;

/** A text cut up for drawing, and what its drawing depends on. */
export interface RowText {
  readonly runs: readonly TextRun<WordRow>[];
  /** What is searched for stands in it. */
  readonly found: boolean;
}

/**
 * Cuts up a row's text.
 * @param query what is searched for
 * @param everyWord whether every word of a transcription is drawn by itself, with its time; otherwise only those that the
 * engine was unsure of: a hundred rows have thousands of words
 */
export function rowTextOf(row: CommunicationRow, query: string, everyWord: boolean): RowText {
  const words = row.transcription?.words ?? [];
  const drawn = everyWord ? words : words.filter(isUnsure);
  const runs = runsOf(row.text, query, drawn);
  return { runs, found: query !== '' && runs.some(({ pieces }) => pieces.some(({ found }) => found)) };
}

/** The confidence that the whole text is marked for: a low one, where words have none of their own. */
export function unsureOf({ transcription }: CommunicationRow): number | undefined {
  const { confidence, words = [] } = transcription ?? {};
  if (confidence === undefined || confidence >= LOW_CONFIDENCE) return undefined;
  return words.some((word) => word.confidence !== undefined) ? undefined : confidence;
}

/** How long the words took to be said, as far as their times are known: milliseconds. */
export function spokenLength({ transcription }: CommunicationRow): number | undefined {
  const last = transcription?.words?.at(-1);
  return last?.offset === undefined ? undefined : last.offset + (last.length ?? 0);
}

/** The text, to stand between tags without a space: it is pre-wrapped. @param tab the tab index of its links */
export function rowTextTemplate(
  { runs }: RowText,
  row: CommunicationRow,
  times: Times,
  tab: 0 | -1,
): unknown {
  const [first, second] = runs;
  const only = first?.pieces[0];
  if (first && !second && !first.link && first.pieces.length === 1 && only && isPlain(only)) return only.text;
  const from = Date.parse(row.transcription?.wordsFrom ?? '');
  const pieces = (run: TextRun<WordRow>) => run.pieces.map((piece) => pieceTemplate(piece, from, times));
  return runs.map((run) => {
    const { link } = run;
    if (!link) return pieces(run);
    const opens = rowStrings.opens(link.url);
    return html`<a href=${link.url} rel="noopener noreferrer" tabindex=${tab} title=${opens}>${pieces(run)}</a>${
      link.realHost === undefined
        ? nothing
        : html`<span class="real-host">${rowStrings.leadsTo(link.realHost)}</span>`
    }`;
  });
}

function isPlain({ found, picture, word }: TextPiece<WordRow>): boolean {
  return !found && !picture && !word;
}

function isUnsure({ confidence }: WordRow): boolean {
  return confidence !== undefined && confidence < LOW_CONFIDENCE;
}

function pieceTemplate(piece: TextPiece<WordRow>, from: number, times: Times): unknown {
  const { text, found, picture, word } = piece;
  if (isPlain(piece)) return text;
  const inner: unknown = picture
    ? html`<span class="picture" title=${rowStrings.acting(text)}>${text}</span>`
    : text;
  const marked = found ? html`<mark>${inner}</mark>` : inner;
  return word ? wordTemplate(word, marked, from, times) : marked;
}

function wordTemplate(word: WordRow, inner: unknown, from: number, times: Times): TemplateResult {
  const { offset, confidence } = word;
  const facts: string[] = [];
  if (offset !== undefined) {
    facts.push(offsetWords(offset));
    if (!Number.isNaN(from)) facts.push(times.second(new Date(from + offset).toISOString()));
  }
  if (confidence !== undefined) {
    facts.push(isUnsure(word) ? strings.lowConfidence(confidence) : strings.confidenceMeaning(confidence));
  }
  return html`<span class=${isUnsure(word) ? 'word unsure' : 'word'} title=${rowStrings.word(facts) || nothing}
    >${inner}</span
  >`;
}
