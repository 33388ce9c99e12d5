import * as vscode from 'vscode';
import { PREFIX } from '../platform/commands.ts';
import type { Explanation } from '../platform/explain.ts';
import type { PagedList } from './pagedList.ts';

/** A row that says how the list stands: under way, empty, failed, or not all of it. */
export interface NoticeNode {
  readonly kind: 'notice';
  readonly notice: 'loading' | 'empty' | 'error' | 'loadMore';
  /** Of the node it stands below; empty at the top. */
  readonly parentId: string;
  readonly label: string;
  readonly description?: string;
  /** With `error`. */
  readonly explanation?: Explanation;
  /** The list it speaks of, for Retry and Load More; absent when the account itself could not be opened. */
  readonly list?: PagedList<unknown>;
}

/** The row; those that lead on are carried out by a click or Enter. */
export function noticeItem(node: NoticeNode): vscode.TreeItem {
  const item = new vscode.TreeItem(node.label, vscode.TreeItemCollapsibleState.None);
  item.id = `${node.parentId}/${node.notice}`;
  if (node.description) item.description = node.description;
  item.contextValue = node.notice;
  switch (node.notice) {
    case 'loading':
      item.iconPath = new vscode.ThemeIcon('loading~spin');
      break;
    case 'empty':
      item.iconPath = new vscode.ThemeIcon('info');
      break;
    case 'loadMore':
      item.iconPath = new vscode.ThemeIcon('ellipsis');
      item.command = { command: `${PREFIX}.loadMore`, title: node.label, arguments: [node] };
      break;
    case 'error':
      item.iconPath = new vscode.ThemeIcon('error', new vscode.ThemeColor('errorForeground'));
      item.tooltip = `${node.explanation?.title ?? ''} ${node.explanation?.detail ?? ''}`;
      item.command = { command: `${PREFIX}.showListError`, title: node.label, arguments: [node] };
      item.accessibilityInformation = { label: item.tooltip };
      break;
  }
  return item;
}
