import * as vscode from 'vscode';
import type { Participant } from '../api/resources.ts';
import { channelName, fullTime, participantTitle, participantTypeName } from '../platform/display.ts';
import type { ResourceRef } from '../platform/resourceRef.ts';
import type { ConversationNode } from './conversationNode.ts';
import type { ExplorerNode } from './node.ts';
import { factsTooltip } from './tooltip.ts';

/** A participant below their conversation. */
export class ParticipantNode implements ExplorerNode {
  readonly parent: ConversationNode;
  readonly resource: Participant;

  constructor(parent: ConversationNode, participant: Participant) {
    this.parent = parent;
    this.resource = participant;
  }

  get id(): string {
    return `${this.parent.id}/${this.resource.id}`;
  }

  get name(): string {
    return participantTitle(this.resource);
  }

  get ref(): Extract<ResourceRef, { kind: 'participant' }> {
    const { accountId, conversationId } = this.parent.ref;
    return { kind: 'participant', accountId, conversationId, participantId: this.resource.id };
  }

  item(): vscode.TreeItem {
    const title = this.name;
    const { type, addresses } = this.resource;
    const item = new vscode.TreeItem(title, vscode.TreeItemCollapsibleState.None);
    const typeName = participantTypeName(type);
    const reached = (addresses ?? [])
      // A participant without a name is called by their first address: it need not stand there twice.
      .filter(({ address }, index) => index > 0 || address !== title)
      .map(({ channel, address }) => `${channelName(channel)} ${address}`);
    item.id = this.id;
    item.description = [typeName, ...reached].join(' · ');
    item.iconPath = typeIcon(type);
    item.contextValue = 'participant has-id has-json';
    item.accessibilityInformation = { label: [title, typeName, ...reached].join(', ') };
    return item;
  }

  tooltip(): vscode.MarkdownString {
    const { type, addresses, profileId, createdAt, id } = this.resource;
    return factsTooltip(this.name, [
      [vscode.l10n.t('Type'), participantTypeName(type)],
      [
        vscode.l10n.t('Addresses'),
        (addresses ?? []).map(({ channel, address }) => `${channelName(channel)} ${address}`).join(', '),
      ],
      [vscode.l10n.t('Profile'), profileId ?? undefined],
      [vscode.l10n.t('Added'), fullTime(createdAt)],
      [vscode.l10n.t('ID'), id],
    ]);
  }
}

function typeIcon(type: string | undefined): vscode.ThemeIcon {
  switch (type) {
    case 'CUSTOMER':
      return new vscode.ThemeIcon('person');
    case 'HUMAN_AGENT':
      return new vscode.ThemeIcon('account');
    case 'AI_AGENT':
      return new vscode.ThemeIcon('sparkle');
    case 'AGENT':
      return new vscode.ThemeIcon('organization');
    default:
      // Often a participant that a bridge or a capture rule made, and that somebody should say more about.
      return new vscode.ThemeIcon('question', new vscode.ThemeColor('list.warningForeground'));
  }
}
