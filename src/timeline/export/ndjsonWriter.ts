import type { Communication } from '../../api/resources.ts';

/** What some readers take for the end of a line, and JSON does not. */
const LINE_ENDS = /[\u0085\u2028\u2029]/gu;

/**
 * Newline-delimited JSON: one communication a line, as the API has it, in the order of the API's pages.
 * @param masked each line says so then: `"masked":true`
 */
export async function* writeNdjson(
  pieces: AsyncIterable<readonly Communication[]>,
  masked: boolean,
): AsyncGenerator<string, void, void> {
  for await (const communications of pieces) {
    for (const communication of communications) {
      const line = JSON.stringify(masked ? { ...communication, masked } : communication);
      yield `${line.replace(LINE_ENDS, escaped)}\n`;
    }
  }
}

function escaped(character: string): string {
  return `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`;
}
