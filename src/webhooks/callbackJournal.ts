import * as v from 'valibot';
import type { SecretStorage } from 'vscode';
import type { StatusCallback } from '../api/resources.ts';
import type { SharedState } from '../platform/sharedState.ts';
import { CHANGES_FLAG } from './callbackFlag.ts';

const KEY = 'twilioConversations.statusCallbackChanges';

/** Kept as it came: members that nobody here knows are to be put back too. */
const callbackSchema = v.custom<StatusCallback>(
  (value) => typeof value === 'object' && value !== null && 'url' in value && typeof value.url === 'string',
);

const changeSchema = v.object({
  /** One target has one change of each window at most. */
  accountId: v.string(),
  target: v.object({
    kind: v.picklist(['configuration', 'conversation']),
    id: v.string(),
    /** As people call it. */
    name: v.string(),
  }),
  before: v.array(callbackSchema),
  after: v.array(callbackSchema),
  /** Of the extension host that made it: while it lives the change is wanted. */
  pid: v.number(),
  /** Epoch milliseconds. */
  at: v.number(),
});

/** A change of a configuration's or a conversation's status callbacks that is to be taken back. */
export type KeptChange = v.InferOutput<typeof changeSchema>;

/**
 * Remembers what the status callbacks were before they were changed from here, before they are changed: should the window
 * die, the next one can still put them back. A callback's URL may hold a password, so that the list is kept where secrets
 * are; only that there is one is known elsewhere.
 */
export class CallbackJournal {
  readonly #secrets: Pick<SecretStorage, 'get' | 'store' | 'delete'>;
  readonly #state: Pick<SharedState, 'update'>;
  readonly #isAlive: (pid: number) => boolean;
  #writing: Promise<unknown> = Promise.resolve();

  constructor(
    secrets: Pick<SecretStorage, 'get' | 'store' | 'delete'>,
    state: Pick<SharedState, 'update'>,
    isAlive: (pid: number) => boolean = processLives,
  ) {
    this.#secrets = secrets;
    this.#state = state;
    this.#isAlive = isAlive;
  }

  /** All changes, the oldest first. What cannot be read is left out. */
  async all(): Promise<KeptChange[]> {
    const json = await this.#secrets.get(KEY);
    if (json === undefined) return [];
    try {
      const list: unknown = JSON.parse(json);
      return Array.isArray(list)
        ? list.flatMap((item) => {
            const change = v.safeParse(changeSchema, item);
            return change.success ? [change.output] : [];
          })
        : [];
    } catch {
      return [];
    }
  }

  /** Those of windows that are no more. */
  async left(): Promise<KeptChange[]> {
    return (await this.all()).filter(({ pid }) => !this.#isAlive(pid));
  }

  /**
   * Keeps a change. It takes the place of what the same window, or one that is no more, changed there before, and keeps
   * what was before that; what a window that lives has changed is for that one to take back.
   * @returns the change as it is kept, and what it took the place of
   */
  async keep(change: KeptChange): Promise<{ kept: KeptChange; earlier: readonly KeptChange[] }> {
    let earlier: KeptChange[] = [];
    let kept = change;
    await this.#change((changes) => {
      earlier = changes.filter(
        (other) => isSameTarget(other, change) && (other.pid === change.pid || !this.#isAlive(other.pid)),
      );
      const [first] = earlier;
      if (first) kept = { ...change, before: first.before };
      return [...changes.filter((other) => !earlier.includes(other)), kept];
    });
    return { kept, earlier };
  }

  /**
   * Forgets a change: it was taken back, is to stay, or was never made.
   * @param earlier what it took the place of and what is in force again
   */
  forget(change: ChangeKey, earlier: readonly KeptChange[] = []): Promise<void> {
    return this.#change((changes) => [
      ...earlier,
      ...changes.filter((other) => !isSameTarget(other, change) || other.pid !== change.pid),
    ]);
  }

  /** One after the other: each reads what the one before has written. */
  #change(to: (changes: KeptChange[]) => KeptChange[]): Promise<void> {
    const done = this.#writing.then(async () => {
      const changes = to(await this.all());
      if (changes.length > 0) {
        await this.#secrets.store(KEY, JSON.stringify(changes));
        await this.#state.update(CHANGES_FLAG, true);
      } else {
        await this.#secrets.delete(KEY);
        await this.#state.update(CHANGES_FLAG, undefined);
      }
    });
    this.#writing = done.catch(() => undefined);
    return done;
  }
}

type ChangeKey = Pick<KeptChange, 'accountId' | 'target' | 'pid'>;

/** Whether two changes are of the same configuration or conversation. */
function isSameTarget(one: ChangeKey, other: ChangeKey): boolean {
  return one.accountId === other.accountId && one.target.id === other.target.id;
}

/** Whether a process of this machine still runs. */
function processLives(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    // It is there, and somebody else's.
    return error instanceof Error && 'code' in error && error.code === 'EPERM';
  }
}
