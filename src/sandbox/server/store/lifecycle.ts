import { closedConversation } from '../failure.ts';
import type { ConversationStatus, StoredConversation } from '../model.ts';
import type { AccountData } from './accountData.ts';

const MINUTE = 60_000;

/**
 * When silence makes a conversation INACTIVE and CLOSED, in epoch milliseconds; absent is what it does not do. Both
 * time-outs count from the last communication, by the channel of that one; before any, from the last participant's
 * coming or changing, by the first participant's channel.
 */
export function silenceEnds({
  status,
  configuration,
  quietSince,
  lastChannel,
  participants,
}: StoredConversation): { inactive?: number; closed?: number } {
  if (status === 'CLOSED') return {};
  const [first] = participants;
  const channel = lastChannel ?? first?.addresses[0]?.channel;
  const timeouts =
    channel === undefined ? undefined : configuration.channelSettings?.[channel]?.statusTimeouts;
  const { inactive = Number.POSITIVE_INFINITY, closed = Number.POSITIVE_INFINITY } = timeouts ?? {};
  return {
    ...(status === 'ACTIVE' && inactive < closed ? { inactive: quietSince + inactive * MINUTE } : {}),
    ...(Number.isFinite(closed) ? { closed: quietSince + closed * MINUTE } : {}),
  };
}

/** What silence does next to a conversation, and when. */
function nextChange(
  conversation: StoredConversation,
): { status: ConversationStatus; at: number } | undefined {
  const { inactive, closed } = silenceEnds(conversation);
  if (inactive !== undefined) return { status: 'INACTIVE', at: inactive };
  return closed === undefined ? undefined : { status: 'CLOSED', at: closed };
}

/** Sees to it that the conversation's status changes in time. To be called whenever its silence begins anew. */
export function awaitSilence(data: AccountData, conversation: StoredConversation): void {
  const next = nextChange(conversation);
  if (!next) return;
  // An earlier appointment is kept and finds nothing to do then: there is never more than one that counts.
  if (conversation.lifecycleDue !== undefined && conversation.lifecycleDue <= next.at) return;
  conversation.lifecycleDue = next.at;
  data.surroundings.agenda.set(next.at, (at) => {
    if (conversation.lifecycleDue !== at || data.conversations.get(conversation.id) !== conversation) return;
    delete conversation.lifecycleDue;
    const due = nextChange(conversation);
    if (due && due.at <= at) setStatus(data, conversation, due.status, at);
    else awaitSilence(data, conversation);
  });
}

/** To be called when a participant came or changed: its channel may be the one whose time-outs count. */
export function noteParticipants(data: AccountData, conversation: StoredConversation, at: number): void {
  if (conversation.lastChannel === undefined) conversation.quietSince = at;
  awaitSilence(data, conversation);
}

/** Gives a conversation a status, and tells of it when it is another one. */
export function setStatus(
  data: AccountData,
  conversation: StoredConversation,
  status: ConversationStatus,
  at: number,
): void {
  if (conversation.status === status) return;
  // Who wakes a conversation by hand gives it its time anew.
  if (status === 'ACTIVE') conversation.quietSince = at;
  conversation.status = status;
  conversation.updatedAt = at;
  data.changed({ kind: 'conversation', conversation });
  data.happened({ type: 'CONVERSATION_UPDATED', at, conversation });
  awaitSilence(data, conversation);
}

/**
 * CLOSED is final. How Twilio refuses a write then is not documented.
 *
 * @throws Failure 400, or 409 where that was chosen
 */
export function refuseClosed(data: AccountData, { id, status }: StoredConversation): void {
  if (status === 'CLOSED') throw closedConversation(id, Number(data.surroundings.behavior.closedWrites));
}
