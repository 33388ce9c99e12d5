import { type Files, OWNER_ONLY, writeAll } from './files.ts';
import { type JournalEntry, journalLine } from './journalText.ts';

/** The file beside a data file that takes every change at once, until a new data file holds them. */
export class JournalFile {
  readonly #path: string;
  readonly #files: Files;
  #descriptor: number;
  /** Where the next line goes. What a write that failed left there is written over. */
  #length: number;

  /** @param length - of what is good of it, in bytes; 0 for a new one */
  constructor(path: string, length: number, files: Files) {
    this.#path = path;
    this.#files = files;
    this.#length = length;
    this.#descriptor = files.openSync(path, length === 0 ? 'w+' : 'r+', OWNER_ONLY);
    files.ftruncateSync(this.#descriptor, length);
  }

  /** In bytes. */
  get length(): number {
    return this.#length;
  }

  /**
   * Writes one entry with one call to the system, so that it outlives this process's sudden end; a sudden end of the
   * machine may take the last ones with it, since it is not forced onto the disk.
   *
   * @throws the system's error, with the journal as it was
   */
  append(entry: JournalEntry): void {
    const bytes = journalLine(entry);
    writeAll(this.#files, this.#descriptor, bytes, this.#length);
    this.#length += bytes.length;
  }

  /** Drops what is before that place. @throws the system's error, with the journal as it was */
  dropBefore(position: number): void {
    const kept = Buffer.alloc(this.#length - position);
    let read = 0;
    while (read < kept.length) {
      const count = this.#files.readSync(this.#descriptor, kept, read, kept.length - read, position + read);
      if (count === 0) throw new Error(`${this.#path} is shorter than it was`);
      read += count;
    }
    const next = `${this.#path}.tmp`;
    const descriptor = this.#files.openSync(next, 'w+', OWNER_ONLY);
    try {
      writeAll(this.#files, descriptor, kept);
    } finally {
      this.#files.closeSync(descriptor);
    }
    // Windows renames nothing onto an open file.
    this.#files.closeSync(this.#descriptor);
    try {
      this.#files.renameSync(next, this.#path);
      this.#length = kept.length;
    } finally {
      this.#descriptor = this.#files.openSync(this.#path, 'r+');
    }
  }

  close(): void {
    this.#files.closeSync(this.#descriptor);
  }

  remove(): void {
    this.close();
    this.#files.rmSync(this.#path, { force: true });
  }
}
