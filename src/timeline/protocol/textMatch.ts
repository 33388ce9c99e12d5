/** Has no accents, as most texts: they need not be taken apart. */
const ASCII = /^[\0-\x7F]*$/;

/** A text as it is compared: without case and accents. */
export function foldText(text: string): string {
  if (ASCII.test(text)) return text.toLowerCase();
  return text.normalize('NFD').replaceAll(/\p{M}/gu, '').toLowerCase();
}

/**
 * Where a query stands in a text, whatever their case and accents.
 * @returns start and end of each place, in UTF-16 units of the text as it is; empty for an empty query
 */
export function matchesIn(text: string, query: string): [number, number][] {
  const wanted = foldText(query);
  if (wanted === '') return [];
  let folded = '';
  /** For each unit of the folded text: where the character that it came from begins and ends. */
  const places: [number, number][] = [];
  let at = 0;
  for (const character of text) {
    const piece = foldText(character);
    const end = at + character.length;
    const last = places.at(-1);
    // An accent that was folded away belongs to the letter before it.
    if (piece === '' && last) last[1] = end;
    const place: [number, number] = [at, end];
    for (let unit = 0; unit < piece.length; unit++) places.push(place);
    folded += piece;
    at = end;
  }
  const matches: [number, number][] = [];
  for (
    let index = folded.indexOf(wanted);
    index !== -1;
    index = folded.indexOf(wanted, index + wanted.length)
  ) {
    const [start = 0] = places[index] ?? [];
    const [, end = text.length] = places[index + wanted.length - 1] ?? [];
    matches.push([start, end]);
  }
  return matches;
}
