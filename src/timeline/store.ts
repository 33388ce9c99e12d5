import type { ConversationsClient } from '../api/client.ts';
import { allItems, type Page } from '../api/pages.ts';
import type { Communication, Conversation, Participant } from '../api/resources.ts';
import { type Masker, openMasker } from '../platform/masking.ts';
import { Days } from './days.ts';
import { DeliveryHistory } from './deliveryHistory.ts';
import { compareEntries, type Entry, entryOf, mergeEntries } from './entries.ts';
import { filterEntries } from './filtering.ts';
import { Parties } from './parties.ts';
import type { Filter } from './protocol/filter.ts';
import type { State } from './protocol/state.ts';
import { RowModel } from './rows.ts';

/** The reads that a timeline is made of. */
export type TimelineClient = Pick<
  ConversationsClient,
  'fetchConversation' | 'participants' | 'communicationPage'
>;

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
  readonly #known = new Map<string, Entry>();
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

  /** @param changed called after each change of anything below */
  constructor(client: TimelineClient, conversationId: string, changed: () => void) {
    this.#client = client;
    this.#conversationId = conversationId;
    this.#changed = changed;
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
    this.#rows ??= new RowModel(this.shown, this.#parties, this.#days, this.#masker);
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
    this.#abort?.abort();
    const abort = new AbortController();
    this.#abort = abort;
    const { signal } = abort;
    this.#acceptedMeanwhile.clear();
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

  /** Takes in a communication that was learnt of in another way, such as by creating it. */
  accept(communication: Communication): void {
    if (communication.conversationId !== this.#conversationId) return;
    this.#acceptedMeanwhile.add(communication.id);
    this.#take([communication]);
    this.#changed();
  }

  /** Ends what is under way. */
  dispose(): void {
    this.#abort?.abort();
  }

  async #read(signal: AbortSignal): Promise<void> {
    const [conversation, participants, first] = await Promise.all([
      this.#client.fetchConversation(this.#conversationId, { signal }),
      allItems(this.#client.participants(this.#conversationId, { pageSize: PAGE, signal })),
      this.#client.communicationPage(this.#conversationId, { pageSize: FIRST_PAGE, signal }),
    ]);
    signal.throwIfAborted();
    this.#conversation = conversation;
    this.#participants = participants;
    this.#parties = new Parties(participants);
    this.#rowsChanged();
    const seen = new Set<string>();
    this.#takePage(first, seen);
    if (first.nextToken !== undefined) {
      if (this.#phase === 'loading') this.#phase = 'more';
      this.#changed();
      await this.#readAllPages(seen, signal);
    }
    this.#forgetAllBut(seen);
  }

  /** From the start, in large pages: a token belongs to the page size it came with. */
  async #readAllPages(seen: Set<string>, signal: AbortSignal): Promise<void> {
    let pageToken: string | undefined;
    do {
      const page = await this.#client.communicationPage(this.#conversationId, {
        pageSize: PAGE,
        pageToken,
        signal,
      });
      signal.throwIfAborted();
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
    const seenAt = Date.now();
    for (const communication of communications) {
      const entry = entryOf(communication);
      const before = this.#known.get(communication.id);
      this.deliveryHistory.note(before?.communication, communication, seenAt);
      if (before && compareEntries(before, entry) === 0) {
        // Same place: only what it says is newer, such as a delivery status.
        before.communication = communication;
        continue;
      }
      if (before) moved = true;
      this.#known.set(communication.id, entry);
      fresh.set(communication.id, entry);
    }
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
