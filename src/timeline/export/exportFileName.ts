/** Names that Windows keeps for devices, with any ending. */
const RESERVED = /^(?:con|prn|aux|nul|com\d|lpt\d)(?:\.|$)/iu;

/** The longest name without its ending, in bytes: file systems take 255. */
const MOST_BYTES = 120;

/**
 * A file's name for what a conversation is called, that every file system takes.
 * @param fallback in the place of a title of which nothing is left: an id
 * @param ending without its dot
 */
export function exportFileName(title: string, fallback: string, ending: string): string {
  return `${safe(title) || safe(fallback) || 'conversation'}.${ending}`;
}

function safe(name: string): string {
  const plain = name
    .toWellFormed()
    .replaceAll(/[\p{Cc}\p{Cf}\u2028\u2029\uFFFD/\\:*?"<>|%…]+/gu, ' ')
    .replaceAll(/\s+/gu, ' ')
    .trim();
  let short = '';
  for (const character of plain) {
    if (Buffer.byteLength(short + character) > MOST_BYTES) break;
    short += character;
  }
  // A dot at the start hides a file, and Windows drops dots and spaces at the end.
  const bare = short.replace(/^[. ]+|[. ]+$/gu, '');
  return RESERVED.test(bare) ? `_${bare}` : bare;
}
