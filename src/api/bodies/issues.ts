import type { BaseIssue } from 'valibot';

/** Where an issue is, as a reader of the body would write it: `recipients[0].address`. */
export function pathOf({ path }: BaseIssue<unknown>): string {
  let whole = '';
  for (const { key } of path ?? []) {
    if (typeof key === 'number') whole += `[${key}]`;
    else whole += whole === '' ? String(key) : `.${String(key)}`;
  }
  return whole;
}

const ARTICLES: Record<string, string> = { Array: 'an array', Object: 'an object', integer: 'an integer' };

/** Says in English what is wrong with one member, and which one. Schemas give the words for their limits; types and enums are told here. */
export function describeIssue(issue: BaseIssue<unknown>): string {
  const path = pathOf(issue);
  if (issue.kind === 'validation' || issue.type === 'custom') return `${path} ${issue.message}`;
  if (issue.received === 'undefined') return `${path} is required`;
  const expected = issue.expected ?? '';
  if (expected.includes('"')) {
    return `${path} must be one of ${expected.replaceAll(/[()"]/g, '').replaceAll(' | ', ', ')}`;
  }
  return `${path} must be ${ARTICLES[expected] ?? `a ${expected}`}`;
}
