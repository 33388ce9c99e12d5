import { badRequest } from '../failure.ts';
import type { ParticipantType, StoredAddress, StoredConversation, StoredParticipant } from '../model.ts';
import type { AccountData } from './accountData.ts';
import { claimGroups, type Groupable } from './grouping.ts';
import { resolveProfile } from './profiles.ts';

export interface ParticipantInput {
  name?: string;
  type?: ParticipantType;
  profileId?: string;
  addresses?: StoredAddress[];
}

export type ParticipantDraft = Groupable & { name: string | null };

/** Fills in what the caller left out: the type, and a customer's profile. */
export function draftParticipant(
  data: AccountData,
  memoryStoreId: string | undefined,
  input: ParticipantInput,
): ParticipantDraft {
  const type = input.type ?? 'UNKNOWN';
  const addresses = (input.addresses ?? []).map((address) => ({ ...address }));
  const profileId =
    type === 'CUSTOMER' && memoryStoreId !== undefined
      ? resolveProfile(data, memoryStoreId, { given: input.profileId, addresses })
      : input.profileId;
  return { name: input.name ?? null, type, addresses, ...(profileId === undefined ? {} : { profileId }) };
}

/** Puts a drafted participant into a conversation, without any check. */
export function insertParticipant(
  data: AccountData,
  conversation: StoredConversation,
  draft: ParticipantDraft,
  at: number,
): StoredParticipant {
  const participant = { id: data.ids.next('conv_participant_'), ...draft, createdAt: at, updatedAt: at };
  conversation.participants.add(participant);
  return participant;
}

/**
 * Adds a participant to a conversation.
 *
 * @throws Failure 400 when the conversation is CLOSED, 409 when another open one has the participant's traffic
 */
export function addParticipant(
  data: AccountData,
  conversation: StoredConversation,
  input: ParticipantInput,
  at: number,
): StoredParticipant {
  refuseClosed(conversation);
  const draft = draftParticipant(data, conversation.configuration.memoryStoreId, input);
  claimGroups(data, {
    conversationId: conversation.id,
    configurationId: conversation.configurationId,
    grouping:
      data.configurations.get(conversation.configurationId)?.conversationGroupingType ?? 'GROUP_BY_PROFILE',
    participants: [draft],
  });
  const participant = insertParticipant(data, conversation, draft, at);
  conversation.updatedAt = at;
  return participant;
}

/**
 * CLOSED is final. How Twilio refuses a write then is not documented; the sandbox gives 400.
 *
 * @throws Failure 400
 */
export function refuseClosed({ id, status }: StoredConversation): void {
  if (status === 'CLOSED') {
    throw badRequest(`Conversation ${id} is CLOSED and takes no new participants or communications`);
  }
}
