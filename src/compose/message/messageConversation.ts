import * as vscode from 'vscode';
import type { Session } from '../../platform/session.ts';
import type { Step } from '../../platform/wizard.ts';
import { ConversationQuestion } from '../conversationQuestion.ts';
import { Readings } from '../readings.ts';
import type { ComposeServices } from '../services.ts';
import type { MessageAnswers } from './messageQuestions.ts';

/**
 * Asks for the conversation.
 * @param likely the one that is active in the list at first
 */
export function askConversation(
  session: Session,
  services: Pick<ComposeServices, 'notifier' | 'loaded'>,
  likely: string | undefined,
): Step<MessageAnswers> {
  const question = new ConversationQuestion(new Readings(session, services));
  return async (answers, ui) => {
    const { id } = await question.ask(ui, {
      placeholder: vscode.l10n.t('Conversation to send a message in'),
      current: answers.conversationId ?? likely,
    });
    // Sender and recipients belong to a conversation.
    if (id !== answers.conversationId) {
      delete answers.from;
      delete answers.to;
    }
    answers.conversationId = id;
  };
}
