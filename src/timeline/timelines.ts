import * as vscode from 'vscode';
import type { Communication } from '../api/resources.ts';
import { Lazy } from '../platform/lazy.ts';
import type { ShownTimeline } from './export/shownTimeline.ts';
import type { PanelServices } from './panel.ts';
import { PANEL_TYPE, type PanelKey } from './panelKey.ts';
import type { TimelinePanels } from './panels.ts';
import type { CommunicationAct } from './protocol/details.ts';
import type { ViewCommand } from './protocol/find.ts';

/** The timelines, for the rest of the extension. What draws them is loaded with the first that is opened. */
export class Timelines implements vscode.Disposable {
  readonly #serializer: vscode.Disposable;
  readonly #privacyChanges: vscode.Disposable;
  /** Until they are loaded, none is open. */
  readonly #panels: Lazy<TimelinePanels>;

  constructor(services: PanelServices) {
    this.#panels = new Lazy(async () => {
      const { TimelinePanels } = await import('./panels.ts');
      return new TimelinePanels(services);
    });
    this.#serializer = vscode.window.registerWebviewPanelSerializer(PANEL_TYPE, {
      deserializeWebviewPanel: async (panel, state: unknown) =>
        (await this.#panels.get()).restore(panel, state),
    });
    const closeNaming = () => {
      if (services.privacy.masked) void closeTabsThatName(this.#panels.loaded?.titles ?? new Set());
    };
    this.#privacyChanges = services.privacy.onDidChange(closeNaming);
    closeNaming();
  }

  /**
   * Shows a conversation's timeline.
   * @param title what it is called until the conversation is read
   * @param communicationId the communication to show on it, once it is loaded; the latest when absent
   * @param column where one that is not open yet is opened; in the active one when absent
   */
  async open(
    key: PanelKey,
    title?: string,
    communicationId?: string,
    column?: vscode.ViewColumn,
  ): Promise<void> {
    (await this.#panels.get()).open(key, title, communicationId, column);
  }

  /** Whether a conversation's timeline is before the person's eyes. */
  shows(key: PanelKey): boolean {
    return this.#panels.loaded?.shows(key) ?? false;
  }

  /** The conversation of the timeline that has the focus. */
  get active(): PanelKey | undefined {
    return this.#panels.loaded?.active;
  }

  /** The communication that is selected on the timeline that has the focus. */
  get activeCommunication(): (PanelKey & { communicationId: string }) | undefined {
    return this.#panels.loaded?.activeCommunication;
  }

  /**
   * Does something with the communication that is selected on the timeline that has the focus.
   * @returns false where none is selected
   */
  actOnSelected(act: CommunicationAct): boolean {
    return this.#panels.loaded?.actOnSelected(act) ?? false;
  }

  /** What stands on a conversation's timeline, if it is open. */
  shown(key: PanelKey): ShownTimeline | undefined {
    return this.#panels.loaded?.shown(key);
  }

  /** Reads the timeline that has the focus again. */
  async refreshActive(): Promise<void> {
    await this.#panels.loaded?.refreshActive();
  }

  /** Has the timeline that has the focus carry out a command. */
  commandActive(command: ViewCommand): void {
    this.#panels.loaded?.commandActive(command);
  }

  /** Reads every timeline that is open again. */
  async refreshAll(): Promise<void> {
    await this.#panels.loaded?.refreshAll();
  }

  /** Reads a conversation's timeline again, if it is open. */
  async refresh(key: PanelKey): Promise<void> {
    await this.#panels.loaded?.refresh(key);
  }

  /** Has a conversation's timeline look for news now, if it is open. */
  look(key: PanelKey): void {
    this.#panels.loaded?.look(key);
  }

  /** Puts a communication that was just created on its conversation's timeline, if that is open. */
  accept(accountId: string, communication: Communication): void {
    this.#panels.loaded?.accept(accountId, communication);
  }

  /**
   * Takes in communications that were learnt of, such as from callbacks: new ones, or another status of known ones.
   * What is older than what is known changes nothing; where the reader is stays in view.
   */
  learn(accountId: string, communications: readonly Communication[]): void {
    this.#panels.loaded?.learn(accountId, communications);
  }

  dispose(): void {
    this.#serializer.dispose();
    this.#privacyChanges.dispose();
    this.#panels.dispose();
  }
}

/** What a tab is called whose conversation's name is hidden: a shortened id. */
const HIDDEN = /^.{5}….{6}$/u;

/**
 * Closes the tabs of timelines that came back with a window and were not looked at since, where they name people: until
 * they are looked at the editor owns them, and nobody can call them otherwise.
 * @param own the titles of those that were looked at, which call themselves otherwise
 */
async function closeTabsThatName(own: ReadonlySet<string>): Promise<void> {
  const naming = vscode.window.tabGroups.all
    .flatMap(({ tabs }) => tabs)
    .filter(
      ({ input, label, isActive }) =>
        input instanceof vscode.TabInputWebview &&
        input.viewType.endsWith(PANEL_TYPE) &&
        !isActive &&
        !own.has(label) &&
        !HIDDEN.test(label),
    );
  if (naming.length === 0) return;
  await vscode.window.tabGroups.close(naming, true);
  void vscode.window.showInformationMessage(
    naming.length === 1
      ? vscode.l10n.t('1 timeline in the background was closed: its tab would have gone on showing a name.')
      : vscode.l10n.t(
          '{0} timelines in the background were closed: their tabs would have gone on showing names.',
          naming.length,
        ),
  );
}
