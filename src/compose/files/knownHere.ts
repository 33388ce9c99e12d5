import * as vscode from 'vscode';
import { lastActivity } from '../../platform/activity.ts';
import { relativeTime, statusName } from '../../platform/display.ts';
import type { Account } from '../../platform/session.ts';
import { shownParticipant, shownTitle } from '../../platform/shown.ts';
import type { FileServices } from './fileServices.ts';
import type { Known } from './known.ts';
import type { Shown } from './problems.ts';

/** How words of people are shown in this window. */
export const shownHere: Shown = {
  title: shownTitle,
  participant: shownParticipant,
  facts: (conversation) =>
    [statusName(conversation.status), relativeTime(lastActivity(conversation))].filter(Boolean).join(' · '),
};

/** What this window knows by itself: its accounts, and what is loaded in the side bar. Asks nobody. */
export class KnownHere implements vscode.Disposable {
  readonly #services: FileServices;
  readonly #changed = new vscode.EventEmitter<void>();
  readonly #listening: vscode.Disposable;
  #accounts: readonly Account[] = [];
  #active: Account | undefined;
  #read: Promise<void> | undefined;

  /** More is known, or other things: what was said of a file may not hold any more. */
  readonly onDidChange = this.#changed.event;

  constructor(services: FileServices) {
    this.#services = services;
    this.#listening = vscode.Disposable.from(
      services.sessions.onDidChange(() => {
        this.#read = undefined;
        this.#changed.fire();
      }),
      services.onDidLoad(() => this.#changed.fire()),
      services.privacy.onDidChange(() => this.#changed.fire()),
      vscode.workspace.onDidGrantWorkspaceTrust(() => this.#changed.fire()),
    );
  }

  async get(): Promise<Known> {
    this.#read ??= this.#readAccounts();
    await this.#read;
    const { loaded, privacy } = this.#services;
    return { accounts: this.#accounts, active: this.#active, loaded, masker: privacy.masker };
  }

  dispose(): void {
    this.#listening.dispose();
    this.#changed.dispose();
  }

  async #readAccounts(): Promise<void> {
    try {
      [this.#accounts, this.#active] = await Promise.all([
        this.#services.accounts(),
        this.#services.activeAccount(),
      ]);
    } catch {
      // Storage that cannot be read is told of where the accounts are asked for.
      this.#read = undefined;
    }
  }
}
