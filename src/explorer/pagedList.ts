import type { Page } from '../api/pages.ts';

/** Fetches one page; the first when there is no token. */
export type FetchPage<T> = (pageToken: string | undefined, signal: AbortSignal) => Promise<Page<T>>;

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
  #failedAt: 'start' | 'end' = 'start';
  #loaded = false;
  #abort: AbortController | undefined;

  /**
   * @param changed called after each change of items, error or {@link loading}
   */
  constructor(fetchPage: FetchPage<T>, idOf: (item: T) => string, changed: () => void) {
    this.#fetchPage = fetchPage;
    this.#idOf = idOf;
    this.#changed = changed;
  }

  get items(): readonly T[] {
    return this.#items;
  }

  /** True while a request is under way. */
  get loading(): boolean {
    return this.#abort !== undefined;
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

  /** Whether it was reading on that failed, or reading from the start. */
  get failedAt(): 'start' | 'end' {
    return this.#failedAt;
  }

  /** Tries again what failed. */
  retry(): Promise<void> {
    return this.#failedAt === 'end' ? this.loadMore() : this.refresh();
  }

  /** Reads the first page, unless it is there or under way. */
  start(): void {
    if (!this.#loaded && !this.loading && this.#error === undefined) void this.refresh();
  }

  /** Reads the next page; does nothing while another request is under way. */
  async loadMore(): Promise<void> {
    const token = this.#nextToken;
    if (this.loading || token === undefined) return;
    await this.#run('end', async (signal) => {
      const page = await this.#fetchPage(token, signal);
      signal.throwIfAborted();
      this.#take([...this.#items, ...page.items], page.nextToken);
    });
  }

  /** Reads everything anew that was loaded so far. A request under way is given up for it. */
  async refresh(): Promise<void> {
    const wanted = Math.max(1, this.#items.length);
    this.#abort?.abort();
    await this.#run('start', async (signal) => {
      const items: T[] = [];
      let token: string | undefined;
      do {
        const page = await this.#fetchPage(token, signal);
        signal.throwIfAborted();
        items.push(...page.items);
        token = page.nextToken;
      } while (token !== undefined && items.length < wanted);
      this.#take(items, token);
    });
  }

  /** Takes in an item that was just made or changed, before any reading shows it. */
  put(item: T): void {
    const id = this.#idOf(item);
    const known = this.#items.some((other) => this.#idOf(other) === id);
    this.#items = known
      ? this.#items.map((other) => (this.#idOf(other) === id ? item : other))
      : [item, ...this.#items];
    this.#changed();
  }

  /** Leaves out an item that was just deleted. */
  drop(id: string): void {
    this.#items = this.#items.filter((item) => this.#idOf(item) !== id);
    this.#changed();
  }

  /** Ends what is under way. */
  cancel(): void {
    this.#abort?.abort();
  }

  async #run(at: 'start' | 'end', read: (signal: AbortSignal) => Promise<void>): Promise<void> {
    const abort = new AbortController();
    this.#abort = abort;
    this.#changed();
    let error: unknown;
    try {
      await read(abort.signal);
    } catch (thrown) {
      error = thrown;
    }
    // A newer request has taken over: what this one has to say is out of date.
    if (this.#abort !== abort) return;
    this.#abort = undefined;
    this.#error = abort.signal.aborted ? undefined : error;
    this.#failedAt = at;
    this.#changed();
  }

  /** Pages may overlap when items arrive in between: the later reading of an item counts. */
  #take(items: readonly T[], nextToken: string | undefined): void {
    const byId = new Map(items.map((item) => [this.#idOf(item), item]));
    this.#items = [...byId.values()];
    this.#nextToken = nextToken;
    this.#loaded = true;
  }
}
