import { type LogQuery, matches } from './logQuery.ts';

/** Something that a log keeps. */
export interface LogRecord {
  readonly id: string;
  /** About how much memory it holds, in bytes. */
  readonly bytes: number;
}

export interface LogBounds {
  readonly records: number;
  /** Of all records together. */
  readonly bytes: number;
}

/** What a filter looks at: by the names that people write, and all words. */
export interface Searchable {
  readonly fields: Readonly<Record<string, string | undefined>>;
  /** What is searched by words that name no field. */
  readonly text: string;
}

/**
 * The latest of what happened, oldest first: bounded in number and memory, with what was pinned kept. While it is paused
 * it goes on recording, and shows what it showed.
 */
export class BoundedLog<T extends LogRecord> {
  readonly #bounds: LogBounds;
  readonly #searchable: (record: T) => Searchable;
  readonly #listeners = new Set<() => void>();
  #records: T[] = [];
  readonly #byId = new Map<string, T>();
  readonly #pinned = new Set<string>();
  #bytes = 0;
  #dropped = 0;
  #query: LogQuery | undefined;
  /** What passes the filter; all where there is none. */
  #shown: T[] | undefined;
  /** While paused: everything that was there when it began, and what of it passes the filter. */
  #frozen: { readonly all: readonly T[]; readonly shown: readonly T[] } | undefined;
  #sincePause = 0;
  #revision = 0;

  constructor(bounds: LogBounds, searchable: (record: T) => Searchable) {
    this.#bounds = bounds;
    this.#searchable = searchable;
  }

  /** Grows with every change. */
  get revision(): number {
    return this.#revision;
  }

  get total(): number {
    return this.#records.length;
  }

  /** About how much memory the records hold. */
  get bytes(): number {
    return this.#bytes;
  }

  /** How many were forgotten to make room. */
  get dropped(): number {
    return this.#dropped;
  }

  get paused(): boolean {
    return this.#frozen !== undefined;
  }

  /** How many came while paused. */
  get held(): number {
    return this.#sincePause;
  }

  /** Everything, oldest first. */
  get records(): readonly T[] {
    return this.#records;
  }

  /** What passes the filter, oldest first; what it was when it was paused. */
  get shown(): readonly T[] {
    return this.#frozen?.shown ?? this.#shown ?? this.#records;
  }

  get(id: string): T | undefined {
    return this.#byId.get(id);
  }

  isPinned(id: string): boolean {
    return this.#pinned.has(id);
  }

  /** Calls back after every change, at once: who shows it gathers changes by itself. @returns ends it */
  listen(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => void this.#listeners.delete(listener);
  }

  /**
   * Takes in something new, or a newer state of what it knows by its id: that keeps its place.
   * @param after what something new belongs to: it stands after it and not at the end
   */
  put(record: T, after?: string): void {
    const known = this.#byId.get(record.id);
    this.#byId.set(record.id, record);
    if (known) this.#replace(known, record);
    else this.#append(record, after);
    this.#changed();
  }

  /** Keeps a record whatever comes, or no longer. One that is not there cannot be kept. */
  pin(id: string, on: boolean): void {
    if (on && this.#byId.has(id)) this.#pinned.add(id);
    else this.#pinned.delete(id);
    this.#changed();
  }

  /** Forgets everything that is not pinned. */
  clear(): void {
    const kept = this.#records.filter(({ id }) => this.#pinned.has(id));
    this.#byId.clear();
    for (const record of kept) this.#byId.set(record.id, record);
    this.#records = kept;
    this.#bytes = kept.reduce((sum, { bytes }) => sum + bytes, 0);
    this.#dropped = 0;
    this.#sincePause = 0;
    if (this.#frozen) this.#frozen = { all: [...kept], shown: [] };
    this.#filterAnew();
    this.#changed();
  }

  /** @param on whether what comes from now on is kept back from view */
  pause(on: boolean): void {
    if (on === this.paused) return;
    this.#sincePause = 0;
    this.#frozen = on ? { all: [...this.#records], shown: [...this.shown] } : undefined;
    this.#changed();
  }

  /** @param query none to show everything */
  filter(query: LogQuery | undefined): void {
    this.#query = query;
    this.#filterAnew();
    this.#changed();
  }

  #append(record: T, after: string | undefined): void {
    const place = after === undefined ? -1 : this.#records.findLastIndex(({ id }) => id === after);
    if (place === -1) this.#records.push(record);
    else this.#records.splice(place + 1, 0, record);
    this.#bytes += record.bytes;
    if (this.#frozen) this.#sincePause++;
    if (this.#shown && this.#passes(record)) {
      if (place === -1) this.#shown.push(record);
      else this.#filterAnew();
    }
    if (this.#records.length > this.#bounds.records || this.#bytes > this.#bounds.bytes) this.#makeRoom();
  }

  #replace(known: T, record: T): void {
    this.#bytes += record.bytes - known.bytes;
    swap(this.#records, known, record);
    if (this.#frozen) {
      const { all, shown } = this.#frozen;
      this.#frozen = { all: swapped(all, known, record), shown: swapped(shown, known, record) };
    }
    if (this.#shown) {
      const passes = this.#passes(record);
      if (this.#shown.includes(known)) {
        if (passes) swap(this.#shown, known, record);
        else this.#shown = this.#shown.filter((shown) => shown !== known);
      } else if (passes) this.#filterAnew();
    }
    if (this.#bytes > this.#bounds.bytes) this.#makeRoom();
  }

  /** Forgets the oldest tenth at once, so that a full log does not move all of it for each newcomer. */
  #makeRoom(): void {
    const mostRecords = Math.floor(this.#bounds.records * 0.9);
    const mostBytes = this.#bounds.bytes * 0.9;
    const last = this.#records.at(-1);
    const gone = new Set<T>();
    for (const record of this.#records) {
      if (this.#records.length - gone.size <= mostRecords && this.#bytes <= mostBytes) break;
      if (record === last || this.#pinned.has(record.id)) continue;
      gone.add(record);
      this.#byId.delete(record.id);
      this.#bytes -= record.bytes;
    }
    if (gone.size === 0) return;
    this.#dropped += gone.size;
    this.#records = this.#records.filter((record) => !gone.has(record));
    this.#shown = this.#shown?.filter((record) => !gone.has(record));
    if (this.#frozen) {
      const stays = (record: T) => !gone.has(record);
      this.#frozen = { all: this.#frozen.all.filter(stays), shown: this.#frozen.shown.filter(stays) };
    }
  }

  #filterAnew(): void {
    const passing = (records: readonly T[]) => records.filter((record) => this.#passes(record));
    this.#shown = this.#query ? passing(this.#records) : undefined;
    if (this.#frozen) this.#frozen = { all: this.#frozen.all, shown: passing(this.#frozen.all) };
  }

  #passes(record: T): boolean {
    return !this.#query || matches(this.#query, this.#searchable(record));
  }

  #changed(): void {
    this.#revision++;
    for (const listener of this.#listeners) listener();
  }
}

function swapped<T>(list: readonly T[], old: T, record: T): readonly T[] {
  const copy = [...list];
  swap(copy, old, record);
  return copy;
}

/** What changes is most often among the last. */
function swap<T>(list: T[], old: T, record: T): void {
  const index = list.lastIndexOf(old);
  if (index >= 0) list[index] = record;
}
