import * as vscode from 'vscode';
import type { Conversation } from '../../api/resources.ts';
import { byActivity, lastActivity } from '../../platform/activity.ts';
import { relativeTime, statusName } from '../../platform/display.ts';
import type { Masker } from '../../platform/masking.ts';
import type { Session } from '../../platform/session.ts';
import { shownParticipants, shownTitle } from '../../platform/shown.ts';
import type { Step } from '../../platform/wizard.ts';
import type { MessageAnswers } from './messageQuestions.ts';

const OFFERED = 200;

/** Asks for the conversation. */
export function askConversation(session: Session, likely: string | undefined): Step<MessageAnswers> {
  const listed = session.client.conversationPage({ pageSize: OFFERED, status: ['ACTIVE', 'INACTIVE'] });
  return async (answers, ui) => {
    const { conversationId } = await ui.pick({
      placeholder: vscode.l10n.t('Conversation to send a message in'),
      items: listed.then(({ items }) =>
        byActivity(items).map((conversation) => item(conversation, ui.masker)),
      ),
      active: (item) => item.conversationId === (answers.conversationId ?? likely),
    });
    if (conversationId !== answers.conversationId) {
      delete answers.from;
      delete answers.to;
    }
    answers.conversationId = conversationId;
  };
}

function item(conversation: Conversation, masker: Masker): vscode.QuickPickItem & { conversationId: string } {
  return {
    label: shownTitle(conversation, masker),
    description: `${statusName(conversation.status)} · ${relativeTime(lastActivity(conversation))}`,
    detail: shownParticipants(conversation, masker),
    conversationId: conversation.id,
  };
}
