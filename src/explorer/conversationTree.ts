import * as vscode from 'vscode';
import type { Conversation } from '../api/resources.ts';
import { byActivity } from '../platform/activity.ts';
import type { Explanation } from '../platform/explain.ts';
import type { Notifier } from '../platform/notifier.ts';
import type { Account, Session, SessionSource } from '../platform/session.ts';
import { setting } from '../platform/settings.ts';
import { ConversationNode } from './conversationNode.ts';
import { errorNotice, listRows } from './listRows.ts';
import type { ExplorerNode, TreeContext } from './node.ts';
import { NoticeNode } from './noticeNode.ts';
import { PagedList } from './pagedList.ts';

/** One account's conversations, and what belongs to them below. Its lists hold the data; rows are made from them. */
export class ConversationTree implements vscode.TreeDataProvider<ExplorerNode>, vscode.Disposable {
  readonly #sessions: SessionSource;
  readonly #notifier: Notifier;
  readonly #changed = new vscode.EventEmitter<ExplorerNode | undefined>();
  readonly #accountShown = new vscode.EventEmitter<Account | undefined>();
  readonly #listening: vscode.Disposable;
  #context: TreeContext | undefined;
  #conversations: PagedList<Conversation> | undefined;
  /** Nodes outlive a refresh, so that what is expanded and selected stays so. */
  #nodes = new Map<string, ConversationNode>();
  readonly #explained = new WeakMap<Error, Explanation>();
  #opening: Promise<void> | undefined;
  #openings = 0;

  readonly onDidChangeTreeData = this.#changed.event;
  /** Whose conversations are shown; `undefined` when nobody is signed in. */
  readonly onDidShowAccount = this.#accountShown.event;

  constructor(sessions: SessionSource, notifier: Notifier) {
    this.#sessions = sessions;
    this.#notifier = notifier;
    this.#listening = sessions.onDidChange(() => this.#reopen());
  }

  getTreeItem(node: ExplorerNode): vscode.TreeItem {
    return node.item();
  }

  resolveTreeItem(item: vscode.TreeItem, node: ExplorerNode): vscode.TreeItem {
    const tooltip = node.tooltip?.();
    if (tooltip) item.tooltip = tooltip;
    return item;
  }

  getParent(node: ExplorerNode): ExplorerNode | undefined {
    return node.parent;
  }

  async getChildren(node?: ExplorerNode): Promise<ExplorerNode[]> {
    return [...(node ? ((await node.children?.()) ?? []) : await this.#topRows())];
  }

  /** Reads everything anew that was loaded so far. */
  async refresh(): Promise<void> {
    if (!this.#context) return this.#reopen();
    await Promise.all([
      this.#conversations?.refresh(),
      ...[...this.#nodes.values()].map((node) => node.refresh()),
    ]);
  }

  /** The conversations of the account that is shown, as far as they are loaded; none of another account. */
  loaded(accountId: string): readonly Conversation[] {
    return this.#context?.session.account.id === accountId ? (this.#conversations?.items ?? []) : [];
  }

  /** The row of a conversation that is loaded. */
  nodeOf(accountId: string, conversationId: string): ConversationNode | undefined {
    return this.#context?.session.account.id === accountId ? this.#nodes.get(conversationId) : undefined;
  }

  /** Shows a conversation as it was just made or changed, without reading anything. */
  accept(accountId: string, conversation: Conversation): void {
    if (this.#context?.session.account.id === accountId) this.#conversations?.put(conversation);
  }

  /** Leaves out a conversation that was just deleted. */
  remove(accountId: string, conversationId: string): void {
    if (this.#context?.session.account.id === accountId) this.#conversations?.drop(conversationId);
  }

  /** Reads again what a row says could not be read. */
  async retry({ about }: NoticeNode): Promise<void> {
    if (about.list) await about.list.retry();
    else await this.refresh();
  }

  dispose(): void {
    this.#listening.dispose();
    this.#conversations?.cancel();
    this.#changed.dispose();
    this.#accountShown.dispose();
  }

  async #reopen(): Promise<void> {
    this.#opening = undefined;
    this.#changed.fire(undefined);
  }

  /** Takes up the active account. What is shown changes only when the account does. */
  async #open(): Promise<void> {
    const turn = ++this.#openings;
    const session = await this.#sessions.active();
    // Another account has become active meanwhile, and is being opened: this one comes too late.
    if (turn !== this.#openings) return this.#opening;
    const before = this.#context?.session;
    if (session?.client === before?.client && session?.account.id === before?.account.id) {
      // Nothing is another one, but what stood in the way may be gone: a sandbox that was started, say.
      if (this.#conversations?.error !== undefined) void this.#conversations.refresh();
      return;
    }
    this.#conversations?.cancel();
    this.#context = session && this.#contextOf(session);
    this.#nodes = new Map();
    this.#conversations = session && this.#listConversations(session);
    this.#accountShown.fire(session?.account);
  }

  #contextOf(session: Session): TreeContext {
    return {
      session,
      explain: (error, what) => this.#explain(error, what),
      redraw: (node) => this.#changed.fire(node),
    };
  }

  #listConversations({ client }: Session): PagedList<Conversation> {
    const list: PagedList<Conversation> = new PagedList(
      (pageToken, signal) =>
        client.conversationPage({ pageToken, signal, pageSize: setting('explorer.pageSize') }),
      ({ id }) => id,
      () => {
        if (this.#conversations === list) this.#changed.fire(undefined);
      },
    );
    return list;
  }

  async #topRows(): Promise<readonly ExplorerNode[]> {
    try {
      this.#opening ??= this.#open();
      await this.#opening;
    } catch (error) {
      // The next attempt begins anew.
      this.#opening = undefined;
      const explanation = this.#explain(error, vscode.l10n.t('Could not open the account'));
      return [new NoticeNode(undefined, errorNotice(explanation))];
    }
    const list = this.#conversations;
    const context = this.#context;
    if (!list || !context) return [];
    return listRows(
      context,
      undefined,
      list,
      (conversations) =>
        byActivity(conversations).map((conversation) => this.#conversationNode(context, conversation)),
      {
        what: vscode.l10n.t('Could not list the conversations'),
        empty: vscode.l10n.t('No conversations yet'),
      },
    );
  }

  #explain(error: unknown, what: string): Explanation {
    let explanation = this.#explained.get(error as Error);
    if (!explanation) {
      const account = this.#context?.session.account;
      explanation = this.#notifier.explain(error, { what, sandbox: account?.sandbox ?? false, account });
      this.#explained.set(error as Error, explanation);
    }
    return explanation;
  }

  #conversationNode(context: TreeContext, conversation: Conversation): ConversationNode {
    const before = this.#nodes.get(conversation.id);
    if (before) {
      before.resource = conversation;
      return before;
    }
    const node = new ConversationNode(context, conversation);
    this.#nodes.set(conversation.id, node);
    return node;
  }
}
