/**
 * What can be made to go wrong, with a line for people: for `--help`, and for a list to choose from. Nothing here
 * loads the schema of the rules, so that the extension can show it at no cost.
 */
export const FAULT_KINDS = {
  latency: 'the answer begins ms milliseconds late',
  'rate-limit': 'answers 429 with Retry-After; the request is not carried out',
  'server-error': 'answers 500; with after, once the request was carried out',
  unavailable: 'answers 503, with Retry-After if given; with after, once the request was carried out',
  drop: 'ends the connection without an answer; with after, once the request was carried out',
  truncate: 'ends the connection in the middle of the body',
  'expired-token': 'refuses the page tokens of lists as expired',
  'slow-page': 'the body of a page trickles in over ms milliseconds',
  'stale-lists': 'lists leave out what is younger than ms milliseconds',
} as const;

export type FaultKind = keyof typeof FAULT_KINDS;

export function isFaultKind(name: unknown): name is FaultKind {
  return typeof name === 'string' && Object.hasOwn(FAULT_KINDS, name);
}

const LIST_KINDS: readonly FaultKind[] = ['expired-token', 'slow-page', 'stale-lists'];

/** Whether a kind means something for a page of a list only. */
export function strikesListsOnly(kind: FaultKind): boolean {
  return LIST_KINDS.includes(kind);
}

/** What a rule of a kind strikes when it does not say. */
export function usualOperations(kind: FaultKind): '*' | 'List*' {
  return strikesListsOnly(kind) ? 'List*' : '*';
}
