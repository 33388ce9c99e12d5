import type {
  Channel,
  DeliveryStatus,
  StoredCommunication,
  StoredContent,
  StoredRecipient,
} from '../model.ts';
import { bareAddress } from './grouping.ts';

/** Channels with read receipts. */
const READS: readonly Channel[] = ['CHAT', 'WHATSAPP', 'RCS'];

/** Twilio's magic numbers that cannot be reached, on any channel: `+15005550001` and `+15005550009`. */
const UNREACHABLE = /^\+?15005550(001|009)$/;

/** How delivery to an address ends. */
export function deliveryOutcome(channel: Channel, address: string): StoredRecipient['outcome'] {
  if (UNREACHABLE.test(bareAddress(address))) return 'FAILED';
  return READS.includes(channel) ? 'READ' : 'DELIVERED';
}

/** The statuses on the way to an outcome, and after how many steps each begins. */
const COURSES: Record<StoredRecipient['outcome'], readonly [status: DeliveryStatus, steps: number][]> = {
  DELIVERED: [
    ['INITIATED', 0],
    ['IN_PROGRESS', 1],
    ['DELIVERED', 2],
  ],
  READ: [
    ['INITIATED', 0],
    ['IN_PROGRESS', 1],
    ['DELIVERED', 2],
    ['READ', 4],
  ],
  FAILED: [
    ['INITIATED', 0],
    ['IN_PROGRESS', 1],
    ['FAILED', 2],
  ],
};

/** What was said aloud has been heard: a transcription is delivered when it exists. */
function course(content: StoredContent, outcome: StoredRecipient['outcome']) {
  return content.type === 'TRANSCRIPTION' ? ([[outcome, 0]] as const) : COURSES[outcome];
}

/** The moment to compute statuses for, and the milliseconds between two of them. */
export interface DeliveryClock {
  now: number;
  stepMs: number;
}

/**
 * Where delivery stands. Nothing runs in the background: the status follows from the time that has passed, so a
 * restless clock in a test gives the same answer as an hour of waiting.
 *
 * @returns the status of each recipient in order, and when the communication last changed in epoch milliseconds
 */
export function deliveryAt(
  { content, recipients, createdAt, updatedAt }: StoredCommunication,
  { now, stepMs }: DeliveryClock,
): { statuses: DeliveryStatus[]; updatedAt: number } {
  let changedAt = updatedAt;
  const statuses = recipients.map(({ outcome }) => {
    let current: DeliveryStatus = outcome;
    for (const [status, steps] of course(content, outcome)) {
      const since = createdAt + steps * stepMs;
      if (steps > 0 && since > now) break;
      current = status;
      changedAt = Math.max(changedAt, since);
    }
    return current;
  });
  return { statuses, updatedAt: changedAt };
}
