import * as vscode from 'vscode';
import type { Participant } from '../api/resources.ts';
import { channelName, fullTime, participantTitle, participantTypeName } from '../platform/display.ts';
import { factsTooltip } from './tooltip.ts';

/** A participant below their conversation. */
export interface ParticipantNode {
  readonly kind: 'participant';
  readonly accountId: string;
  readonly participant: Participant;
}

/** The row. */
export function participantItem({ accountId, participant }: ParticipantNode): vscode.TreeItem {
  const title = participantTitle(participant);
  const item = new vscode.TreeItem(title, vscode.TreeItemCollapsibleState.None);
  const type = participantTypeName(participant.type);
  const addresses = (participant.addresses ?? [])
    // A participant without a name is called by their first address: it need not stand there twice.
    .filter(({ address }, index) => index > 0 || address !== title)
    .map(({ channel, address }) => `${channelName(channel)} ${address}`);
  item.id = `${accountId}/${participant.conversationId}/${participant.id}`;
  item.description = [type, ...addresses].join(' · ');
  item.iconPath = new vscode.ThemeIcon(typeIcon(participant.type));
  item.contextValue = 'participant has-id';
  item.accessibilityInformation = { label: [title, type, ...addresses].join(', ') };
  return item;
}

/** The facts, made when the row is hovered. */
export function participantTooltip({ participant }: ParticipantNode): vscode.MarkdownString {
  const addresses = (participant.addresses ?? []).map(
    ({ channel, address }) => `${channelName(channel)} ${address}`,
  );
  return factsTooltip(participantTitle(participant), [
    [vscode.l10n.t('Type'), participantTypeName(participant.type)],
    [vscode.l10n.t('Addresses'), addresses.join(', ')],
    [vscode.l10n.t('Profile'), participant.profileId ?? undefined],
    [vscode.l10n.t('Added'), fullTime(participant.createdAt)],
    [vscode.l10n.t('ID'), participant.id],
  ]);
}

function typeIcon(type: string | undefined): string {
  switch (type) {
    case 'CUSTOMER':
      return 'person';
    case 'HUMAN_AGENT':
      return 'account';
    case 'AI_AGENT':
      return 'sparkle';
    case 'AGENT':
      return 'organization';
    default:
      return 'question';
  }
}
