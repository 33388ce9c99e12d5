import type { Recipient } from '../api/resources.ts';

/** Statuses that say less than a failure and more than an arrival, worst first. */
const worstFirst = ['FAILED', 'INITIATED', 'IN_PROGRESS', 'DELIVERED', 'READ'];

/** What a communication's delivery is judged by: the worst status of its recipients, or one that is not known here. */
export function worstStatus(recipients: readonly Recipient[]): string | undefined {
  let worst: string | undefined;
  let rank = worstFirst.length;
  for (const { deliveryStatus } of recipients) {
    if (!deliveryStatus) continue;
    const at = worstFirst.indexOf(deliveryStatus);
    if (at !== -1 && at < rank) [worst, rank] = [deliveryStatus, at];
    worst ??= deliveryStatus;
  }
  return worst;
}

/** Whether somebody did not get it. */
export function failedForSome(recipients: readonly Recipient[]): boolean {
  return recipients.some(({ deliveryStatus }) => deliveryStatus === 'FAILED');
}

/** Whether another status comes after it. */
export function isUnderWay(deliveryStatus: string | undefined): boolean {
  return deliveryStatus === 'INITIATED' || deliveryStatus === 'IN_PROGRESS';
}
