import type { Changes } from '../../api/replacements.ts';
import type {
  CreateParticipant,
  Participant,
  ParticipantAddress,
  ParticipantType,
  UpdateParticipant,
} from '../../api/resources.ts';
import { sameJson } from '../../platform/changedFields.ts';

/** A participant as it is being typed. Empty texts stand for what is left out. */
export interface ParticipantDraft {
  /** One of the API's, or what a participant that is edited came with. */
  type?: string | undefined;
  name: string;
  addresses: ParticipantAddress[];
  profileId: string;
  /** An address that was begun and not finished. */
  begun?: { channel: string; address: string } | undefined;
}

/** Nothing typed yet. */
export function emptyDraft(): ParticipantDraft {
  return { name: '', addresses: [], profileId: '' };
}

/** A participant as a draft to edit. */
export function draftOf({ type, name, addresses, profileId }: Participant): ParticipantDraft {
  return {
    type,
    name: name ?? '',
    addresses: (addresses ?? []).map((address) => ({ ...address })),
    profileId: profileId ?? '',
  };
}

/** Whether a profile is asked for: the API resolves customers’ only, and one that is there can be taken away. */
export function hasProfile({ type, profileId }: ParticipantDraft): boolean {
  return type === 'CUSTOMER' || profileId !== '';
}

/** @returns the request's body, or `undefined` while there is no address */
export function bodyOf({
  type,
  name,
  addresses,
  profileId,
}: ParticipantDraft): CreateParticipant | undefined {
  if (addresses.length === 0) return undefined;
  return {
    // A value that this version does not know is Twilio's to judge.
    ...(type ? { type: type as ParticipantType } : {}),
    ...(name.trim() ? { name: name.trim() } : {}),
    ...(profileId.trim() ? { profileId: profileId.trim() } : {}),
    addresses: addresses.map(sentAddress),
  };
}

/**
 * What a draft changes of the participant that it was made of, and nothing else: what others changed in between stays.
 * @returns empty when nothing is changed
 */
export function changesOf(before: Participant, draft: ParticipantDraft): Changes<UpdateParticipant> {
  const was = draftOf(before);
  const name = draft.name.trim();
  const profileId = draft.profileId.trim();
  const addresses = draft.addresses.map(sentAddress);
  return {
    ...(draft.type && draft.type !== was.type ? { type: draft.type as ParticipantType } : {}),
    ...(name === was.name.trim() ? {} : { name: name || null }),
    ...(profileId === was.profileId.trim() ? {} : { profileId: profileId || null }),
    ...(sameJson(addresses, was.addresses.map(sentAddress)) ? {} : { addresses }),
  };
}

/** Answers have null where an address has no channel's id; requests leave it out. */
function sentAddress({ channelId, ...address }: ParticipantAddress): ParticipantAddress {
  return channelId ? { ...address, channelId } : address;
}
