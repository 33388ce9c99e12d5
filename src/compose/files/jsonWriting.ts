/** JSON on one line, as people write it. */
export function written(value: unknown): string {
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  const members = Object.entries(value).map(([name, of]) => `${JSON.stringify(name)}: ${JSON.stringify(of)}`);
  return `{ ${members.join(', ')} }`;
}
