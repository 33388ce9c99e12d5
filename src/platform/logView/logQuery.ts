import type { Searchable } from './boundedLog.ts';

/** One condition of a filter. */
interface Term {
  /** The field it is about; any words where absent. */
  readonly field?: string;
  /** In lower case. */
  readonly words: string;
  /** Passes what does not fit. */
  readonly not: boolean;
}

/** A filter: everything in it has to hold. */
export type LogQuery = readonly Term[];

const TERM = /(-?)(?:([a-z][a-z-]*):)?(?:"([^"]*)"?|(\S+))/giu;

/**
 * Reads a filter as people write it: words, `field:words`, `"several words"`, and `-` before what is not wanted.
 * @param fields the names that are fields; other words with a colon are words
 * @returns undefined when it asks for nothing
 */
export function readLogQuery(text: string, fields: ReadonlySet<string>): LogQuery | undefined {
  const terms: Term[] = [];
  for (const [all, minus, name, quoted, bare] of text.matchAll(TERM)) {
    const field = name?.toLowerCase();
    const not = minus === '-';
    // Still being written.
    if (all === '-' || (all.endsWith(':') && fields.has(all.slice(not ? 1 : 0, -1).toLowerCase()))) continue;
    if (field !== undefined && fields.has(field)) {
      const words = (quoted ?? bare ?? '').toLowerCase();
      if (words !== '') terms.push({ field, words, not });
    } else {
      const words = (field === undefined ? (quoted ?? bare ?? '') : all.slice(not ? 1 : 0)).toLowerCase();
      if (words !== '') terms.push({ words, not });
    }
  }
  return terms.length > 0 ? terms : undefined;
}

/** Whether everything that a filter asks for holds. `4xx` in a field stands for any number from 400 to 499. */
export function matches(query: LogQuery, { fields, text }: Searchable): boolean {
  let folded: string | undefined;
  return query.every(({ field, words, not }) => {
    if (field === undefined) {
      folded ??= text.toLowerCase();
      return folded.includes(words) !== not;
    }
    const value = fields[field]?.toLowerCase();
    const holds =
      value !== undefined && (/^\dxx$/.test(words) ? isOfClass(value, words) : value.includes(words));
    return holds !== not;
  });
}

function isOfClass(value: string, words: string): boolean {
  return value.length === 3 && value[0] === words[0];
}
