import type { ConversationsClient } from '../api/client.ts';
import { isApiError } from '../api/errors.ts';
import { allItems, type Page } from '../api/pages.ts';
import type { Communication, Conversation, Participant } from '../api/resources.ts';
import { sameJson } from '../platform/changedFields.ts';
import { type Masker, openMasker } from '../platform/masking.ts';
import { Days } from './days.ts';
import { DeliveryHistory } from './deliveryHistory.ts';
import { compareEntries, type Entry, entryOf, mergeEntries } from './entries.ts';
import { eventsOf, filterEvents, SeenChanges, type TimelineEvent } from './events.ts';
import { filterEntries } from './filtering.ts';
import { hasFailedNow, isOlder, saysTheSame, underWay } from './live/differences.ts';
import { isLasting } from './live/lasting.ts';
import { ListEnd } from './live/listEnd.ts';
import { Parties } from './parties.ts';
import type { Filter } from './protocol/filter.ts';
import type { State } from './protocol/state.ts';
import { RowModel } from './rows.ts';

/** The reads that a timeline is made of. */
export type TimelineClient = Pick<
  ConversationsClient,
  'fetchConversation' | 'participants' | 'communicationPage' | 'fetchCommunication'
>;

/** What a look for news has brought. */
export interface News {
  /** Anything is different from before. */
  different: boolean;
  /** So many deliveries are now known to have failed. */
  failures: number;
}

/** What was read of the account's list to learn what is new. */
interface ReadEnd {
  items: Communication[];
  /** It is all there is. */
  whole: boolean;
  /** Where news comes from now on. */
  end: ListEnd;
}

/** The first request is small, so that something stands on the screen soon. */
const FIRST_PAGE = 100;
/** The largest page the API gives. */
const PAGE = 1000;

/**
 * Holds one conversation: itself, its participants, its communications. It reads page by page, keeps order, knows
 * each communication once, and keeps what it has when a later request fails.
 */
export class TimelineStore {
  readonly #client: TimelineClient;
  readonly #conversationId: string;
  readonly #changed: () => void;
  readonly #firstShown: () => Promise<void>;
  readonly #known = new Map<string, Entry>();
  readonly #seenChanges = new SeenChanges();
  /** When what was seen. */
  readonly deliveryHistory = new DeliveryHistory();
  /** Accepted since the present reading began: its pages may be older than they are. */
  readonly #acceptedMeanwhile = new Set<string>();
  #entries: readonly Entry[] = [];
  #participants: readonly Participant[] = [];
  #conversation: Conversation | undefined;
  #phase: State['phase'] = 'loading';
  #error: unknown;
  #refreshedAt: string | undefined;
  #revision = 0;
  #days = new Days('');
  #filter: Filter = {};
  #masker: Masker = openMasker;
  #shown: readonly Entry[] | undefined;
  #parties = new Parties([]);
  #rows: RowModel | undefined;
  #abort: AbortController | undefined;
  /** Ends the look for news that is under way. */
  #lookAbort = new AbortController();
  /** Where news comes in the account's list; absent until it was read to its end. */
  #end: ListEnd | undefined;
  #disposed = false;

  /**
   * @param changed called after each change of anything below
   * @param firstShown waited for between the first page and the others: reading them must not hold up what shows it
   */
  constructor(
    client: TimelineClient,
    conversationId: string,
    changed: () => void,
    firstShown: () => Promise<void> = async () => {},
  ) {
    this.#client = client;
    this.#conversationId = conversationId;
    this.#changed = changed;
    this.#firstShown = firstShown;
  }

  get conversation(): Conversation | undefined {
    return this.#conversation;
  }

  get participants(): readonly Participant[] {
    return this.#participants;
  }

  get phase(): State['phase'] {
    return this.#phase;
  }

  /** With phase `error`. */
  get error(): unknown {
    return this.#error;
  }

  /** When the data was last complete: ISO 8601. */
  get refreshedAt(): string | undefined {
    return this.#refreshedAt;
  }

