import type {
  Communication,
  CreateCommunication,
  Participant,
  ParticipantAddress,
  Party,
} from '../api/resources.ts';

/** A communication that is being written. What is not answered yet is absent. */
export interface CommunicationDraft {
  author?: Party;
  recipients?: Party[];
  text: string;
}

/** Someone a communication can come from or go to: a participant at one of their addresses. */
export interface Candidate {
  participant: Participant;
  address: ParticipantAddress;
}

/** Every address of every participant. */
export function candidatesOf(participants: readonly Participant[]): Candidate[] {
  return participants.flatMap((participant) =>
    (participant.addresses ?? []).map((address) => ({ participant, address })),
  );
}

/** A candidate as the API names the ends of a communication. */
export function partyOf({ participant, address }: Candidate): Party {
  return { address: address.address, channel: address.channel, participantId: participant.id };
}

export function sameParty(a: Party, b: Party): boolean {
  return (
    a.address === b.address && a.channel === b.channel && (a.participantId ?? '') === (b.participantId ?? '')
  );
}

/** Whom a communication of this author can go to: everybody else, those on the author's channel first. */
export function recipientsFor(author: Party, candidates: readonly Candidate[]): Candidate[] {
  const others = candidates.filter(({ participant }) => participant.id !== author.participantId);
  const onChannel = others.filter(({ address }) => address.channel === author.channel);
  return [...onChannel, ...others.filter(({ address }) => address.channel !== author.channel)];
}

/** The likely answers, to begin with: an agent writes to the customers on the channel they share. */
export function suggest(candidates: readonly Candidate[]): Pick<CommunicationDraft, 'author' | 'recipients'> {
  const isCustomer = ({ participant }: Candidate) =>
    participant.type === 'CUSTOMER' || participant.type === 'UNKNOWN';
  const agents = candidates.filter((candidate) => !isCustomer(candidate));
  const author =
    agents.find(({ address }) =>
      candidates.some((other) => isCustomer(other) && other.address.channel === address.channel),
    ) ??
    agents[0] ??
    candidates[0];
  if (!author) return {};
  const party = partyOf(author);
  const recipients = recipientsFor(party, candidates).filter(
    (candidate) =>
      candidate.address.channel === party.channel && isCustomer(candidate) !== isCustomer(author),
  );
  return { author: party, ...(recipients.length > 0 ? { recipients: recipients.map(partyOf) } : {}) };
}

/** @returns the request's body, or `undefined` while an answer is missing */
export function bodyOf({ author, recipients, text }: CommunicationDraft): CreateCommunication | undefined {
  if (!author || !recipients || recipients.length === 0) return undefined;
  return { author, recipients, content: { type: 'TEXT', text } };
}

/** What was created, and where. */
export interface CreatedCommunication {
  accountId: string;
  communication: Communication;
}
