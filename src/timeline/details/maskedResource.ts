import type { Communication } from '../../api/resources.ts';
import type { Masker } from '../../platform/masking.ts';

/** Members whose values are ids, moments and enumeration values: they say nothing about people. */
const PLAIN = new Set([
  'id',
  'conversationId',
  'accountId',
  'participantId',
  'channelId',
  'resourceId',
  'channel',
  'type',
  'deliveryStatus',
  'engine',
  'createdAt',
  'updatedAt',
  'occurredAt',
  'startTime',
  'endTime',
]);

/** A communication with everything of people hidden; the very same one where nothing is. */
export function maskedResource(communication: Communication, masker: Masker): Communication {
  return masker.on ? (maskedValue(communication, '', masker) as Communication) : communication;
}

/** Members that are not known are hidden too: nobody can tell what they hold. */
function maskedValue(value: unknown, name: string, masker: Masker): unknown {
  if (typeof value === 'string') {
    if (PLAIN.has(name)) return value;
    return name === 'address' ? masker.address(value) : masker.text(value);
  }
  if (Array.isArray(value)) return value.map((item) => maskedValue(item, name, masker));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([member, inner]) => [member, maskedValue(inner, member, masker)]),
  );
}
