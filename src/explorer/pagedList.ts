import { isDeepStrictEqual } from 'node:util';
import { isApiError } from '../api/errors.ts';
import type { Page } from '../api/pages.ts';

/**
 * Fetches one page; the first when there is no token.
 * @param wanted how many items are wanted at least: `undefined` for a page of the usual size
 */
export type FetchPage<T> = (
  pageToken: string | undefined,
  signal: AbortSignal,
  wanted: number | undefined,
) => Promise<Page<T>>;

/** How often a list is begun anew because its page tokens expire while it is read. */
const MOST_ATTEMPTS = 3;

/** What a list is busy with. */
export type Reading = 'start' | 'end' | 'all';

/**
 * A list that grows page by page. It is read in order, by one request at a time however often it is asked; what
 * was there stays visible while it is read anew, and stays when that fails.
 */
export class PagedList<T> {
  readonly #fetchPage: FetchPage<T>;
  readonly #idOf: (item: T) => string;
  readonly #changed: () => void;
  #items: readonly T[] = [];
  #nextToken: string | undefined;
  #error: unknown;
  #failedAt: Reading = 'start';
  #loaded = false;
  #reading: Reading | undefined;
  #abort: AbortController | undefined;
  /** Whether nobody knows of the present reading: what a person wants goes before it. */
  #quiet = false;
  /** Put or dropped while a reading is under way: its pages may be older than that. */
  readonly #meanwhile = new Map<string, T | undefined>();

  /**
   * @param changed called after each change of items, error or {@link reading}
   */
  constructor(fetchPage: FetchPage<T>, idOf: (item: T) => string, changed: () => void) {
    this.#fetchPage = fetchPage;
    this.#idOf = idOf;
    this.#changed = changed;
  }

  get items(): readonly T[] {
    return this.#items;
  }

  /** What is being read: from the start, on at the end by one page, or all there is; `undefined` when nothing is. */
  get reading(): Reading | undefined {
    return this.#reading;
  }

  /** True once a first page has arrived. */
  get loaded(): boolean {
    return this.#loaded;
  }

  get hasMore(): boolean {
    return this.#nextToken !== undefined;
  }

  /** Why the last request failed; `undefined` when it did not. */
  get error(): unknown {
    return this.#error;
  }

  /** Which reading it was that failed. */
  get failedAt(): Reading {
    return this.#failedAt;
  }

