import { allItems } from '../../api/pages.ts';
import type { Participant, Party } from '../../api/resources.ts';
import type { Session } from '../../platform/session.ts';
import type { BurstAnswers } from './burstQuestions.ts';
import type { NamedParty } from './report.ts';

/** Who takes part in a conversation, and what it is called: read once. */
export class People {
  readonly #session: Session;
  #read:
    | {
        conversationId: string;
        people: Promise<{ participants: Participant[]; conversationName?: string }>;
      }
    | undefined;

  constructor(session: Session) {
    this.#session = session;
  }

  of(conversationId: string): Promise<{ participants: Participant[]; conversationName?: string }> {
    if (this.#read?.conversationId !== conversationId)
      this.#read = { conversationId, people: this.#ask(conversationId) };
    return this.#read.people;
  }

  /** What the author and the first recipient are called. */
  async called({
    conversationId = '',
    author,
    recipients,
  }: BurstAnswers): Promise<{ author: string; recipient: string }> {
    const { participants } = await this.of(conversationId);
    const called = (party: Party | undefined) => calledBy(party && namedParty(party, participants));
    return { author: called(author), recipient: called(recipients?.[0]) };
  }

  async #ask(conversationId: string): Promise<{ participants: Participant[]; conversationName?: string }> {
    const { client } = this.#session;
    const [participants, { name }] = await Promise.all([
      allItems(client.participants(conversationId)),
      client.fetchConversation(conversationId),
    ]);
    return { participants, ...(name ? { conversationName: name } : {}) };
  }
}

/** An end of a communication with what the participant is called. */
export function namedParty(party: Party, participants: readonly Participant[]): NamedParty {
  const participant = participants.find(({ id }) => id === party.participantId);
  return {
    address: party.address,
    channel: party.channel,
    ...(party.participantId == null ? {} : { participantId: party.participantId }),
    ...(participant?.name ? { name: participant.name } : {}),
    ...(participant?.type ? { type: participant.type } : {}),
  };
}

/** What `{{author}}` and `{{recipient}}` stand for: a name, or else the address. */
export function calledBy(party: NamedParty | undefined): string {
  return party?.name ?? party?.address ?? '';
}
