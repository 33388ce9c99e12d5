import type { Participant, ParticipantAddress, Party } from '../../api/resources.ts';
import { type Candidate, candidatesOf, partyOf } from '../draft.ts';
import type { PartyReference } from './fileShape.ts';
import { called } from './names.ts';

/** Whom a file's word for an end of a communication means, or why nobody. */
export type End =
  | { kind: 'found'; party: Party; participant?: Participant }
  /** Nobody in the conversation is called so. */
  | { kind: 'unknown'; wanted: string }
  /** Several are. */
  | { kind: 'ambiguous'; wanted: string; participants: Participant[] }
  /** They cannot be reached on that channel. @property channel absent where they have no address at all */
  | { kind: 'unreachable'; participant: Participant; channel?: string };

/** Both ends of a communication. */
export interface Ends {
  author: End;
  recipients: End[];
}

/**
 * Finds the participants that a file names. Where it names no channel, the author is taken at the first address on whose
 * channel a recipient can be reached too, and recipients on the author's channel if they have it.
 */
export function findEnds(
  author: PartyReference,
  recipients: readonly PartyReference[],
  participants: readonly Participant[],
): Ends {
  const channels = new Set(recipients.flatMap((recipient) => channelsOf(recipient, participants)));
  const from = findEnd(author, participants, (channel) => channels.has(channel));
  const own = from.kind === 'found' ? from.party.channel : undefined;
  return {
    author: from,
    recipients: recipients.map((recipient) => findEnd(recipient, participants, (channel) => channel === own)),
  };
}

function findEnd(
  reference: PartyReference,
  participants: readonly Participant[],
  isPreferred: (channel: string) => boolean,
): End {
  if (typeof reference === 'object' && 'address' in reference) return { kind: 'found', party: reference };
  const { name: wanted, channel } = typeof reference === 'string' ? { name: reference } : reference;
  const found = participantsCalled(wanted, participants);
  const [first] = found;
  if (!first) return { kind: 'unknown', wanted };
  if (found.length > 1) return { kind: 'ambiguous', wanted, participants: found };
  const isWanted = (address: ParticipantAddress) => channel === undefined || address.channel === channel;
  const candidates = candidatesOf([first]).filter(({ address }) => isWanted(address));
  const chosen =
    candidates.find(({ address }) => address.address === wanted.trim()) ??
    candidates.find(({ address }) => isPreferred(address.channel)) ??
    candidates[0];
  if (!chosen) return { kind: 'unreachable', participant: first, ...(channel ? { channel } : {}) };
  return { kind: 'found', party: partyOf(chosen), participant: first };
}

/** The participants that a word means: by id, by name, by address. */
function participantsCalled(wanted: string, participants: readonly Participant[]): Participant[] {
  const found = called(wanted, participants, ({ name }) => name ?? '', [({ id }) => id]);
  if (found.length > 0) return found;
  const address = wanted.trim();
  return participants.filter(({ addresses }) => addresses?.some((one) => one.address === address));
}

function channelsOf(reference: PartyReference, participants: readonly Participant[]): string[] {
  if (typeof reference === 'object' && reference.channel) return [reference.channel];
  const name = typeof reference === 'string' ? reference : 'name' in reference ? reference.name : '';
  return candidatesOf(participantsCalled(name, participants)).map(({ address }) => address.channel);
}

/**
 * The shortest way to name a participant at an address, which {@link findEnds} reads as that one.
 * @param hidden names are not to be seen: they are named by their ids
 */
export function referenceTo(
  { participant, address }: Candidate,
  participants: readonly Participant[],
  hidden = false,
): PartyReference {
  const { id, name, addresses = [] } = participant;
  const plain = name?.trim() ?? '';
  const isClear = !hidden && plain !== '' && participantsCalled(plain, participants).length === 1;
  const called = isClear ? plain : id;
  if (addresses.length === 1) return called;
  const onChannel = addresses.filter(({ channel }) => channel === address.channel);
  // Of two numbers on one channel only the number itself tells which.
  if (onChannel.length > 1 && !hidden) return partyOf({ participant, address });
  return { name: called, channel: address.channel };
}