  /** Grows with each change of the rows. */
  get revision(): number {
    return this.#revision;
  }

  get communicationCount(): number {
    return this.#entries.length;
  }

  /** When the latest communication was recorded: ISO 8601; empty where there is none. */
  get latestActivity(): string {
    const last = this.#entries.at(-1)?.communication;
    return last?.updatedAt ?? last?.createdAt ?? '';
  }

  /** The rows of this revision. */
  get rows(): RowModel {
    this.#rows ??= new RowModel(
      this.shown,
      this.#parties,
      this.#days,
      this.#masker,
      filterEvents(this.#events(), this.#filter),
    );
    return this.#rows;
  }

  /** All communications, in order. */
  get entries(): readonly Entry[] {
    return this.#entries;
  }

  /** Those that the filter lets through, in order. */
  get shown(): readonly Entry[] {
    this.#shown ??= filterEntries(this.#entries, this.#filter, this.#parties);
    return this.#shown;
  }

  /** Which participant a party is. */
  get parties(): Parties {
    return this.#parties;
  }

  get filter(): Filter {
    return this.#filter;
  }

  /** Narrows what is shown. */
  setFilter(filter: Filter): void {
    this.#filter = filter;
    this.#rowsChanged();
    this.#changed();
  }

  /** Hides what people are called and say, or shows it. */
  setMasker(masker: Masker): void {
    if (masker === this.#masker) return;
    this.#masker = masker;
    this.#rowsChanged();
    this.#changed();
  }

  /** A communication by its id. */
  communication(id: string): Communication | undefined {
    return this.#known.get(id)?.communication;
  }

  /** The zone whose calendar days separate the rows: the reader's. */
  setTimeZone(timeZone: string): void {
    this.#days = new Days(timeZone);
    this.#rowsChanged();
  }

  /** Reads everything, again or for the first time. What is under way is given up for it. */
  async refresh(): Promise<void> {
    if (this.#disposed) return;
    this.#abort?.abort();
    this.#lookAbort.abort();
    const abort = new AbortController();
    this.#abort = abort;
    const { signal } = abort;
    this.#acceptedMeanwhile.clear();
    this.#end = undefined;
    this.#phase = this.#conversation ? 'refreshing' : 'loading';
    this.#error = undefined;
    this.#changed();
    try {
      await this.#read(signal);
      this.#phase = 'ready';
      this.#refreshedAt = new Date().toISOString();
    } catch (error) {
      // Given up for a newer reading, or the panel is closed: there is nothing to say.
      if (signal.aborted) return;
      this.#phase = 'error';
      this.#error = error;
    }
    this.#changed();
  }

  /**
   * Looks for news without a sign of it, unless there is any: reads the conversation and its participants, the end of
   * the list, and what was being delivered. After a reading that failed, or where the list comes in no order, it reads
   * everything.
   * @throws what reading throws. What was read before stays; a failure that will not pass by itself becomes `error`.
   */
  async look(signal: AbortSignal): Promise<News> {
    // What it would be looked with is not to be used any more.
    if (this.#disposed) throw new DOMException('The timeline is closed.', 'AbortError');
    // All of it is being read anyway, and that reading has to know what is accepted meanwhile.
    if (this.#phase !== 'ready' && this.#phase !== 'error') return { different: false, failures: 0 };
    this.#lookAbort.abort();
    this.#lookAbort = new AbortController();
    try {
      return await this.#look(AbortSignal.any([signal, this.#lookAbort.signal]));
    } catch (error) {
      if (isLasting(error) && !signal.aborted) {
        this.#phase = 'error';
        this.#error = error;
        this.#changed();
      }
      throw error;
    }
  }

  /**
   * Takes in communications that were learnt of in another way: by creating them, or from callbacks. One that is told of
   * as it was earlier changes nothing.
   */
  accept(...communications: readonly Communication[]): void {
    const own = communications.filter(({ conversationId }) => conversationId === this.#conversationId);
    if (own.length === 0) return;
    for (const { id } of own) this.#acceptedMeanwhile.add(id);
    const { revision } = this;
    this.#take(own);
    if (this.#revision !== revision) this.#changed();
  }

  /** Ends what is under way. Nothing is read from then on. */
  dispose(): void {
    this.#disposed = true;
    this.#abort?.abort();
    this.#lookAbort.abort();
  }

  async #look(signal: AbortSignal): Promise<News> {
    this.#acceptedMeanwhile.clear();
    const [conversation, participants, end] = await Promise.all([
      this.#client.fetchConversation(this.#conversationId, { signal }),
      allItems(this.#client.participants(this.#conversationId, { pageSize: PAGE, signal })),
      this.#readEnd(signal),
    ]);
    const seen = new Set(end.items.map(({ id }) => id));
    const moving = end.whole
      ? []
      : await Promise.all(
          underWay(this.#entries, seen, Date.now()).map((id) => this.#fetchIfThere(id, signal)),
        );
    signal.throwIfAborted();
    const read = [...end.items, ...moving.filter((communication) => communication !== undefined)];
    const fresh = read.filter((communication) => {
      const before = this.#known.get(communication.id)?.communication;
      return !before || !(isOlder(communication, before) || saysTheSame(communication, before));
    });
    const failures = fresh.filter((now) => hasFailedNow(now, this.communication(now.id))).length;
    const recovered = this.#phase !== 'ready';
    const facts = !sameJson(conversation, this.#conversation);
    const people = !sameJson(participants, this.#participants);
    const { revision } = this;
    if (facts || people) this.#setHead(conversation, participants);
    if (fresh.length > 0) this.#take(fresh);
    if (end.whole) this.#forgetAllBut(seen);
    this.#end = end.end;
    this.#refreshedAt = new Date().toISOString();
    this.#phase = 'ready';
    this.#error = undefined;
    const different = facts || people || recovered || this.#revision !== revision;
    if (different) this.#changed();
    return { different, failures };
  }

  /** What stands where news comes. */
  async #readEnd(signal: AbortSignal): Promise<ReadEnd> {
    const end = this.#end;
    const news = end?.news;
    if (!end || !news) return this.#readWhole(signal);
    const items: Communication[] = [];
    let { pageToken } = news;
    try {
      for (;;) {
        const page = await this.#page(news.pageSize, pageToken, signal);
        items.push(...page.items);
        const met = news.newestFirst && page.items.some(({ id }) => this.#known.has(id));
        if (page.nextToken === undefined || met) {
          return { items, whole: news.whole, end: news.newestFirst ? end : end.at(news.pageSize, pageToken) };
        }
        pageToken = page.nextToken;
      }
    } catch (error) {
      // A token does not live for ever: with one that is refused, all is read anew.
      if (news.pageToken === undefined || !isRefusal(error)) throw error;
      return this.#readWhole(signal);
    }
  }

  async #readWhole(signal: AbortSignal): Promise<ReadEnd> {
    const items: Communication[] = [];
    const end = new ListEnd();
    let pageToken: string | undefined;
    do {
      const page: Page<Communication> = await this.#page(PAGE, pageToken, signal);
      end.note(page.items, PAGE, pageToken);
      for (const item of page.items) items.push(item);
      pageToken = page.nextToken;
    } while (pageToken !== undefined);
    return { items, whole: true, end };
  }

  /** One whose delivery was under way; what is gone by now is not. */
  async #fetchIfThere(id: string, signal: AbortSignal): Promise<Communication | undefined> {
    try {
      return await this.#client.fetchCommunication(this.#conversationId, id, { signal });
    } catch (error) {
      if (isApiError(error) && error.status === 404) return undefined;
      throw error;
    }
  }

  async #page(
    pageSize: number,
    pageToken: string | undefined,
    signal: AbortSignal,
  ): Promise<Page<Communication>> {
    const page = await this.#client.communicationPage(this.#conversationId, { pageSize, pageToken, signal });
    signal.throwIfAborted();
    return page;
  }

  #setHead(conversation: Conversation, participants: readonly Participant[]): void {
    this.#conversation = conversation;
    this.#participants = participants;
    this.#parties = new Parties(participants);
    this.#seenChanges.note(conversation, participants, Date.now());
    this.#rowsChanged();
  }

  #events(): TimelineEvent[] {
    if (!this.#conversation) return [];
    return eventsOf(this.#conversation, this.#participants, this.#seenChanges.all);
  }

  async #read(signal: AbortSignal): Promise<void> {
    const [conversation, participants, first] = await Promise.all([
      this.#client.fetchConversation(this.#conversationId, { signal }),
      allItems(this.#client.participants(this.#conversationId, { pageSize: PAGE, signal })),
      this.#client.communicationPage(this.#conversationId, { pageSize: FIRST_PAGE, signal }),
    ]);
    signal.throwIfAborted();
    this.#setHead(conversation, participants);
    const seen = new Set<string>();
    const end = new ListEnd();
    this.#takePage(first, seen);
    if (first.nextToken === undefined) {
      end.note(first.items, FIRST_PAGE, undefined);
    } else {
      const isFirst = this.#phase === 'loading';
      if (isFirst) this.#phase = 'more';
      this.#changed();
      if (isFirst) await this.#firstShown();
      signal.throwIfAborted();
      await this.#readAllPages(seen, end, signal);
    }
    this.#forgetAllBut(seen);
    this.#end = end;
  }

  /** From the start, in large pages: a token belongs to the page size it came with. */
  async #readAllPages(seen: Set<string>, end: ListEnd, signal: AbortSignal): Promise<void> {
    let pageToken: string | undefined;
    do {
      const page: Page<Communication> = await this.#page(PAGE, pageToken, signal);
      end.note(page.items, PAGE, pageToken);
      this.#takePage(page, seen);
      this.#changed();
      pageToken = page.nextToken;
    } while (pageToken !== undefined);
  }

  #takePage({ items }: Page<Communication>, seen: Set<string>): void {
    for (const { id } of items) seen.add(id);
    this.#take(items);
  }

  #take(communications: readonly Communication[]): void {
    const fresh = new Map<string, Entry>();
    let moved = false;
    let newer = false;
    const seenAt = Date.now();
    for (const communication of communications) {
      const entry = entryOf(communication);
      const before = this.#known.get(communication.id);
      if (before && isOlder(communication, before.communication)) continue;
      this.deliveryHistory.note(before?.communication, communication, seenAt);
      if (before && compareEntries(before, entry) === 0) {
        // Same place: only what it says is newer, such as a delivery status.
        before.communication = communication;
        newer = true;
        continue;
      }
      if (before) moved = true;
      this.#known.set(communication.id, entry);
      fresh.set(communication.id, entry);
    }
    if (!newer && fresh.size === 0) return;
    const kept = moved
      ? this.#entries.filter(({ communication }) => !fresh.has(communication.id))
      : this.#entries;
    this.#entries = mergeEntries(kept, [...fresh.values()].sort(compareEntries));
    this.#rowsChanged();
  }

  /** What the account no longer has, but for what was accepted while it was read. */
  #forgetAllBut(seen: ReadonlySet<string>): void {
    const entries = this.#entries.filter(
      ({ communication: { id } }) => seen.has(id) || this.#acceptedMeanwhile.has(id),
    );
    this.#acceptedMeanwhile.clear();
    if (entries.length === this.#entries.length) return;
    const kept = new Set(entries);
    for (const entry of this.#entries)
      if (!kept.has(entry)) this.deliveryHistory.forget(entry.communication.id);
    this.#entries = entries;
    this.#known.clear();
    for (const entry of entries) this.#known.set(entry.communication.id, entry);
    this.#rowsChanged();
  }

  #rowsChanged(): void {
    this.#revision++;
    this.#shown = undefined;
    this.#rows = undefined;
  }
}

/** Whether what was asked for was refused, as a page's token that is too old. */
function isRefusal(error: unknown): boolean {
  return isApiError(error) && (error.status === 400 || error.status === 404);
}
