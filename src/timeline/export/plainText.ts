/** Characters that do something to a terminal or an editor, all but tab and line feed. */
const CONTROL = /(?![\t\n])\p{Cc}/gu;

/** What turns the direction of all that follows it on its line: overrides, embeddings and isolates. */
const BIDI = /[\u200E\u200F\u061C\u202A-\u202E\u2066-\u2069]/gu;

/** Every way in which lines end. */
const LINE_END = /\r\n?|[\v\f\u0085\u2028\u2029]/gu;

/**
 * A text as it can stand in a file that people read, whatever is in it: line ends are line feeds, control characters are
 * shown by pictures (ESC as ␛), and half of a pair of surrogates is �.
 */
export function plainText(text: string): string {
  return text.replace(LINE_END, '\n').replace(CONTROL, picture).toWellFormed();
}

/** The same for a place of one line, such as a name: without line ends, and without what turns the line's direction. */
export function plainLine(text: string): string {
  return plainText(text.replace(BIDI, '')).replace(/\s+/gu, ' ').trim();
}

function picture(character: string): string {
  const code = character.charCodeAt(0);
  if (code < 0x20) return String.fromCharCode(0x2400 + code);
  return code === 0x7f ? '\u2421' : '\uFFFD';
}
