import { closedConversation } from '../failure.ts';
import type { ConversationStatus, StoredConversation } from '../model.ts';
import type { AccountData } from './accountData.ts';

const MINUTE = 60_000;

/**
 * What silence does next to a conversation, and when. Both time-outs count from the last communication, by the channel
 * of that one; before any, from the conversation's making, by its first participant's channel.
 */
function nextChange({
  status,
  configuration,
  quietSince,
  lastChannel,
  participants,
}: StoredConversation): { status: ConversationStatus; at: number } | undefined {
  if (status === 'CLOSED') return undefined;
  const [first] = participants;
  const channel = lastChannel ?? first?.addresses[0]?.channel;
  const timeouts =
    channel === undefined ? undefined : configuration.channelSettings?.[channel]?.statusTimeouts;
  const { inactive = Number.POSITIVE_INFINITY, closed = Number.POSITIVE_INFINITY } = timeouts ?? {};
  const next: ConversationStatus = status === 'ACTIVE' && inactive < closed ? 'INACTIVE' : 'CLOSED';
  const minutes = next === 'INACTIVE' ? inactive : closed;
  return Number.isFinite(minutes) ? { status: next, at: quietSince + minutes * MINUTE } : undefined;
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
