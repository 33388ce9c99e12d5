import * as vscode from 'vscode';
import { isApiError } from '../api/errors.ts';
import type { Conversation } from '../api/resources.ts';
import type { Explanation } from '../platform/explain.ts';
import type { Notifier } from '../platform/notifier.ts';
import type { Privacy } from '../platform/privacy.ts';
import type { Account, Session, SessionSource } from '../platform/session.ts';
import { setting } from '../platform/settings.ts';
import { arrange } from './arrangement.ts';
import { type ConversationMarks, ConversationNode } from './conversationNode.ts';
import { GroupNode } from './groupNode.ts';
import { errorNotice, listRows } from './listRows.ts';
import type { ExplorerNode, TreeContext } from './node.ts';
import { NodeTree } from './nodeTree.ts';
import { NoticeNode } from './noticeNode.ts';
import { PagedList } from './pagedList.ts';
import type { Pins } from './pins.ts';
import type { Seen } from './seen.ts';
import { SharedConfigurations } from './sharedConfigurations.ts';
import type { Options, ViewOptions } from './viewOptions.ts';

/** The largest page the API gives. */
const LARGEST_PAGE = 1000;
/** How long ago something was is redrawn this often, at most, when nothing else is. */
const AGES_MS = 60_000;

/** How many conversations are loaded, and how many of them are shown. */
export interface Counts {
  shown: number;
  loaded: number;
  /** Loaded, and active since somebody last looked. */
  fresh: number;
  hasMore: boolean;
}

const NOTHING: Counts = { shown: 0, loaded: 0, fresh: 0, hasMore: false };

export interface ConversationTreeParts {
  sessions: SessionSource;
  notifier: Notifier;
  privacy: Privacy;
  options: ViewOptions;
  pins: Pins;
  seen: Seen;
  /** What to run when nothing passes the filters. */
  clearFilters: vscode.Command;
}

/** One account's conversations, and what belongs to them below. Its lists hold the data; rows are made from them. */
export class ConversationTree extends NodeTree implements vscode.Disposable {
  readonly #parts: ConversationTreeParts;
  readonly #changed = new vscode.EventEmitter<ExplorerNode | undefined>();
  readonly #accountShown = new vscode.EventEmitter<Account | undefined>();
  readonly #counted = new vscode.EventEmitter<Counts>();
  readonly #disposables: vscode.Disposable;
  readonly #explained = new WeakMap<Error, Explanation>();
  #context: TreeContext | undefined;
  #conversations: PagedList<Conversation> | undefined;
  /** Pinned conversations that no page has brought yet, read one by one. */
  #fetched = new Map<string, Conversation>();
  #fetching = new Set<string>();
  /** Nodes outlive a refresh, so that what is expanded and selected stays so. */
  #nodes = new Map<string, ConversationNode>();
  #opening: Promise<void> | undefined;
  #openings = 0;
  #drawnAt = 0;
  /** The conversations that have a row at present. */
  #drawn: ReadonlySet<string> = new Set();
  #counts = NOTHING;

  readonly onDidChangeTreeData = this.#changed.event;
  /** Whose conversations are shown; `undefined` when nobody is signed in. */
  readonly onDidShowAccount = this.#accountShown.event;
  /** The conversations were arranged anew. */
  readonly onDidCount = this.#counted.event;

