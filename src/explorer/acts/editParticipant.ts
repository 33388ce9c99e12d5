import * as vscode from 'vscode';
import { participantReplacement } from '../../api/replacements.ts';
import type { Participant } from '../../api/resources.ts';
import { changedFields, sameJson } from '../../platform/changedFields.ts';
import { jsonText } from '../../platform/jsonText.ts';
import { maskedJson } from '../../platform/maskedJson.ts';
import { closeDiff, type MemoryDocuments } from '../../platform/memoryDocuments.ts';
import { shownParticipant } from '../../platform/shown.ts';
import { runWizard, type Step } from '../../platform/wizard.ts';
import { currentSession } from './currentSession.ts';
import { tellFailure } from './failures.ts';
import { changesOf, draftOf, type ParticipantDraft } from './participantDraft.ts';
import { participantSteps } from './participantQuestions.ts';
import { readAgain } from './readAgain.ts';
import type { ActServices } from './services.ts';
import type { ActTarget } from './target.ts';

/** An edit that is under way: it outlives a failure. */
interface Edit {
  /** As it was when the draft was made of it: what differs from it is what the person wants. */
  original: Participant;
  /** As it was last fetched. */
  fetched: Participant;
  draft: ParticipantDraft;
}

/**
 * Asks what shall be different about a participant, shows the difference in the diff editor, and replaces the participant
 * when that is confirmed. The API replaces participants whole: the request is made of the participant as it was fetched
 * just before, so that what others changed meanwhile is not undone unseen.
 * @throws ApiError when the participant cannot be fetched
 */
export async function editParticipant(
  services: ActServices,
  target: ActTarget,
  participantId: string,
  sides: MemoryDocuments,
): Promise<void> {
  const { client } = await currentSession(services, target.key.accountId);
  const fetched = await client.fetchParticipant(target.key.conversationId, participantId);
  await run(services, target, { original: fetched, fetched, draft: draftOf(fetched) }, sides, 'first');
}

async function run(
  services: ActServices,
  target: ActTarget,
  edit: Edit,
  sides: MemoryDocuments,
  start: 'first' | 'last',
): Promise<void> {
  const { account, key } = target;
  const title = vscode.l10n.t(
    'Edit Participant {0}',
    shownParticipant(edit.fetched, services.privacy.masker),
  );
  const review = new Review(services, target, edit, sides);
  try {
    const answered = await runWizard(
      title,
      edit.draft,
      (draft) => [...participantSteps(draft), review.ask],
      start,
      services.privacy.masker,
    );
    if (!answered || !review.agreed) return;
    const changes = changesOf(edit.original, edit.draft);
    await vscode.window.withProgress(
      { location: vscode.ProgressLocation.Window, title: vscode.l10n.t('Replacing the participant…') },
      async () => {
        const { client } = await currentSession(services, key.accountId);
        await client.replaceParticipant(edit.fetched, changes);
      },
    );
    await readAgain(services, target);
  } catch (error) {
    const words = {
      failed: vscode.l10n.t('The participant was not replaced, and what you typed is kept'),
      unsure: vscode.l10n.t('Replacing the participant may have failed; what you typed is kept'),
    };
    const retry = () => run(services, target, edit, sides, 'last');
    void tellFailure(services, account, error, words, retry, key.conversationId);
  } finally {
    await review.close();
  }
}

/** The last question: shows what will be different, and goes on only when it was seen as it is. */
class Review {
  /** True once the person has agreed to the difference that was shown. */
  agreed = false;
  readonly #services: ActServices;
  readonly #target: ActTarget;
  readonly #edit: Edit;
  readonly #sides: MemoryDocuments;
  #shown: vscode.Uri | undefined;

  constructor(services: ActServices, target: ActTarget, edit: Edit, sides: MemoryDocuments) {
    this.#services = services;
    this.#target = target;
    this.#edit = edit;
    this.#sides = sides;
  }

  readonly ask: Step<ParticipantDraft> = async (draft, ui) => {
    const { key } = this.#target;
    let changedMeanwhile = false;
    this.agreed = false;
    for (;;) {
      const { original, fetched } = this.#edit;
      const now = participantReplacement(fetched, {});
      const after = participantReplacement(fetched, changesOf(original, draft));
      const changed = changedFields(now, after);
      if (changed.length === 0) {
        void vscode.window.showInformationMessage(
          vscode.l10n.t('Nothing is different, so nothing was sent.'),
        );
        return;
      }
      // The ids come first: the question that is asked over the editor covers its first lines.
      const { id, conversationId, accountId } = fetched;
      const { masker } = this.#services.privacy;
      const [left, right] = [now, after].map((body) =>
        jsonText(maskedJson({ id, conversationId, accountId, ...body }, masker)),
      );
      await this.#show(shownParticipant(fetched, masker), left ?? '', right ?? '');
      const { agreed } = await ui.pick({
        placeholder: changedMeanwhile
          ? vscode.l10n.t(
              'Somebody has changed the participant meanwhile. This is the difference now: replace it?',
            )
          : vscode.l10n.t('The editor shows what will be different. Replace the participant?'),
        items: [
          {
            label: `$(check) ${vscode.l10n.t('Replace Participant')}`,
            description: changed.join(', '),
            agreed: true,
          },
          { label: `$(close) ${vscode.l10n.t('Cancel')}`, agreed: false },
        ],
      });
      if (!agreed) return;
      const { client } = await currentSession(this.#services, key.accountId);
      const latest = await client.fetchParticipant(key.conversationId, fetched.id);
      if (sameJson(latest, fetched)) {
        this.agreed = true;
        return;
      }
      this.#edit.fetched = latest;
      changedMeanwhile = true;
    }
  };

  /** Closes the diff. */
  async close(): Promise<void> {
    if (this.#shown) await closeDiff(this.#shown);
    this.#shown = undefined;
  }

  async #show(name: string, now: string, after: string): Promise<void> {
    await this.close();
    const replaced = this.#sides.add(`${name}.json`, after);
    this.#shown = replaced;
    await vscode.commands.executeCommand(
      'vscode.diff',
      this.#sides.add(`${name}.json`, now),
      replaced,
      vscode.l10n.t('{0}: Now ↔ Replaced', name),
      { preview: true, preserveFocus: true },
    );
  }
}
