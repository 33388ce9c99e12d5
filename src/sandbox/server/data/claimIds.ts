import type { IdSource } from '../store/ids.ts';
import type { AccountDocument } from './sandboxDocument.ts';

const ID = /^[a-z_]+_(?=[0-9a-z]{26}$)/;
const SID = /^[A-Z]{2}(?=[0-9a-f]{32}$)/;

/**
 * Sees to it that ids which came from elsewhere are not made once more: another sandbox of the same seed makes the same
 * ones, and what a client exported from that says nothing of how many there were.
 */
export function claimIds(
  ids: IdSource,
  { configurations, conversations }: Pick<AccountDocument, 'configurations' | 'conversations'>,
): void {
  const made = new Map(Object.entries(ids.made));
  const claimed = (id: string | null | undefined) => {
    if (!id) return;
    const prefix = ID.exec(id)?.[0] ?? SID.exec(id)?.[0];
    if (prefix === undefined) return;
    const index = prefix.length === 2 ? ids.indexOfSid(prefix, id) : ids.indexOf(prefix, id);
    const next = made.get(prefix) ?? 0;
    if (index === undefined || index < next) return;
    ids.reserve(prefix, index + 1 - next);
    made.set(prefix, index + 1);
  };
  for (const { id } of configurations) claimed(id);
  for (const { id, configurationId, participants, communications, actions } of conversations) {
    claimed(id);
    claimed(configurationId);
    for (const participant of participants ?? []) {
      claimed(participant.id);
      claimed(participant.profileId);
      for (const { channelId } of participant.addresses ?? []) claimed(channelId);
    }
    for (const communication of communications) {
      claimed(communication.id);
      claimed(communication.channelId);
      claimed(communication.resourceId);
    }
    for (const action of actions ?? []) {
      claimed(action.id);
      claimed(action.related?.['messageSid']);
    }
  }
}
