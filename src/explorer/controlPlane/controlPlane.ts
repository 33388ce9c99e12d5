import * as vscode from 'vscode';
import type { Configuration, Operation } from '../../api/resources.ts';
import { PREFIX } from '../../platform/commands.ts';
import { shortId } from '../../platform/display.ts';
import type { Explanation } from '../../platform/explain.ts';
import type { Notifier } from '../../platform/notifier.ts';
import type { Privacy } from '../../platform/privacy.ts';
import type { Session, SessionSource } from '../../platform/session.ts';
import { SignedOutError } from '../../platform/signedOut.ts';
import { ConfigurationNode } from '../configuration/configurationNode.ts';
import { listRows } from '../listRows.ts';
import type { ExplorerNode, TreeContext } from '../node.ts';
import { PagedList } from '../pagedList.ts';
import type { State } from './keptOperations.ts';
import { operationIdIn } from './operationId.ts';
import type { OperationRecord, StartedOperation } from './operationRecord.ts';
import { OperationsNode } from './operationsNode.ts';
import { type OperationKey, OperationTracker } from './operationTracker.ts';
import { OperationWatch, type WatchPatience } from './operationWatch.ts';
import { operationResult } from './operationWords.ts';

/** How many configurations one request asks for; an account has few. */
const CONFIGURATION_PAGE = 50;

/** What the rows work with. */
export interface ControlPlaneOptions {
  sessions: SessionSource;
  notifier: Notifier;
  privacy: Privacy;
  state: State;
  /** Whether somebody looks at the view: only then operations are looked at. */
  isWatched: () => boolean;
  /** After failed looks, where it is not the usual one. */
  patience?: WatchPatience;
}

/** What belongs to one account. */
interface Opened {
  context: TreeContext;
  configurations: PagedList<Configuration>;
  operations: OperationsNode;
}

/** The rows of one account's configurations, and of the operations that were started from here. */
export class ControlPlane implements vscode.Disposable {
  readonly #sessions: SessionSource;
  readonly #notifier: Notifier;
  readonly #privacy: Privacy;
  readonly #isWatched: () => boolean;
  readonly #changed = new vscode.EventEmitter<ExplorerNode | undefined>();
  readonly #tracker: OperationTracker;
  readonly #watch: OperationWatch;
  readonly #explained = new WeakMap<Error, Explanation>();
  /** The active account, as a list of one or none: it loads, fails and is tried again as lists do. */
  readonly #account: PagedList<Session>;
  readonly #listening: vscode.Disposable;
  #opened: Opened | undefined;

  /** Rows are to be drawn anew; all of them when none is given. */
  readonly onDidChangeRows = this.#changed.event;

