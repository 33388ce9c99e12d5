import { randomUUID } from 'node:crypto';
import path from 'node:path';
import { FileLock } from './fileLock.ts';
import { type Files, realFiles, reasonOf } from './files.ts';
import { JournalFile } from './journalFile.ts';
import { type JournalText, patchesSince, readJournal } from './journalText.ts';
import type { Patch } from './patch.ts';
import { readDocument } from './readDocument.ts';
import { Replay } from './replay.ts';
import type { SandboxDocument } from './sandboxDocument.ts';
import { takeAll, takeInSlices, writeSteps } from './snapshot.ts';

/** A journal is not worth a new data file before it is that long, in bytes. */
const LEAST_JOURNAL = 4 * 1024 * 1024;
const SLICE_MS = 5;

export interface DataFileOptions {
  files?: Files;
  /** The journal's length in bytes from which on the data file is written anew, unless that is longer itself. */
  journalBytes?: number;
  /** How long writing in the background may hold up everything else, in milliseconds; 5 unless told otherwise. */
  sliceMs?: number;
}

/** Writes the whole document, piece by piece. @param generation - to be noted in it */
export type WriteDocument = (generation: string) => Iterable<string>;

/**
 * A file that holds a sandbox's state, with a journal beside it that takes every change at once.
 *
 * Both are tied by a generation, a name that is noted in the file, and in the journal at the place from which on it goes
 * beyond the file. A new file of the next generation is begun with that note in the journal, is written beside the old
 * one while the journal goes on, and put in its place when it is whole; then what it holds is dropped from the journal.
 * Since what a journal holds may be applied to a file that has it already, the file may be written while the data
 * changes, and everything may break off between any two steps.
 */
export class DataFile {
  readonly path: string;
  readonly #files: Files;
  readonly #lock: FileLock;
  readonly #journalBytes: number;
  readonly #sliceMs: number;
  #journal: JournalFile | undefined;
  /** Of the data file, in bytes. */
  #size = 0;
  /** Patches that were written, and how many of them the data file holds. */
  #written = 0;
  #held = 0;
  #compacting: Promise<void> | undefined;
  #compaction = new AbortController();
  /** The journal's length from which on the data file is written anew. */
  #dueAt: number;
  #closed = false;

