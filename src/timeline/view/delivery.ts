import type { TimelineRecipient } from '../protocol/rows.ts';
import type { IconName } from './iconName.ts';
import { wordFor } from './readable.ts';
import { strings } from './strings.ts';

/** How far a status is from having arrived, worst first: a summary speaks of the worst. */
const worstFirst = ['FAILED', 'INITIATED', 'IN_PROGRESS', 'DELIVERED', 'READ'];

const statusIcons: Readonly<Record<string, IconName>> = {
  INITIATED: 'clock',
  IN_PROGRESS: 'send',
  DELIVERED: 'check',
  READ: 'checkAll',
  FAILED: 'error',
};

/** A delivery status to draw. */
export interface Delivery {
  readonly icon: IconName;
  readonly words: string;
  readonly failed: boolean;
}

/** One recipient's status in an icon and a word. */
export function deliveryOf({ deliveryStatus: status }: Pick<TimelineRecipient, 'deliveryStatus'>): Delivery {
  if (status === undefined) return { icon: 'question', words: strings.deliveryUnknown, failed: false };
  return { icon: iconOf(status), words: wordFor(strings.delivery, status), failed: status === 'FAILED' };
}

/** What came of sending to every recipient, to draw in one line. */
export interface DeliverySummary extends Delivery {
  /** It reached nobody: a matter of the whole communication, and not only of this line. */
  readonly failedForAll: boolean;
}

/**
 * Did it arrive? For several recipients: the worst status and how many have it. That some failed is said as a share
 * first, so that it is not taken for a failure of them all.
 * @returns `undefined` where nothing is known of any recipient.
 */
export function summarizeDelivery(recipients: readonly TimelineRecipient[]): DeliverySummary | undefined {
  const statuses = recipients.flatMap(({ deliveryStatus }) => deliveryStatus ?? []);
  const [first] = statuses;
  if (first === undefined) return undefined;
  const worst = worstFirst.find((status) => statuses.includes(status)) ?? first;
  const count = statuses.filter((status) => status === worst).length;
  const total = recipients.length;
  const failed = worst === 'FAILED';
  return {
    icon: iconOf(worst),
    words: failed ? failedWords(count, total) : countedWords(worst, count, total),
    failed,
    failedForAll: failed && count === total,
  };
}

function failedWords(count: number, total: number): string {
  return count === total ? strings.delivery.FAILED : strings.deliverySomeFailed(count, total);
}

function countedWords(status: string, count: number, total: number): string {
  const word = wordFor(strings.delivery, status);
  if (total === 1) return word;
  return count === total ? strings.deliveryAll(word, total) : strings.deliverySome(word, count, total);
}

function iconOf(status: string): IconName {
  return (Object.hasOwn(statusIcons, status) ? statusIcons[status] : undefined) ?? 'question';
}
