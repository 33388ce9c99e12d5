import type { Page } from './pages.ts';

/**
 * Reads one page.
 * @param announce to be called with the next page's token, when it is known before the page is; says whether the
 *   request for it has begun
 */
export type ReadPage<T> = (
  pageToken: string | undefined,
  signal: AbortSignal,
  announce: (nextToken: string) => boolean,
) => Promise<Page<T>>;

/**
 * All pages of a list. While one is being dealt with, the next is already on its way, and never more than that one:
 * it is asked for as soon as its token is known. Its failure comes to light when it is its turn; whoever stops early
 * ends it.
 * @param from the token of the first page; from the start when undefined
 * @throws what reading a page throws
 */
export async function* readAhead<T>(
  read: ReadPage<T>,
  from: string | undefined,
  signal: AbortSignal | undefined,
): AsyncGenerator<Page<T>, void, void> {
  let reading = new Reading(read, from, signal?.aborted);
  const leave = () => reading.cancel();
  signal?.addEventListener('abort', leave);
  try {
    for (;;) {
      // Who has cancelled gets no further page, though it be there: reading it anew rejects as any cancelled call.
      if (signal?.aborted) reading = new Reading(read, reading.token, true);
      const page = await reading.wanted();
      const next = reading.next(page.nextToken);
      if (next) reading = next;
      yield page;
      if (!next) return;
    }
  } finally {
    signal?.removeEventListener('abort', leave);
    reading.cancel();
  }
}

/** A page that is being read, or has been. */
class Reading<T> {
  readonly token: string | undefined;
  readonly #read: ReadPage<T>;
  readonly #abort = new AbortController();
  readonly #page: Promise<Page<T>>;
  #wanted = false;
  #announced: string | undefined;
  #next: Reading<T> | undefined;

  constructor(read: ReadPage<T>, token: string | undefined, cancelled = false) {
    this.token = token;
    this.#read = read;
    if (cancelled) this.#abort.abort();
    this.#page = read(token, this.#abort.signal, (nextToken) => this.#announce(nextToken));
    // It may fail before anybody waits for it, or when nobody will.
    this.#page.catch(() => {});
  }

  /** Somebody waits for the page now: the one after it may be asked for. */
  wanted(): Promise<Page<T>> {
    this.#wanted = true;
    if (this.#announced !== undefined) this.#begin(this.#announced);
    return this.#page;
  }

  /** Hands over the reading of the page after this one. @param token as this page has it; none on the last one */
  next(token: string | undefined): Reading<T> | undefined {
    const begun = this.#next;
    // Let go of: as long as one page leads to the next, all of them may stay in memory.
    this.#next = undefined;
    if (begun?.token === token) return begun;
    // What was announced was a hint; what the page says is so.
    begun?.cancel();
    return token === undefined ? undefined : new Reading(this.#read, token);
  }

  /** Ends it, and what was begun after it. */
  cancel(): void {
    this.#abort.abort();
    this.#next?.cancel();
  }

  #announce(nextToken: string): boolean {
    this.#announced = nextToken;
    if (!this.#wanted || this.#abort.signal.aborted) return false;
    this.#begin(nextToken);
    return true;
  }

  #begin(token: string): void {
    this.#next ??= new Reading(this.#read, token);
  }
}
