import * as vscode from 'vscode';
import type { Conversation, Participant } from '../../api/resources.ts';
import { copyToClipboard } from '../../platform/clipboard.ts';
import { channelName } from '../../platform/display.ts';
import { idOf } from '../../platform/resourceRef.ts';
import { shownParticipant } from '../../platform/shown.ts';
import type { ExplorerNode } from '../node.ts';
import { addressesOf } from './distinctAddresses.ts';
import type { ActServices } from './services.ts';

/** Copies what a row is called. */
export async function copyName({ privacy }: ActServices, node: ExplorerNode | undefined): Promise<void> {
  if (!node?.ref) {
    void vscode.window.showInformationMessage(vscode.l10n.t('Select a conversation or a participant first.'));
    return;
  }
  // The true name, of which nothing is shown where names are hidden.
  await copyToClipboard(node.name, privacy.masked ? vscode.l10n.t('Copied the name') : undefined);
}

/** Copies an address of a participant, or of anybody in a conversation; asks which when there are several. */
export async function copyAddress(services: ActServices, node: ExplorerNode | undefined): Promise<void> {
  const { masker } = services.privacy;
  const participants = await participantsOf(services, node);
  if (!participants || !node?.ref) {
    void vscode.window.showInformationMessage(vscode.l10n.t('Select a conversation or a participant first.'));
    return;
  }
  const all = addressesOf(participants);
  const [first] = all;
  if (!first) {
    void vscode.window.showInformationMessage(
      vscode.l10n.t('“{0}” has no address.', masker.title(node.name, idOf(node.ref))),
    );
    return;
  }
  const chosen =
    all.length === 1
      ? first
      : await vscode.window.showQuickPick(
          all.map(({ address, channels, owners }) => ({
            label: masker.address(address),
            description: channels.map(channelName).join(', '),
            detail: owners.map((owner) => shownParticipant(owner, masker)).join(', '),
            address,
          })),
          { placeHolder: vscode.l10n.t('Address to copy'), matchOnDescription: true, matchOnDetail: true },
        );
  if (!chosen) return;
  await copyToClipboard(chosen.address, masker.on ? vscode.l10n.t('Copied the address') : undefined);
}

async function participantsOf(
  { sessions }: ActServices,
  node: ExplorerNode | undefined,
): Promise<readonly Participant[] | undefined> {
  if (node?.ref?.kind === 'participant') return node.resource ? [node.resource as Participant] : undefined;
  if (node?.ref?.kind !== 'conversation') return undefined;
  const known = (node.resource as Conversation | undefined)?.participants;
  if (known && known.length > 0) return known;
  const session = await sessions.of(node.ref.accountId);
  return session && (await session.client.fetchConversation(node.ref.conversationId)).participants;
}
