import type {
  Communication,
  CreateCommunication,
  Participant,
  ParticipantAddress,
  Party,
} from '../api/resources.ts';

/** What a communication can hold. */
export type ContentKind = 'TEXT' | 'TRANSCRIPTION';

/** A communication that is being written, as it was typed. What is not answered yet is absent, or an empty text. */
export interface CommunicationDraft {
  author?: Party;
  recipients?: Party[];
  text: string;
  /** TEXT when absent. */
  kind?: ContentKind;
  /** What a transcription says of itself; numbers as they were typed. */
  transcription?: TranscriptionDraft;
  channelId?: string;
  /** ISO 8601, or words such as `yesterday 14:00`. */
  occurredAt?: string;
  resourceId?: string;
}

export interface TranscriptionDraft {
  /** The leg: 0 inbound, 1 outbound. */
  channel?: string;
  /** From 0 to 1. */
  confidence?: string;
  engine?: string;
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

/** The likely recipients of an author: the other side, on the author's channel. */
export function likelyRecipients(author: Party, candidates: readonly Candidate[]): Party[] {
  const self = candidates.find((candidate) => sameParty(partyOf(candidate), author));
  const fromCustomer = self ? isCustomer(self) : false;
  return recipientsFor(author, candidates)
    .filter(
      (candidate) => candidate.address.channel === author.channel && isCustomer(candidate) !== fromCustomer,
    )
    .map(partyOf);
}

/** The likely author: an agent who shares a channel with a customer. */
export function likelyAuthor(candidates: readonly Candidate[]): Party | undefined {
  const agents = candidates.filter((candidate) => !isCustomer(candidate));
  const sharesChannel = ({ address }: Candidate) =>
    candidates.some((other) => isCustomer(other) && other.address.channel === address.channel);
  const author = agents.find(sharesChannel) ?? agents[0] ?? candidates[0];
  return author && partyOf(author);
}

function isCustomer({ participant }: Candidate): boolean {
  return participant.type === 'CUSTOMER' || participant.type === 'UNKNOWN';
}

/** A draft of a communication, to be changed: the same author, recipients, kind and what its transcription says. */
export function draftOf({ author, recipients, content }: Communication): CommunicationDraft {
  const { channel, confidence, engine } = content.transcription ?? {};
  return {
    author: plainParty(author),
    recipients: recipients.map(plainParty),
    text: content.text ?? '',
    ...(content.type === 'TRANSCRIPTION' ? { kind: 'TRANSCRIPTION' as const } : {}),
    ...(content.transcription
      ? {
          transcription: {
            ...(channel === undefined ? {} : { channel: String(channel) }),
            ...(confidence === undefined ? {} : { confidence: String(confidence) }),
            ...(engine === undefined ? {} : { engine }),
          },
        }
      : {}),
  };
}

/**
 * The request that records the same once more: the same author, recipients and content. Not its resourceId, by which it
 * would change the first one in place of making a second, and no words' times, which a request has no place for. Its
 * channelId only where that names a whole call or chat, as an address of a participant then does too, and not the one
 * message that it came by.
 */
export function repeatOf(
  { author, recipients, content, channelId }: Communication,
  participants: readonly Participant[],
): CreateCommunication {
  const shared = participants.some(({ addresses }) =>
    addresses?.some((address) => address.channelId === channelId),
  );
  const { type, text = '', transcription } = content;
  const { channel, confidence, engine } = transcription ?? {};
  return {
    author: plainParty(author),
    recipients: recipients.map(plainParty),
    content: {
      type,
      text,
      ...(transcription
        ? {
            transcription: {
              ...(channel === undefined ? {} : { channel }),
              ...(confidence === undefined ? {} : { confidence }),
              ...(engine === undefined ? {} : { engine }),
            },
          }
        : {}),
    },
    ...(channelId && shared ? { channelId } : {}),
  };
}

/** A request once more, for a second communication: the same resourceId would change the first one. */
export function again({ resourceId: _, ...body }: CreateCommunication): CreateCommunication {
  return body;
}

/** An end of a communication as a request names it: without what became of it. */
export function plainParty({ address, channel, participantId }: Party): Party {
  return { address, channel, ...(participantId ? { participantId } : {}) };
}
