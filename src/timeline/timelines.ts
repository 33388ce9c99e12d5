import * as vscode from 'vscode';
import type { Communication } from '../api/resources.ts';
import type { PanelServices } from './panel.ts';
import { PANEL_TYPE, type PanelKey } from './panelKey.ts';
import type { TimelinePanels } from './panels.ts';

/** The timelines, for the rest of the extension. What draws them is loaded with the first that is opened. */
export class Timelines implements vscode.Disposable {
  readonly #services: PanelServices;
  readonly #serializer: vscode.Disposable;
  #loading: Promise<TimelinePanels> | undefined;
  /** Set once they are loaded; until then none is open. */
  #panels: TimelinePanels | undefined;

  constructor(services: PanelServices) {
    this.#services = services;
    this.#serializer = vscode.window.registerWebviewPanelSerializer(PANEL_TYPE, {
      deserializeWebviewPanel: async (panel, state: unknown) => (await this.#load()).restore(panel, state),
    });
  }

  /**
   * Shows a conversation's timeline.
   * @param title what it is called until the conversation is read
   * @param communicationId the communication to show on it, once it is loaded; the latest when absent
   */
  async open(key: PanelKey, title?: string, communicationId?: string): Promise<void> {
    (await this.#load()).open(key, title, communicationId);
  }

  /** Whether a conversation's timeline is before the person's eyes. */
  shows(key: PanelKey): boolean {
    return this.#panels?.shows(key) ?? false;
  }

  /** The conversation of the timeline that has the focus. */
  get active(): PanelKey | undefined {
    return this.#panels?.active;
  }

  /** Reads the timeline that has the focus again. */
  async refreshActive(): Promise<void> {
    await this.#panels?.refreshActive();
  }

  /** Reads a conversation's timeline again, if it is open. */
  async refresh(key: PanelKey): Promise<void> {
    await this.#panels?.refresh(key);
  }

  /** Puts a communication that was just created on its conversation's timeline, if that is open. */
  accept(accountId: string, communication: Communication): void {
    this.#panels?.accept(accountId, communication);
  }

  dispose(): void {
    this.#serializer.dispose();
    this.#panels?.dispose();
  }

  #load(): Promise<TimelinePanels> {
    this.#loading ??= import('./panels.ts').then(
      ({ TimelinePanels }) => {
        this.#panels = new TimelinePanels(this.#services);
        return this.#panels;
      },
      (error) => {
        this.#loading = undefined;
        throw error;
      },
    );
    return this.#loading;
  }
}
