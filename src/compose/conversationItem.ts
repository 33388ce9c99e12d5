import type * as vscode from 'vscode';
import type { Conversation } from '../api/resources.ts';
import { lastActivity } from '../platform/activity.ts';
import { relativeTime, statusName } from '../platform/display.ts';
import type { Masker } from '../platform/masking.ts';
import { shownParticipants, shownTitle } from '../platform/shown.ts';

/** A conversation as a row of a list. */
export function conversationItem(
  conversation: Conversation,
  masker: Masker,
): vscode.QuickPickItem & { conversation: Conversation } {
  return {
    label: shownTitle(conversation, masker),
    description: conversationFacts(conversation),
    detail: shownParticipants(conversation, masker),
    conversation,
  };
}

/** Its state, and when something last happened in it. */
export function conversationFacts(conversation: Conversation): string {
  return [statusName(conversation.status), relativeTime(lastActivity(conversation))]
    .filter(Boolean)
    .join(' · ');
}
