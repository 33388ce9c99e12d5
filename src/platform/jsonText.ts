/** A resource as people read it: indented, with a line break at the end as files have it. */
export function jsonText(value: unknown): string {
  return `${JSON.stringify(value, undefined, 2)}\n`;
}
