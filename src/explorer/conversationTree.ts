import * as vscode from 'vscode';
import type { Conversation, Participant } from '../api/resources.ts';
import { byActivity } from '../platform/activity.ts';
import type { Explanation } from '../platform/explain.ts';
import type { Notifier } from '../platform/notifier.ts';
import type { Account, Session, SessionSource } from '../platform/session.ts';
import { setting } from '../platform/settings.ts';
import { type ConversationNode, conversationItem, conversationTooltip } from './conversationNode.ts';
import { type NoticeNode, noticeItem } from './noticeNode.ts';
import { PagedList } from './pagedList.ts';
import { type ParticipantNode, participantItem, participantTooltip } from './participantNode.ts';

export type ExplorerNode = ConversationNode | ParticipantNode | NoticeNode;

/** How many participants one request asks for; few conversations have more. */
const PARTICIPANT_PAGE = 100;

/** One account's conversations, and their participants below them. Its lists hold the data; rows are made from them. */
export class ConversationTree implements vscode.TreeDataProvider<ExplorerNode>, vscode.Disposable {
  readonly #sessions: SessionSource;
  readonly #notifier: Notifier;
  readonly #changed = new vscode.EventEmitter<ExplorerNode | undefined>();
  readonly #accountShown = new vscode.EventEmitter<Account | undefined>();
  readonly #listening: vscode.Disposable;
  #session: Session | undefined;
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
    switch (node.kind) {
      case 'conversation':
        return conversationItem(node);
      case 'participant':
        return participantItem(node);
      case 'notice':
        return noticeItem(node);
    }
  }

  resolveTreeItem(item: vscode.TreeItem, node: ExplorerNode): vscode.TreeItem {
    if (node.kind === 'conversation') item.tooltip = conversationTooltip(node);
    if (node.kind === 'participant') item.tooltip = participantTooltip(node);
    return item;
  }

  getParent(node: ExplorerNode): ExplorerNode | undefined {
    return node.kind === 'participant' ? this.#nodes.get(node.participant.conversationId) : undefined;
  }

  async getChildren(node?: ExplorerNode): Promise<ExplorerNode[]> {
    if (!node) return this.#topRows();
    if (node.kind === 'conversation') return this.#participantRows(node);
    return [];
  }

  /** Reads everything anew that was loaded so far. */
  async refresh(): Promise<void> {
    if (!this.#session) return this.#reopen();
    await Promise.all([
      this.#conversations?.refresh(),
      ...[...this.#nodes.values()]
        .filter(({ participants }) => participants.loaded || participants.error !== undefined)
        .map((node) => node.participants.refresh()),
    ]);
  }

  /** Reads again what a row says could not be read. */
  async retry(node: NoticeNode): Promise<void> {
    if (node.list) await node.list.retry();
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
    if (session?.client === this.#session?.client && session?.account.id === this.#session?.account.id) {
      // Nothing is another one, but what stood in the way may be gone: a sandbox that was started, say.
      if (this.#conversations?.error !== undefined) void this.#conversations.refresh();
      return;
    }
    this.#conversations?.cancel();
    this.#session = session;
    this.#nodes = new Map();
    this.#conversations = session && this.#listConversations(session);
    this.#accountShown.fire(session?.account);
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

  async #topRows(): Promise<ExplorerNode[]> {
    try {
      this.#opening ??= this.#open();
      await this.#opening;
    } catch (error) {
      // The next attempt begins anew.
      this.#opening = undefined;
      return [this.#errorRow(error, '', vscode.l10n.t('Could not open the account'))];
    }
    const list = this.#conversations;
    if (!list) return [];
    list.start();
    const rows = byActivity(list.items).map((conversation) => this.#conversationNode(conversation));
    const what = vscode.l10n.t('Could not list the conversations');
    const empty = vscode.l10n.t('No conversations yet');
    return this.#withNotices(rows, list, '', what, empty);
  }

  #participantRows(node: ConversationNode): ExplorerNode[] {
    const list = node.participants;
    list.start();
    const rows = list.items.map(
      (participant): ParticipantNode => ({ kind: 'participant', accountId: node.accountId, participant }),
    );
    const what = vscode.l10n.t('Could not list the participants');
    const empty = vscode.l10n.t('No participants');
    return this.#withNotices(rows, list, `${node.accountId}/${node.conversation.id}`, what, empty);
  }

  #withNotices(
    rows: ExplorerNode[],
    list: PagedList<never> | PagedList<Conversation> | PagedList<Participant>,
    parentId: string,
    what: string,
    empty: string,
  ): ExplorerNode[] {
    const about = { kind: 'notice' as const, parentId, list: list as PagedList<unknown> };
    if (list.error !== undefined) {
      // Where it would be looked for: reading on failed at the end, anything else at the top.
      const row = { ...this.#errorRow(list.error, parentId, what), list: about.list };
      return list.failedAt === 'end' ? [...rows, row] : [row, ...rows];
    }
    if (!list.loaded) return [{ ...about, notice: 'loading', label: vscode.l10n.t('Loading…') }];
    if (rows.length === 0) return [{ ...about, notice: 'empty', label: empty }];
    if (!list.hasMore) return rows;
    const description = vscode.l10n.t('{0} loaded', rows.length);
    return [
      ...rows,
      list.loading
        ? { ...about, notice: 'loading', label: vscode.l10n.t('Loading more…'), description }
        : { ...about, notice: 'loadMore', label: vscode.l10n.t('Load More…'), description },
    ];
  }

  #errorRow(error: unknown, parentId: string, what: string): NoticeNode {
    // Rows are made again and again; a failure is put into words, and into the log, once.
    let explanation = this.#explained.get(error as Error);
    if (!explanation) {
      const sandbox = this.#session?.account.sandbox ?? false;
      explanation = this.#notifier.explain(error, { what, sandbox });
      this.#explained.set(error as Error, explanation);
    }
    const { summary: label, title: description } = explanation;
    return { kind: 'notice', notice: 'error', parentId, label, description, explanation };
  }

  #conversationNode(conversation: Conversation): ConversationNode {
    const session = this.#session as Session;
    const before = this.#nodes.get(conversation.id);
    if (before) {
      before.conversation = conversation;
      return before;
    }
    const node: ConversationNode = {
      kind: 'conversation',
      accountId: session.account.id,
      conversation,
      participants: new PagedList<Participant>(
        (pageToken, signal) =>
          session.client.participantPage(conversation.id, {
            pageToken,
            signal,
            pageSize: PARTICIPANT_PAGE,
          }),
        ({ id }) => id,
        () => this.#changed.fire(this.#nodes.get(conversation.id)),
      ),
    };
    this.#nodes.set(conversation.id, node);
    return node;
  }
}
