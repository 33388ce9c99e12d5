import type { Communication, Party } from '../../api/resources.ts';
import { compareEntries, type Entry } from '../entries.ts';
import type { Parties } from '../parties.ts';
import { foldText } from '../protocol/textMatch.ts';

/**
 * The words of all entries as they are searched: folded, side by side with the entries. Folding takes longer than
 * searching does, so it is done once for each communication, and can be done in pieces.
 */
export class FoldedEntries {
  readonly entries: readonly Entry[];
  readonly #parties: Parties;
  /** What the texts were made of: an entry gets another communication when a newer one is read. */
  readonly #communications: Communication[] = [];
  /** `undefined` where it is not made yet. */
  readonly #texts: (string | undefined)[] = [];
  /** Of each entry's author: its number among the labels. */
  readonly #authors: number[] = [];
  readonly #labels: Labels;
  /** Up to here all texts are made. */
  #ready = 0;

  /**
   * @param entries in order
   * @param before those of an earlier moment: what is the same is taken over
   */
  constructor(entries: readonly Entry[], parties: Parties, before?: FoldedEntries) {
    this.entries = entries;
    this.#parties = parties;
    this.#labels = before && before.#parties === parties ? before.#labels : new Labels(parties);
    const known = before?.entries ?? [];
    let at = 0;
    for (const entry of entries) {
      let other = known[at];
      while (other && other !== entry && compareEntries(other, entry) < 0) other = known[++at];
      const { communication } = entry;
      const same = other === entry && before !== undefined && before.#communications[at] === communication;
      this.#communications.push(communication);
      this.#texts.push(same ? before.#texts[at] : undefined);
      const author = same && before.#labels === this.#labels ? before.#authors[at] : undefined;
      this.#authors.push(author ?? this.#labels.numberOf(communication.author));
      if (other === entry) at++;
    }
  }

  /**
   * Makes more of them.
   * @param count how many at most
   * @returns whether all are made
   */
  prepare(count: number = Number.POSITIVE_INFINITY): boolean {
    let left = count;
    for (; this.#ready < this.entries.length && left > 0; this.#ready++) {
      if (this.#texts[this.#ready] !== undefined) continue;
      this.#texts[this.#ready] = foldText(this.#communications[this.#ready]?.content.text ?? '');
      left--;
    }
    return this.#ready >= this.entries.length;
  }

  /** What was said, folded. */
  text(at: number): string {
    return this.#texts[at] ?? '';
  }

  /** Tells of each entry whether its author's name or address contains something folded; `undefined` where none's does. */
  authorTest(wanted: string): ((at: number) => boolean) | undefined {
    const found = this.#labels.texts.map((label) => label.includes(wanted));
    return found.includes(true) ? (at) => found[this.#authors[at] ?? -1] ?? false : undefined;
  }
}

/** Names and addresses of authors, folded, each once. */
class Labels {
  readonly texts: string[] = [];
  readonly #parties: Parties;
  /** By participant's id, then by address: one participant may write from several. */
  readonly #numbers = new Map<string, Map<string, number>>();

  constructor(parties: Parties) {
    this.#parties = parties;
  }

  numberOf(author: Party): number {
    const id = author.participantId ?? '';
    let numbers = this.#numbers.get(id);
    if (!numbers) {
      numbers = new Map();
      this.#numbers.set(id, numbers);
    }
    let number = numbers.get(author.address);
    if (number === undefined) {
      const name = this.#parties.participantOf(author)?.name ?? '';
      number = this.texts.push(foldText(`${name}\n${author.address}`)) - 1;
      numbers.set(author.address, number);
    }
    return number;
  }
}
