import { renameSync, writeFileSync } from 'node:fs';
import { mkdir, readdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import path from 'node:path';
import * as v from 'valibot';
import type { Ranges } from './ranges.ts';
import { type BurstReport, type BurstSettings, burstSettings, readReport } from './report.ts';

const ranges = v.array(v.tuple([v.number(), v.number()]));

const journalSchema = v.object({
  version: v.literal(1),
  settings: burstSettings,
  /** The window that sends, or that asks what is to become of it. */
  owner: v.string(),
  /** Epoch milliseconds: when that window was last there. Absent when it has left for good. */
  alive: v.optional(v.number()),
  startedAt: v.number(),
  sent: v.number(),
  failed: v.number(),
  /** Those that may or may not have arrived: in flight, or without an answer. */
  unknown: ranges,
  /** Those that were not begun; those that may have been begun since this was written are among the unknown ones. */
  rest: ranges,
  /** Of a window that had the time to write it. */
  report: v.optional(v.unknown()),
});

/** How far a burst has come, as it stands on disk. */
export interface JournalState {
  settings: BurstSettings;
  /** Epoch milliseconds. */
  startedAt: number;
  sent: number;
  failed: number;
  unknown: Ranges;
  rest: Ranges;
  report?: BurstReport | undefined;
}

export interface Journal extends JournalState {
  owner: string;
  alive?: number | undefined;
}

/** A window that has not said for so long that it is there, is gone. */
export const GONE_AFTER_MS = 10_000;

const ENDING = '.burst.json';

/** What is written before it takes the place of a journal. */
const HALF = /\.burst\.json\.\w+\.tmpx?$/;

/** What people wrote to each other is nobody else's business. */
const OWNER_ONLY = 0o600;

/**
 * The journals of bursts, one file each: written whole or not at all, so that whatever ends a window in mid-burst, the
 * next one knows how far it came. Each is the window's that sends.
 */
export class Journals {
  readonly #folder: string;
  readonly #owner: string;
  readonly #now: () => number;

  /**
   * @param folder is made when it is first needed
   * @param owner of this window: no other may have the same
   * @param now epoch milliseconds
   */
  constructor(folder: string, owner: string, now: () => number = Date.now) {
    this.#folder = folder;
    this.#owner = owner;
    this.#now = now;
  }

  /** Writes how far a burst has come: at once it is the window's that writes. @throws what the file system does */
  async write(state: JournalState): Promise<void> {
    await mkdir(this.#folder, { recursive: true });
    const { file, next } = this.#files(state);
    await writeFile(next, this.#text(state, this.#now()), { mode: OWNER_ONLY });
    await rename(next, file);
  }

  /** Writes it before this window goes, which leaves no time to wait: the next window need not wait either. */
  leave(state: JournalState): void {
    const { file, next } = this.#files(state);
    writeFileSync(`${next}x`, this.#text(state, undefined), { mode: OWNER_ONLY });
    renameSync(`${next}x`, file);
  }

  /** The burst has its end, or was given up. */
  async forget({ settings }: Pick<JournalState, 'settings'>): Promise<void> {
    const { file, next } = this.#files({ settings });
    await Promise.all([rm(file, { force: true }), rm(next, { force: true })]);
  }

  /**
   * The journals whose window is gone.
   * @returns also in how many milliseconds to look again, where a window may yet be found gone
   */
  async orphans(): Promise<{ orphans: Journal[]; againInMs: number | undefined }> {
    const orphans: Journal[] = [];
    let againInMs: number | undefined;
    const names = await readdir(this.#folder).catch(() => []);
    for (const name of names) {
      if (HALF.test(name)) await this.#sweep(path.join(this.#folder, name));
      if (!name.endsWith(ENDING)) continue;
      const journal = await this.#read(path.join(this.#folder, name));
      if (!journal || journal.owner === this.#owner) continue;
      const left = journal.alive === undefined ? 0 : journal.alive + GONE_AFTER_MS - this.#now();
      // A clock that was turned back would have it alive for ever.
      if (left <= 0 || left > 2 * GONE_AFTER_MS) orphans.push(journal);
      else againInMs = Math.min(againInMs ?? left, left);
    }
    return { orphans, againInMs };
  }

  /** Takes a journal over whose window is gone. @returns whether no other window was quicker */
  async claim(journal: Journal): Promise<boolean> {
    const { file } = this.#files(journal);
    const present = await this.#read(file);
    if (present?.owner !== journal.owner || present.alive !== journal.alive) return false;
    await this.write(journal);
    return (await this.#read(file))?.owner === this.#owner;
  }

  /** Takes away what a window was writing when it ended: nobody would read it, and it has people's texts in it. */
  async #sweep(file: string): Promise<void> {
    try {
      const { mtimeMs } = await stat(file);
      if (Math.abs(Date.now() - mtimeMs) > GONE_AFTER_MS) await rm(file, { force: true });
    } catch {
      // Another window was quicker.
    }
  }

  /** A file that is not whole, of another version or of somebody else, is none. */
  async #read(file: string): Promise<Journal | undefined> {
    try {
      const result = v.safeParse(journalSchema, JSON.parse(await readFile(file, 'utf8')));
      if (!result.success) return undefined;
      const { report, ...journal } = result.output;
      return { ...journal, report: readReport(report) };
    } catch {
      return undefined;
    }
  }

  #text(state: JournalState, alive: number | undefined): string {
    const { settings, startedAt, sent, failed, unknown, rest, report } = state;
    return JSON.stringify({
      version: 1,
      owner: this.#owner,
      ...(alive === undefined ? {} : { alive }),
      settings,
      startedAt,
      sent,
      failed,
      unknown,
      rest,
      ...(report ? { report } : {}),
    });
  }

  #files({ settings }: Pick<JournalState, 'settings'>): { file: string; next: string } {
    // An id comes from a file too, and shall lead to no other.
    const file = path.join(this.#folder, settings.id.replaceAll(/[^\w-]/g, '') + ENDING);
    return { file, next: `${file}.${this.#owner}.tmp` };
  }
}
