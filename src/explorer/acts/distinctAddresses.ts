import type { Participant } from '../../api/resources.ts';

/** An address, and who is reached by it on which channels. */
export interface DistinctAddress {
  address: string;
  channels: string[];
  owners: Participant[];
}

/** Every address of the participants once, in order of appearance: one number may stand for several channels. */
export function addressesOf(participants: readonly Participant[]): DistinctAddress[] {
  const found = new Map<string, DistinctAddress>();
  for (const participant of participants) {
    for (const { address, channel } of participant.addresses ?? []) {
      const known = found.get(address) ?? { address, channels: [], owners: [] };
      if (!known.channels.includes(channel)) known.channels.push(channel);
      if (!known.owners.includes(participant)) known.owners.push(participant);
      found.set(address, known);
    }
  }
  return [...found.values()];
}
