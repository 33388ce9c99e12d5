import * as vscode from 'vscode';
import { type ActionParty, SEND_CHANNELS } from '../../api/resources.ts';
import { addressComplaint, addressHint, normalizedAddress } from '../../platform/addresses.ts';
import { channelName } from '../../platform/display.ts';
import { type StepUi, wentBack } from '../../platform/wizard.ts';

/**
 * Asks for an address that is nobody's in the conversation. Going back from its first question is going back.
 * @param only the channel it has to be on; asked for when absent
 */
export async function askAddress(ui: StepUi, only?: string): Promise<ActionParty> {
  if (only !== undefined) return { channel: only, address: await askAddressOn(only, ui) };
  let channel: string | undefined;
  for (;;) {
    channel = await askChannel(ui, channel);
    const address = await unlessBack(askAddressOn(channel, ui));
    if (address !== undefined) return { channel, address };
  }
}

/** Waits for the answer to a question. @returns `undefined` when the person went back from it */
export async function unlessBack<T>(asked: Promise<T>): Promise<T | undefined> {
  try {
    return await asked;
  } catch (thrown) {
    if (wentBack(thrown)) return undefined;
    throw thrown;
  }
}

async function askChannel(ui: StepUi, chosen: string | undefined): Promise<string> {
  const { channel } = await ui.pick({
    placeholder: vscode.l10n.t('Channel of the address. Twilio sends on these.'),
    items: SEND_CHANNELS.map((channel) => ({
      label: channelName(channel),
      description: channelName(channel) === channel ? '' : channel,
      detail: addressHint(channel, vscode.l10n).example,
      channel,
    })),
    active: (item) => item.channel === chosen,
  });
  return channel;
}

async function askAddressOn(channel: string, ui: StepUi): Promise<string> {
  const { prompt, example } = addressHint(channel, vscode.l10n);
  const typed = await ui.text({
    prompt,
    placeholder: example,
    validate: (text) => addressComplaint(channel, normalizedAddress(channel, text), [], vscode.l10n),
  });
  return normalizedAddress(channel, typed);
}
