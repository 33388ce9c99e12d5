/** Whether a filter asks for what a quick filter does: its words stand in it, as they are. */
export function hasQuery(query: string, quick: string): boolean {
  return ` ${collapsed(query)} `.includes(` ${collapsed(quick)} `);
}

/** The filter with a quick filter put on, or taken off where it was on. */
export function toggledQuery(query: string, quick: string): string {
  const [all, words] = [collapsed(query), collapsed(quick)];
  if (!hasQuery(all, words)) return all === '' ? words : `${all} ${words}`;
  return collapsed(` ${all} `.replace(` ${words} `, ' '));
}

function collapsed(text: string): string {
  return text.trim().replaceAll(/\s+/g, ' ');
}
