import * as vscode from 'vscode';
import { copyToClipboard } from '../platform/clipboard.ts';
import { PREFIX, registerCommand } from '../platform/commands.ts';
import type { Notifier } from '../platform/notifier.ts';
import type { Account, SessionSource } from '../platform/session.ts';
import { ConversationTree, type ExplorerNode } from './conversationTree.ts';
import type { NoticeNode } from './noticeNode.ts';

/** The conversation a person has selected in the tree, itself or one of its participants. */
export interface SelectedConversation {
  accountId: string;
  conversationId: string;
}

/** The side bar: the tree, its view, and the commands on its rows. */
export class Explorer implements vscode.Disposable {
  readonly #tree: ConversationTree;
  readonly #view: vscode.TreeView<ExplorerNode>;
  readonly #disposables: vscode.Disposable;

  constructor(sessions: SessionSource, notifier: Notifier) {
    this.#tree = new ConversationTree(sessions, notifier);
    this.#view = vscode.window.createTreeView<ExplorerNode>(`${PREFIX}.conversations`, {
      treeDataProvider: this.#tree,
      showCollapseAll: true,
    });
    const listed = vscode.l10n.t('Could not list the conversations');
    this.#disposables = vscode.Disposable.from(
      this.#tree,
      this.#view,
      this.#tree.onDidShowAccount((account) => {
        // Which account it is must be seen at a glance: what is sent on a live one reaches people.
        this.#view.message = account ? accountLine(account) : '';
      }),
      registerCommand(notifier, 'refresh', listed, () => this.refresh()),
      // The editor passes no row where the list is drawn anew at that very moment.
      registerCommand(notifier, 'loadMore', listed, (node?: NoticeNode) => node?.list?.loadMore()),
      registerCommand(notifier, 'retry', listed, (node?: NoticeNode) =>
        node ? this.#tree.retry(node) : this.refresh(),
      ),
      registerCommand(notifier, 'showListError', listed, (node?: NoticeNode) => {
        if (node?.explanation) void notifier.show(node.explanation, () => this.#tree.retry(node));
      }),
      registerCommand(notifier, 'copyId', vscode.l10n.t('Could not copy the ID'), (node?: ExplorerNode) =>
        copyId(node ?? this.#view.selection[0]),
      ),
    );
  }

  /** Reads everything anew that is loaded. */
  refresh(): Promise<void> {
    return this.#tree.refresh();
  }

  /** What the selected row belongs to. */
  get selected(): SelectedConversation | undefined {
    const node = this.#view.selection[0];
    return node && conversationOf(node);
  }

  dispose(): void {
    this.#disposables.dispose();
  }
}

function accountLine({ sandbox, label }: Account): string {
  return sandbox ? label : vscode.l10n.t('Live account {0}', label);
}

/** The conversation a row belongs to; `undefined` for a notice. */
export function conversationOf(node: ExplorerNode): SelectedConversation | undefined {
  switch (node.kind) {
    case 'conversation':
      return { accountId: node.accountId, conversationId: node.conversation.id };
    case 'participant':
      return { accountId: node.accountId, conversationId: node.participant.conversationId };
    case 'notice':
      return undefined;
  }
}

async function copyId(node: ExplorerNode | undefined): Promise<void> {
  const id = node && idOf(node);
  if (!id) {
    void vscode.window.showInformationMessage(vscode.l10n.t('Select a conversation or a participant first.'));
    return;
  }
  await copyToClipboard(id);
}

function idOf(node: ExplorerNode): string | undefined {
  switch (node.kind) {
    case 'conversation':
      return node.conversation.id;
    case 'participant':
      return node.participant.id;
    case 'notice':
      return undefined;
  }
}
