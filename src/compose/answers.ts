import type { Party } from '../api/resources.ts';
import type { CommunicationDraft } from './draft.ts';

/** Everything the person has answered. */
export interface Answers extends CommunicationDraft {
  conversationId?: string;
  /** Addresses that were typed by hand: they stay on the lists, chosen or not. */
  typed?: Party[];
  /** An address that was begun. */
  typing?: { channel: string; address: string };
}

/** What was answered of the communication itself: not where it goes. */
export function draftIn({ conversationId: _, ...draft }: Answers): CommunicationDraft {
  return draft;
}

/** Has the answers be those of a draft, in its conversation. */
export function takeDraft(answers: Answers, draft: CommunicationDraft, conversationId: string): void {
  for (const key of Object.keys(answers)) delete answers[key as keyof Answers];
  Object.assign(answers, draft, { conversationId });
}

/** The question that is open yet: the first one that has no answer, else the text. */
export function openQuestion({
  conversationId,
  author,
  recipients,
}: Answers): 'conversation' | 'author' | 'recipients' | 'text' {
  if (!conversationId) return 'conversation';
  if (!author) return 'author';
  return recipients?.length ? 'text' : 'recipients';
}
