import { linkChats } from '../classic/bridge.ts';
import { badRequest, Failure } from '../failure.ts';
import type {
  ClassicParticipant,
  ParticipantType,
  StoredAddress,
  StoredConversation,
  StoredParticipant,
} from '../model.ts';
import type { AccountData } from './accountData.ts';
import { forgetChannels, indexChannels } from './channels.ts';
import { claimGroups, type Groupable, releaseGroups } from './grouping.ts';
import { noteParticipants, refuseClosed } from './lifecycle.ts';
import { resolveProfile } from './profiles.ts';

export interface ParticipantInput {
  name?: string;
  type?: ParticipantType;
  profileId?: string;
  addresses?: StoredAddress[];
  classic?: ClassicParticipant;
}

export type ParticipantDraft = Groupable & { name: string | null; classic?: ClassicParticipant };

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
  return {
    name: input.name ?? null,
    type,
    addresses,
    ...(profileId === undefined ? {} : { profileId }),
    ...(input.classic ? { classic: input.classic } : {}),
  };
}

/** Puts a drafted participant into a conversation, without any check and without telling anybody. */
export function insertParticipant(
  data: AccountData,
  conversation: StoredConversation,
  draft: ParticipantDraft,
  at: number,
): StoredParticipant {
  const participant = { id: data.ids.next('conv_participant_'), ...draft, createdAt: at, updatedAt: at };
  conversation.participants.add(participant);
  indexChannels(data, conversation, participant);
  return participant;
}

function claim(data: AccountData, conversation: StoredConversation, draft: ParticipantDraft): void {
  claimGroups(data, {
    conversationId: conversation.id,
    configurationId: conversation.configurationId,
    grouping: conversation.configuration.conversationGroupingType,
    participants: [draft],
  });
}

/**
 * Adds a participant to a conversation.
 *
 * @throws Failure when the conversation is CLOSED, 409 when another open one has the participant's traffic
 */
export function addParticipant(
  data: AccountData,
  conversation: StoredConversation,
  input: ParticipantInput,
  at: number,
): StoredParticipant {
  refuseClosed(data, conversation);
  const draft = draftParticipant(data, conversation.configuration.memoryStoreId, input);
  claim(data, conversation, draft);
  linkChats(data, conversation.id, draft.addresses);
  const participant = insertParticipant(data, conversation, draft, at);
  conversation.updatedAt = at;
  noteParticipants(data, conversation, at);
  data.changed({ kind: 'conversation', conversation });
  data.changed({ kind: 'participant', conversation, participant });
  data.happened({ type: 'PARTICIPANT_ADDED', at, conversation, participant });
  return participant;
}

/**
 * Replaces all that the caller can write of a participant. What is left out is cleared, unless that was chosen
 * otherwise.
 *
 * @throws Failure 400 when the conversation is CLOSED or another open one has the traffic of the new addresses (the
 *   API's document lists no 409 here)
 */
export function replaceParticipant(
  data: AccountData,
  conversation: StoredConversation,
  participant: StoredParticipant,
  input: ParticipantInput,
  at: number,
): void {
  refuseClosed(data, conversation);
  const kept: ParticipantInput = {
    ...(participant.name === null ? {} : { name: participant.name }),
    type: participant.type,
    ...(participant.profileId === undefined ? {} : { profileId: participant.profileId }),
    addresses: participant.addresses,
  };
  const draft = draftParticipant(
    data,
    conversation.configuration.memoryStoreId,
    data.surroundings.behavior.omittedOnPut === 'kept' ? { ...kept, ...input } : input,
  );
  try {
    claim(data, conversation, draft);
  } catch (error) {
    throw error instanceof Failure && error.status === 409 ? badRequest(error.message) : error;
  }
  linkChats(data, conversation.id, draft.addresses);
  const before = { ...participant };
  delete participant.profileId;
  Object.assign(participant, draft, { updatedAt: at });
  releaseGroups(data, conversation, before);
  indexChannels(data, conversation, participant);
  forgetChannels(
    data,
    conversation,
    before.addresses.map(({ channelId }) => channelId),
  );
  conversation.updatedAt = at;
  noteParticipants(data, conversation, at);
  data.changed({ kind: 'conversation', conversation });
  data.changed({ kind: 'participant', conversation, participant });
  data.happened({ type: 'PARTICIPANT_UPDATED', at, conversation, participant });
}
