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
export interface Edit {
  /** As it was when the draft was made of it: what differs from it is what the person wants. */
  original: Participant;
  /** As it was last fetched. */
  fetched: Participant;
  draft: ParticipantDraft;
}

/** Edits that failed, by participant: they are offered again. They end with the window: they may name people. */
export type ParticipantEdits = Map<string, Edit>;

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
  edits: ParticipantEdits,
): Promise<void> {
  const fetched = await fetchAnew(services, target, participantId);
  const kept = edits.get(editKey(target, participantId));
  const edit = kept ? { ...kept, fetched } : { original: fetched, fetched, draft: draftOf(fetched) };
  await new EditParticipant(services, target, edit, sides, edits).ask('first');
}

/** One participant's edit, which may take several attempts. */
class EditParticipant {
  readonly #services: ActServices;
  readonly #target: ActTarget;
  readonly #edit: Edit;
  readonly #sides: MemoryDocuments;
  readonly #edits: ParticipantEdits;

  constructor(
    services: ActServices,
    target: ActTarget,
    edit: Edit,
    sides: MemoryDocuments,
    edits: ParticipantEdits,
  ) {
    this.#services = services;
    this.#target = target;
    this.#edit = edit;
    this.#sides = sides;
    this.#edits = edits;
  }

  async ask(start: 'first' | 'last'): Promise<void> {
    const { masker } = this.#services.privacy;
    const title = vscode.l10n.t('Edit Participant {0}', shownParticipant(this.#edit.fetched, masker));
    const review = new Review(this.#services, this.#target, this.#edit, this.#sides);
    try {
      const steps = (draft: ParticipantDraft) => [...participantSteps(draft), review.ask];
      const answered = await runWizard(title, this.#edit.draft, steps, start, masker);
      if (answered && review.agreed) await this.#send();
    } catch (error) {
      this.#tell(error);
    } finally {
      await review.close();
    }
  }

  /** Replaces the participant by what was agreed to. */
  async #send(): Promise<void> {
    const { original, fetched, draft } = this.#edit;
    try {
      await vscode.window.withProgress(
        { location: vscode.ProgressLocation.Window, title: vscode.l10n.t('Replacing the participant…') },
        async () => {
          const { client } = await currentSession(this.#services, this.#target.key.accountId);
          await client.replaceParticipant(fetched, changesOf(original, draft));
        },
      );
      this.#edits.delete(editKey(this.#target, fetched.id));
      await readAgain(this.#services, this.#target);
    } catch (error) {
      this.#tell(error);
    }
  }

  /** Sends the same once more; what others changed in between is shown before. */
  async #sendAgain(): Promise<void> {
    const latest = await fetchAnew(this.#services, this.#target, this.#edit.fetched.id);
    const isSame = sameJson(latest, this.#edit.fetched);
    this.#edit.fetched = latest;
    await (isSame ? this.#send() : this.ask('last'));
  }

  #tell(error: unknown): void {
    this.#edits.set(editKey(this.#target, this.#edit.fetched.id), this.#edit);
    const words = {
      failed: vscode.l10n.t('The participant was not replaced, and what you typed is kept'),
      unsure: vscode.l10n.t('Replacing the participant may have failed; what you typed is kept'),
    };
    void tellFailure(this.#services, this.#target.account, error, words, {
      retry: () => this.ask('last'),
      sendAgain: () => this.#sendAgain(),
      own: this.#target.key.conversationId,
    });
  }
}

async function fetchAnew(
  services: ActServices,
  { key }: ActTarget,
  participantId: string,
): Promise<Participant> {
  const { client } = await currentSession(services, key.accountId);
  return client.fetchParticipant(key.conversationId, participantId);
}

function editKey({ key }: ActTarget, participantId: string): string {
  return `${key.accountId}/${key.conversationId}/${participantId}`;
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
      const latest = await fetchAnew(this.#services, this.#target, fetched.id);
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
