import { isApiError } from '../../api/errors.ts';
import type { Operation } from '../../api/resources.ts';
import { keepOperations, keptOperations, type State } from './keptOperations.ts';
import { isUnderWay, type OperationRecord, type StartedOperation, seenOf } from './operationRecord.ts';

/** Names one operation. */
export type OperationKey = Pick<OperationRecord, 'accountId' | 'operationId'>;

/** What the tracker works with. */
export interface OperationTrackerOptions {
  state: State;
  /** Called after each change. */
  changed: () => void;
  /** Called once with an operation that has ended, unless this window has shown a progress for it. */
  ended: (record: OperationRecord) => void;
}

/** Remembers the operations that were started from here, the newest first. Twilio offers no list of them. */
export class OperationTracker {
  readonly #options: OperationTrackerOptions;
  /** Those that a progress is shown for in this window: whoever shows it tells how they end. */
  readonly #shown = new Set<string>();

  constructor(options: OperationTrackerOptions) {
    this.#options = options;
  }

  /** An account's operations, the newest first. */
  of(accountId: string): OperationRecord[] {
    return this.#records().filter((record) => record.accountId === accountId);
  }

  /** Whether this window shows a progress for it: then it need not be looked at here as well. */
  isShown({ operationId }: OperationKey): boolean {
    return this.#shown.has(operationId);
  }

  /**
   * Remembers an operation that was just started. One that is known already is begun anew.
   * @param shown given when this window shows a progress for it, and tells how it ends: what `waitForOperation` gave.
   *   Should that give up before the operation has ended, the tracker takes over
   */
  async track(started: StartedOperation, shown?: Promise<Operation>): Promise<void> {
    const { accountId, operationId, what, startedAt = new Date().toISOString() } = started;
    const others = this.#records().filter((record) => !isSame(record, started));
    if (shown) void this.#follow({ accountId, operationId }, shown);
    await this.#keep([
      { accountId, operationId, what, startedAt, seen: undefined, gone: undefined },
      ...others,
    ]);
  }

  /** Takes in what a look at an operation has shown. */
  async take(accountId: string, operation: Operation): Promise<void> {
    await this.#change({ accountId, operationId: operation.operationId }, (record) => ({
      ...record,
      gone: undefined,
      seen: seenOf(operation),
    }));
  }

  /** Takes in that Twilio does not know an operation. */
  async lose(key: OperationKey): Promise<void> {
    await this.#change(key, (record) => ({ ...record, gone: true }));
  }

  /** Does not remember it any longer. What it does at Twilio goes on. */
  async forget(key: OperationKey): Promise<void> {
    await this.#keep(this.#records().filter((record) => !isSame(record, key)));
  }

  async #follow(key: OperationKey, shown: Promise<Operation>): Promise<void> {
    this.#shown.add(key.operationId);
    try {
      await this.take(key.accountId, await shown);
    } catch (error) {
      const operation = isApiError(error) && error.kind === 'operation' ? error.operation : undefined;
      if (operation) await this.take(key.accountId, operation);
    } finally {
      this.#shown.delete(key.operationId);
      this.#options.changed();
    }
  }

  async #change(key: OperationKey, change: (record: OperationRecord) => OperationRecord): Promise<void> {
    const records = this.#records();
    const before = records.find((record) => isSame(record, key));
    // Forgotten meanwhile.
    if (!before) return;
    const after = change(before);
    if (JSON.stringify(after) === JSON.stringify(before)) return;
    await this.#keep(records.map((record) => (record === before ? after : record)));
    const ended = isUnderWay(before) && !isUnderWay(after) && !after.gone;
    if (ended && !this.isShown(key)) this.#options.ended(after);
  }

  #records(): OperationRecord[] {
    return keptOperations(this.#options.state);
  }

  async #keep(records: readonly OperationRecord[]): Promise<void> {
    // Drawn when it is asked for, not when it is written.
    const kept = keepOperations(this.#options.state, records);
    this.#options.changed();
    await kept;
  }
}

function isSame(one: OperationKey, other: OperationKey): boolean {
  return one.operationId === other.operationId && one.accountId === other.accountId;
}
