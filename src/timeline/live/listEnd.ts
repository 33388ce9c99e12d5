import type { Communication } from '../../api/resources.ts';

/** Where to read on to learn what is new. */
export interface NewsPage {
  pageSize: number;
  /** Absent: from the start of the list. */
  pageToken: string | undefined;
  /** Everything there is comes from here on. */
  whole: boolean;
  /** New ones come first: enough was read as soon as something known comes. */
  newestFirst: boolean;
}

/**
 * Learns from a whole reading in which order the list comes, since the API documents none: then a look for news need
 * only read its last page again, or its first. Only what was created later counts as later: when it occurred is the
 * caller's to say.
 */
export class ListEnd {
  #ascending = true;
  #descending = true;
  #last: number | undefined;
  #pages = 0;
  #lastPage: { pageSize: number; pageToken: string | undefined } | undefined;

  /** A page came, after the one that was noted before. */
  note(items: readonly Communication[], pageSize: number, pageToken: string | undefined): void {
    this.#pages++;
    this.#lastPage = { pageSize, pageToken };
    for (const { createdAt, occurredAt } of items) {
      const time = Date.parse(createdAt ?? occurredAt ?? '');
      // Without a date it may stand anywhere.
      if (Number.isNaN(time)) this.#ascending = this.#descending = false;
      if (this.#last !== undefined && time < this.#last) this.#ascending = false;
      if (this.#last !== undefined && time > this.#last) this.#descending = false;
      this.#last = time;
    }
  }

  /** Where news will come; `undefined` when only reading everything tells. */
  get news(): NewsPage | undefined {
    const last = this.#lastPage;
    if (!last) return undefined;
    if (this.#pages === 1) return { ...last, whole: true, newestFirst: false };
    if (this.#ascending) return { ...last, whole: false, newestFirst: false };
    if (!this.#descending) return undefined;
    return { pageSize: last.pageSize, pageToken: undefined, whole: false, newestFirst: true };
  }

  /** The same list, grown to another last page. */
  at(pageSize: number, pageToken: string | undefined): ListEnd {
    const grown = new ListEnd();
    grown.#ascending = this.#ascending;
    grown.#descending = this.#descending;
    grown.#pages = pageToken === undefined ? 1 : 2;
    grown.#lastPage = { pageSize, pageToken };
    return grown;
  }
}
