import * as vscode from 'vscode';
import type { Conversation } from '../api/resources.ts';
import { copyToClipboard } from '../platform/clipboard.ts';
import { PREFIX, registerCommand } from '../platform/commands.ts';
import { statusName } from '../platform/display.ts';
import { Lazy } from '../platform/lazy.ts';
import type { Notifier } from '../platform/notifier.ts';
import { Polling } from '../platform/polling.ts';
import type { Privacy } from '../platform/privacy.ts';
import { idOf } from '../platform/resourceRef.ts';
import type { Account, SessionSource } from '../platform/session.ts';
import { setting } from '../platform/settings.ts';
import type { Counts } from './conversationTree.ts';
import { LazyTree } from './lazyTree.ts';
import type { ExplorerNode } from './node.ts';
import type { NoticeNode } from './noticeNode.ts';
import type { OptionPickers } from './optionPickers.ts';
import { Pins } from './pins.ts';
import { Seen } from './seen.ts';
import { ViewOptions } from './viewOptions.ts';

const VIEW = `${PREFIX}.conversations`;

/** The conversation a person has selected in the tree, itself or something that belongs to it. */
export interface SelectedConversation {
  accountId: string;
  conversationId: string;
}

export interface ExplorerParts {
  sessions: SessionSource;
  notifier: Notifier;
  /** Whether names, addresses and texts are hidden. */
  privacy: Privacy;
  /** Where grouping, order and filters are kept. */
  workspaceState: vscode.Memento;
  /** Where pins and what was seen are kept. */
  globalState: vscode.Memento;
  /** Whether a conversation is before the person's eyes elsewhere: what happens in it then is not new to them. */
  isWatched: (conversation: SelectedConversation) => boolean;
}

/** The side bar: the tree, its view, and the commands on its rows. */
export class Explorer implements vscode.Disposable {
  readonly #parts: ExplorerParts;
  readonly #options: ViewOptions;
  readonly #pins: Pins;
  readonly #tree: LazyTree;
  readonly #counted = new vscode.EventEmitter<Counts>();
  readonly #view: vscode.TreeView<ExplorerNode>;
  readonly #polling: Polling;
  readonly #pickers: Lazy<OptionPickers>;
  readonly #disposables: vscode.Disposable;
  #account: Account | undefined;
  #counts: Counts = { shown: 0, loaded: 0, fresh: 0, hasMore: false };

