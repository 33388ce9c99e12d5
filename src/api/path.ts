/**
 * A path from fixed parts and ids: each id stays one segment of it.
 * @throws RangeError for an id that would name another path: empty, `.` or `..`
 */
export function path(parts: TemplateStringsArray, ...ids: string[]): string {
  return String.raw({ raw: parts }, ...ids.map(segment));
}

function segment(id: string): string {
  if (/^\.{0,2}$/.test(id)) throw new RangeError(`Not an id: “${id}”`);
  return encodeURIComponent(id);
}
