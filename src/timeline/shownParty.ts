import type { Participant, Party } from '../api/resources.ts';
import type { Masker } from '../platform/masking.ts';
import type { Parties } from './parties.ts';
import type { TimelineParty } from './protocol/rows.ts';
import { shownName } from './protocol/shownName.ts';

/** A party as it may be seen: through the mask, and with no character in its name that would act. */
export function shownParty(party: Party, parties: Parties, masker: Masker): TimelineParty {
  const { channel, participantId } = party;
  const participant = parties.participantOf(party);
  const address = shownName(masker.address(party.address));
  return {
    name: (participant && givenName(participant, masker)) ?? address,
    address,
    channel,
    type: participant?.type ?? 'UNKNOWN',
    ...(participantId ? { participantId } : {}),
  };
}

/** What a participant is called, as it may be seen: by their name, or their first address. */
export function shownParticipantName(participant: Participant, masker: Masker): string {
  const { addresses, id } = participant;
  return givenName(participant, masker) ?? shownName(masker.address(addresses?.[0]?.address ?? id));
}

function givenName({ name, type = 'UNKNOWN', id }: Participant, masker: Masker): string | undefined {
  const given = name?.trim();
  return given ? shownName(masker.name(given, type, id)) : undefined;
}
