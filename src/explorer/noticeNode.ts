import * as vscode from 'vscode';
import { PREFIX } from '../platform/commands.ts';
import type { Explanation } from '../platform/explain.ts';
import type { ExplorerNode } from './node.ts';
import type { PagedList } from './pagedList.ts';

export interface Notice {
  readonly notice: 'loading' | 'empty' | 'error' | 'loadMore';
  readonly label: string;
  readonly description?: string;
  /** With `error`. */
  readonly explanation?: Explanation;
  /** What a click or Enter does, where the kind of notice does not say it. */
  readonly command?: vscode.Command;
  /** What Retry does where there is no list to read again. */
  readonly retry?: () => Promise<void>;
  /** The list it speaks of, for Retry and Load More; absent when the account itself could not be opened. */
  readonly list?: PagedList<unknown>;
}

/** A row that says how the list stands: under way, empty, failed, or not all of it. */
export class NoticeNode implements ExplorerNode {
  readonly parent: ExplorerNode | undefined;
  readonly about: Notice;

  /** @param parent absent at the top */
  constructor(parent: ExplorerNode | undefined, about: Notice) {
    this.parent = parent;
    this.about = about;
  }

  get id(): string {
    return `${this.parent?.id ?? ''}/${this.about.notice}`;
  }

  get name(): string {
    return this.about.label;
  }

  /** Those that lead on are carried out by a click or Enter. */
  item(): vscode.TreeItem {
    const { notice, label, description, explanation, command } = this.about;
    const item = new vscode.TreeItem(label, vscode.TreeItemCollapsibleState.None);
    item.id = this.id;
    if (description) item.description = description;
    item.contextValue = notice;
    switch (notice) {
      case 'loading':
        item.iconPath = new vscode.ThemeIcon('loading~spin');
        break;
      case 'empty':
        item.iconPath = new vscode.ThemeIcon('info');
        if (command) item.command = command;
        break;
      case 'loadMore':
        item.iconPath = new vscode.ThemeIcon('ellipsis');
        item.command = { command: `${PREFIX}.loadMore`, title: label, arguments: [this] };
        break;
      case 'error':
        item.iconPath = new vscode.ThemeIcon('error', new vscode.ThemeColor('errorForeground'));
        item.tooltip = `${explanation?.title ?? ''} ${explanation?.detail ?? ''}`;
        item.command = { command: `${PREFIX}.showListError`, title: label, arguments: [this] };
        item.accessibilityInformation = { label: item.tooltip };
        break;
    }
    return item;
  }
}
