/**
 * Makes an enumeration value readable: `IN_PROGRESS` becomes `In progress`. For values that the API added after
 * this was written: shown as they came, only easier on the eye.
 */
export function readable(value: string): string {
  const words = value.replaceAll(/[_\s]+/g, ' ').trim();
  if (words === '') return value;
  // Mixed case is someone's own spelling: keep it.
  if (words !== words.toUpperCase()) return words;
  return words.charAt(0) + words.slice(1).toLowerCase();
}

/** The word for a listed value, or the value itself made readable. */
export function wordFor(words: Readonly<Record<string, string>>, value: string): string {
  return Object.hasOwn(words, value) ? (words[value] ?? value) : readable(value);
}
