import type * as vscode from 'vscode';
import type { Conversation } from '../../api/resources.ts';
import type { Notifier } from '../../platform/notifier.ts';
import type { Privacy } from '../../platform/privacy.ts';
import type { SessionSource } from '../../platform/session.ts';
import { SignedOutError } from '../../platform/signedOut.ts';
import { accessTo } from './access.ts';
import { FindBox } from './findBox.ts';
import { textFromEditor } from './selection.ts';

/** What finding a conversation asks of the rest of the extension. */
export interface FindServices {
  sessions: SessionSource;
  notifier: Notifier;
  privacy: Privacy;
  /** `publisher.name`: whose links are understood. */
  extensionId: string;
  /** The conversations of an account that are loaded. */
  loaded: (accountId: string) => readonly Conversation[];
  /** Opens a timeline, at a communication if one is given. */
  open: (
    key: { accountId: string; conversationId: string },
    title: string,
    communicationId?: string,
  ) => unknown;
  /** Selects a conversation's row in the side bar, if it has one. */
  reveal: (accountId: string, conversationId: string) => Promise<boolean>;
  signIn: () => unknown;
}

/** The command “Find Conversation…”. */
export class FindConversation implements vscode.Disposable {
  readonly #services: FindServices;
  #box: FindBox | undefined;

  constructor(services: FindServices) {
    this.#services = services;
  }

  /**
   * Opens the box and searches.
   * @param text to begin with; what the active editor suggests when absent
   * @throws SignedOutError when nobody is signed in
   */
  async run(text: string = textFromEditor()): Promise<void> {
    const { sessions } = this.#services;
    const active = await sessions.active();
    const access = active && (await accessTo(sessions, active.account.id));
    if (!access) throw new SignedOutError();
    this.#box?.dispose();
    this.#box = new FindBox(access, this.#services, text);
  }

  dispose(): void {
    this.#box?.dispose();
  }
}
