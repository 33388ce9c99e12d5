/**
 * Characters that would act instead of being seen: C0 and C1 controls but for tab and line feed, what turns the
 * direction of what follows it (embeddings, overrides, isolates), and annotation marks. The marks that only help right-
 * to-left text along (U+200E, U+200F, U+061C) cannot reorder words, and stay.
 */
// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
const ACTING = /[\0-\x08\x0B-\x1F\x7F-\x9F\u202A-\u202E\u2066-\u2069\uFFF9-\uFFFB]/g;

/** Without a place that it remembers from one text to the next. */
const ACTS = new RegExp(ACTING.source);

const EMOJI_ONLY =
  /^(?:[\p{Emoji_Presentation}\p{Extended_Pictographic}\s]|\u200D|\uFE0F|[0-9#*]\uFE0F?\u20E3|[\u{E0020}-\u{E007F}])+$/u;

/** More than that in UTF-16 units is a text, whatever it is made of: a family alone takes eleven. */
const MOST_EMOJI = 44;

/** What stands in the place of a character that would act: its picture `␛`, or its number `U+202E`. */
export function pictureOf(character: string): string {
  const code = character.charCodeAt(0);
  if (code < 0x20) return String.fromCharCode(0x2400 + code);
  if (code === 0x7f) return '␡';
  return `U+${code.toString(16).toUpperCase().padStart(4, '0')}`;
}

function acts(text: string): boolean {
  return ACTS.test(text);
}

/** A name or another short text in which no character acts: those that would are seen instead. */
export function shownName(text: string): string {
  if (!acts(text)) return text;
  return text.replace(ACTING, (character, at: number) =>
    endsLine(text, at) ? character : `[${pictureOf(character)}]`,
  );
}

/** JSON in which no character acts, and which says the same. */
export function shownJson(json: string): string {
  if (!acts(json)) return json;
  return json.replace(ACTING, (character, at: number) =>
    endsLine(json, at) ? character : `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}

/** The carriage return of a line's end does nothing, and is not told. */
function endsLine(text: string, at: number): boolean {
  return text[at] === '\r' && text[at + 1] === '\n';
}

/** Where characters stand that would act. */
export function actingIn(text: string): number[] {
  if (!acts(text)) return [];
  return Array.from(text.matchAll(ACTING), ({ index }) => index).filter((index) => !endsLine(text, index));
}

/**
 * A text in which no more than so many characters act: the others become U+FFFD, which is as long. A text of nothing but
 * controls is not worth an element for each of them.
 */
export function withFewActing(text: string, most: number): string {
  const acting = actingIn(text);
  const from = acting[most];
  return from === undefined ? text : text.slice(0, from) + text.slice(from).replace(ACTING, '\uFFFD');
}

/** Whether a text says everything in a few emoji: such a one is drawn larger. */
export function isEmojiOnly(text: string): boolean {
  return text.length <= MOST_EMOJI && text.trim() !== '' && EMOJI_ONLY.test(text);
}

/** Whether marks are piled up on a character, as no script does it: they would reach over the rows around. */
export function hasStackedMarks(text: string): boolean {
  return /\p{M}{5}/u.test(text);
}
