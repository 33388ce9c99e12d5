import * as vscode from 'vscode';
import type { Session } from '../../platform/session.ts';
import type { Step } from '../../platform/wizard.ts';
import { type ConversationItem, ConversationList, isChoosable } from '../elsewhere/conversationList.ts';
import type { ComposeServices } from '../services.ts';
import type { MessageAnswers } from './messageQuestions.ts';

/**
 * Asks for the conversation.
 * @param likely the one that is active in the list at first
 */
export function askConversation(
  { account, client }: Session,
  { notifier, loaded }: Pick<ComposeServices, 'notifier' | 'loaded'>,
  likely: string | undefined,
): Step<MessageAnswers> {
  const inWords = (error: unknown) =>
    notifier.explain(error, {
      what: vscode.l10n.t('Could not list the conversations'),
      sandbox: account.sandbox,
      account,
    }).detail;
  return async (answers, ui) => {
    const list = new ConversationList({ account, client }, () => true, inWords);
    const { conversation } = await ui.pick<ConversationItem>({
      placeholder: vscode.l10n.t('Conversation to send a message in'),
      items: list.grow(loaded(account.id), ui.masker),
      active: (item) => item.conversation?.id === (answers.conversationId ?? likely ?? ''),
      choosable: isChoosable,
    });
    // Sender and recipients belong to a conversation.
    if (conversation?.id !== answers.conversationId) {
      delete answers.from;
      delete answers.to;
    }
    if (conversation) answers.conversationId = conversation.id;
  };
}
