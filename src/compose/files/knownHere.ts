import * as vscode from 'vscode';
import { shownParticipant, shownTitle } from '../../platform/shown.ts';
import { conversationFacts } from '../conversationItem.ts';
import type { FileServices } from './fileServices.ts';
import type { Known } from './known.ts';
import type { Shown } from './problems.ts';

/** How words of people are shown in this window. */
export const shownHere: Shown = {
  title: shownTitle,
  participant: shownParticipant,
  facts: conversationFacts,
};

/** What this window knows by itself: its accounts, and what is loaded in the side bar. Asks nobody. */
export class KnownHere implements vscode.Disposable {
  readonly #services: FileServices;
  readonly #changed = new vscode.EventEmitter<void>();
  readonly #listening: vscode.Disposable;
  #accounts: Promise<Pick<Known, 'accounts' | 'active'>> | undefined;

  /** More is known, or other things: what was said of a file may not hold any more. */
  readonly onDidChange = this.#changed.event;

  constructor(services: FileServices) {
    this.#services = services;
    this.#listening = vscode.Disposable.from(
      services.sessions.onDidChange(() => {
        this.#accounts = undefined;
        this.#changed.fire();
      }),
      services.onDidLoad(() => this.#changed.fire()),
      services.privacy.onDidChange(() => this.#changed.fire()),
      vscode.workspace.onDidGrantWorkspaceTrust(() => this.#changed.fire()),
    );
  }

  async get(): Promise<Known> {
    this.#accounts ??= this.#readAccounts();
    const accounts = await this.#accounts;
    const { loaded, privacy } = this.#services;
    return { ...accounts, loaded, masker: privacy.masker };
  }

  dispose(): void {
    this.#listening.dispose();
    this.#changed.dispose();
  }

  async #readAccounts(): Promise<Pick<Known, 'accounts' | 'active'>> {
    try {
      const [accounts, active] = await Promise.all([
        this.#services.accounts(),
        this.#services.activeAccount(),
      ]);
      return { accounts, active };
    } catch {
      // Storage that cannot be read is told of where the accounts are asked for. Asked again, it is read again.
      this.#accounts = undefined;
      return { accounts: [], active: undefined };
    }
  }
}
