import type { DeliveryOutcome, StoredRecipient } from '../model.ts';
import { deliveryOutcome } from '../store/delivery.ts';

/**
 * How a delivery ends as far as its status tells: as it stands, or while it is under way as it usually does on its
 * channel. A status that the sandbox does not know stays what it is, and so counts as an end.
 */
export function impliedOutcome({
  channel,
  address,
  deliveryStatus,
}: Omit<StoredRecipient, 'outcome'>): DeliveryOutcome {
  const underWay = deliveryStatus === 'INITIATED' || deliveryStatus === 'IN_PROGRESS';
  return underWay ? deliveryOutcome(channel, address) : (deliveryStatus as DeliveryOutcome);
}
