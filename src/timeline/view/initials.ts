const segmenter = new Intl.Segmenter(undefined, { granularity: 'grapheme' });

function firstLetter(word: string): string {
  for (const { segment } of segmenter.segment(word)) return segment;
  return '';
}

/**
 * One or two letters that stand for a name: `Maya Lopez` → `ML`. Empty for an address (a phone number, an e-mail
 * address), where letters would say nothing: the caller draws an icon.
 */
export function initials(name: string): string {
  const words = name
    .trim()
    .split(/[\s\-_.]+/u)
    .filter((word) => /^\p{L}/u.test(word));
  if (words.length === 0 || /[@+:\d]/.test(name)) return '';
  const first = firstLetter(words[0] ?? '');
  const last = words.length > 1 ? firstLetter(words.at(-1) ?? '') : '';
  return (first + last).toLocaleUpperCase();
}
