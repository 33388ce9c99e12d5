import type { ServiceMessage } from '../../api/resources.ts';
import type { SeenCommunication } from './evidence.ts';
import { BRIDGE_NEAR_MS } from './thresholds.ts';

/** The SID that a communication carries of its classic (v1) message, if it does. SIDs have a documented form. */
export function messageSidOf({ resourceId, channelId }: SeenCommunication): string | undefined {
  return [resourceId, channelId].find((sid) => sid && /^IM[0-9a-f]{32}$/i.test(sid)) ?? undefined;
}

/** The message that a communication is: by its SID, or by author, text and time. */
export function classicMessageOf(
  communication: SeenCommunication,
  messages: readonly ServiceMessage[],
): ServiceMessage | undefined {
  const sid = messageSidOf(communication);
  return (
    (sid === undefined ? undefined : messages.find((message) => message.sid === sid)) ??
    messages.find((message) => says(message, communication))
  );
}

/** Whether a message says the same as a communication, at about the same time. */
export function says(
  { author, body, date_created }: ServiceMessage,
  { author: { address }, text, occurredAt, createdAt }: SeenCommunication,
): boolean {
  if (body !== text || author !== address) return false;
  const at = Date.parse(date_created ?? '');
  return [occurredAt, createdAt].some((moment) => Math.abs(Date.parse(moment ?? '') - at) <= BRIDGE_NEAR_MS);
}
