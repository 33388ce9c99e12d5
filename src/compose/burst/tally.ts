import { isApiError } from '../../api/errors.ts';
import type { CopyOutcome } from './copyOutcome.ts';
import { type Ranges, rangesOf } from './ranges.ts';

/** What became of a copy, as it is kept: one byte each. */
const PENDING = 0;
const SENT = 1;
const FAILED = 2;
const UNKNOWN = 3;

/** So many different reasons are told apart; what else goes wrong is counted as one. */
const MOST_REASONS = 20;

/** So many copies are named for each reason. */
const MOST_EXAMPLES = 3;

/** A reason why copies failed, or why it is unknown whether they arrived. */
export interface FailureGroup {
  kind: 'refused' | 'unknown';
  /** HTTP status; absent when no answer came. */
  status?: number;
  /** Twilio's error code. */
  code?: number;
  /** The system's, such as ECONNRESET. */
  systemCode?: string;
  count: number;
  /** The first error of that kind; absent for those that are not told apart any more. */
  error?: unknown;
  examples: { n: number; message: string; requestId?: string }[];
}

/**
 * What became of the copies of a burst: for each one nine bytes, whatever happens, so that the figures are exact and a
 * hundred thousand take a megabyte.
 */
export class Tally {
  readonly #outcomes: Uint8Array;
  /** How long the answer took, in milliseconds; of those that were sent. */
  readonly #latencies: Float32Array;
  /** When it was settled, in milliseconds from the beginning. */
  readonly #ends: Float32Array;
  readonly #failures = new Map<string, FailureGroup>();
  /** When a 429 came, in milliseconds from the beginning; in the order they came, those beyond the room counted only. */
  readonly #limitedAt = new Float32Array(4_096);
  #sent = 0;
  #failed = 0;
  #unknown = 0;
  #limited = 0;

  /** @param count the highest number of a copy */
  constructor(count: number) {
    this.#outcomes = new Uint8Array(count + 1);
    this.#latencies = new Float32Array(count + 1);
    this.#ends = new Float32Array(count + 1);
  }

  get sent(): number {
    return this.#sent;
  }

  get failed(): number {
    return this.#failed;
  }

  get unknown(): number {
    return this.#unknown;
  }

  /** How many times the server said that there were too many. */
  get limited(): number {
    return this.#limited;
  }

  /**
   * Takes in what became of a copy.
   * @param end milliseconds from the beginning of the burst
   */
  settle(n: number, outcome: CopyOutcome, latencyMs: number, end: number): void {
    if (outcome.kind === 'limited') {
      if (this.#limited < this.#limitedAt.length) this.#limitedAt[this.#limited] = end;
      this.#limited++;
      return;
    }
    this.#ends[n] = end;
    this.#latencies[n] = latencyMs;
    if (outcome.kind === 'sent') {
      this.#outcomes[n] = SENT;
      this.#sent++;
      return;
    }
    const isUnknown = outcome.kind === 'unknown';
    this.#outcomes[n] = isUnknown ? UNKNOWN : FAILED;
    if (isUnknown) this.#unknown++;
    else this.#failed++;
    this.#count(n, outcome.kind, outcome.error);
  }

  /** Why copies failed or are unknown: the most frequent reason first. */
  get failures(): FailureGroup[] {
    return [...this.#failures.values()].sort((a, b) => b.count - a.count);
  }

  /** The copies of which nobody knows. */
  get unknownCopies(): Ranges {
    return rangesOf(this.#numbersOf(UNKNOWN));
  }

  /** The latencies of those that were sent, in milliseconds: a copy, sorted. */
  sortedLatencies(): Float32Array {
    const all = new Float32Array(this.#sent);
    let at = 0;
    for (const n of this.#numbersOf(SENT)) all[at++] = this.#latencies[n] ?? 0;
    return all.sort();
  }

  /** Each copy that is settled. */
  *settled(): Generator<
    { kind: 'sent' | 'refused' | 'unknown'; latencyMs: number; end: number },
    void,
    void
  > {
    for (let n = 0; n < this.#outcomes.length; n++) {
      const kind = KINDS[this.#outcomes[n] ?? PENDING];
      if (kind) yield { kind, latencyMs: this.#latencies[n] ?? 0, end: this.#ends[n] ?? 0 };
    }
  }

  /** When the server said that there were too many, in milliseconds from the beginning: the first few thousand times. */
  get limitedAt(): Float32Array {
    return this.#limitedAt.subarray(0, Math.min(this.#limited, this.#limitedAt.length));
  }

  *#numbersOf(outcome: number): Generator<number, void, void> {
    for (let n = 0; n < this.#outcomes.length; n++) if (this.#outcomes[n] === outcome) yield n;
  }

  #count(n: number, kind: FailureGroup['kind'], error: unknown): void {
    const facts = isApiError(error) ? error : undefined;
    const { status, code, systemCode } = facts ?? {};
    const message = error instanceof Error ? error.message : String(error);
    const told = [kind, status, code, systemCode, facts ? '' : message].join('/');
    const key = this.#failures.has(told) || this.#failures.size < MOST_REASONS ? told : kind;
    let group = this.#failures.get(key);
    if (!group) {
      group = {
        kind,
        count: 0,
        examples: [],
        ...(key === told
          ? {
              error,
              ...(status === undefined ? {} : { status }),
              ...(code === undefined ? {} : { code }),
              ...(systemCode === undefined ? {} : { systemCode }),
            }
          : {}),
      };
      this.#failures.set(key, group);
    }
    group.count++;
    if (group.examples.length >= MOST_EXAMPLES) return;
    const requestId = facts?.requestId;
    group.examples.push({ n, message, ...(requestId === undefined ? {} : { requestId }) });
  }
}

const KINDS = {
  [PENDING]: undefined,
  [SENT]: 'sent',
  [FAILED]: 'refused',
  [UNKNOWN]: 'unknown',
} as const as Record<number, 'sent' | 'refused' | 'unknown' | undefined>;
