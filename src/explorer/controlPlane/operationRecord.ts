import type { Operation } from '../../api/resources.ts';
import { isRecordOf, isText, membersOf } from '../../platform/kept.ts';

/** What was last seen of an operation. */
interface SeenOperation {
  status: string;
  completedAt?: string | undefined;
  /** What Twilio says of a failure. */
  error?: string | undefined;
  /** The kind of id and the id of what it changes: `configurationId` or `conversationId`. */
  related: Record<string, string>;
}

/** An operation that was started from here, and what was last seen of it. */
export interface OperationRecord {
  accountId: string;
  operationId: string;
  /** What it does, in a few words without a full stop: `Delete conversation “Hannah Okafor”`. */
  what: string;
  /** ISO 8601 */
  startedAt: string;
  seen?: SeenOperation | undefined;
  /** Twilio does not know it, any more or at all. */
  gone?: boolean | undefined;
}

/** What is known of an operation when it starts. */
export type StartedOperation = Pick<OperationRecord, 'accountId' | 'operationId' | 'what'> & {
  /** ISO 8601; now when absent. */
  startedAt?: string;
};

/** Reads what an earlier window has kept; what cannot be read is left out. */
export function readRecords(kept: unknown): OperationRecord[] {
  if (!Array.isArray(kept)) return [];
  return kept.flatMap((one) => {
    const { accountId, operationId, what, startedAt, seen, gone } = membersOf(one);
    if (!isText(accountId) || !isText(operationId) || !isText(what) || !isText(startedAt)) return [];
    return [
      {
        accountId,
        operationId,
        what,
        startedAt,
        seen: readSeen(seen),
        gone: gone === true ? true : undefined,
      },
    ];
  });
}

function readSeen(kept: unknown): SeenOperation | undefined {
  const { status, completedAt, error, related } = membersOf(kept);
  if (!isText(status)) return undefined;
  return {
    status,
    completedAt: isText(completedAt) ? completedAt : undefined,
    error: isText(error) ? error : undefined,
    related: isRecordOf(isText, related) ? related : {},
  };
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
