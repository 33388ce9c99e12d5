/** Has no accents, as most texts: they need not be taken apart. */
const ASCII = /^[\0-\x7F]*$/;

/** A text as it is compared: without case and accents. */
export function folded(text: string): string {
  if (ASCII.test(text)) return text.toLowerCase();
  return text.normalize('NFD').replaceAll(/\p{M}/gu, '').toLowerCase();
}
