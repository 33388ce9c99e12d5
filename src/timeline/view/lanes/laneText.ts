/** Line breaks and other characters that draw nothing, or draw something else. */
const INVISIBLE = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]+/gu;

/**
 * Breaks a text into lines between words; the last line ends in an ellipsis where the text goes on.
 * @param width of a line
 * @param lines at most so many
 * @param measure how wide some words are
 */
export function wrap(
  text: string,
  width: number,
  lines: number,
  measure: (words: string) => number,
): string[] {
  const words = text.replaceAll(INVISIBLE, ' ').trim().split(/\s+/);
  const wrapped: string[] = [];
  let line = '';
  for (const [index, word] of words.entries()) {
    const longer = line === '' ? word : `${line} ${word}`;
    if (line === '' || measure(longer) <= width) {
      line = longer;
      continue;
    }
    if (wrapped.length + 1 >= lines) {
      wrapped.push(shortened(`${line} ${words[index]}`, width, measure));
      return wrapped.slice(0, lines);
    }
    wrapped.push(shortened(line, width, measure));
    line = word;
  }
  if (line !== '' && wrapped.length < lines) wrapped.push(shortened(line, width, measure));
  return wrapped;
}

/** A line as it is when it fits, else as much of it as does. */
function shortened(line: string, width: number, measure: (words: string) => number): string {
  if (measure(line) <= width) return line;
  const characters = [...line];
  let low = 0;
  let high = characters.length;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if (measure(`${characters.slice(0, middle).join('')}…`) <= width) low = middle;
    else high = middle - 1;
  }
  return `${characters.slice(0, low).join('').trimEnd()}…`;
}
