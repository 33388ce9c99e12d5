import type { StoredCommunication, StoredConversation } from '../model.ts';
import type { AccountData } from '../store/accountData.ts';
import { awaitSending } from '../store/actions.ts';
import { awaitDelivery } from '../store/delivery.ts';
import { awaitSilence } from '../store/lifecycle.ts';
import { awaitEnd } from '../store/operations.ts';

/** Something that was awaited when it was written down. */
interface Awaited {
  /** When it came to be awaited, in epoch milliseconds: of what is due at one moment, the first awaited comes first. */
  since: number;
  /** Of those of one moment, ids sort by their making. */
  id: string;
  resume(): void;
}

/**
 * Has everything go on that imported data waits for: deliveries, messages that are being sent, silence that ends
 * conversations, operations.
 *
 * @param written - conversations, and those of their communications whose deliveries may be under way
 * @param now - epoch milliseconds on the sandbox's clock
 */
export function resumeAll(
  data: AccountData,
  written: Iterable<{ conversation: StoredConversation; communications: Iterable<StoredCommunication> }>,
  now: number,
): void {
  const awaited: Awaited[] = [];
  for (const { conversation, communications } of written) {
    const { id, quietSince, actions } = conversation;
    if (conversation.status !== 'CLOSED') {
      awaited.push({ since: quietSince, id, resume: () => awaitSilence(data, conversation) });
    }
    for (const action of actions.values()) {
      if (action.status !== 'PENDING') continue;
      const resume = () => awaitSending(data, conversation, action);
      awaited.push({ since: action.createdAt, id: action.id, resume });
    }
    for (const communication of communications) {
      if (hasEnded(communication)) continue;
      const resume = () => resumeDelivery(data, conversation, communication, now);
      awaited.push({ since: communication.updatedAt, id: communication.id, resume });
    }
  }
  for (const operation of data.operations.values()) {
    if (operation.status !== 'PENDING') continue;
    awaited.push({ since: operation.createdAt, id: operation.id, resume: () => awaitEnd(data, operation) });
  }
  awaited.sort((one, other) => one.since - other.since || (one.id < other.id ? -1 : 1));
  for (const { resume } of awaited) resume();
}

function hasEnded({ recipients }: StoredCommunication): boolean {
  return recipients.every(({ deliveryStatus, outcome }) => deliveryStatus === outcome);
}

function resumeDelivery(
  data: AccountData,
  conversation: StoredConversation,
  communication: StoredCommunication,
  now: number,
): void {
  awaitDelivery(data, conversation, communication);
  if (communication.deliveryDue !== undefined) return;
  // It took longer than deliveries take here. Where it was written down it was still under way: it ends now.
  communication.deliveryDue = now;
  data.surroundings.agenda.set(now, (at) => {
    if (communication.deliveryDue !== at || data.conversations.get(conversation.id) !== conversation) return;
    for (const recipient of communication.recipients) recipient.deliveryStatus = recipient.outcome;
    communication.updatedAt = at;
    delete communication.deliveryDue;
    data.changed({ kind: 'communication', conversation, communication });
    data.happened({ type: 'COMMUNICATION_UPDATED', at, conversation, communication });
  });
}
