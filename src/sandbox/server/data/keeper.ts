import { Failure } from '../failure.ts';
import type { ConversationSettings, StoredConversation } from '../model.ts';
import { iso } from '../present.ts';
import type { AccountData } from '../store/accountData.ts';
import type { Change } from '../store/changes.ts';
import type { DataFile } from './dataFile.ts';
import { documentText, type Exported } from './exportState.ts';
import { reasonOf } from './files.ts';
import { PendingChanges } from './pendingChanges.ts';

/** The state as it is, to be written down. */
export type CurrentState = () => Pick<Exported, 'accounts' | 'now' | 'realNow'>;

/** Keeps a data file up to date with a sandbox's state. */
export class Keeper {
  readonly #file: DataFile;
  readonly #state: CurrentState;
  readonly #pending = new Map<AccountData, PendingChanges>();
  readonly #written = new WeakMap<StoredConversation, ConversationSettings>();
  #clockChanged = false;
  #problem: Error | undefined;

  constructor(file: DataFile, state: CurrentState) {
    this.#file = file;
    this.#state = state;
  }

  /** Notes what has changed, for the next {@link flush}. */
  note(data: AccountData, change: Change): void {
    let pending = this.#pending.get(data);
    if (!pending) {
      pending = new PendingChanges(data, this.#written);
      this.#pending.set(data, pending);
    }
    pending.note(change);
  }

  /** Notes that the sandbox's clock goes otherwise from now on. */
  noteClock(): void {
    this.#clockChanged = true;
  }

  /**
   * Writes down what was noted since the last time: all of it or nothing. What could not be written is tried again with
   * what comes next; see {@link refuseIfNotKept}.
   */
  flush(): void {
    if (this.#pending.size === 0 && !this.#clockChanged) return;
    const { now, realNow } = this.#state();
    try {
      const patch = {
        exportedAt: iso(realNow),
        now: iso(now),
        accounts: Array.from(this.#pending.values(), (pending) => pending.toPatch()),
      };
      this.#file.append(patch, this.#write);
    } catch (error) {
      this.#problem = error as Error;
      return;
    }
    for (const pending of this.#pending.values()) pending.notePatchWritten();
    this.#forgetPending();
    this.#file.compactIfDue(this.#write);
  }

  /**
   * To be called before a write is acknowledged.
   *
   * @throws Failure 500 when it is not in the file: it has taken place, but would not outlive the sandbox
   */
  refuseIfNotKept(): void {
    if (!this.#problem) return;
    throw new Failure(
      500,
      20500,
      `The change was made, but could not be written to ${this.#file.path}: ${reasonOf(this.#problem)}. It will be written with the next change that can be`,
    );
  }

  /**
   * Writes everything down at once, after it was replaced.
   *
   * @throws Error in words for people
   */
  replaceAll(): void {
    try {
      this.#file.replace(this.#write);
    } catch (error) {
      throw new Error(`${this.#file.path} could not be written: ${reasonOf(error)}`, { cause: error });
    }
    this.#forgetPending();
  }

  /** Whether the file is as a sandbox wrote it. */
  get isOwn(): boolean {
    return this.#file.isOwn;
  }

  /** Begins to put what the journal held at the start into the file, in the background. */
  tidyUp(): void {
    this.#file.compact(this.#write);
  }

  /** @throws Error in words for people, when something could not be written down and is lost now */
  async close(): Promise<void> {
    this.flush();
    if (this.#problem) {
      this.#file.abandon();
      const reason = reasonOf(this.#problem);
      throw new Error(`The last changes could not be written to ${this.#file.path} and are lost: ${reason}`);
    }
    await this.#file.close(this.#write);
  }

  /** Gives the file out of its hands as it is, when the sandbox could not start. */
  abandon(): void {
    this.#file.abandon();
  }

  readonly #write = (generation: string): Iterable<string> =>
    documentText({ ...this.#state(), basesNoted: true, generation });

  #forgetPending(): void {
    this.#pending.clear();
    this.#clockChanged = false;
    this.#problem = undefined;
  }
}