  /**
   * @returns the file, and what it holds; undefined when there is none yet
   * @throws Error in words for people, with everything as it was: when it is no export document, when it cannot be read or
   *   written, when another sandbox has it
   */
  static open(
    file: string,
    { files = realFiles, ...options }: DataFileOptions = {},
  ): { dataFile: DataFile; document: SandboxDocument | undefined } {
    const resolved = resolve(file, files);
    const lock = FileLock.take(resolved, files);
    try {
      const dataFile = new DataFile(resolved, lock, files, options);
      return { dataFile, document: dataFile.#load() };
    } catch (error) {
      lock.release();
      throw error;
    }
  }

  private constructor(
    file: string,
    lock: FileLock,
    files: Files,
    { journalBytes = LEAST_JOURNAL, sliceMs = SLICE_MS }: DataFileOptions,
  ) {
    this.path = file;
    this.#lock = lock;
    this.#files = files;
    this.#journalBytes = journalBytes;
    this.#sliceMs = sliceMs;
    this.#dueAt = journalBytes;
  }

  /**
   * Whether it is as a sandbox wrote it. What a client exported is let be as long as nothing changes; then it is written
   * anew, since no journal could tell what is missing in it.
   */
  get isOwn(): boolean {
    return this.#journal !== undefined;
  }

  /** Writes one patch into the journal, or everything where there is none. @throws the system's error, with everything as it was */
  append(patch: Patch, write: WriteDocument): void {
    if (!this.#journal) {
      this.replace(write);
      return;
    }
    this.#journal.append(patch);
    this.#written++;
  }

  /** Writes the data file anew, at once. @throws the system's error, with the file as it was */
  replace(write: WriteDocument): void {
    this.#compaction.abort();
    const generation = randomUUID();
    const begin = this.#journal?.length ?? 0;
    this.#journal?.append({ generation });
    const size = takeAll(writeSteps(this.path, write(generation), this.#files), this.#files);
    if (this.#journal) this.#drop(begin, this.#written, size);
    else this.#beginJournal(generation);
  }

  /** Begins to write the data file anew in the background, when the journal has grown long enough. */
  compactIfDue(write: WriteDocument): void {
    if ((this.#journal?.length ?? 0) > this.#dueAt) this.compact(write);
  }

  /** Begins to write the data file anew in the background, unless that is under way or the file holds everything. */
  compact(write: WriteDocument): void {
    if (this.#compacting || this.#closed || this.#held === this.#written) return;
    this.#compacting = this.#compact(write)
      .catch(() => {
        // The old file and the journal hold everything. It is tried again when that is twice as long.
        this.#dueAt = 2 * (this.#journal?.length ?? 0);
      })
      .finally(() => {
        this.#compacting = undefined;
      });
  }

  /**
   * Writes the data file anew if it does not hold everything, takes the journal away, and gives the file out of its hands.
   * When that fails, file and journal together hold everything.
   */
  async close(write: WriteDocument): Promise<void> {
    await this.#compacting;
    this.compact(write);
    await this.#compacting;
    this.abandon();
  }

  /** Gives the file out of its hands, as it is. May be called again. */
  abandon(): void {
    if (this.#closed) return;
    this.#closed = true;
    this.#compaction.abort();
    try {
      if (this.#held === this.#written) this.#journal?.remove();
      else this.#journal?.close();
    } finally {
      this.#lock.release();
    }
  }

  async #compact(write: WriteDocument): Promise<void> {
    const journal = this.#journal;
    if (!journal) return;
    this.#compaction = new AbortController();
    const { signal } = this.#compaction;
    const generation = randomUUID();
    const begin = journal.length;
    const held = this.#written;
    journal.append({ generation });
    const steps = writeSteps(this.path, write(generation), this.#files);
    const size = await takeInSlices(steps, this.#files, this.#sliceMs, signal);
    if (size !== undefined) this.#drop(begin, held, size);
  }

  /** Drops from the journal what a new data file holds. */
  #drop(begin: number, held: number, size: number): void {
    this.#size = size;
    this.#held = held;
    this.#dueAt = Math.max(this.#journalBytes, this.#size);
    try {
      this.#journal?.dropBefore(begin);
    } catch {
      // What the file holds may stay in the journal: the generation tells it from what is new.
      this.#dueAt += this.#journal?.length ?? 0;
    }
  }

  #beginJournal(generation: string): void {
    const journal = new JournalFile(this.#journalPath, 0, this.#files);
    journal.append({ generation });
    this.#journal = journal;
  }

  get #journalPath(): string {
    return `${this.path}.journal`;
  }

  #load(): SandboxDocument | undefined {
    for (const left of [`${this.path}.tmp`, `${this.#journalPath}.tmp`]) {
      this.#files.rmSync(left, { force: true });
    }
    const bytes = this.#readIfThere(this.path);
    if (!bytes) return undefined;
    this.#size = bytes.length;
    this.#dueAt = Math.max(this.#journalBytes, this.#size);
    const document = this.#parse(bytes);
    const generation = document.sandbox?.generation;
    const { length, patches } = this.#readJournal(generation);
    if (length > 0) this.#journal = new JournalFile(this.#journalPath, length, this.#files);
    else if (generation !== undefined) this.#beginJournal(generation);
    this.#written = patches.length;
    return this.#replay(document, patches);
  }

  #parse(bytes: Buffer): SandboxDocument {
    if (bytes.length === 0) throw this.#unusable('It is empty');
    let raw: unknown;
    try {
      raw = JSON.parse(bytes.toString());
    } catch (error) {
      throw this.#unusable(`It is not JSON: ${(error as Error).message}`);
    }
    try {
      return readDocument(raw);
    } catch (error) {
      throw this.#unusable((error as Error).message);
    }
  }

  /** What the journal holds beyond the data file. The length is 0 when it has to be begun anew. */
  #readJournal(generation: string | undefined): { length: number; patches: Patch[] } {
    const bytes = this.#readIfThere(this.#journalPath);
    if (!bytes) return { length: 0, patches: [] };
    let journal: JournalText;
    try {
      journal = readJournal(bytes);
    } catch (error) {
      const { message } = error as Error;
      throw this.#unusable(
        `Of its journal ${this.#journalPath} ${message}. Without the journal, what was changed last is lost: move it away to go on so`,
      );
    }
    const patches = patchesSince(journal.entries, generation);
    if (!patches) {
      throw this.#unusable(
        `The journal ${this.#journalPath} belongs to another file, or to an earlier or later version of this one: move it away to go on without it`,
      );
    }
    const tied = journal.entries.some((entry) => 'generation' in entry && entry.generation === generation);
    return { length: tied ? journal.length : 0, patches };
  }

  #replay(document: SandboxDocument, patches: readonly Patch[]): SandboxDocument {
    const replay = new Replay(document);
    for (const [index, patch] of patches.entries()) {
      try {
        replay.apply(patch);
      } catch (error) {
        const { message } = error as Error;
        throw this.#unusable(`Change ${index + 1} of its journal cannot be made: ${message}`);
      }
    }
    return replay.document;
  }

  #readIfThere(file: string): Buffer | undefined {
    try {
      return this.#files.readFileSync(file);
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
      throw new Error(`The sandbox cannot read ${file}: ${reasonOf(error)}`, { cause: error });
    }
  }

  #unusable(problem: string): Error {
    return new Error(
      `${this.path} cannot be used: ${problem}. Nothing was changed; name another file to begin anew`,
    );
  }
}

/** Where a file is, also through links: it is replaced where it is, and two names of one file are one. */
function resolve(file: string, files: Files): string {
  const absolute = path.resolve(file);
  try {
    return files.realpathSync(absolute);
  } catch {
    try {
      return path.join(files.realpathSync(path.dirname(absolute)), path.basename(absolute));
    } catch (error) {
      throw new Error(`The sandbox cannot keep its data in ${absolute}: ${reasonOf(error)}`, {
        cause: error,
      });
    }
  }
}