  /** Tries again what failed. */
  async retry(): Promise<void> {
    if (this.#failedAt === 'start') await this.refresh();
    else await this.loadMore();
  }

  /** Reads the first page, unless it is there or under way. */
  start(): void {
    if (!this.#loaded && !this.#reading && this.#error === undefined) void this.refresh();
  }

  /** Reads the next page; does nothing while another request is under way. */
  async loadMore(): Promise<void> {
    if ((this.#reading && !this.#quiet) || !this.hasMore) return;
    this.#abort?.abort();
    await this.#run('end', (signal) => this.#readOn(signal, undefined));
  }

  /**
   * Reads all there is, in pages as large as the API gives. What has arrived stays when it is cancelled or fails.
   * @param onProgress told after each page how many items there are
   */
  async loadAll(signal: AbortSignal, onProgress: (count: number) => void): Promise<void> {
    const stop = () => this.cancel();
    signal.addEventListener('abort', stop);
    try {
      this.#abort?.abort();
      await this.#run('all', async (own) => {
        if (!this.#loaded) await this.#readFromStart(own, Number.POSITIVE_INFINITY, onProgress);
        while (this.hasMore) {
          await this.#readOn(own, Number.POSITIVE_INFINITY);
          onProgress(this.#items.length);
          this.#changed();
        }
      });
    } finally {
      signal.removeEventListener('abort', stop);
    }
  }

  /** Reads everything anew that was loaded so far. A request under way is given up for it. */
  async refresh(): Promise<void> {
    this.#abort?.abort();
    await this.#run('start', (signal) => this.#readFromStart(signal, Math.max(1, this.#items.length)));
  }

  /** Reads from the start what has become another list, such as one with another filter. */
  async reload(): Promise<void> {
    this.#abort?.abort();
    await this.#run('start', (signal) => this.#readFromStart(signal, 1));
  }

  /**
   * Reads everything anew as {@link refresh} does, unless something is being read, and says nothing of it unless
   * something is different then.
   * @returns whether anything was; `undefined` when it could not be read
   */
  async poll(): Promise<boolean | undefined> {
    if (this.#reading) return undefined;
    const before = this.#items;
    await this.#run('start', (signal) => this.#readFromStart(signal, Math.max(1, before.length)), true);
    return this.#error === undefined ? this.#items !== before : undefined;
  }

  /** Takes in an item that was just made or changed, before any reading shows it. */
  put(item: T): void {
    const id = this.#idOf(item);
    if (this.#reading) this.#meanwhile.set(id, item);
    const known = this.#items.some((other) => this.#idOf(other) === id);
    this.#items = known
      ? this.#items.map((other) => (this.#idOf(other) === id ? item : other))
      : [item, ...this.#items];
    this.#changed();
  }

  /** Leaves out an item that was just deleted. */
  drop(id: string): void {
    if (this.#reading) this.#meanwhile.set(id, undefined);
    this.#items = this.#items.filter((item) => this.#idOf(item) !== id);
    this.#changed();
  }

  /** Ends what is under way. */
  cancel(): void {
    this.#abort?.abort();
  }

  async #readFromStart(
    signal: AbortSignal,
    count: number,
    onProgress?: (count: number) => void,
  ): Promise<void> {
    for (let attempt = 1; ; attempt++) {
      const items: T[] = [];
      let token: string | undefined;
      try {
        do {
          const page = await this.#fetchPage(token, signal, count - items.length);
          signal.throwIfAborted();
          items.push(...page.items);
          token = page.nextToken;
          onProgress?.(items.length);
        } while (token !== undefined && items.length < count);
      } catch (error) {
        if (!isExpired(error, token) || attempt === MOST_ATTEMPTS) throw error;
        continue;
      }
      return this.#take(items, token);
    }
  }

  /** Reads the next page. A token does not live for ever: with one that is refused, the list is read anew to there. */
  async #readOn(signal: AbortSignal, wanted: number | undefined): Promise<void> {
    let page: Page<T>;
    try {
      page = await this.#fetchPage(this.#nextToken, signal, wanted);
    } catch (error) {
      if (!isExpired(error, this.#nextToken)) throw error;
      return this.#readFromStart(signal, this.#items.length + 1);
    }
    signal.throwIfAborted();
    this.#take([...this.#items, ...page.items], page.nextToken);
  }

  async #run(reading: Reading, read: (signal: AbortSignal) => Promise<void>, quietly = false): Promise<void> {
    const abort = new AbortController();
    const failedBefore = this.#error;
    const itemsBefore = this.#items;
    const tokenBefore = this.#nextToken;
    this.#abort = abort;
    this.#reading = reading;
    this.#quiet = quietly;
    this.#meanwhile.clear();
    if (!quietly) this.#changed();
    let error: unknown;
    try {
      await read(abort.signal);
    } catch (thrown) {
      error = thrown;
    }
    // A newer request has taken over: what this one has to say is out of date.
    if (this.#abort !== abort) return;
    this.#abort = undefined;
    this.#reading = undefined;
    const failure = abort.signal.aborted ? undefined : error;
    // The same again, and nobody asked for it: who was told once is not told once more.
    this.#error = quietly && isSameFailure(failedBefore, failure) ? failedBefore : failure;
    this.#failedAt = reading;
    const different =
      this.#items !== itemsBefore ||
      this.hasMore !== (tokenBefore !== undefined) ||
      this.#error !== failedBefore;
    if (!quietly || different) this.#changed();
  }

  /**
   * Pages may overlap when items arrive in between: the later reading of an item counts. What reads as before stays the
   * same object, and so does the list when all of it does.
   */
  #take(items: readonly T[], nextToken: string | undefined): void {
    const before = new Map(this.#items.map((item) => [this.#idOf(item), item]));
    const byId = new Map<string, T>();
    for (const item of items) {
      const id = this.#idOf(item);
      const known = before.get(id);
      byId.set(id, known !== undefined && isDeepStrictEqual(known, item) ? known : item);
    }
    for (const [id, item] of this.#meanwhile) {
      if (item === undefined) byId.delete(id);
      else byId.set(id, item);
    }
    const taken = [...byId.values()];
    const same =
      this.#loaded &&
      taken.length === this.#items.length &&
      taken.every((item, index) => item === this.#items[index]);
    if (!same) this.#items = taken;
    this.#nextToken = nextToken;
    this.#loaded = true;
  }
}

/** Whether a page was refused for its token's sake. How long tokens live is not documented, nor with which code they end. */
function isExpired(error: unknown, token: string | undefined): boolean {
  return token !== undefined && isApiError(error) && error.status === 400;
}

function isSameFailure(before: unknown, now: unknown): boolean {
  return isApiError(before) && isApiError(now) && before.kind === now.kind && before.status === now.status;
}
