import type { TranscriptionWord } from '../api/resources.ts';
import type { WordRow } from './protocol/rows.ts';

/** How many words of one transcription travel to the view with their times; the details have them all. */
export const WORD_LIMIT = 400;

/** The words of a transcription where they stand in its text. */
export interface PlacedWords {
  /** When the first word that has a time was begun: ISO 8601. */
  readonly from: string | undefined;
  readonly words: WordRow[];
}

/**
 * Finds the words of a transcription in its text, one after the other: the API gives them beside it. A word that is not
 * in the text, as where punctuation was added in the middle of it, is passed over.
 *
 * @param text what is shown, at most as much of it as is sent
 * @param words as the API sent them: anything may be missing or of another type
 * @param mask what the text went through; words go through it as well
 */
export function placeWords(text: string, words: unknown, mask: (text: string) => string): PlacedWords {
  const placed: WordRow[] = [];
  if (!Array.isArray(words)) return { from: undefined, words: placed };
  const lower = text.toLowerCase();
  // Lower case may be longer, in a few scripts: then positions would be those of another text.
  const same = lower.length === text.length;
  let begun: number | undefined;
  let from: string | undefined;
  let cursor = 0;
  for (const word of words as readonly Partial<TranscriptionWord>[]) {
    if (placed.length >= WORD_LIMIT) break;
    const said = typeof word?.text === 'string' ? mask(word.text.trim()) : '';
    if (said === '') continue;
    const start = same ? lower.indexOf(said.toLowerCase(), cursor) : text.indexOf(said, cursor);
    // Much further on it is another word that reads the same.
    if (start === -1 || start - cursor > 80) continue;
    const end = start + said.length;
    cursor = end;
    const startTime = momentOf(word.startTime);
    const endTime = momentOf(word.endTime);
    if (begun === undefined && startTime !== undefined) {
      begun = startTime;
      from = word.startTime;
    }
    const confidence: unknown = Reflect.get(word, 'confidence');
    placed.push({
      start,
      end,
      ...(startTime === undefined || begun === undefined ? {} : { offset: startTime - begun }),
      ...(startTime === undefined || endTime === undefined || endTime < startTime
        ? {}
        : { length: endTime - startTime }),
      ...(typeof confidence === 'number' && Number.isFinite(confidence) ? { confidence } : {}),
    });
  }
  return { from, words: placed };
}

function momentOf(timestamp: unknown): number | undefined {
  const time = typeof timestamp === 'string' ? Date.parse(timestamp) : Number.NaN;
  return Number.isNaN(time) ? undefined : time;
}
