import { ACTING, acts, endsLine } from '../protocol/shownName.ts';

const EMOJI_ONLY =
  /^(?:[\p{Emoji_Presentation}\p{Extended_Pictographic}\s]|\u200D|\uFE0F|[0-9#*]\uFE0F?\u20E3|[\u{E0020}-\u{E007F}])+$/u;

/** More than that in UTF-16 units is a text, whatever it is made of: a family alone takes eleven. */
const MOST_EMOJI = 44;

/** JSON in which no character acts, and which says the same. */
export function shownJson(json: string): string {
  if (!acts(json)) return json;
  return json.replace(ACTING, (character, at: number) =>
    endsLine(json, at) ? character : `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}

/** Where characters stand that would act. The carriage return of a line's end does nothing, and is not told. */
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
