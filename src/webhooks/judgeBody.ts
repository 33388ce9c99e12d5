/** What may have been done to a body between its being signed and its being checked. */
import { hashOf } from './signature.ts';
import type { CauseFound } from './verdict.ts';

/** A larger one is not written anew to find out how it was. */
const LARGEST = 1_000_000;

/** Tells how a body was changed: by the way of writing it that has the hash which was signed. */
export function bodyRewritten(
  body: Uint8Array,
  claimed: string,
  hashes: { received: string; signed: string },
): CauseFound {
  const cause: CauseFound = { cause: 'bodyAltered', ...hashes };
  if (claimed.toLowerCase() === hashes.received) return { ...cause, how: 'hashInCapitals' };
  if (body.length > LARGEST) return cause;
  for (const [how, text] of rewrites(body)) if (hashOf(text) === claimed) return { ...cause, how };
  return cause;
}

/** The likeliest first. */
function* rewrites(body: Uint8Array): Generator<readonly [how: string, text: string | Uint8Array]> {
  yield ['empty', ''];
  const bytes = Buffer.from(body);
  const text = bytes.toString('utf8');
  const value = parsed(text);
  if (value !== undefined) {
    const compact = JSON.stringify(value);
    const strict = withoutSpace(text);
    for (const each of new Set([compact, strict])) {
      yield ['compact', each];
      yield ['slashesEscaped', each.replaceAll('/', '\\/')];
      yield ['escaped', ascii(each)];
      yield ['slashesEscaped', ascii(each).replaceAll('/', '\\/')];
      yield ['escaped', forHtml(each)];
      yield ['unescaped', each.replaceAll('\\/', '/')];
    }
    for (const indent of [2, 4, '\t', 3, 1]) {
      const pretty = JSON.stringify(value, null, indent);
      yield ['indented', pretty];
      yield ['indented', `${pretty}\n`];
      yield ['indented', pretty.replaceAll('\n', '\r\n')];
    }
    const spaced = withSpaces(strict);
    yield ['spaced', spaced];
    yield ['spaced', ascii(spaced)];
    yield ['keyOrder', JSON.stringify(sorted(value))];
    if (typeof value === 'string') yield ['quoted', value];
  }
  yield ['quoted', JSON.stringify(text)];
  yield ['lineEnd', `${text}\n`];
  yield ['lineEnd', `${text}\r\n`];
  yield ['lineEnd', text.replace(/\r?\n$/, '')];
  yield ['lineEnd', text.trim()];
  yield ['lineEnd', text.replaceAll('\r\n', '\n')];
  yield ['lineEnd', text.replaceAll(/\r?\n/g, '\r\n')];
  yield ['byteOrderMark', text.replace(/^\u{feff}/u, '')];
  yield ['byteOrderMark', `\u{feff}${text}`];
  // Read as Latin-1 and written as UTF-8, and the reverse.
  yield ['encoding', bytes.toString('latin1')];
  yield ['encoding', Buffer.from(text, 'latin1')];
  yield ['encoding', Buffer.from(text, 'utf16le')];
  yield ['unicode', text.normalize('NFC')];
  yield ['unicode', text.normalize('NFD')];
  if (/^[A-Za-z\d+/\s]+={0,2}\s*$/.test(text)) yield ['base64', Buffer.from(text, 'base64')];
  yield ['base64', bytes.toString('base64')];
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text.replace(/^\u{feff}/u, ''));
  } catch {
    return undefined;
  }
}

/** A text of JSON, its strings apart from what is between them: numbers stay as they are written. */
const TOKENS = /("(?:[^"\\]|\\.)*")|(\s+)|([^"\s]+)/gs;

function withoutSpace(json: string): string {
  return json.replaceAll(TOKENS, (_, text?: string, _space?: string, other?: string) => text ?? other ?? '');
}

/** As Python's json.dumps writes. */
function withSpaces(json: string): string {
  return json.replaceAll(
    TOKENS,
    (_, text?: string, space?: string, other?: string) =>
      text ?? other?.replaceAll(',', ', ').replaceAll(':', ': ') ?? space ?? '',
  );
}

function ascii(json: string): string {
  return json.replaceAll(/[\u0080-\uffff]/g, (unit) => `\\u${hexOf(unit)}`);
}

/** As the encoders of Go and .NET write by default. */
function forHtml(json: string): string {
  return json.replaceAll(/[<>&]/g, (unit) => `\\u${hexOf(unit)}`);
}

function hexOf(unit: string): string {
  return unit.charCodeAt(0).toString(16).padStart(4, '0');
}

function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .sort(([one], [other]) => (one < other ? -1 : 1))
      .map(([name, member]) => [name, sorted(member)]),
  );
}
