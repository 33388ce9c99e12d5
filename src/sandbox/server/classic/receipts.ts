import type { DeliveryStatus, StoredCommunication, StoredRecipient } from '../model.ts';
import { Collection } from '../store/collection.ts';
import { isBound } from './participants.ts';
import { sidOfParts } from './sids.ts';

/** What v1 says of a delivery. Before it is under way, there is nothing to say. */
export type ReceiptStatus = 'sent' | 'delivered' | 'read' | 'failed';

const STATUSES: Partial<Record<DeliveryStatus, ReceiptStatus>> = {
  IN_PROGRESS: 'sent',
  DELIVERED: 'delivered',
  READ: 'read',
  FAILED: 'failed',
};

/** How a message fared with one recipient. */
export interface DeliveryReceipt {
  /** The SID, `DY…`. */
  readonly id: string;
  recipient: StoredRecipient;
  /** Undefined while there is none yet. */
  status: ReceiptStatus | undefined;
  /** The message as its channel knows it. */
  channelMessageSid: string;
}

/** Recipients outside of chat: v1 gives receipts for them only. */
export function boundRecipients({ recipients }: StoredCommunication): StoredRecipient[] {
  return recipients.filter(({ channel }) => isBound(channel));
}

/** The receipts of a message, in the order of its recipients; those that have no status are not there yet. */
export function receiptsOf(communication: StoredCommunication): Collection<DeliveryReceipt> {
  const receipts = new Collection<DeliveryReceipt>();
  const recipients = boundRecipients(communication);
  // On SMS a communication's channelId is the message's SID; with several recipients it can be that of one only.
  const { id, channelId = '' } = communication;
  const known = recipients.length === 1 && /^(?!CH)[A-Z]{2}[0-9a-fA-F]{32}$/.test(channelId);
  for (const [index, recipient] of recipients.entries()) {
    const prefix = recipient.channel === 'WHATSAPP' ? 'WA' : 'SM';
    receipts.add({
      id: sidOfParts('DY', id, index),
      recipient,
      status: STATUSES[recipient.deliveryStatus],
      channelMessageSid: known ? channelId : sidOfParts(prefix, id, index),
    });
  }
  return receipts;
}
