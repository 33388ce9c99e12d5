import * as vscode from 'vscode';
import type { Conversation, Participant } from '../api/resources.ts';
import { lastActivity } from '../platform/activity.ts';
import { PREFIX } from '../platform/commands.ts';
import {
  channelName,
  channelsOf,
  conversationTitle,
  fullTime,
  participantTitle,
  relativeTime,
  statusName,
} from '../platform/display.ts';
import type { PagedList } from './pagedList.ts';
import { factsTooltip } from './tooltip.ts';

/** A conversation in the tree. Also what commands get that are started from its row. */
export interface ConversationNode {
  readonly kind: 'conversation';
  readonly accountId: string;
  /** As it was last read; the node itself outlives a refresh. */
  conversation: Conversation;
  readonly participants: PagedList<Participant>;
}

/** The row: cheap, since thousands of them are made. */
export function conversationItem(node: ConversationNode): vscode.TreeItem {
  const { conversation, accountId } = node;
  const title = conversationTitle(conversation);
  const item = new vscode.TreeItem(title, vscode.TreeItemCollapsibleState.Collapsed);
  const status = statusName(conversation.status);
  const channels = channelsOf(conversation.participants).map(channelName).join(', ');
  const activity = relativeTime(lastActivity(conversation));
  item.id = `${accountId}/${conversation.id}`;
  item.description = [status, channels, activity].filter(Boolean).join(' · ');
  item.iconPath = statusIcon(conversation.status);
  item.contextValue = 'conversation has-id';
  item.accessibilityInformation = {
    label: [vscode.l10n.t('Conversation {0}', title), status, channels, activity].filter(Boolean).join(', '),
  };
  item.command = {
    command: `${PREFIX}.openTimeline`,
    title: vscode.l10n.t('Open Timeline'),
    arguments: [node],
  };
  return item;
}

/** The facts, made when the row is hovered. */
export function conversationTooltip({ conversation }: ConversationNode): vscode.MarkdownString {
  const { configuration, participants } = conversation;
  return factsTooltip(conversationTitle(conversation), [
    [vscode.l10n.t('Status'), statusName(conversation.status)],
    [vscode.l10n.t('Channels'), channelsOf(participants).map(channelName).join(', ')],
    [vscode.l10n.t('Participants'), (participants ?? []).map(participantTitle).join(', ')],
    [vscode.l10n.t('Last activity'), fullTime(conversation.updatedAt)],
    [vscode.l10n.t('Created'), fullTime(conversation.createdAt)],
    [vscode.l10n.t('Configuration'), configuration?.displayName ?? conversation.configurationId],
    [vscode.l10n.t('Classic service'), configuration?.conversationsV1Bridge?.serviceId],
    [vscode.l10n.t('ID'), conversation.id],
  ]);
}

function statusIcon(status: string | undefined): vscode.ThemeIcon {
  switch (status) {
    case 'ACTIVE':
      return new vscode.ThemeIcon('comment-discussion', new vscode.ThemeColor('charts.green'));
    case 'INACTIVE':
      return new vscode.ThemeIcon('comment', new vscode.ThemeColor('charts.yellow'));
    case 'CLOSED':
      return new vscode.ThemeIcon('archive', new vscode.ThemeColor('descriptionForeground'));
    default:
      return new vscode.ThemeIcon('question');
  }
}
