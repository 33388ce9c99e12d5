import * as vscode from 'vscode';
import type { Configuration } from '../../api/resources.ts';
import { channelName, participantTypeName } from '../../platform/display.ts';
import type { Masker } from '../../platform/masking.ts';
import { runWizard, type Step } from '../../platform/wizard.ts';
import { groupingDetail, groupingName } from '../configuration/groupingName.ts';
import type { ConversationDraft } from './conversationDraft.ts';
import { takesAnother } from './metadataDraft.ts';
import { askEntry } from './metadataQuestions.ts';
import { emptyDraft } from './participantDraft.ts';
import { participantSteps } from './participantQuestions.ts';

/** The most participants that a conversation can be made with; more can be added later. */
const MOST_PARTICIPANTS = 50;

/** Asks for the configuration, and says what each would do. */
export function askConfiguration(configurations: readonly Configuration[]): Step<ConversationDraft> {
  return async (draft, ui) => {
    const { id } = await ui.pick({
      placeholder: vscode.l10n.t('Configuration to make the conversation from'),
      items: configurations.map((configuration) => ({
        label: configuration.displayName,
        description: [
          groupingName(configuration.conversationGroupingType, vscode.l10n),
          Object.keys(configuration.channelSettings ?? {})
            .map(channelName)
            .join(', '),
        ]
          .filter(Boolean)
          .join(' · '),
        detail: [
          groupingDetail(configuration.conversationGroupingType, vscode.l10n),
          configuration.description,
        ]
          .filter(Boolean)
          .join(' '),
        id: configuration.id,
      })),
      active: (item) => item.id === draft.configurationId,
    });
    draft.configurationId = id;
  };
}

export const askName: Step<ConversationDraft> = async (draft, ui) => {
  draft.name = await ui.text({
    prompt: vscode.l10n.t('Name of the conversation. May be left empty.'),
    value: draft.name,
    personal: true,
    keep: (text) => {
      draft.name = text;
    },
  });
};

/** Asks whether there is more to say, and shows what was said: one Enter makes the conversation. */
export const askWhatElse: Step<ConversationDraft> = async (draft, ui) => {
  for (;;) {
    const { participants, metadata } = draft;
    const chosen = await ui.pick({
      placeholder:
        participants.length + metadata.length === 0
          ? vscode.l10n.t('Participants and metadata can be added now; participants later as well')
          : vscode.l10n.t('Create the conversation, add more, or choose what to change or take away'),
      items: [
        { label: `$(check) ${vscode.l10n.t('Create Conversation')}`, act: 'create' as const },
        ...(participants.length < MOST_PARTICIPANTS
          ? [{ label: `$(add) ${vscode.l10n.t('Add Participant…')}`, act: 'addParticipant' as const }]
          : []),
        ...(takesAnother(metadata)
          ? [{ label: `$(tag) ${vscode.l10n.t('Add Metadata…')}`, act: 'addEntry' as const }]
          : []),
        ...section(
          vscode.l10n.t('Participants'),
          participants.map((participant, index) => ({
            label: participant.name.trim()
              ? ui.masker.name(participant.name, participant.type ?? 'UNKNOWN', String(index))
              : ui.masker.address(participant.addresses[0]?.address ?? ''),
            description: participantTypeName(participant.type),
            detail: vscode.l10n.t('Choose to take away'),
            act: 'removeParticipant' as const,
            index,
          })),
        ),
        ...section(
          vscode.l10n.t('Metadata'),
          metadata.map(({ key, value }, index) => ({
            label: key,
            description: ui.masker.text(value),
            detail: vscode.l10n.t('Choose to change or take away'),
            act: 'changeEntry' as const,
            index,
          })),
        ),
      ],
    });
    switch (chosen.act) {
      case 'create':
        return;
      case 'addParticipant':
        await addParticipantTo(draft, ui.masker);
        break;
      case 'removeParticipant':
        participants.splice(chosen.index, 1);
        break;
      case 'addEntry':
        await addEntryTo(draft, ui.masker);
        break;
      case 'changeEntry':
        await changeEntryOf(draft, chosen.index, ui.masker);
        break;
    }
  }
};

/** Rows under a heading; nothing where there are none. */
function section<T extends vscode.QuickPickItem>(heading: string, rows: readonly T[]) {
  const separator = {
    label: heading,
    kind: vscode.QuickPickItemKind.Separator,
    act: 'none' as const,
  };
  return rows.length === 0 ? [] : [separator, ...rows];
}

/** Asks for a participant in a wizard of its own; closing it leads back. */
async function addParticipantTo(draft: ConversationDraft, masker: Masker): Promise<void> {
  draft.begun ??= emptyDraft();
  const title = vscode.l10n.t('New Conversation: Participant {0}', draft.participants.length + 1);
  const participant = await runWizard(title, draft.begun, participantSteps, 'first', masker);
  if (!participant) return;
  draft.participants.push(participant);
  draft.begun = undefined;
}

/** Asks for an entry of the metadata in a wizard of its own; closing it leads back. */
async function addEntryTo(draft: ConversationDraft, masker: Masker): Promise<void> {
  draft.begunEntry ??= { key: '', value: '' };
  const entry = await askEntry(draft.begunEntry, draft.metadata, false, masker);
  if (!entry) return;
  draft.metadata.push(entry);
  draft.begunEntry = undefined;
}

async function changeEntryOf({ metadata }: ConversationDraft, index: number, masker: Masker): Promise<void> {
  const before = metadata[index];
  if (!before) return;
  const others = metadata.filter((entry) => entry !== before);
  const entry = await askEntry({ ...before }, others, true, masker);
  if (entry) metadata.splice(index, 1, ...(entry.key === '' ? [] : [entry]));
}
