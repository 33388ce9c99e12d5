import * as vscode from 'vscode';
import { channelName, dayName, statusName } from '../platform/display.ts';
import type { Group } from './arrangement.ts';
import type { ConversationNode } from './conversationNode.ts';
import type { ExplorerNode } from './node.ts';

/** Conversations that stand together. */
export class GroupNode implements ExplorerNode {
  readonly parent = undefined;
  readonly id: string;
  readonly #group: Group;
  readonly #members: readonly ConversationNode[];

  /** @param members the rows of the group's conversations */
  constructor(accountId: string, group: Group, members: readonly ConversationNode[]) {
    this.id = `${accountId}/group/${group.by}/${group.key}`;
    this.#group = group;
    this.#members = members;
    for (const member of members) member.parent = this;
  }

  get name(): string {
    const { by, key, conversations } = this.#group;
    switch (by) {
      case 'pinned':
        return vscode.l10n.t('Pinned');
      case 'status':
        return statusName(key) || vscode.l10n.t('Without a status');
      case 'configuration':
        return conversations[0]?.configuration?.displayName ?? key;
      case 'channel':
        return key.split(',').map(channelName).join(', ') || vscode.l10n.t('Without an address');
      case 'day':
        return dayName(key) || vscode.l10n.t('Without a date');
      default:
        // Without a grouping they stand at the top, in no group.
        return '';
    }
  }

  item(): vscode.TreeItem {
    const count = this.#members.length;
    const item = new vscode.TreeItem(this.name, vscode.TreeItemCollapsibleState.Expanded);
    item.id = this.id;
    item.description = String(count);
    item.contextValue = 'group';
    if (this.#group.by === 'pinned') item.iconPath = new vscode.ThemeIcon('pinned');
    item.accessibilityInformation = {
      label:
        count === 1
          ? vscode.l10n.t('{0}, 1 conversation', this.name)
          : vscode.l10n.t('{0}, {1} conversations', this.name, count),
    };
    return item;
  }

  children(): readonly ConversationNode[] {
    return this.#members;
  }
}
