/** A piece of JSON and what it is, to be coloured. */
export interface JsonToken {
  readonly kind: 'key' | 'string' | 'number' | 'word' | 'plain';
  readonly text: string;
}

const TOKEN = /("(?:[^"\\]|\\.)*")(\s*:)?|(-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?)|\b(true|false|null)\b/g;

/** Cuts JSON into pieces. Text that is no JSON, such as its far end cut off, comes back plain. */
export function jsonTokens(json: string): JsonToken[] {
  const tokens: JsonToken[] = [];
  let end = 0;
  const plain = (text: string) => {
    const last = tokens.at(-1);
    if (text === '') return;
    if (last?.kind === 'plain') tokens[tokens.length - 1] = { kind: 'plain', text: last.text + text };
    else tokens.push({ kind: 'plain', text });
  };
  for (const match of json.matchAll(TOKEN)) {
    plain(json.slice(end, match.index));
    end = match.index + match[0].length;
    const [, text, colon, number, word] = match;
    if (text !== undefined) {
      tokens.push({ kind: colon === undefined ? 'string' : 'key', text });
      if (colon !== undefined) plain(colon);
    } else if (number !== undefined) tokens.push({ kind: 'number', text: number });
    else if (word !== undefined) tokens.push({ kind: 'word', text: word });
  }
  plain(json.slice(end));
  return tokens;
}
