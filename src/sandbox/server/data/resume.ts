import type { StoredCommunication, StoredConversation } from '../model.ts';
import type { AccountData } from '../store/accountData.ts';
import { awaitSending } from '../store/actions.ts';
import { awaitDelivery } from '../store/delivery.ts';
import { awaitSilence } from '../store/lifecycle.ts';
import { awaitEnd } from '../store/operations.ts';

/** Has a communication's delivery go on, if it has not ended. */
export function resumeDelivery(
  data: AccountData,
  conversation: StoredConversation,
  communication: StoredCommunication,
  now: number,
): void {
  const { recipients } = communication;
  if (recipients.every(({ deliveryStatus, outcome }) => deliveryStatus === outcome)) return;
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

/** Has all that a conversation waits for come in its time: silence that ends it, messages that are being sent. */
export function resumeConversation(data: AccountData, conversation: StoredConversation): void {
  awaitSilence(data, conversation);
  for (const action of conversation.actions.values()) {
    if (action.status === 'PENDING') awaitSending(data, conversation, action);
  }
}

/** Has operations end that are under way. */
export function resumeOperations(data: AccountData): void {
  for (const operation of data.operations.values()) {
    if (operation.status === 'PENDING') awaitEnd(data, operation);
  }
}
