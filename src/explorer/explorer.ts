import * as vscode from 'vscode';
import type { Conversation } from '../api/resources.ts';
import { copyToClipboard } from '../platform/clipboard.ts';
import { PREFIX, registerCommand } from '../platform/commands.ts';
import type { Notifier } from '../platform/notifier.ts';
import { idOf } from '../platform/resourceRef.ts';
import type { Account, SessionSource } from '../platform/session.ts';
import { ConversationTree } from './conversationTree.ts';
import type { ExplorerNode } from './node.ts';
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
      registerCommand(notifier, 'loadMore', listed, (node?: NoticeNode) => node?.about.list?.loadMore()),
      registerCommand(notifier, 'retry', listed, (node?: NoticeNode) =>
        node ? this.#tree.retry(node) : this.refresh(),
      ),
      registerCommand(notifier, 'showListError', listed, (node?: NoticeNode) => {
        if (node?.about.explanation) void notifier.show(node.about.explanation, () => this.#tree.retry(node));
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

  /** The conversations of an account that are loaded: what can be searched without a request. */
  loaded(accountId: string): readonly Conversation[] {
    return this.#tree.loaded(accountId);
  }

  /** Shows a conversation as it was just made or changed. */
  accept(accountId: string, conversation: Conversation): void {
    this.#tree.accept(accountId, conversation);
  }

  /** Leaves out a conversation that was just deleted. */
  remove(accountId: string, conversationId: string): void {
    this.#tree.remove(accountId, conversationId);
  }

  /** Reads again who takes part in a conversation, where its row has ever shown it. */
  async refreshConversation(accountId: string, conversationId: string): Promise<void> {
    await this.#tree.nodeOf(accountId, conversationId)?.refresh();
  }

  /** Selects a conversation's row and scrolls to it. @returns false when it is not loaded */
  async reveal(accountId: string, conversationId: string): Promise<boolean> {
    const node = this.#tree.nodeOf(accountId, conversationId);
    if (!node) return false;
    await this.#view.reveal(node, { select: true, focus: false });
    return true;
  }

  /** The selected row. */
  get selectedNode(): ExplorerNode | undefined {
    return this.#view.selection[0];
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

/** The conversation a row belongs to; `undefined` for a row that belongs to none. */
export function conversationOf({ ref, parent }: ExplorerNode): SelectedConversation | undefined {
  if (ref && 'conversationId' in ref) return { accountId: ref.accountId, conversationId: ref.conversationId };
  return parent && conversationOf(parent);
}

async function copyId(node: ExplorerNode | undefined): Promise<void> {
  const copied = node?.ref ? idOf(node.ref) : node?.value;
  if (copied === undefined) {
    void vscode.window.showInformationMessage(vscode.l10n.t('Select a conversation or a participant first.'));
    return;
  }
  await copyToClipboard(copied);
}
