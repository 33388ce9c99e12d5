/** What cannot stand alone on a surrogate pair's edge. */
const HIGH_SURROGATE = /[\uD800-\uDBFF]$/;

/** The beginning of a text, which ends with a whole character. @param limit in UTF-16 units */
export function shortened(text: string, limit: number): string {
  return text.length <= limit ? text : text.slice(0, limit).replace(HIGH_SURROGATE, '');
}
