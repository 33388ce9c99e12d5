import * as vscode from 'vscode';
import type { Conversation } from '../../api/resources.ts';
import { lastActivity } from '../../platform/activity.ts';
import { relativeTime, statusName } from '../../platform/display.ts';
import { hideAddresses } from '../../platform/masking.ts';
import type { Account } from '../../platform/session.ts';
import { shownTitle } from '../../platform/shown.ts';
import type { SelectedConversation } from '../explorer.ts';
import { confirmed } from './confirm.ts';
import { currentSession } from './currentSession.ts';
import { isGone } from './gone.ts';
import { patchConversation } from './patchConversation.ts';
import type { ActServices } from './services.ts';

/** What a person may do about a conversation that is in the way. */
export type ConflictChoice = 'open' | 'closeAndRetry' | 'retry';

/** A conversation that is in the way of what a person wants to do. */
export class ConversationInTheWay {
  readonly key: SelectedConversation;
  readonly #services: ActServices;
  readonly #account: Account;
  #conversation: Conversation | undefined;

  private constructor(
    services: ActServices,
    account: Account,
    key: SelectedConversation,
    conversation: Conversation | undefined,
  ) {
    this.#services = services;
    this.#account = account;
    this.key = key;
    this.#conversation = conversation;
  }

  /** Reads it where it is not loaded. When it cannot be read nothing but its id is known. */
  static async find(services: ActServices, account: Account, id: string): Promise<ConversationInTheWay> {
    const loaded = services.loaded(account.id).find((conversation) => conversation.id === id);
    // What is closed is in nobody's way: the list is older than that.
    const known = loaded?.status === 'CLOSED' ? undefined : loaded;
    const read = async () => {
      const { client } = await currentSession(services, account.id);
      return client.fetchConversation(id);
    };
    const conversation =
      known ??
      (await vscode.window
        .withProgress(
          {
            location: vscode.ProgressLocation.Window,
            title: vscode.l10n.t('Reading the conversation in the way…'),
          },
          read,
        )
        .then(
          (found) => found,
          () => loaded,
        ));
    return new ConversationInTheWay(
      services,
      account,
      { accountId: account.id, conversationId: id },
      conversation,
    );
  }

  /** What it is called where others may look; its id where nothing is known of it. */
  get title(): string {
    const { masker } = this.#services.privacy;
    return this.#conversation ? shownTitle(this.#conversation, masker) : this.key.conversationId;
  }

  /**
   * Names it, and asks what to do about it.
   * @param what what was not done: one sentence
   * @param said Twilio's words
   * @param closable whether the same can be sent again once it is closed
   * @returns `undefined` when the person leaves it at that
   */
  async ask(what: string, said: string, closable: boolean): Promise<ConflictChoice | undefined> {
    const open = vscode.l10n.t('Open');
    const closeAndRetry = vscode.l10n.t('Close and Retry');
    const retry = vscode.l10n.t('Retry');
    const chosen = await vscode.window.showWarningMessage(
      vscode.l10n.t('“{0}” is in the way', this.title),
      {
        modal: true,
        detail: [
          what,
          this.#facts(),
          vscode.l10n.t('Twilio says: {0}', hideAddresses(said, this.#services.privacy.masker)),
        ].join('\n\n'),
      },
      open,
      closable ? closeAndRetry : retry,
    );
    switch (chosen) {
      case open:
        return 'open';
      case closeAndRetry:
        return 'closeAndRetry';
      case retry:
        return 'retry';
      default:
        return undefined;
    }
  }

  /** Opens its timeline. */
  open(): void {
    this.#services.openTimeline(this.key, this.title);
  }

  /** Asks whether it shall really be closed. */
  confirmClosing(): Promise<boolean> {
    return confirmed(
      this.#account,
      vscode.l10n.t('Close “{0}”?', this.title),
      vscode.l10n.t(
        'Closing is final: the conversation takes no more communications and participants, and cannot be reopened. What is in it stays. Then what you typed is sent again.',
      ),
      vscode.l10n.t('Close and Retry'),
    );
  }

  /** Closes it. One that is not there any more is in nobody's way. @throws ApiError SignedOutError */
  async close(): Promise<void> {
    try {
      await patchConversation(
        this.#services,
        this.key,
        { status: 'CLOSED' },
        vscode.l10n.t('Closing the conversation…'),
        this.#conversation,
      );
    } catch (error) {
      if (!isGone(error)) throw error;
      this.#services.remove(this.key);
    }
  }

  #facts(): string {
    if (!this.#conversation) return vscode.l10n.t('More is not known of it: it could not be read.');
    const status = statusName(this.#conversation.status);
    const when = relativeTime(lastActivity(this.#conversation));
    return when === '' ? `${status}.` : vscode.l10n.t('{0}. Last activity: {1}', status, when);
  }
}
