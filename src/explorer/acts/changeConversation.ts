import * as vscode from 'vscode';
import type { PatchConversation } from '../../api/resources.ts';
import { runWizard } from '../../platform/wizard.ts';
import { confirmed } from './confirm.ts';
import { type FailureWords, tellFailure } from './failures.ts';
import { patchConversation } from './patchConversation.ts';
import type { ActServices } from './services.ts';
import type { ActTarget } from './target.ts';

/** What was typed as a name and not sent, by conversation: it is offered again. */
export type NameDrafts = Map<string, { name: string }>;

/** Asks for a name, and gives it to the conversation; an empty one takes the name away. */
export async function renameConversation(
  services: ActServices,
  target: ActTarget,
  drafts: NameDrafts,
): Promise<void> {
  const { key, conversation } = target;
  const draftKey = `${key.accountId}/${key.conversationId}`;
  const draft = drafts.get(draftKey) ?? { name: conversation.name ?? '' };
  const answered = await runWizard(
    vscode.l10n.t('Rename Conversation'),
    draft,
    () => [
      async (draft, ui) => {
        draft.name = await ui.text({
          prompt: vscode.l10n.t('Name of the conversation. Empty takes the name away.'),
          placeholder: vscode.l10n.t('No name'),
          value: draft.name,
          personal: true,
          keep: (text) => {
            draft.name = text;
          },
        });
      },
    ],
    'first',
    services.privacy.masker,
  );
  const name = draft.name.trim();
  if (!answered || name === (conversation.name ?? '')) {
    drafts.delete(draftKey);
    return;
  }
  const done = await change(
    services,
    target,
    { name: name || null },
    {
      doing: vscode.l10n.t('Renaming the conversation…'),
      failed: vscode.l10n.t('“{0}” was not renamed, and what you typed is kept', target.title),
      unsure: vscode.l10n.t('Renaming “{0}” may have failed; what you typed is kept', target.title),
      retry: () => renameConversation(services, target, drafts),
    },
  );
  if (done) drafts.delete(draftKey);
  else drafts.set(draftKey, draft);
}

/** Ends a conversation, which is final, after asking. */
export async function closeConversation(services: ActServices, target: ActTarget): Promise<void> {
  const { account, title, conversation } = target;
  if (conversation.status === 'CLOSED') {
    void vscode.window.showInformationMessage(vscode.l10n.t('“{0}” is closed already.', title));
    return;
  }
  const sure = await confirmed(
    account,
    vscode.l10n.t('Close “{0}”?', title),
    vscode.l10n.t(
      'Closing is final: the conversation takes no more communications and participants, and cannot be reopened. What is in it stays.',
    ),
    vscode.l10n.t('Close Conversation'),
  );
  if (!sure) return;
  await change(
    services,
    target,
    { status: 'CLOSED' },
    {
      doing: vscode.l10n.t('Closing the conversation…'),
      failed: vscode.l10n.t('“{0}” was not closed', title),
      unsure: vscode.l10n.t('Closing “{0}” may have failed', title),
      retry: () => closeConversation(services, target),
    },
  );
}

/** Brings an inactive conversation back to active. A closed one stays closed: the API has no way back. */
export async function reopenConversation(services: ActServices, target: ActTarget): Promise<void> {
  const { title, conversation } = target;
  if (conversation.status !== 'INACTIVE') {
    void vscode.window.showInformationMessage(
      conversation.status === 'CLOSED'
        ? vscode.l10n.t('“{0}” is closed, which is final. Create a new conversation instead.', title)
        : vscode.l10n.t('“{0}” is active already.', title),
    );
    return;
  }
  await change(
    services,
    target,
    { status: 'ACTIVE' },
    {
      doing: vscode.l10n.t('Reopening the conversation…'),
      failed: vscode.l10n.t('“{0}” was not reopened', title),
      unsure: vscode.l10n.t('Reopening “{0}” may have failed', title),
      retry: () => reopenConversation(services, target),
    },
  );
}

interface ChangeWords extends FailureWords {
  doing: string;
  retry: () => unknown;
}

/** @returns false when it failed, which the person was told */
async function change(
  services: ActServices,
  { account, key, conversation }: ActTarget,
  body: PatchConversation,
  { doing, retry, ...words }: ChangeWords,
): Promise<boolean> {
  try {
    await patchConversation(services, key, body, doing, conversation);
    return true;
  } catch (error) {
    void tellFailure(services, account, error, words, { retry, own: conversation.id });
    return false;
  }
}
