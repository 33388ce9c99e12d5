/** Has no accents, as most texts: they need not be taken apart. */
const ASCII = /^[\0-\x7F]*$/;

/**
 * Marks that people leave out when they search: accents of Latin, Greek and Cyrillic, Hebrew and Arabic points,
 * and what chooses how an emoji is drawn. Not the vowel signs of Indic scripts nor the voicing marks of Japanese:
 * without those it is another word.
 */
const LEFT_OUT =
  // biome-ignore lint/suspicious/noMisleadingCharacterClass: marks alone are meant, whatever they stand on
  /[\u0300-\u036F\u0483-\u0489\u0591-\u05BD\u05BF\u05C1\u05C2\u05C4\u05C5\u05C7\u0610-\u061A\u064B-\u065F\u0670\u06D6-\u06DC\u06DF-\u06E4\u06E7\u06E8\u06EA-\u06ED\u1AB0-\u1AFF\u1DC0-\u1DFF\u20D0-\u20FF\uFE00-\uFE0F\uFE20-\uFE2F]+/gu;

/** What is composed and taken apart as one: a character with its marks, or the letters of Hangul syllables. */
const CLUSTER = /[\u1100-\u11FF]+|[\s\S]\p{M}*/gu;

/** A text as it is compared when searching: without case, accents and points. */
export function foldText(text: string): string {
  if (ASCII.test(text)) return text.toLowerCase();
  const bare = text.normalize('NFD').replace(LEFT_OUT, '').normalize('NFC').toLowerCase();
  // Which of the two a sigma becomes depends on what follows it.
  return bare.includes('ς') ? bare.replaceAll('ς', 'σ') : bare;
}

/** The query that was folded last: texts are searched for one query by the thousand. */
let last = { query: '', folded: '' };

/**
 * Where a text says what is searched for; case, accents and points make no difference. Finds something exactly
 * when `foldText(text)` has `foldText(query)` in it, but for an empty query, which is nowhere.
 * @returns `[start, end]` in UTF-16 units of the text as it was given, in order and without overlap; whole
 * characters with their accents
 */
export function matchesIn(text: string, query: string): [start: number, end: number][] {
  if (query !== last.query) last = { query, folded: foldText(query) };
  const { folded: wanted } = last;
  if (wanted === '') return [];
  const folded = foldText(text);
  let at = folded.indexOf(wanted);
  if (at === -1) return [];
  // Mostly nothing was taken out or joined, and positions are what they were.
  const origins = folded.length === text.length ? undefined : originsOf(text);
  const found: [number, number][] = [];
  for (; at !== -1; at = folded.indexOf(wanted, at + wanted.length)) {
    const end = at + wanted.length;
    const start = origins ? (origins.starts[at] ?? text.length) : at;
    const stop = origins ? (origins.ends[end - 1] ?? text.length) : end;
    const previous = found.at(-1);
    // Two matches within one character of the text are one there.
    if (previous && start < previous[1]) previous[1] = stop;
    else found.push([start, stop]);
  }
  return found;
}

/** For each unit of the folded text: where the character begins and ends that it comes from. */
function originsOf(text: string): { starts: number[]; ends: number[] } {
  const starts: number[] = [];
  const ends: number[] = [];
  for (const { 0: cluster, index } of text.matchAll(CLUSTER)) {
    const units = foldText(cluster).length;
    for (let unit = 0; unit < units; unit++) {
      starts.push(index);
      ends.push(index + cluster.length);
    }
  }
  return { starts, ends };
}
