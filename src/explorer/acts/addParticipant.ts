import * as vscode from 'vscode';
import type { CreateParticipant } from '../../api/resources.ts';
import { runWizard } from '../../platform/wizard.ts';
import { currentSession } from './currentSession.ts';
import { tellFailure } from './failures.ts';
import { bodyOf, emptyDraft, type ParticipantDraft } from './participantDraft.ts';
import { participantSteps } from './participantQuestions.ts';
import { readAgain } from './readAgain.ts';
import type { ActServices } from './services.ts';
import type { ActTarget } from './target.ts';

/** Participants that were typed and not added, by conversation. They end with the window: they may name people. */
export type ParticipantDrafts = Map<string, ParticipantDraft>;

/** Asks who takes part, and adds them. What was typed stays until it is sent. */
export async function addParticipant(
  services: ActServices,
  target: ActTarget,
  drafts: ParticipantDrafts,
  start: 'first' | 'last' = 'first',
): Promise<void> {
  const { title, conversation } = target;
  if (conversation.status === 'CLOSED') {
    void vscode.window.showInformationMessage(
      vscode.l10n.t('“{0}” is closed, which is final: it takes no new participants.', title),
    );
    return;
  }
  const draftKey = keyOf(target);
  const draft = drafts.get(draftKey) ?? emptyDraft();
  drafts.set(draftKey, draft);
  const from = bodyOf(draft) ? start : 'first';
  const answered = await runWizard(
    vscode.l10n.t('Add Participant to {0}', title),
    draft,
    participantSteps,
    from,
    services.privacy.masker,
  );
  const body = answered && bodyOf(answered);
  if (body) await send(services, target, drafts, draft, body);
}

/** Adds the participant that a draft was answered to. */
async function send(
  services: ActServices,
  target: ActTarget,
  drafts: ParticipantDrafts,
  draft: ParticipantDraft,
  body: CreateParticipant,
): Promise<void> {
  const { account, key, conversation } = target;
  const draftKey = keyOf(target);
  try {
    await vscode.window.withProgress(
      { location: vscode.ProgressLocation.Window, title: vscode.l10n.t('Adding the participant…') },
      async () => {
        const { client } = await currentSession(services, key.accountId);
        await client.addParticipant(conversation.id, body);
      },
    );
    if (drafts.get(draftKey) === draft) drafts.delete(draftKey);
    await readAgain(services, target);
  } catch (error) {
    const words = {
      failed: vscode.l10n.t('The participant was not added, and what you typed is kept'),
      unsure: vscode.l10n.t('Adding the participant may have failed; what you typed is kept'),
    };
    void tellFailure(services, account, error, words, {
      retry: () => addParticipant(services, target, drafts, 'last'),
      sendAgain: () => send(services, target, drafts, draft, body),
      own: conversation.id,
    });
  }
}

function keyOf({ key }: ActTarget): string {
  return `${key.accountId}/${key.conversationId}`;
}
