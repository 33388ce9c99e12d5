import * as vscode from 'vscode';
import { CHANNELS, PARTICIPANT_TYPES, type ParticipantAddress } from '../../api/resources.ts';
import { addressComplaint, addressHint, normalizedAddress } from '../../platform/addresses.ts';
import { channelName, participantTypeName } from '../../platform/display.ts';
import { type Step, type StepUi, wentBack } from '../../platform/wizard.ts';
import { hasProfile, type ParticipantDraft } from './participantDraft.ts';

/** The questions about a participant, prefilled with what the draft holds. */
export function participantSteps(draft: ParticipantDraft): readonly Step<ParticipantDraft>[] {
  return [askType, askName, askAddresses, ...(hasProfile(draft) ? [askProfile] : [])];
}

const askType: Step<ParticipantDraft> = async (draft, ui) => {
  const types: string[] = [...PARTICIPANT_TYPES];
  if (draft.type && !types.includes(draft.type)) types.push(draft.type);
  const { type } = await ui.pick({
    placeholder: vscode.l10n.t('What is the participant?'),
    items: types.map((type) => ({
      label: participantTypeName(type),
      description: type,
      detail: typeHint(type),
      type,
    })),
    active: (item) => item.type === (draft.type ?? 'CUSTOMER'),
  });
  draft.type = type;
};

const askName: Step<ParticipantDraft> = async (draft, ui) => {
  draft.name = await ui.text({
    prompt: vscode.l10n.t('Name of the participant. May be left empty.'),
    value: draft.name,
    personal: true,
    keep: (text) => {
      draft.name = text;
    },
  });
};

/** Asks for one address after the other, and shows those that there are. */
const askAddresses: Step<ParticipantDraft> = async (draft, ui) => {
  if (draft.addresses.length === 0) await askAddress(draft, ui);
  for (;;) {
    const chosen = await ui.pick({
      placeholder: vscode.l10n.t(
        'Addresses of the participant: go on, add another, or choose one to change it',
      ),
      items: [
        { label: `$(arrow-right) ${vscode.l10n.t('Continue')}`, act: 'continue' as const },
        { label: `$(add) ${vscode.l10n.t('Add Another Address…')}`, act: 'add' as const },
        ...draft.addresses.map((address, index) => ({
          label: ui.masker.address(address.address),
          description: channelName(address.channel),
          act: 'change' as const,
          index,
        })),
      ],
    });
    if (chosen.act === 'continue') return;
    try {
      if (chosen.act === 'change') await changeAddress(draft, chosen.index, ui);
      else await askAddress(draft, ui);
    } catch (thrown) {
      // Back from a single address leads to the list of them.
      if (!wentBack(thrown)) throw thrown;
    }
  }
};

const askProfile: Step<ParticipantDraft> = async (draft, ui) => {
  draft.profileId = await ui.text({
    prompt: vscode.l10n.t('ID of the customer’s profile in the memory store. May be left empty.'),
    placeholder: 'mem_profile_…',
    value: draft.profileId,
    keep: (text) => {
      draft.profileId = text;
    },
    validate: (text) => (/\s/.test(text.trim()) ? vscode.l10n.t('A profile’s ID has no spaces.') : undefined),
  });
};

async function askAddress(draft: ParticipantDraft, ui: StepUi): Promise<void> {
  const { channel } = await ui.pick({
    placeholder: vscode.l10n.t('On which channel is the participant reached?'),
    items: CHANNELS.map((channel) => ({
      label: channelName(channel),
      description: addressHint(channel, vscode.l10n).example,
      channel,
    })),
    active: (item) => item.channel === (draft.begun?.channel ?? 'SMS'),
  });
  const begun = draft.begun?.channel === channel ? draft.begun : { channel, address: '' };
  draft.begun = begun;
  const address = await askText(begun, draft.addresses, ui, addressHint(channel, vscode.l10n).prompt);
  draft.addresses.push({ channel, address });
  draft.begun = undefined;
}

async function changeAddress(draft: ParticipantDraft, index: number, ui: StepUi): Promise<void> {
  const before = draft.addresses[index];
  if (!before) return;
  const others = draft.addresses.filter((_, other) => other !== index);
  const { prompt } = addressHint(before.channel, vscode.l10n);
  const text = { channel: before.channel, address: before.address };
  const optional = others.length > 0;
  const address = await askText(
    text,
    others,
    ui,
    optional ? vscode.l10n.t('{0}. Empty takes the address away.', prompt) : prompt,
    optional,
  );
  if (address === '') draft.addresses.splice(index, 1);
  // What named the call or chat of the old address says nothing about another one.
  else if (address !== before.address) draft.addresses[index] = { channel: before.channel, address };
}

/** @param begun keeps what is typed */
async function askText(
  begun: { channel: string; address: string },
  others: readonly ParticipantAddress[],
  ui: StepUi,
  prompt: string,
  mayBeEmpty = false,
): Promise<string> {
  const { channel } = begun;
  const typed = await ui.text({
    prompt,
    placeholder: addressHint(channel, vscode.l10n).example,
    value: begun.address,
    personal: true,
    keep: (text) => {
      begun.address = text;
    },
    validate: (text) => {
      const address = normalizedAddress(channel, text);
      if (mayBeEmpty && address === '') return undefined;
      return addressComplaint(channel, address, others, vscode.l10n);
    },
  });
  return normalizedAddress(channel, typed);
}

function typeHint(type: string): string {
  switch (type) {
    case 'CUSTOMER':
      return vscode.l10n.t('Someone that the company serves; may have a profile in the memory store');
    case 'HUMAN_AGENT':
      return vscode.l10n.t('A person who answers for the company');
    case 'AI_AGENT':
      return vscode.l10n.t('A program that answers for the company');
    case 'AGENT':
      return vscode.l10n.t('Answers for the company; whether person or program is not said');
    case 'UNKNOWN':
      return vscode.l10n.t('Not known yet; can be said later');
    default:
      return '';
  }
}
