import { setTimeout as delay } from 'node:timers/promises';
import { isApiError } from '../../api/errors.ts';
import type { Session } from '../../platform/session.ts';
import { isUnderWay, type OperationRecord } from './operationRecord.ts';
import type { OperationTracker } from './operationTracker.ts';

/** An operation is not given up while somebody looks on. */
const LONGEST_WAIT_MS = 24 * 3_600_000;

/** How long to wait after looks that failed: the first wait doubles up to the longest. In milliseconds. */
export interface WatchPatience {
  firstMs: number;
  longestMs: number;
}

const DEFAULT_PATIENCE: WatchPatience = { firstMs: 5_000, longestMs: 60_000 };

/** Looks at the operations that are under way, while somebody wants to know. The client sets the pace. */
export class OperationWatch {
  readonly #tracker: OperationTracker;
  readonly #changed: () => void;
  readonly #patience: WatchPatience;
  #session: Session | undefined;
  readonly #watched = new Map<string, AbortController>();
  readonly #failures = new Map<string, unknown>();

  /** @param changed called when a look has failed, or succeeds again */
  constructor(tracker: OperationTracker, changed: () => void, patience = DEFAULT_PATIENCE) {
    this.#tracker = tracker;
    this.#changed = changed;
    this.#patience = patience;
  }

  /** Why the last look at an operation failed; undefined when it did not. */
  failureOf(operationId: string): unknown {
    return this.#failures.get(operationId);
  }

  /** Begins and ends looking, by what there is. @param session undefined when nobody looks on */
  update(session: Session | undefined): void {
    if (session?.client !== this.#session?.client || session?.account.id !== this.#session?.account.id) {
      this.stop();
    }
    this.#session = session;
    const wanted = session ? this.#tracker.of(session.account.id).filter((one) => this.#isWanted(one)) : [];
    const ids = new Set(wanted.map(({ operationId }) => operationId));
    for (const [id, abort] of this.#watched) {
      if (ids.has(id)) continue;
      abort.abort();
      this.#watched.delete(id);
    }
    for (const record of wanted) {
      if (!session || this.#watched.has(record.operationId)) continue;
      const abort = new AbortController();
      this.#watched.set(record.operationId, abort);
      void this.#watch(session, record, abort.signal);
    }
  }

  /** Looks at once, also where it waits after a failure. */
  retry(): void {
    const session = this.#session;
    this.stop();
    this.update(session);
  }

  /** Ends all looking. */
  stop(): void {
    for (const abort of this.#watched.values()) abort.abort();
    this.#watched.clear();
    this.#failures.clear();
  }

  #isWanted(record: OperationRecord): boolean {
    return isUnderWay(record) && !this.#tracker.isShown(record);
  }

  async #watch({ client, account }: Session, record: OperationRecord, signal: AbortSignal): Promise<void> {
    const { operationId } = record;
    let wait = this.#patience.firstMs;
    const onProgress = (operation: Parameters<OperationTracker['take']>[1]) => {
      if (signal.aborted) return;
      wait = this.#patience.firstMs;
      if (this.#failures.delete(operationId)) this.#changed();
      void this.#tracker.take(account.id, operation);
    };
    while (!signal.aborted) {
      try {
        await client.waitForOperation(operationId, { signal, longestWaitMs: LONGEST_WAIT_MS, onProgress });
        return;
      } catch (error) {
        if (signal.aborted) return;
        // How it ended was told by the last look.
        if (isApiError(error) && error.kind === 'operation') return;
        if (isApiError(error) && error.status === 404) {
          await this.#tracker.lose(record);
          return;
        }
        this.#failures.set(operationId, error);
        this.#changed();
        await delay(wait, undefined, { signal, ref: false }).catch(() => undefined);
        wait = Math.min(wait * 2, this.#patience.longestMs);
      }
    }
  }
}
