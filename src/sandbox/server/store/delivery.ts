import type {
  Channel,
  DeliveryOutcome,
  DeliveryStatus,
  StoredCommunication,
  StoredContent,
  StoredConversation,
} from '../model.ts';
import type { AccountData } from './accountData.ts';
import { bareAddress } from './grouping.ts';

/** Channels with read receipts. */
const READS: readonly Channel[] = ['CHAT', 'WHATSAPP', 'RCS'];

/** Twilio's magic numbers that cannot be reached, on any channel: `+15005550001` and `+15005550009`. */
const UNREACHABLE = /^\+?15005550(001|009)$/;

/** How delivery to an address ends. */
export function deliveryOutcome(channel: Channel, address: string): DeliveryOutcome {
  if (UNREACHABLE.test(bareAddress(address))) return 'FAILED';
  return READS.includes(channel) ? 'READ' : 'DELIVERED';
}

type Course = readonly (readonly [status: DeliveryStatus, steps: number])[];

/** The statuses on the way to an outcome, and after how many steps each begins. */
const COURSES: Record<DeliveryOutcome, Course> = {
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

/**
 * Where a delivery stands.
 *
 * @param elapsedMs - since the communication was made
 * @returns the status, and after how many milliseconds since then the next one begins
 */
export function deliveryAt(
  content: StoredContent,
  outcome: DeliveryOutcome,
  elapsedMs: number,
  stepMs: number,
): { status: DeliveryStatus; nextMs?: number } {
  // What was said aloud has been heard: a transcription is delivered when it exists.
  if (content.type === 'TRANSCRIPTION' || stepMs === 0) return { status: outcome };
  let status: DeliveryStatus = 'INITIATED';
  for (const [begun, steps] of COURSES[outcome]) {
    if (steps * stepMs > elapsedMs) return { status, nextMs: steps * stepMs };
    status = begun;
  }
  return { status };
}

/** Sees to it that a communication's delivery moves on from where it is. */
export function awaitDelivery(
  data: AccountData,
  conversation: StoredConversation,
  communication: StoredCommunication,
): void {
  const { content, recipients, createdAt, updatedAt } = communication;
  const { deliveryStepMs, agenda } = data.surroundings;
  let nextMs = Number.POSITIVE_INFINITY;
  for (const { outcome, deliveryStatus } of recipients) {
    if (deliveryStatus === outcome) continue;
    const elapsed = updatedAt - createdAt;
    nextMs = Math.min(nextMs, deliveryAt(content, outcome, elapsed, deliveryStepMs).nextMs ?? nextMs);
  }
  if (!Number.isFinite(nextMs)) {
    delete communication.deliveryDue;
    return;
  }
  communication.deliveryDue = createdAt + nextMs;
  agenda.set(communication.deliveryDue, (at) => {
    // Gone, or written anew with another appointment.
    if (communication.deliveryDue !== at || data.conversations.get(conversation.id) !== conversation) return;
    for (const recipient of communication.recipients) {
      if (recipient.deliveryStatus === recipient.outcome) continue;
      const { status } = deliveryAt(communication.content, recipient.outcome, at - createdAt, deliveryStepMs);
      recipient.deliveryStatus = status;
    }
    communication.updatedAt = at;
    awaitDelivery(data, conversation, communication);
    data.changed({ kind: 'communication', conversation, communication });
    data.happened({ type: 'COMMUNICATION_UPDATED', at, conversation, communication });
  });
}