  constructor({ sessions, notifier, privacy, state, isWatched, patience }: ControlPlaneOptions) {
    this.#sessions = sessions;
    this.#notifier = notifier;
    this.#privacy = privacy;
    this.#isWatched = isWatched;
    this.#tracker = new OperationTracker({
      state,
      changed: () => this.#operationsChanged(),
      ended: (record) => void this.#tell(record),
    });
    this.#watch = new OperationWatch(this.#tracker, () => this.#redrawOperations(), patience);
    this.#account = new PagedList(
      async () => ({ items: [await sessions.active()].filter((session) => session !== undefined) }),
      ({ account }) => account.id,
      () => this.#takeUpAccount(),
    );
    this.#listening = vscode.Disposable.from(
      sessions.onDidChange(() => void this.#account.refresh()),
      privacy.onDidChange(() => this.#changed.fire(undefined)),
    );
  }

  /** The rows at the top. */
  rows(): readonly ExplorerNode[] {
    this.#account.start();
    const opened = this.#opened;
    // Signed out, the view is not there.
    if (this.#account.loaded && this.#account.error === undefined && !opened) return [];
    if (!opened || this.#account.error !== undefined) {
      const explaining = { explain: (error: unknown, what: string) => this.#explain(error, what) };
      return listRows(explaining, undefined, this.#account, () => [], {
        what: vscode.l10n.t('Could not open the account'),
        empty: '',
      });
    }
    const { context, configurations, operations } = opened;
    const listed = listRows(
      context,
      undefined,
      configurations,
      (items) => items.map((configuration) => new ConfigurationNode(context, configuration)),
      {
        what: vscode.l10n.t('Could not list the configurations'),
        empty: vscode.l10n.t('No configurations yet'),
      },
    );
    return [...listed, operations];
  }

  /** Reads everything anew. */
  async refresh(): Promise<void> {
    this.#watch.retry();
    if (this.#opened) await this.#opened.configurations.refresh();
    else await this.#account.refresh();
  }

  /** To be called when somebody begins or ceases to look at the view. */
  attentionChanged(): void {
    this.#watch.update(this.#isWatched() ? this.#opened?.context.session : undefined);
    if (this.#isWatched()) this.#redrawOperations();
  }

  /** Remembers an operation that was just started: see {@link OperationTracker.track}. */
  track(started: StartedOperation, shown?: Promise<Operation>): Promise<void> {
    return this.#tracker.track(started, shown);
  }

  /** Asks for an operation's id and follows it. @returns false when the person closed the box */
  async askAndTrack(): Promise<boolean> {
    const session = await this.#sessions.active();
    if (!session) throw new SignedOutError();
    const id = await vscode.window.showInputBox({
      title: vscode.l10n.t('Track Operation'),
      prompt: vscode.l10n.t(
        'The Operation-Id that came with the answer to a change (HTTP 202), or its status URL',
      ),
      placeHolder: 'proc_job_…',
      ignoreFocusOut: true,
      validateInput: (text) =>
        operationIdIn(text) === undefined && text.trim() !== ''
          ? vscode.l10n.t('This is neither an ID nor the URL of an operation.')
          : undefined,
    });
    const operationId = operationIdIn(id ?? '');
    if (operationId === undefined) return false;
    const accountId = session.account.id;
    const known = this.#tracker.of(accountId).find((record) => record.operationId === operationId);
    const what = known?.what ?? shortId(operationId);
    await this.track({ accountId, operationId, what, ...(known ? { startedAt: known.startedAt } : {}) });
    return true;
  }

  /** Does not show an operation any longer. */
  forget(key: OperationKey): Promise<void> {
    return this.#tracker.forget(key);
  }

  dispose(): void {
    this.#listening.dispose();
    this.#watch.stop();
    this.#account.cancel();
    this.#opened?.configurations.cancel();
    this.#changed.dispose();
  }

  /** What is shown changes only when the account does, or the way it is reached. */
  #takeUpAccount(): void {
    if (!this.#account.reading && this.#account.error === undefined) {
      const [session] = this.#account.items;
      const before = this.#opened?.context.session;
      if (session?.client !== before?.client || session?.account.id !== before?.account.id) {
        this.#opened?.configurations.cancel();
        this.#opened = session && this.#open(session);
      } else if (this.#opened?.configurations.error !== undefined) {
        // Nothing is another one, but what stood in the way may be gone: a sandbox that was started, say.
        void this.#opened.configurations.refresh();
      }
      this.#watch.update(this.#isWatched() ? session : undefined);
    }
    this.#changed.fire(undefined);
  }

  #open(session: Session): Opened {
    const privacy = this.#privacy;
    const context: TreeContext = {
      session,
      get masker() {
        return privacy.masker;
      },
      explain: (error, what) => this.#explain(error, what),
      redraw: (node) => this.#changed.fire(node),
    };
    const configurations: PagedList<Configuration> = new PagedList(
      (pageToken, signal) =>
        session.client.configurationPage({ pageToken, signal, pageSize: CONFIGURATION_PAGE }),
      ({ id }) => id,
      () => {
        if (this.#opened?.configurations === configurations) this.#changed.fire(undefined);
      },
    );
    return { context, configurations, operations: new OperationsNode(context, this.#tracker, this.#watch) };
  }

  #operationsChanged(): void {
    this.#watch.update(this.#isWatched() ? this.#opened?.context.session : undefined);
    this.#redrawOperations();
  }

  #redrawOperations(): void {
    if (this.#opened) this.#changed.fire(this.#opened.operations);
  }

  async #tell(record: OperationRecord): Promise<void> {
    // What the operation has changed is not on screen yet.
    void this.#opened?.configurations.refresh();
    const message = operationResult(record, vscode.l10n);
    const show = vscode.l10n.t('Show Operations');
    const chosen =
      record.seen?.status === 'COMPLETED'
        ? await vscode.window.showInformationMessage(message, show)
        : await vscode.window.showErrorMessage(message, show);
    if (chosen === show) await vscode.commands.executeCommand(`${PREFIX}.controlPlane.focus`);
  }

  #explain(error: unknown, what: string): Explanation {
    let explanation = this.#explained.get(error as Error);
    if (!explanation) {
      const account = this.#opened?.context.session.account;
      explanation = this.#notifier.explain(error, { what, sandbox: account?.sandbox ?? false, account });
      this.#explained.set(error as Error, explanation);
    }
    return explanation;
  }
}
