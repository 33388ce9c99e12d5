import * as vscode from 'vscode';
import { allItems } from '../../api/pages.ts';
import type { CreateConversation } from '../../api/resources.ts';
import { conversationTitle } from '../../platform/display.ts';
import type { Account } from '../../platform/session.ts';
import { runWizard } from '../../platform/wizard.ts';
import { bodyOf, type ConversationDraft, emptyConversation } from './conversationDraft.ts';
import { askConfiguration, askName, askWhatElse } from './conversationQuestions.ts';
import { currentSession } from './currentSession.ts';
import { tellFailure } from './failures.ts';
import { lastConfiguration, rememberConfiguration } from './lastConfiguration.ts';
import type { ActServices } from './services.ts';

/** What was typed and not sent, by account. */
export type ConversationDrafts = Map<string, ConversationDraft>;

/**
 * Asks for configuration, name, participants and metadata, makes the conversation and opens its timeline. What was typed
 * stays until it is sent.
 * @param configurationId the configuration that the command was started from
 * @throws ApiError when the configurations cannot be listed; SignedOutError
 */
export async function newConversation(
  services: ActServices,
  accountId: string,
  drafts: ConversationDrafts,
  configurationId?: string,
  start: 'first' | 'last' = 'first',
): Promise<void> {
  const { account, client } = await currentSession(services, accountId);
  const configurations = await vscode.window.withProgress(
    { location: vscode.ProgressLocation.Window, title: vscode.l10n.t('Listing the configurations…') },
    () => allItems(client.configurations()),
  );
  if (configurations.length === 0) {
    void vscode.window.showInformationMessage(
      vscode.l10n.t(
        '{0} has no configuration, and a conversation is made from one. Create a configuration in the Twilio Console, under Conversation Orchestrator, then try again.',
        account.label,
      ),
    );
    return;
  }
  const draft =
    drafts.get(accountId) ?? emptyConversation(lastConfiguration(services.workspaceState, accountId));
  if (configurationId !== undefined) draft.configurationId = configurationId;
  drafts.set(accountId, draft);
  const steps = [askConfiguration(configurations), askName, askWhatElse];
  const answered = await runWizard(
    vscode.l10n.t('New Conversation'),
    draft,
    () => steps,
    start,
    services.privacy.masker,
  );
  const body = answered && bodyOf(answered);
  if (body) await send(services, account, drafts, draft, body);
}

/** Makes the conversation that a draft was answered to. */
async function send(
  services: ActServices,
  account: Account,
  drafts: ConversationDrafts,
  draft: ConversationDraft,
  body: CreateConversation,
): Promise<void> {
  const { id: accountId } = account;
  try {
    const conversation = await vscode.window.withProgress(
      { location: vscode.ProgressLocation.Window, title: vscode.l10n.t('Creating the conversation…') },
      async () => {
        const { client } = await currentSession(services, accountId);
        return client.createConversation(body);
      },
    );
    if (drafts.get(accountId) === draft) drafts.delete(accountId);
    rememberConfiguration(services.workspaceState, accountId, body.configurationId);
    services.accept(accountId, conversation);
    services.openTimeline({ accountId, conversationId: conversation.id }, conversationTitle(conversation));
  } catch (error) {
    const words = {
      failed: vscode.l10n.t('The conversation was not created, and what you typed is kept'),
      unsure: vscode.l10n.t('Creating the conversation may have failed; what you typed is kept'),
    };
    void tellFailure(services, account, error, words, {
      retry: () => newConversation(services, accountId, drafts, undefined, 'last'),
      sendAgain: () => send(services, account, drafts, draft, body),
    });
  }
}
