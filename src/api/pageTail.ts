/** A page's meta is a few hundred bytes, most of them its tokens. */
const LONGEST_META = 8 * 1024;

const NAME = Buffer.from('"meta"');
const SPACES: ReadonlySet<number> = new Set([0x20, 0x09, 0x0a, 0x0d]);
const COMMA = 0x2c;
const COLON = 0x3a;
const OPENING_BRACE = 0x7b;
const CLOSING_BRACE = 0x7d;

/**
 * Reads a list answer's `meta` without parsing the whole answer, where it is the answer's last member: so the next page
 * can be asked for while this one is parsed.
 *
 * What it returns is what JSON.parse would give, provided that the body is valid JSON. For then the first quote of
 * `"meta"` opens a name: it follows a comma or brace, so nothing escapes it, and did it close a string instead, `meta`
 * would stand outside of one. The value after the name ends where JSON.parse says; and as only one brace follows, it
 * closes the outermost object. Whether the body is valid shows when it is parsed: until then this is a hint.
 * @returns undefined when meta is not last, is not an object, or is longer than any meta is
 */
export function readPageTail(body: Buffer): Record<string, unknown> | undefined {
  const end = backOverSpaces(body, body.length);
  if (body[end - 1] !== CLOSING_BRACE) return undefined;
  const from = Math.max(0, end - LONGEST_META);
  const tail = body.subarray(from, end);
  // A token or a key may hold the same text: the occurrence that counts need not be the last.
  for (let at = tail.lastIndexOf(NAME); at >= 0; at = at === 0 ? -1 : tail.lastIndexOf(NAME, at - 1)) {
    const before = body[backOverSpaces(body, from + at) - 1];
    if (before !== COMMA && before !== OPENING_BRACE) continue;
    const colon = overSpaces(tail, at + NAME.length);
    if (tail[colon] !== COLON) continue;
    const value = parsed(tail.subarray(colon + 1, -1));
    if (typeof value === 'object' && value !== null && !Array.isArray(value)) {
      return value as Record<string, unknown>;
    }
  }
  return undefined;
}

function parsed(bytes: Buffer): unknown {
  try {
    return JSON.parse(bytes.toString('utf8'));
  } catch {
    return undefined;
  }
}

/** @returns where the spaces before a place begin */
function backOverSpaces(bytes: Buffer, place: number): number {
  let at = place;
  while (at > 0 && SPACES.has(bytes[at - 1] ?? 0)) at--;
  return at;
}

/** @returns where the spaces from a place on end */
function overSpaces(bytes: Buffer, place: number): number {
  let at = place;
  while (SPACES.has(bytes[at] ?? 0)) at++;
  return at;
}
