import type { TimelineRecipient } from '../protocol.ts';
import type { IconName } from './icon-name.ts';
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
export function deliveryOf(recipient: TimelineRecipient): Delivery {
  const status = recipient.deliveryStatus;
  if (status === undefined) return { icon: 'question', words: strings.deliveryUnknown, failed: false };
  return { icon: iconOf(status), words: wordFor(strings.delivery, status), failed: status === 'FAILED' };
}

/**
 * Did it arrive? For several recipients: the worst status and how many have it.
 * @returns `undefined` where nothing is known of any recipient.
 */
export function summarizeDelivery(recipients: readonly TimelineRecipient[]): Delivery | undefined {
  const statuses = recipients.flatMap(({ deliveryStatus }) => deliveryStatus ?? []);
  const [first] = statuses;
  if (first === undefined) return undefined;
  const worst = worstFirst.find((status) => statuses.includes(status)) ?? first;
  const count = statuses.filter((status) => status === worst).length;
  const word = wordFor(strings.delivery, worst);
  const total = recipients.length;
  let words = word;
  if (total > 1) {
    words = count === total ? strings.deliveryAll(word, total) : strings.deliverySome(word, count, total);
  }
  return { icon: iconOf(worst), words, failed: worst === 'FAILED' };
}

function iconOf(status: string): IconName {
  return (Object.hasOwn(statusIcons, status) ? statusIcons[status] : undefined) ?? 'question';
}
