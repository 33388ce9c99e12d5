import type { Communication } from '../../api/resources.ts';
import { type Entry, entryOf } from '../entries.ts';
import type { Parties } from '../parties.ts';
import { placeOf } from '../places.ts';
import { foldText } from '../protocol/textMatch.ts';
import { addressTest, queryKind } from './addressTest.ts';
import { FoldedEntries } from './foldedEntries.ts';

/** What is searched: a store's. */
export interface Searched {
  /** Grows with each change of the others. */
  readonly revision: number;
  readonly entries: readonly Entry[];
  /** Those of the entries that a filter lets through. */
  readonly shown: readonly Entry[];
  readonly parties: Parties;
  /** One by its id. */
  communication(id: string): Communication | undefined;
}

/**
 * Finds communications by what they say and by whom they are: text, author's name and address, in any case and
 * without minding accents; by a recipient's address, where the query looks like one; and one by its id, when that is
 * given whole.
 *
 * While a query grows, only what its beginning had found is searched.
 */
export class EntrySearch {
  #folded: FoldedEntries | undefined;
  #revision: number | undefined;
  #last: { query: string; folded: FoldedEntries; hits: readonly number[] } | undefined;

  /** The positions, among what is shown, of all that is found: in order. Nothing for an empty query. */
  search(searched: Searched, query: string): readonly number[] {
    const wanted = foldText(query.trim());
    if (wanted === '') return [];
    const folded = this.#foldedOf(searched);
    folded.prepare();
    const last = this.#last?.folded === folded ? this.#last : undefined;
    let hits = last?.hits ?? [];
    if (last?.query !== wanted) {
      // Only what finds in the same way finds less as it grows: with the fifth digit, addresses come in.
      const narrows = last && wanted.startsWith(last.query) && queryKind(wanted) === queryKind(last.query);
      hits = find(folded, wanted, narrows ? last.hits : undefined);
      this.#last = { query: wanted, folded, hits };
    }
    return amongShown(withId(hits, searched, query.trim()), searched);
  }

  /**
   * Makes some more texts ready to be searched.
   * @param count how many at most
   * @returns whether all are ready
   */
  prepare(searched: Searched, count: number): boolean {
    return this.#foldedOf(searched).prepare(count);
  }

  #foldedOf({ entries, parties, revision }: Searched): FoldedEntries {
    let folded = this.#folded;
    if (!folded || this.#revision !== revision || folded.entries !== entries) {
      folded = new FoldedEntries(entries, parties, folded);
      this.#folded = folded;
      this.#revision = revision;
    }
    return folded;
  }
}

/** @param among the only positions that come into question, if it is not all */
function find(folded: FoldedEntries, wanted: string, among: readonly number[] | undefined): number[] {
  const byAuthor = folded.authorTest(wanted);
  const ofAddress = addressTest(wanted);
  const hits: number[] = [];
  const visit = (at: number): void => {
    if (folded.text(at).includes(wanted) || byAuthor?.(at)) hits.push(at);
    else if (ofAddress && hasAddress(folded.entries[at], ofAddress)) hits.push(at);
  };
  if (among) for (const at of among) visit(at);
  else for (let at = 0; at < folded.entries.length; at++) visit(at);
  return hits;
}

function hasAddress(entry: Entry | undefined, test: (address: string) => boolean): boolean {
  if (!entry) return false;
  const { author, recipients } = entry.communication;
  return test(author.address) || recipients.some(({ address }) => test(address));
}

function withId(hits: readonly number[], searched: Searched, id: string): readonly number[] {
  const communication = searched.communication(id);
  if (!communication) return hits;
  const at = placeOf(searched.entries, entryOf(communication));
  return hits.includes(at) ? hits : [...hits, at].sort((a, b) => a - b);
}

/** From positions among all to positions among what is shown; what is not shown falls out. */
function amongShown(hits: readonly number[], { entries, shown }: Searched): readonly number[] {
  if (shown === entries) return hits;
  const positions: number[] = [];
  let at = 0;
  let next = 0;
  shown.forEach((entry, position) => {
    while (entries[at] !== entry) at++;
    while ((hits[next] ?? Number.POSITIVE_INFINITY) < at) next++;
    if (hits[next] === at) positions.push(position);
  });
  return positions;
}
