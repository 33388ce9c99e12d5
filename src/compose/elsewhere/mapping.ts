import type { Communication, Participant, Party } from '../../api/resources.ts';
import {
  type Candidate,
  candidatesOf,
  likelyAuthor,
  likelyRecipients,
  partyOf,
  recipientsFor,
} from '../draft.ts';

/** Who writes to whom. */
export interface Parties {
  /** Absent where nobody there has an address. */
  author?: Party;
  recipients: Party[];
}

/**
 * Proposes who writes to whom in another conversation, as in the one that a communication comes from. For each end whoever
 * has the same address on the same channel; else somebody of the same type on that channel; else somebody of the same side.
 * @param here the participants of the conversation that it comes from, as far as they are known
 * @param there the participants of the other one
 */
export function mapParties(
  { author, recipients }: Pick<Communication, 'author' | 'recipients'>,
  here: readonly Participant[],
  there: readonly Participant[],
): Parties {
  const candidates = candidatesOf(there);
  const found = counterpart(author, here, candidates);
  const writer = found ? partyOf(found) : likelyAuthor(candidates);
  if (!writer) return { recipients: [] };
  let left = recipientsFor(writer, candidates);
  const mapped: Candidate[] = [];
  for (const recipient of recipients) {
    const candidate = counterpart(recipient, here, left);
    if (!candidate) continue;
    mapped.push(candidate);
    // Nobody gets it twice.
    left = left.filter(({ participant }) => participant.id !== candidate.participant.id);
  }
  if (mapped.length > 0) return { author: writer, recipients: mapped.map(partyOf) };
  const likely = likelyRecipients(writer, candidates);
  const [anybody] = recipientsFor(writer, candidates);
  return { author: writer, recipients: likely.length > 0 ? likely : anybody ? [partyOf(anybody)] : [] };
}

/** Who stands for a party among others. */
function counterpart(
  party: Party,
  here: readonly Participant[],
  candidates: readonly Candidate[],
): Candidate | undefined {
  const type = participantOf(party, here)?.type;
  const onChannel = candidates.filter(({ address }) => address.channel === party.channel);
  const sameAddress = onChannel.filter(({ address }) => address.address === party.address);
  const ofType = (all: readonly Candidate[]) =>
    type === undefined ? undefined : all.find(({ participant }) => participant.type === type);
  const ofSide = (all: readonly Candidate[]) =>
    type === undefined ? undefined : all.find(({ participant }) => side(participant.type) === side(type));
  return (
    ofType(sameAddress) ??
    sameAddress[0] ??
    ofType(onChannel) ??
    ofSide(onChannel) ??
    ofType(candidates) ??
    ofSide(candidates)
  );
}

function participantOf(
  { participantId, address, channel }: Party,
  participants: readonly Participant[],
): Participant | undefined {
  return (
    participants.find(({ id }) => id === participantId) ??
    participants.find(({ addresses }) =>
      addresses?.some((other) => other.address === address && other.channel === channel),
    )
  );
}

/** A customer's side, or the company's: a human agent and a program answer for the same one. */
function side(type: string | undefined): 'customer' | 'company' {
  return type === undefined || type === 'CUSTOMER' || type === 'UNKNOWN' ? 'customer' : 'company';
}
