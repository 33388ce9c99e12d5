import type { Entry } from '../entries.ts';

/** Whether it did not reach somebody. */
export function isFailed({ communication: { recipients } }: Entry): boolean {
  return recipients.some(({ deliveryStatus }) => deliveryStatus === 'FAILED');
}
