import type { Communication, Conversation, Participant, Party } from '../../api/resources.ts';
import type { Masker } from '../../platform/masking.ts';
import type { Account } from '../../platform/session.ts';
import { type CommunicationDraft, candidatesOf, likelyAuthor, likelyRecipients } from '../draft.ts';
import { referenceTo } from './ends.ts';
import type { PartyReference } from './fileShape.ts';
import { written } from './jsonWriting.ts';
import { conversationWordFor, wordFor } from './problems.ts';

/** What a file is written for. */
export interface FileSubject {
  account: Account;
  accounts: readonly Account[];
  conversation: Conversation;
  /** Those that are loaded: a name that two of them have says too little. */
  conversations: readonly Conversation[];
  participants: readonly Participant[];
  masker: Masker;
}

/** What a new file says until somebody writes something better. */
export const FIRST_TEXT = 'Hello from a draft file';

/** A file that records the same as a communication did: not its resourceId, by which it would change the first one. */
export function fileOfCommunication(
  { author, recipients, content, channelId }: Communication,
  subject: FileSubject,
): string {
  const { type, text = '', transcription } = content;
  const { channel, confidence, engine } = transcription ?? {};
  const facts = {
    ...(channel === undefined ? {} : { channel }),
    ...(confidence === undefined ? {} : { confidence }),
    ...(engine === undefined ? {} : { engine }),
  };
  const isCall = subject.participants.some(({ addresses }) =>
    addresses?.some((address) => address.channelId === channelId),
  );
  return fileText(subject, author, recipients, {
    ...(type === 'TEXT'
      ? { text }
      : { content: { type, text, ...(transcription ? { transcription: facts } : {}) } }),
    // One that names a whole call or chat; not the one message that it came by.
    ...(channelId && isCall ? { channelId } : {}),
  });
}

/** A file that can be sent as it is: with what was begun in the conversation, between whom it was last or likely is. */
export function fileOfDraft(
  draft: Pick<CommunicationDraft, 'author' | 'recipients' | 'text'> | undefined,
  subject: FileSubject,
): string {
  const candidates = candidatesOf(subject.participants);
  const author = draft?.author ?? likelyAuthor(candidates);
  const recipients = draft?.recipients ?? (author && likelyRecipients(author, candidates)) ?? [];
  return fileText(subject, author, recipients, { text: draft?.text.trim() ? draft.text : FIRST_TEXT });
}

function fileText(
  { account, accounts, conversation, conversations, participants, masker }: FileSubject,
  author: Party | undefined,
  recipients: readonly Party[],
  rest: object,
): string {
  const reference = (party: Party): PartyReference => {
    const own = candidatesOf(participants).find(
      (candidate) =>
        candidate.participant.id === party.participantId &&
        candidate.address.address === party.address &&
        candidate.address.channel === party.channel,
    );
    if (own) return referenceTo(own, participants, masker.on);
    const { channel, address, participantId } = party;
    return { channel, address, ...(participantId ? { participantId } : {}) };
  };
  const lines = [
    ['account', wordFor(account, accounts)],
    ['conversation', conversationWordFor(conversation, conversations, masker)],
    ...(author ? [['author', reference(author)]] : []),
  ].map(([name, value]) => `  ${JSON.stringify(name)}: ${written(value)},`);
  const to = recipients.map((recipient) => written(reference(recipient)));
  const list = to.length <= 1 ? `[${to.join('')}]` : `[\n    ${to.join(',\n    ')}\n  ]`;
  const tail = JSON.stringify(rest, undefined, 2).split('\n').slice(1).join('\n');
  return `{\n${lines.join('\n')}\n  "recipients": ${list},\n${tail}\n`;
}
