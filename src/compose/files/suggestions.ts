import type { Conversation, Participant } from '../../api/resources.ts';
import { byActivity } from '../../platform/activity.ts';
import type { Account } from '../../platform/session.ts';
import { type Candidate, candidatesOf } from '../draft.ts';
import { referenceTo } from './ends.ts';
import type { JsonFile, Place } from './jsonFile.ts';
import { written } from './jsonWriting.ts';
import { type Known, meaningOf } from './known.ts';
import { conversationWordFor, wordFor } from './problems.ts';

/** Something that may be written at a place. What it shows of people is the caller's to mask. */
export type Suggestion = { place: Place; text: string } & (
  | { kind: 'account'; account: Account }
  | { kind: 'conversation'; conversation: Conversation }
  | { kind: 'participant'; candidate: Candidate }
);

/** What may be written at an offset: accounts, conversations, the people of the conversation. */
export function suggestionsAt(json: JsonFile, offset: number, known: Known): Suggestion[] {
  const writing = json.writingAt(offset);
  if (!writing) return [];
  const { path, place } = writing;
  const meaning = meaningOf(json, known);
  const [member, second, third] = path;
  if (path.length === 1 && member === 'account') {
    return known.accounts.map((account) => ({
      kind: 'account',
      account,
      place,
      text: JSON.stringify(wordFor(account, known.accounts)),
    }));
  }
  if (path.length === 1 && member === 'conversation') {
    return likeliest(meaning.loaded).map((conversation) => ({
      kind: 'conversation',
      conversation,
      place,
      text: JSON.stringify(conversationWordFor(conversation, meaning.loaded, known.masker)),
    }));
  }
  const isAuthor = member === 'author';
  if (!isAuthor && !(member === 'recipients' && typeof second === 'number')) return [];
  const within = isAuthor ? second : third;
  const isDeeper = path.length > (isAuthor ? 2 : 3);
  const participants = meaning.participants ?? [];
  if (isDeeper || participants.length === 0) return [];
  const suggest = (candidate: Candidate, value: unknown): Suggestion => ({
    kind: 'participant',
    candidate,
    place,
    text: written(value),
  });
  switch (within) {
    case undefined:
      return candidatesOf(participants).map((candidate) =>
        suggest(candidate, referenceTo(candidate, participants, known.masker.on)),
      );
    case 'name':
      return participants.flatMap((participant) => {
        const candidate = firstOf(participant);
        return candidate ? [suggest(candidate, nameIn(candidate, participants, known.masker.on))] : [];
      });
    case 'address': {
      // An address would be written as it is: where it is not to be seen, it is not offered.
      if (known.masker.on) return [];
      const channel = json.textAt([...path.slice(0, -1), 'channel']);
      return candidatesOf(participants)
        .filter(({ address }) => channel === undefined || address.channel === channel)
        .map((candidate) => suggest(candidate, candidate.address.address));
    }
    case 'participantId':
      return participants.flatMap((participant) => {
        const candidate = firstOf(participant);
        return candidate ? [suggest(candidate, participant.id)] : [];
      });
    default:
      return [];
  }
}

/** The latest first; those that take no more communications last. */
function likeliest(conversations: readonly Conversation[]): Conversation[] {
  const sorted = byActivity(conversations);
  const isClosed = ({ status }: Conversation) => status === 'CLOSED';
  return [...sorted.filter((conversation) => !isClosed(conversation)), ...sorted.filter(isClosed)];
}

function firstOf(participant: Participant): Candidate | undefined {
  return candidatesOf([participant])[0];
}

function nameIn(candidate: Candidate, participants: readonly Participant[], hidden: boolean): string {
  const reference = referenceTo(candidate, participants, hidden);
  if (typeof reference === 'string') return reference;
  return 'name' in reference ? reference.name : candidate.participant.id;
}