  constructor(parts: ExplorerParts) {
    this.#parts = parts;
    const { sessions, notifier, privacy, workspaceState, globalState } = parts;
    const options = new ViewOptions(workspaceState);
    const pins = new Pins(globalState);
    this.#options = options;
    this.#pins = pins;
    this.#tree = new LazyTree(
      {
        sessions,
        notifier,
        privacy,
        options,
        pins,
        seen: new Seen(globalState),
        clearFilters: { command: `${PREFIX}.clearFilters`, title: vscode.l10n.t('Clear Filters') },
      },
      (tree) => {
        tree.onDidShowAccount((account) => {
          this.#account = account;
          this.#showState();
        });
        tree.onDidCount((counts) => {
          this.#counts = counts;
          this.#showState();
          this.#counted.fire(counts);
        });
      },
    );
    this.#view = vscode.window.createTreeView<ExplorerNode>(VIEW, {
      treeDataProvider: this.#tree,
      showCollapseAll: true,
    });
    this.#polling = new Polling({
      poll: () => this.#poll(),
      intervalMs: () => setting('explorer.refreshSeconds') * 1000,
    });
    this.#pickers = new Lazy<OptionPickers>(async () => {
      const { OptionPickers } = await import('./optionPickers.ts');
      return new OptionPickers(options, {
        counts: () => this.#counts,
        onDidCount: this.#counted.event,
        loadAll: () => this.#loadAll(),
        hidden: () => privacy.masked,
      });
    });
    const watch = () => this.#polling.watch(this.#view.visible && vscode.window.state.focused);
    watch();
    this.#disposables = vscode.Disposable.from(
      options,
      pins,
      this.#tree,
      this.#counted,
      this.#view,
      this.#pickers,
      { dispose: () => this.#polling.watch(false) },
      this.#view.onDidChangeVisibility(watch),
      vscode.window.onDidChangeWindowState(watch),
      vscode.workspace.onDidChangeConfiguration((change) => {
        if (change.affectsConfiguration(`${PREFIX}.explorer`)) this.#polling.restart();
      }),
      options.onDidChange((before) => {
        this.#showState();
        if (options.current.grouping !== before.grouping) this.#keepSelection();
      }),
      privacy.onDidChange(() => this.#showState()),
      this.#view.onDidExpandElement(({ element }) => noteExpanded(element, true)),
      this.#view.onDidCollapseElement(({ element }) => noteExpanded(element, false)),
      ...this.#registerCommands(notifier),
    );
  }

  /** Reads everything anew that is loaded. */
  async refresh(): Promise<void> {
    this.#polling.restart();
    await vscode.window.withProgress({ location: { viewId: VIEW } }, async () =>
      (await this.#tree.load()).refresh(),
    );
  }

  /** Conversations were loaded, or changed. */
  get onDidLoad(): vscode.Event<unknown> {
    return this.#counted.event;
  }

  /** The conversations of an account that are loaded: what can be searched without a request. */
  loaded(accountId: string): readonly Conversation[] {
    return this.#tree.loaded?.loaded(accountId) ?? [];
  }

  /** Shows a conversation as it was just made or changed. */
  accept(accountId: string, conversation: Conversation): void {
    this.#tree.loaded?.accept(accountId, conversation);
  }

  /** Leaves out a conversation that was just deleted. */
  remove(accountId: string, conversationId: string): void {
    this.#tree.loaded?.remove(accountId, conversationId);
  }

  /**
   * Reads one conversation again, and what its row has shown below it: something was just done to it. Should that fail,
   * the row stays as it is until the next refresh.
   */
  async refreshConversation(accountId: string, conversationId: string): Promise<void> {
    const node = this.#tree.loaded?.nodeOf(accountId, conversationId);
    if (!node) return;
    try {
      const session = await this.#parts.sessions.of(accountId);
      const conversation = await session?.client.fetchConversation(conversationId);
      if (conversation) this.accept(accountId, conversation);
      await node.refresh();
    } catch (error) {
      const what = vscode.l10n.t('Could not read the conversation again');
      this.#parts.notifier.explain(error, { what });
    }
  }

  /** Somebody looks at a conversation: what is in it is not new any more. */
  markSeen({ accountId, conversationId }: SelectedConversation): void {
    this.#tree.loaded?.markSeen(accountId, conversationId);
  }

  /** Selects a conversation's row and scrolls to it. @returns false when it is not loaded */
  async reveal(accountId: string, conversationId: string): Promise<boolean> {
    const node = this.#tree.loaded?.rowOf(accountId, conversationId);
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

  #registerCommands(notifier: Notifier): vscode.Disposable[] {
    const listed = vscode.l10n.t('Could not list the conversations');
    const pick = (name: string, what: string, ask: (pickers: OptionPickers) => Promise<void>) =>
      registerCommand(notifier, name, what, async () => ask(await this.#pickers.get()));
    return [
      registerCommand(notifier, 'refresh', listed, () => this.refresh()),
      // The editor passes no row where the list is drawn anew at that very moment.
      registerCommand(notifier, 'loadMore', listed, (node?: NoticeNode) => node?.about.list?.loadMore()),
      registerCommand(notifier, 'loadAll', listed, (node?: NoticeNode) => this.#loadAll(node)),
      registerCommand(notifier, 'retry', listed, (node?: NoticeNode) =>
        node ? this.#retry(node) : this.refresh(),
      ),
      registerCommand(notifier, 'showListError', listed, (node?: NoticeNode) => {
        if (node?.about.explanation) void notifier.show(node.about.explanation, () => this.#retry(node));
      }),
      pick('filterConversations', vscode.l10n.t('Could not filter the conversations'), (all) =>
        all.askText(),
      ),
      pick('filterByStatus', vscode.l10n.t('Could not filter the conversations'), (all) => all.askStatuses()),
      pick('filterByChannelId', vscode.l10n.t('Could not filter the conversations'), (all) =>
        all.askChannelId(),
      ),
      pick('groupConversations', vscode.l10n.t('Could not group the conversations'), (all) =>
        all.askGrouping(),
      ),
      pick('sortConversations', vscode.l10n.t('Could not sort the conversations'), (all) => all.askSorting()),
      registerCommand(notifier, 'clearFilters', vscode.l10n.t('Could not clear the filters'), () =>
        this.#options.clearFilters(),
      ),
      registerCommand(
        notifier,
        'pin',
        vscode.l10n.t('Could not pin the conversation'),
        (node?: ExplorerNode) => this.#pin(node ?? this.selectedNode, true),
      ),
      registerCommand(
        notifier,
        'unpin',
        vscode.l10n.t('Could not unpin the conversation'),
        (node?: ExplorerNode) => this.#pin(node ?? this.selectedNode, false),
      ),
      registerCommand(notifier, 'markAllSeen', vscode.l10n.t('Could not mark the conversations'), () =>
        this.#tree.loaded?.markAllSeen(),
      ),
      registerCommand(notifier, 'copyId', vscode.l10n.t('Could not copy the ID'), (node?: ExplorerNode) =>
        copyId(node ?? this.#view.selection[0], this.#parts.privacy.masked),
      ),
    ];
  }

  /** Reads again what a row says could not be read, whichever view it stands in. */
  async #retry({ about }: NoticeNode): Promise<void> {
    if (about.list) await about.list.retry();
    else if (about.retry) await about.retry();
    else await this.refresh();
  }

  async #poll(): Promise<boolean | undefined> {
    const tree = this.#tree.loaded;
    const changed = await tree?.poll();
    const account = tree?.account;
    if (changed && account) {
      for (const { id } of this.loaded(account.id)) {
        const conversation = { accountId: account.id, conversationId: id };
        if (this.#parts.isWatched(conversation)) this.markSeen(conversation);
      }
    }
    return changed;
  }

  /** VS Code forgets what is selected when it comes to stand elsewhere: it is selected again once it stands there. */
  #keepSelection(): void {
    const [selected] = this.#view.selection;
    if (!selected) return;
    const arranged = this.#counted.event(() => {
      arranged.dispose();
      // What is filtered out by now cannot be shown, and need not be.
      this.#view.reveal(selected, { select: true, focus: false }).then(undefined, () => undefined);
    });
  }

  /** @param node the row of a list; the conversations when absent */
  async #loadAll(node?: NoticeNode): Promise<void> {
    await vscode.window.withProgress(
      {
        location: vscode.ProgressLocation.Notification,
        title: vscode.l10n.t('Loading all…'),
        cancellable: true,
      },
      async (progress, token) => {
        const abort = new AbortController();
        token.onCancellationRequested(() => abort.abort());
        const tell = (count: number) =>
          progress.report({
            message: vscode.l10n.t('{0} so far', count.toLocaleString(vscode.env.language)),
          });
        const list = node?.about.list;
        if (list) await list.loadAll(abort.signal, tell);
        else await (await this.#tree.load()).loadAll(abort.signal, tell);
      },
    );
  }

  async #pin(node: ExplorerNode | undefined, pinned: boolean): Promise<void> {
    const conversation = node && conversationOf(node);
    if (!conversation) {
      void vscode.window.showInformationMessage(vscode.l10n.t('Select a conversation first.'));
      return;
    }
    const { accountId, conversationId } = conversation;
    if (pinned) await this.#pins.pin(accountId, conversationId);
    else await this.#pins.unpin(accountId, conversationId);
  }

  /** Says above the tree whose conversations they are and which of them are shown, and on its icon how many are new. */
  #showState(): void {
    const view = this.#view;
    const { shown, loaded, fresh, hasMore } = this.#counts;
    const { statuses, channelId, text } = this.#options.current;
    // Which account it is must be seen at a glance: what is sent on a live one reaches people.
    const parts = this.#account ? [accountLine(this.#account)] : [];
    if (this.#account && this.#options.filtered) {
      if (text.trim()) {
        parts.push(
          hasMore
            ? vscode.l10n.t('{0} of {1} loaded shown', shown, loaded)
            : vscode.l10n.t('{0} of {1} shown', shown, loaded),
          `“${this.#parts.privacy.masker.text(text.trim())}”`,
        );
      }
      if (statuses.length > 0) parts.push(statuses.map(statusName).join(', '));
      if (channelId) parts.push(channelId);
    }
    view.message = parts.join(' · ');
    view.badge =
      fresh > 0
        ? {
            value: fresh,
            tooltip:
              fresh === 1
                ? vscode.l10n.t('1 conversation with new activity')
                : vscode.l10n.t('{0} conversations with new activity', fresh),
          }
        : undefined;
  }
}

function noteExpanded(node: ExplorerNode, expanded: boolean): void {
  // Not by its class: the tree lives in a bundle of its own, with its own copy of it.
  if ('expanded' in node) node.expanded = expanded;
}

function accountLine({ sandbox, label }: Account): string {
  return sandbox ? label : vscode.l10n.t('Live account {0}', label);
}

/** The conversation a row belongs to; `undefined` for a row that belongs to none. */
export function conversationOf({ ref, parent }: ExplorerNode): SelectedConversation | undefined {
  if (ref && 'conversationId' in ref) return { accountId: ref.accountId, conversationId: ref.conversationId };
  return parent && conversationOf(parent);
}

/** @param masked what is no id may not be shown */
async function copyId(node: ExplorerNode | undefined, masked: boolean): Promise<void> {
  const copied = node?.ref ? idOf(node.ref) : node?.value;
  if (copied === undefined) {
    void vscode.window.showInformationMessage(vscode.l10n.t('Select a conversation or a participant first.'));
    return;
  }
  await copyToClipboard(copied, node?.ref || !masked ? undefined : vscode.l10n.t('Copied the value'));
}
