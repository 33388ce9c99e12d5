import * as vscode from 'vscode';
import { allItems } from '../../api/pages.ts';
import type { Configuration, CreateConversation } from '../../api/resources.ts';
import { conversationTitle, participantTypeName } from '../../platform/display.ts';
import type { Masker } from '../../platform/masking.ts';
import { runWizard, type Step } from '../../platform/wizard.ts';
import { currentSession } from './currentSession.ts';
import { tellFailure } from './failures.ts';
import { bodyOf, emptyDraft, type ParticipantDraft } from './participantDraft.ts';
import { participantSteps } from './participantQuestions.ts';
import type { ActServices } from './services.ts';

/** A conversation that is being made. */
export interface ConversationDraft {
  configurationId?: string;
  name: string;
  participants: ParticipantDraft[];
  /** One that was begun and not finished. */
  begun?: ParticipantDraft | undefined;
}

/** What was typed and not sent, by account. */
export type ConversationDrafts = Map<string, ConversationDraft>;

/** The most participants that a conversation can be made with; more can be added later. */
const MOST_PARTICIPANTS = 50;

/**
 * Asks for configuration, name and participants, makes the conversation and opens its timeline. What was typed stays until
 * it is sent.
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
  const draft = drafts.get(accountId) ?? { name: '', participants: [] };
  if (configurationId !== undefined) draft.configurationId = configurationId;
  drafts.set(accountId, draft);
  const steps = [askConfiguration(configurations), askName, askParticipants];
  const answered = await runWizard(
    vscode.l10n.t('New Conversation'),
    draft,
    () => steps,
    start,
    services.privacy.masker,
  );
  const body = answered && createBody(answered);
  if (!body) return;
  try {
    const conversation = await vscode.window.withProgress(
      { location: vscode.ProgressLocation.Window, title: vscode.l10n.t('Creating the conversation…') },
      async () => {
        const { client } = await currentSession(services, accountId);
        return client.createConversation(body);
      },
    );
    if (drafts.get(accountId) === draft) drafts.delete(accountId);
    services.accept(accountId, conversation);
    services.openTimeline({ accountId, conversationId: conversation.id }, conversationTitle(conversation));
  } catch (error) {
    const words = {
      failed: vscode.l10n.t('The conversation was not created, and what you typed is kept'),
      unsure: vscode.l10n.t('Creating the conversation may have failed; what you typed is kept'),
    };
    const retry = () => newConversation(services, accountId, drafts, undefined, 'last');
    void tellFailure(services, account, error, words, retry);
  }
}

function askConfiguration(configurations: readonly Configuration[]): Step<ConversationDraft> {
  return async (draft, ui) => {
    const { id } = await ui.pick({
      placeholder: vscode.l10n.t('Configuration to make the conversation from'),
      items: configurations.map(({ id, displayName, description, channelSettings }) => ({
        label: displayName,
        description: Object.keys(channelSettings ?? {}).join(', '),
        detail: description,
        id,
      })),
      active: (item) => item.id === draft.configurationId,
    });
    draft.configurationId = id;
  };
}

const askName: Step<ConversationDraft> = async (draft, ui) => {
  draft.name = await ui.text({
    prompt: vscode.l10n.t('Name of the conversation. May be left empty.'),
    value: draft.name,
    personal: true,
    keep: (text) => {
      draft.name = text;
    },
  });
};

const askParticipants: Step<ConversationDraft> = async (draft, ui) => {
  for (;;) {
    const { participants } = draft;
    const chosen = await ui.pick({
      placeholder:
        participants.length === 0
          ? vscode.l10n.t('Participants can be added now, or later')
          : vscode.l10n.t('Create the conversation, add another participant, or choose one to take away'),
      items: [
        { label: `$(check) ${vscode.l10n.t('Create Conversation')}`, act: 'create' as const },
        ...(participants.length < MOST_PARTICIPANTS
          ? [{ label: `$(add) ${vscode.l10n.t('Add Participant…')}`, act: 'add' as const }]
          : []),
        ...participants.map((participant, index) => ({
          label: participant.name.trim()
            ? ui.masker.name(participant.name, participant.type ?? 'UNKNOWN', String(index))
            : ui.masker.address(participant.addresses[0]?.address ?? ''),
          description: participantTypeName(participant.type),
          detail: vscode.l10n.t('Choose to take away'),
          act: 'remove' as const,
          index,
        })),
      ],
    });
    if (chosen.act === 'create') return;
    if (chosen.act === 'remove') participants.splice(chosen.index, 1);
    else await addTo(draft, ui.masker);
  }
};

/** Asks for a participant in a wizard of its own; closing it leads back. */
async function addTo(draft: ConversationDraft, masker: Masker): Promise<void> {
  draft.begun ??= emptyDraft();
  const title = vscode.l10n.t('New Conversation: Participant {0}', draft.participants.length + 1);
  const participant = await runWizard(title, draft.begun, participantSteps, 'first', masker);
  if (!participant) return;
  draft.participants.push(participant);
  draft.begun = undefined;
}

function createBody({
  configurationId,
  name,
  participants,
}: ConversationDraft): CreateConversation | undefined {
  if (!configurationId) return undefined;
  const bodies = participants.map(bodyOf).filter((body) => body !== undefined);
  return {
    configurationId,
    ...(name.trim() ? { name: name.trim() } : {}),
    ...(bodies.length > 0 ? { participants: bodies } : {}),
  };
}
