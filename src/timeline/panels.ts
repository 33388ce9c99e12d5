import * as v from 'valibot';
import * as vscode from 'vscode';
import type { Communication } from '../api/resources.ts';
import { shortId } from '../platform/display.ts';
import type { ShownTimeline } from './export/shownTimeline.ts';
import { type PanelServices, TimelinePanel } from './panel.ts';
import { PANEL_TYPE, type PanelKey } from './panelKey.ts';
import type { CommunicationAct } from './protocol/details.ts';
import type { ViewCommand } from './protocol/find.ts';
import { shownName } from './protocol/shownName.ts';

/** What the view keeps over a reload, as far as the host needs it. */
const keptSchema = v.object({ panel: v.object({ accountId: v.string(), conversationId: v.string() }) });

/** The open timelines: one a conversation, shown again instead of opened twice. */
export class TimelinePanels implements vscode.Disposable {
  readonly #services: PanelServices;
  readonly #open = new Map<string, TimelinePanel>();

  constructor(services: PanelServices) {
    this.#services = services;
  }

  /** Takes up a panel that the editor brings back after a reload. @param state what its view has kept */
  restore(panel: vscode.WebviewPanel, state: unknown): void {
    const kept = v.safeParse(keptSchema, state);
    // Without knowing what it showed there is nothing to bring back.
    if (kept.success) this.#adopt(panel, kept.output.panel, panel.title);
    else panel.dispose();
  }

  /**
   * Shows a conversation's timeline.
   * @param title what it is called until the conversation is read
   * @param communicationId the communication to show on it, once it is loaded; the latest when absent
   * @param column where one that is not open yet is opened
   */
  open(
    key: PanelKey,
    title: string = shortId(key.conversationId),
    communicationId?: string,
    column: vscode.ViewColumn = vscode.ViewColumn.Active,
  ): void {
    let panel = this.#open.get(idOf(key));
    // One that is open stays in its column, unless it is asked for beside the others.
    if (panel) panel.reveal(column === vscode.ViewColumn.Beside ? column : undefined);
    else {
      const shown = shownName(this.#services.privacy.masker.title(title, key.conversationId));
      const created = vscode.window.createWebviewPanel(PANEL_TYPE, shown, column);
      panel = this.#adopt(created, key, title);
    }
    if (communicationId !== undefined) panel.show(communicationId);
  }

  /** Whatever their tabs may be called just now, with names hidden or shown. */
  get titles(): ReadonlySet<string> {
    return new Set([...this.#open.values()].flatMap((panel) => panel.titles));
  }

  /** Whether a conversation's timeline is before the person's eyes. */
  shows(key: PanelKey): boolean {
    return vscode.window.state.focused && (this.#open.get(idOf(key))?.visible ?? false);
  }

  /** The conversation of the timeline that has the focus. */
  get active(): PanelKey | undefined {
    return this.#activePanel?.key;
  }

  /** The communication that is selected on the timeline that has the focus. */
  get activeCommunication(): (PanelKey & { communicationId: string }) | undefined {
    const panel = this.#activePanel;
    const communicationId = panel?.selected;
    return panel && communicationId !== undefined ? { ...panel.key, communicationId } : undefined;
  }

  /**
   * Does something with the communication that is selected on the timeline that has the focus.
   * @returns false where none is selected
   */
  actOnSelected(act: CommunicationAct): boolean {
    return this.#activePanel?.actOnSelected(act) ?? false;
  }

  get #activePanel(): TimelinePanel | undefined {
    return [...this.#open.values()].find(({ active }) => active);
  }

  /** What stands on a conversation's timeline, if it is open. */
  shown(key: PanelKey): ShownTimeline | undefined {
    return this.#open.get(idOf(key))?.shown;
  }

  /** Reads the timeline that has the focus again. */
  async refreshActive(): Promise<void> {
    await this.#activePanel?.refresh();
  }

  /** Has the timeline that has the focus carry out a command. */
  commandActive(command: ViewCommand): void {
    this.#activePanel?.command(command);
  }

  /** Reads every timeline that is open again. */
  async refreshAll(): Promise<void> {
    await Promise.all([...this.#open.values()].map((panel) => panel.refresh()));
  }

  /** Reads a conversation's timeline again, if it is open. */
  async refresh(key: PanelKey): Promise<void> {
    await this.#open.get(idOf(key))?.refresh();
  }

  /** Has a conversation's timeline look for news now, if it is open. */
  look(key: PanelKey): void {
    this.#open.get(idOf(key))?.look();
  }

  /** Puts a communication that was just created on its conversation's timeline, if that is open. */
  accept(accountId: string, communication: Communication): void {
    this.#open.get(idOf({ accountId, conversationId: communication.conversationId }))?.accept(communication);
  }

  /** Takes in what was learnt of communications, without leading a reader to them. */
  learn(accountId: string, communications: readonly Communication[]): void {
    const byConversation = Map.groupBy(communications, ({ conversationId }) => conversationId);
    for (const [conversationId, own] of byConversation)
      this.#open.get(idOf({ accountId, conversationId }))?.learn(own);
  }

  dispose(): void {
    for (const panel of this.#open.values()) panel.dispose();
  }

  #adopt(webviewPanel: vscode.WebviewPanel, key: PanelKey, title: string): TimelinePanel {
    // A tab that was in the background over a reload comes back when it is shown: by then another may be open.
    this.#open.get(idOf(key))?.close();
    const panel = new TimelinePanel(webviewPanel, key, title, this.#services);
    this.#open.set(idOf(key), panel);
    panel.onDidDispose(() => {
      if (this.#open.get(idOf(key)) === panel) this.#open.delete(idOf(key));
      panel.dispose();
    });
    return panel;
  }
}

function idOf({ accountId, conversationId }: PanelKey): string {
  return `${accountId}/${conversationId}`;
}
