import type { Communication } from '../../api/resources.ts';
import { sameJson } from '../../platform/changedFields.ts';
import type { Entry } from '../entries.ts';
import { isUnderWay } from '../worstStatus.ts';

/** So many of the latest are looked through for a delivery that is under way, and so many of those are asked for. */
const LOOKED_THROUGH = 200;
const MOST_ASKED = 20;
/** A delivery that was under way for so long is not waited for any more. */
const GIVEN_UP_MS = 24 * 60 * 60_000;

/**
 * Whether a communication is told of as it was before it was told of the last time: answers overtake one another, and
 * so do callbacks. What has no moment of its last change is taken as it comes.
 */
export function isOlder({ updatedAt }: Communication, known: Communication): boolean {
  return Date.parse(updatedAt ?? '') < Date.parse(known.updatedAt ?? '');
}

/** Whether two tellings of a communication say the same. Made to be quick: thousands are compared at once. */
export function saysTheSame(a: Communication, b: Communication): boolean {
  if (a.updatedAt === undefined || b.updatedAt === undefined) return sameJson(a, b);
  return (
    a.updatedAt === b.updatedAt &&
    a.occurredAt === b.occurredAt &&
    a.content.text === b.content.text &&
    a.recipients.length === b.recipients.length &&
    a.recipients.every(({ deliveryStatus }, n) => deliveryStatus === b.recipients[n]?.deliveryStatus)
  );
}

/** Whether a delivery is known to have failed that was not before. */
export function hasFailedNow(now: Communication, before: Communication | undefined): boolean {
  return now.recipients.some(
    ({ deliveryStatus, address, channel }) =>
      deliveryStatus === 'FAILED' &&
      !before?.recipients.some(
        (known) =>
          known.deliveryStatus === 'FAILED' && known.address === address && known.channel === channel,
      ),
  );
}

/**
 * The ids of the latest communications whose delivery is under way.
 * @param known those that were just read anyway
 * @param now epoch milliseconds
 */
export function underWay(entries: readonly Entry[], known: ReadonlySet<string>, now: number): string[] {
  return entries
    .slice(-LOOKED_THROUGH)
    .filter(
      ({ communication: { id, recipients }, time }) =>
        !known.has(id) &&
        now - time < GIVEN_UP_MS &&
        recipients.some(({ deliveryStatus }) => isUnderWay(deliveryStatus)),
    )
    .slice(-MOST_ASKED)
    .map(({ communication: { id } }) => id);
}
