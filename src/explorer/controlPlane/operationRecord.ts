import * as v from 'valibot';
import type { Operation } from '../../api/resources.ts';

const text = v.fallback(v.optional(v.string()), undefined);

/** What was last seen of an operation. */
const seenSchema = v.object({
  status: v.string(),
  completedAt: text,
  /** What Twilio says of a failure. */
  error: text,
  /** The kind of id and the id of what it changes: `configurationId` or `conversationId`. */
  related: v.fallback(v.optional(v.record(v.string(), v.string()), {}), {}),
});

const recordSchema = v.object({
  accountId: v.string(),
  operationId: v.string(),
  /** What it does, in a few words without a full stop: `Delete conversation “Hannah Okafor”`. */
  what: v.string(),
  /** ISO 8601 */
  startedAt: v.string(),
  seen: v.fallback(v.optional(seenSchema), undefined),
  /** Twilio does not know it, any more or at all. */
  gone: v.fallback(v.optional(v.boolean()), undefined),
});

/** An operation that was started from here, and what was last seen of it. */
export type OperationRecord = v.InferOutput<typeof recordSchema>;

/** What is known of an operation when it starts. */
export type StartedOperation = Pick<OperationRecord, 'accountId' | 'operationId' | 'what'> & {
  /** ISO 8601; now when absent. */
  startedAt?: string;
};

/** Reads what an earlier window has kept; what cannot be read is left out. */
export function readRecords(kept: unknown): OperationRecord[] {
  if (!Array.isArray(kept)) return [];
  return kept.flatMap((one) => {
    const read = v.safeParse(recordSchema, one);
    return read.success ? [read.output] : [];
  });
}

/** What is kept of an operation as it was seen. */
export function seenOf({ status, completedAt, error, related }: Operation): OperationRecord['seen'] {
  const said = [error?.title, error?.detail].filter((part) => typeof part === 'string' && part !== '');
  return {
    status,
    related: related ?? {},
    ...(completedAt ? { completedAt } : {}),
    ...(said.length > 0 ? { error: said.join(': ') } : {}),
  };
}

/** Whether there is anything more to wait for. */
export function isUnderWay({ seen, gone }: OperationRecord): boolean {
  return !gone && !ENDED.includes(seen?.status ?? '');
}

const ENDED: readonly string[] = ['COMPLETED', 'FAILED', 'CANCELLED'];
