import * as vscode from 'vscode';
import { CHANNELS, type Party } from '../api/resources.ts';
import { addressComplaint, addressHint, normalizedAddress } from '../platform/addresses.ts';
import { channelName } from '../platform/display.ts';
import { shownParticipant } from '../platform/shown.ts';
import { type StepUi, wentBack } from '../platform/wizard.ts';
import type { Answers } from './answers.ts';
import { type Candidate, partyOf } from './draft.ts';

/**
 * Asks for an address by hand: on which channel, and in that channel's form. Where a participant has the address, it is
 * that participant who is meant.
 * @param answers keeps what was begun
 */
export async function askAddress(
  answers: Answers,
  candidates: readonly Candidate[],
  ui: StepUi,
): Promise<Party> {
  for (;;) {
    const { channel } = await ui.pick({
      placeholder: vscode.l10n.t('On which channel is the address?'),
      items: CHANNELS.map((channel) => ({
        label: channelName(channel),
        description: addressHint(channel, vscode.l10n).example,
        channel,
      })),
      active: (item) => item.channel === (answers.typing?.channel ?? answers.author?.channel ?? 'SMS'),
    });
    try {
      const typed = await askText(answers, channel, candidates, ui);
      delete answers.typing;
      return partyAt(channel, typed, candidates);
    } catch (thrown) {
      // Back from the address leads to its channel.
      if (!wentBack(thrown)) throw thrown;
    }
  }
}

function askText(
  answers: Answers,
  channel: string,
  candidates: readonly Candidate[],
  ui: StepUi,
): Promise<string> {
  const hint = addressHint(channel, vscode.l10n);
  return ui.text({
    prompt: hint.prompt,
    placeholder: hint.example,
    value: answers.typing?.channel === channel ? answers.typing.address : '',
    personal: true,
    keep: (address) => {
      answers.typing = { channel, address };
    },
    validate: (typed) => addressComplaint(channel, normalizedAddress(channel, typed), [], vscode.l10n),
    understood: (typed) => {
      const candidate = candidateAt(channel, typed, candidates);
      return (
        candidate && vscode.l10n.t('The address of {0}', shownParticipant(candidate.participant, ui.masker))
      );
    },
  });
}

/** The participant's end at a typed address, or the bare address where nobody of the conversation has it. */
function partyAt(channel: string, typed: string, candidates: readonly Candidate[]): Party {
  const candidate = candidateAt(channel, typed, candidates);
  return candidate ? partyOf(candidate) : { channel, address: normalizedAddress(channel, typed) };
}

function candidateAt(
  channel: string,
  typed: string,
  candidates: readonly Candidate[],
): Candidate | undefined {
  const address = normalizedAddress(channel, typed);
  return candidates.find((one) => one.address.channel === channel && one.address.address === address);
}
