import * as vscode from 'vscode';
import type { Session } from '../../platform/session.ts';
import type { Step } from '../../platform/wizard.ts';
import { ConversationQuestion } from '../conversationQuestion.ts';
import { Readings } from '../readings.ts';
import type { ComposeServices } from '../services.ts';
import { typedInMessage } from './messageDraft.ts';
import type { MessageDrafts } from './messageDrafts.ts';
import type { MessageAnswers } from './messageQuestions.ts';

/**
 * Asks for the conversation. What was begun in it before goes on, where nothing was typed yet; else what was typed goes along.
 * @param drafts what was begun
 * @param likely the one that is active in the list at first
 */
export function askConversation(
  session: Session,
  services: Pick<ComposeServices, 'notifier' | 'loaded'>,
  drafts: Pick<MessageDrafts, 'get'>,
  likely: string | undefined,
): Step<MessageAnswers> {
  const question = new ConversationQuestion(new Readings(session, services));
  return async (answers, ui) => {
    const { id } = await question.ask(ui, {
      placeholder: vscode.l10n.t('Conversation to send a message in'),
      current: answers.conversationId ?? likely,
    });
    if (id === answers.conversationId) return;
    // Sender and recipients belong to a conversation.
    delete answers.from;
    delete answers.to;
    answers.conversationId = id;
    if (!typedInMessage(answers).some((typed) => typed?.trim()))
      Object.assign(answers, drafts.get({ accountId: session.account.id, conversationId: id }));
  };
}
