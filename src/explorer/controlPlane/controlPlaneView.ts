import * as vscode from 'vscode';
import type { Operation } from '../../api/resources.ts';
import { copyToClipboard } from '../../platform/clipboard.ts';
import { PREFIX, registerCommand } from '../../platform/commands.ts';
import { Lazy } from '../../platform/lazy.ts';
import type { Notifier } from '../../platform/notifier.ts';
import type { Privacy } from '../../platform/privacy.ts';
import { idOf } from '../../platform/resourceRef.ts';
import type { SessionSource } from '../../platform/session.ts';
import { errorNotice } from '../listRows.ts';
import type { ExplorerNode } from '../node.ts';
import { NodeTree } from '../nodeTree.ts';
import { NoticeNode } from '../noticeNode.ts';
import { Attention } from './attention.ts';
import type { ControlPlane } from './controlPlane.ts';
import { forgetSignedOut } from './keptOperations.ts';
import type { StartedOperation } from './operationRecord.ts';

/** The side bar's view of configurations and operations. What it shows is loaded when it is first looked at. */
export class ControlPlaneView extends NodeTree implements vscode.Disposable {
  readonly #notifier: Notifier;
  readonly #changed = new vscode.EventEmitter<ExplorerNode | undefined>();
  readonly #part: Lazy<ControlPlane>;
  readonly #view: vscode.TreeView<ExplorerNode>;
  readonly #attention: Attention;
  readonly #disposables: vscode.Disposable;

  readonly onDidChangeTreeData = this.#changed.event;

  /** @param state `globalState`: operations are known in every window, and after a reload */
  constructor(sessions: SessionSource, notifier: Notifier, privacy: Privacy, state: vscode.Memento) {
    super();
    this.#notifier = notifier;
    this.#part = new Lazy(async () => {
      const { ControlPlane } = await import('./controlPlane.ts');
      const isWatched = () => this.#attention.held;
      const part = new ControlPlane({ sessions, notifier, privacy, state, isWatched });
      part.onDidChangeRows((node) => this.#changed.fire(node));
      return part;
    });
    this.#view = vscode.window.createTreeView<ExplorerNode>(`${PREFIX}.controlPlane`, {
      treeDataProvider: this,
      showCollapseAll: true,
    });
    this.#attention = new Attention(
      this.#view,
      vscode.window,
      () => void this.#part.ifLoaded((part) => part.attentionChanged()),
    );
    this.#disposables = vscode.Disposable.from(
      this.#part,
      this.#view,
      this.#changed,
      this.#attention,
      // Also while nothing is loaded, and without loading it: that would open the account that is active next.
      sessions.onDidChange(() =>
        // Storage that cannot be read is told of where the accounts are asked for.
        forgetSignedOut(state, sessions).catch(() => undefined),
      ),
      registerCommand(
        notifier,
        'refreshControlPlane',
        vscode.l10n.t('Could not list the configurations'),
        async () => (await this.#part.get()).refresh(),
      ),
      registerCommand(
        notifier,
        'trackOperation',
        vscode.l10n.t('Could not track the operation'),
        async () => {
          if (await (await this.#part.get()).askAndTrack()) {
            await vscode.commands.executeCommand(`${PREFIX}.controlPlane.focus`);
          }
        },
      ),
      registerCommand(
        notifier,
        'forgetOperation',
        vscode.l10n.t('Could not forget the operation'),
        async (node?: ExplorerNode) => {
          if (node?.ref?.kind === 'operation') await (await this.#part.get()).forget(node.ref);
        },
      ),
      // A row of either view passes itself; without one it was this view's key.
      registerCommand(
        notifier,
        'copyValue',
        vscode.l10n.t('Could not copy the value'),
        async (node?: ExplorerNode) => {
          const row = node ?? this.#view.selection[0];
          const text = row?.ref ? idOf(row.ref) : row?.value;
          if (text === undefined) return;
          await copyToClipboard(text, privacy.masked ? vscode.l10n.t('Copied the value') : undefined);
        },
      ),
    );
  }

  /**
   * Remembers an operation that was just started, shows it, and tells how it ended.
   * @param shown given when this window shows a progress for it, and tells how it ends: what `waitForOperation` gave
   */
  async track(started: StartedOperation, shown?: Promise<Operation>): Promise<void> {
    await (await this.#part.get()).track(started, shown);
  }

  protected async topRows(): Promise<readonly ExplorerNode[]> {
    try {
      return (await this.#part.get()).rows();
    } catch (error) {
      const what = vscode.l10n.t('Could not show the configurations');
      return [new NoticeNode(undefined, errorNotice(this.#notifier.explain(error, { what })))];
    }
  }

  dispose(): void {
    this.#disposables.dispose();
  }
}
