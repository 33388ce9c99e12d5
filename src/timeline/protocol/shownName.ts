/**
 * Characters that would act instead of being seen: C0 and C1 controls but for tab and line feed, what turns the
 * direction of what follows it (embeddings, overrides, isolates), and annotation marks. The marks that only help right-
 * to-left text along (U+200E, U+200F, U+061C) cannot reorder words, and stay.
 */
// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
export const ACTING = /[\0-\x08\x0B-\x1F\x7F-\x9F\u202A-\u202E\u2066-\u2069\uFFF9-\uFFFB]/g;

/** Without a place that it remembers from one text to the next. */
const ACTS = new RegExp(ACTING.source);

/** Whether a character of a text would act. */
export function acts(text: string): boolean {
  return ACTS.test(text);
}

/** What stands in the place of a character that would act: its picture `␛`, or its number `U+202E`. */
export function pictureOf(character: string): string {
  const code = character.charCodeAt(0);
  if (code < 0x20) return String.fromCharCode(0x2400 + code);
  if (code === 0x7f) return '␡';
  return `U+${code.toString(16).toUpperCase().padStart(4, '0')}`;
}

/** A name or another short text in which no character acts: those that would are seen instead. */
export function shownName(text: string): string {
  if (!acts(text)) return text;
  return text.replace(ACTING, (character, at: number) =>
    endsLine(text, at) ? character : `[${pictureOf(character)}]`,
  );
}

/** Whether a character is the carriage return of a line's end: it does nothing, and is not told. */
export function endsLine(text: string, at: number): boolean {
  return text[at] === '\r' && text[at + 1] === '\n';
}
