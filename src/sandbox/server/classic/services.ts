import type { AccountData } from '../store/accountData.ts';
import { Collection } from '../store/collection.ts';

/** A classic service: it is there for as long as a configuration bridges to it, or has conversations that are there. */
export interface ClassicService {
  sid: string;
  friendlyName: string;
  /** Epoch milliseconds, both. */
  createdAt: number;
  updatedAt: number;
}

/** @param sid `IS…` */
export function findService(data: AccountData, sid: string): ClassicService | undefined {
  for (const { settings, createdAt, updatedAt } of data.configurations) {
    if (settings.conversationsV1Bridge?.serviceId !== sid) continue;
    return { sid, friendlyName: settings.displayName, createdAt, updatedAt };
  }
  // The configuration is gone, or bridges elsewhere now. What its conversations were made from has its name.
  const list = data.serviceConversations.listOf(sid);
  const [oldest] = list.forwardFrom(0);
  const [newest] = list.backwardFrom(Number.MAX_SAFE_INTEGER);
  const first = oldest && data.conversations.get(oldest.item.serviceConversation.conversationId);
  const last = newest && data.conversations.get(newest.item.serviceConversation.conversationId);
  if (!first || !last) return undefined;
  return {
    sid,
    friendlyName: last.configuration.displayName,
    createdAt: first.createdAt,
    updatedAt: last.createdAt,
  };
}

/** The services that an account ever had, in the order in which they were seen: pages count on their places. */
const seen = new WeakMap<AccountData, Collection<{ readonly id: string }>>();

/** All services by their SIDs, and some that are gone: {@link findService} tells which. */
export function serviceSids(data: AccountData): Collection<{ readonly id: string }> {
  const sids = seen.get(data) ?? new Collection<{ readonly id: string }>();
  seen.set(data, sids);
  const bridged = Array.from(
    data.configurations,
    ({ settings }) => settings.conversationsV1Bridge?.serviceId,
  );
  for (const id of [...bridged, ...data.serviceConversations.serviceSids()]) {
    if (id !== undefined && !sids.get(id)) sids.add({ id });
  }
  return sids;
}
