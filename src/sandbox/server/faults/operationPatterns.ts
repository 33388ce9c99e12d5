import { isListOperation, isWriteOperation, OPERATIONS } from '../operations.ts';
import { type FaultKind, strikesListsOnly } from './kinds.ts';
import { nearest } from './nearest.ts';

/** What a rule looks at to see whether a request is one of its own. */
export interface PatternSubject {
  operation: string;
  isWrite: boolean;
}

/** Patterns that go by what an operation does and not by its name. */
const GROUPS: Readonly<Record<string, (subject: PatternSubject) => boolean>> = {
  reads: ({ isWrite }) => !isWrite,
  writes: ({ isWrite }) => isWrite,
};

/**
 * Whether a name fits a pattern in which `*` stands for any characters, or none. Not by a regular expression: many
 * stars in one would take it for ever.
 */
function fitsWildcard(name: string, pattern: string): boolean {
  const [head = '', ...rest] = pattern.split('*');
  const tail = rest.pop();
  if (tail === undefined) return name === head;
  if (!name.startsWith(head)) return false;
  let from = head.length;
  for (const part of rest) {
    const found = name.indexOf(part, from);
    if (found < 0) return false;
    from = found + part.length;
  }
  return name.length - tail.length >= from && name.endsWith(tail);
}

/** Whether an operation is meant by any of the patterns: names, names with `*`, and the groups `reads` and `writes`. */
export function matchesOperation(patterns: readonly string[], subject: PatternSubject): boolean {
  return patterns.some((pattern) =>
    Object.hasOwn(GROUPS, pattern)
      ? GROUPS[pattern]?.(subject)
      : pattern === '*' || fitsWildcard(subject.operation, pattern),
  );
}

function operationsOf(pattern: string): string[] {
  return OPERATIONS.filter((operation) =>
    matchesOperation([pattern], { operation, isWrite: isWriteOperation(operation) }),
  );
}

/** Says why a pattern can never strike with a kind of fault, if so. */
export function patternProblem(pattern: string, kind: FaultKind): string | undefined {
  const written = JSON.stringify(pattern.slice(0, 80));
  const operations = operationsOf(pattern);
  if (operations.length > 0) {
    if (!strikesListsOnly(kind) || operations.some(isListOperation)) return undefined;
    return `operations: ${kind} strikes lists only, and ${written} means none`;
  }
  if (pattern.includes('*')) return `operations: no operation fits ${written}`;
  const meant = nearest(pattern, [...Object.keys(GROUPS), ...OPERATIONS]);
  return `operations: there is no operation ${written}; did you mean ${meant}?`;
}