  constructor(parts: ConversationTreeParts) {
    super();
    this.#parts = parts;
    const { sessions, privacy, options, pins } = parts;
    this.#disposables = vscode.Disposable.from(
      sessions.onDidChange(() => this.#reopen()),
      options.onDidChange((before) => this.#optionsChanged(before)),
      pins.onDidChange(() => this.#changed.fire(undefined)),
      privacy.onDidChange(() => this.#changed.fire(undefined)),
    );
  }

  /** The account whose conversations are shown. */
  get account(): Account | undefined {
    return this.#context?.session.account;
  }

  /** Reads everything anew that was loaded so far. */
  async refresh(): Promise<void> {
    if (!this.#context) return this.#reopen();
    this.#fetching = new Set();
    await Promise.all([
      this.#conversations?.refresh(),
      ...this.#all().map(({ id }) => this.#nodes.get(id)?.refresh()),
    ]);
  }

  /**
   * Reads the conversations anew without a sign of it, unless they have changed.
   * @returns whether they have; `undefined` when they could not be read
   */
  async poll(): Promise<boolean | undefined> {
    const list = this.#conversations;
    if (!list?.loaded) return undefined;
    const before = new Set(list.items);
    const changed = await list.poll();
    if (changed) {
      // What is below a conversation can have changed only where the conversation has.
      const different = list.items.filter((conversation) => !before.has(conversation));
      await Promise.all(different.map(({ id }) => this.#nodes.get(id)?.refresh()));
    } else if (performance.now() - this.#drawnAt > AGES_MS) {
      this.#changed.fire(undefined);
    }
    return changed;
  }

  /** Reads all conversations there are, in large pages. */
  async loadAll(signal: AbortSignal, onProgress: (count: number) => void): Promise<void> {
    await this.#conversations?.loadAll(signal, onProgress);
  }

  /** The conversations of the account that is shown, as far as they are loaded; none of another account. */
  loaded(accountId: string): readonly Conversation[] {
    return this.account?.id === accountId ? (this.#conversations?.items ?? []) : [];
  }

  /** The row of a conversation that passes the filters: what can be revealed. */
  rowOf(accountId: string, conversationId: string): ConversationNode | undefined {
    return this.#drawn.has(conversationId) ? this.nodeOf(accountId, conversationId) : undefined;
  }

  /** The row of a conversation that is loaded, drawn or not. */
  nodeOf(accountId: string, conversationId: string): ConversationNode | undefined {
    return this.account?.id === accountId ? this.#nodes.get(conversationId) : undefined;
  }

  /** Shows a conversation as it was just made or changed, without reading anything. */
  accept(accountId: string, conversation: Conversation): void {
    if (this.account?.id !== accountId) return;
    if (this.#fetched.has(conversation.id)) this.#fetched.set(conversation.id, conversation);
    this.#parts.seen.mark(accountId, conversation);
    this.#conversations?.put(conversation);
  }

  /** Leaves out a conversation that was just deleted. */
  remove(accountId: string, conversationId: string): void {
    if (this.account?.id !== accountId) return;
    this.#fetched.delete(conversationId);
    this.#nodes.delete(conversationId);
    void this.#parts.pins.unpin(accountId, conversationId);
    this.#conversations?.drop(conversationId);
  }

  /** Somebody has looked at a conversation. */
  markSeen(accountId: string, conversationId: string): void {
    const node = this.nodeOf(accountId, conversationId);
    if (!node || !this.#parts.seen.isNew(accountId, node.resource)) return;
    this.#parts.seen.mark(accountId, node.resource);
    this.#changed.fire(node);
    this.#count({ ...this.#counts, fresh: this.#counts.fresh - 1 });
  }

  /** Somebody has looked at all of them. */
  markAllSeen(): void {
    if (!this.account) return;
    this.#parts.seen.markAll(this.account.id, this.#all());
    this.#changed.fire(undefined);
  }

  dispose(): void {
    this.#disposables.dispose();
    this.#conversations?.cancel();
    this.#changed.dispose();
    this.#accountShown.dispose();
    this.#counted.dispose();
  }

  async #reopen(): Promise<void> {
    this.#opening = undefined;
    this.#changed.fire(undefined);
    // A view that is hidden is not drawn: what it holds of an account that was signed out of is let go all the same.
    const shown = this.account?.id;
    if (shown === undefined) return;
    const version = await this.#parts.sessions.version(shown).catch(() => 0);
    if (version === undefined && this.account?.id === shown) this.#show(undefined);
  }

  #show(session: Session | undefined): void {
    this.#conversations?.cancel();
    this.#context = session && this.#contextOf(session);
    this.#nodes = new Map();
    this.#drawn = new Set();
    this.#fetched = new Map();
    this.#fetching = new Set();
    this.#conversations = session && this.#listConversations(session);
    this.#accountShown.fire(session?.account);
    if (!session) this.#count(NOTHING);
  }

  #count(counts: Counts): void {
    this.#counts = counts;
    this.#counted.fire(counts);
  }

  #optionsChanged(before: Options): void {
    const { statuses, channelId } = this.#parts.options.current;
    const another = channelId !== before.channelId || statuses.join() !== before.statuses.join();
    if (another) void this.#conversations?.reload();
    else this.#changed.fire(undefined);
  }

  /** Takes up the active account. What is shown changes only when the account does. */
  async #open(): Promise<void> {
    const turn = ++this.#openings;
    const session = await this.#parts.sessions.active();
    // Another account has become active meanwhile, and is being opened: this one comes too late.
    if (turn !== this.#openings) return this.#opening;
    const before = this.#context?.session;
    if (session?.client === before?.client && session?.account.id === before?.account.id) {
      // Nothing is another one, but what stood in the way may be gone: a sandbox that was started, say.
      if (this.#conversations?.error !== undefined) void this.#conversations.refresh();
      // It may have been renamed.
      if (session && this.#context) this.#context = this.#contextOf(session);
      this.#accountShown.fire(session?.account);
      return;
    }
    this.#show(session);
  }

  #contextOf(session: Session): TreeContext {
    const { privacy } = this.#parts;
    return {
      session,
      get masker() {
        return privacy.masker;
      },
      explain: (error, what) => this.#explain(error, what),
      redraw: (node) => this.#changed.fire(node),
    };
  }

  #listConversations({ client, account }: Session): PagedList<Conversation> {
    let begun = false;
    const shared = new SharedConfigurations();
    const list: PagedList<Conversation> = new PagedList(
      async (pageToken, signal, wanted) => {
        const { statuses, channelId } = this.#parts.options.current;
        const usual = setting('explorer.pageSize');
        const pageSize = Math.min(LARGEST_PAGE, Math.max(usual, wanted ?? usual));
        const page = await client.conversationPage({
          status: statuses,
          channelId,
          pageToken,
          signal,
          pageSize,
        });
        return { ...page, items: shared.share(page.items) };
      },
      ({ id }) => id,
      () => {
        if (this.#conversations !== list) return;
        if (list.loaded && !begun) {
          begun = true;
          // A sandbox brings other data each time it is started.
          if (account.sandbox) this.#parts.seen.markAll(account.id, list.items);
          else this.#parts.seen.begin(account.id, list.items);
        }
        this.#changed.fire(undefined);
      },
    );
    return list;
  }

  protected async topRows(): Promise<readonly ExplorerNode[]> {
    try {
      this.#opening ??= this.#open();
      await this.#opening;
    } catch (error) {
      // The next attempt begins anew.
      this.#opening = undefined;
      const explanation = this.#explain(error, vscode.l10n.t('Could not open the account'));
      return [new NoticeNode(undefined, { ...errorNotice(explanation), retry: () => this.refresh() })];
    }
    const list = this.#conversations;
    const context = this.#context;
    if (!list || !context) {
      this.#count(NOTHING);
      return [];
    }
    this.#drawnAt = performance.now();
    const { filtered } = this.#parts.options;
    return listRows(context, undefined, list, () => this.#arrangedRows(context, list), {
      what: vscode.l10n.t('Could not list the conversations'),
      empty: filtered
        ? vscode.l10n.t('No conversation passes the filters')
        : vscode.l10n.t('No conversations yet'),
    });
  }

  #arrangedRows(context: TreeContext, list: PagedList<Conversation>): readonly ExplorerNode[] {
    const { pins, seen, options, clearFilters } = this.#parts;
    const { id: accountId } = context.session.account;
    const pinned = pins.of(accountId);
    if (list.loaded) this.#fetchPinned(context, pinned);
    const all = this.#all();
    const { grouping, sorting, text } = options.current;
    const groups = arrange(all, { grouping, sorting, text, pinned });
    const rows = groups.flatMap((group): readonly ExplorerNode[] => {
      const members = group.conversations.map((conversation) =>
        this.#conversationNode(context, conversation),
      );
      if (group.by === 'none') {
        for (const member of members) member.parent = undefined;
        return members;
      }
      return [new GroupNode(accountId, group, members)];
    });
    const shown = groups.reduce((sum, { conversations }) => sum + conversations.length, 0);
    const fresh = all.filter((conversation) => seen.isNew(accountId, conversation)).length;
    this.#drawn = new Set(groups.flatMap(({ conversations }) => conversations.map(({ id }) => id)));
    this.#count({ shown, loaded: all.length, fresh, hasMore: list.hasMore });
    if (rows.length > 0 || all.length === 0) return rows;
    const words = this.#parts.privacy.masker.text(text.trim());
    const label = vscode.l10n.t('No loaded conversation matches “{0}”', words);
    const description = clearFilters.title;
    return [new NoticeNode(undefined, { notice: 'empty', label, description, command: clearFilters })];
  }

  /** All that is known: what the pages brought, and the pinned ones that they have not brought yet. */
  #all(): readonly Conversation[] {
    const listed = this.#conversations?.items ?? [];
    if (this.#fetched.size === 0) return listed;
    const ids = new Set(listed.map(({ id }) => id));
    return [...listed, ...[...this.#fetched.values()].filter(({ id }) => !ids.has(id))];
  }

  #fetchPinned(context: TreeContext, pinned: ReadonlySet<string>): void {
    const { client, account } = context.session;
    const listed = new Set(this.#conversations?.items.map(({ id }) => id));
    const fetched = this.#fetched;
    for (const id of fetched.keys()) if (!pinned.has(id)) fetched.delete(id);
    for (const id of pinned) {
      // Each is read once a refresh: one that could not be read is tried again with the next.
      if (listed.has(id) || this.#fetching.has(id)) continue;
      this.#fetching.add(id);
      client
        .fetchConversation(id)
        .then(
          (conversation) => fetched.set(id, conversation),
          (error) => {
            // Deleted: there is nothing to pin any more.
            if (isApiError(error) && error.status === 404) void this.#parts.pins.unpin(account.id, id);
            else this.#explain(error, vscode.l10n.t('Could not read a pinned conversation'));
          },
        )
        .finally(() => {
          if (this.#context?.session.client !== client) return;
          this.#changed.fire(undefined);
        });
    }
  }

  #explain(error: unknown, what: string): Explanation {
    let explanation = this.#explained.get(error as Error);
    if (!explanation) {
      const { account } = this;
      explanation = this.#parts.notifier.explain(error, {
        what,
        sandbox: account?.sandbox ?? false,
        account,
      });
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
    const node = new ConversationNode(context, this.#marks, conversation);
    this.#nodes.set(conversation.id, node);
    return node;
  }

  readonly #marks: ConversationMarks = {
    isNew: (conversation) => this.#parts.seen.isNew(this.account?.id ?? '', conversation),
    isPinned: ({ id }) => this.#parts.pins.of(this.account?.id ?? '').has(id),
  };
}
