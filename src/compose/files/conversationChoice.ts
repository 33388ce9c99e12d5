import * as vscode from 'vscode';
import type { Conversation } from '../../api/resources.ts';
import { byActivity } from '../../platform/activity.ts';
import type { Masker } from '../../platform/masking.ts';
import type { Session } from '../../platform/session.ts';
import { shownParticipants, shownTitle } from '../../platform/shown.ts';
import { searchConversations } from './conversationSearch.ts';
import type { FileServices } from './fileServices.ts';
import { shownHere } from './knownHere.ts';
import { conversationsCalled } from './names.ts';

/** How many are offered where none are loaded. */
const OFFERED = 200;

/** Finds the conversation that a file names, or has the person choose one. */
export class ConversationChoice {
  readonly #services: FileServices;
  /** What was found by asking the API, by account and word: asked for once more, it is looked at first. */
  readonly #found = new Map<string, string>();

  constructor(services: FileServices) {
    this.#services = services;
  }

  /**
   * @returns `undefined` when the person closed the list or ended the search; `'none'` when there is none
   * @throws ApiError
   */
  async named(wanted: string, { account, client }: Session): Promise<Conversation | 'none' | undefined> {
    const loaded = conversationsCalled(wanted, this.#services.loaded(account.id));
    if (loaded.length > 0) return this.#oneOf(loaded);
    const key = JSON.stringify([account.id, wanted]);
    const earlier = await this.#earlier(key, wanted, client);
    if (earlier) return earlier;
    const found = await this.#search(wanted, client);
    if (!found) return undefined;
    const [first] = found;
    if (!first) return 'none';
    if (found.length === 1) this.#found.set(key, first.id);
    return this.#oneOf(found);
  }

  /** Asks for one of those that are loaded, or of the account's first page. */
  async any({ account, client }: Session): Promise<Conversation | undefined> {
    const loaded = this.#services.loaded(account.id);
    const offered =
      loaded.length > 0
        ? loaded
        : (await client.conversationPage({ pageSize: OFFERED, status: ['ACTIVE', 'INACTIVE'] })).items;
    return this.#pick(byActivity(offered), vscode.l10n.t('Conversation to write into'));
  }

  /** It may be called otherwise by now, or be gone. */
  async #earlier(key: string, wanted: string, client: Session['client']): Promise<Conversation | undefined> {
    const id = this.#found.get(key);
    if (id === undefined) return undefined;
    this.#found.delete(key);
    const [conversation] = await client.fetchConversation(id).then(
      (fetched) => conversationsCalled(wanted, [fetched]),
      () => [],
    );
    if (conversation) this.#found.set(key, id);
    return conversation;
  }

  #search(wanted: string, client: Session['client']): Thenable<Conversation[] | undefined> {
    return vscode.window.withProgress(
      {
        location: vscode.ProgressLocation.Notification,
        title: vscode.l10n.t('Looking for the conversation…'),
        cancellable: true,
      },
      async (progress, token) => {
        const abort = new AbortController();
        token.onCancellationRequested(() => abort.abort());
        try {
          return await searchConversations(client, wanted, abort.signal, (lookedAt) =>
            progress.report({ message: vscode.l10n.t('{0} looked through', lookedAt) }),
          );
        } catch (error) {
          if (abort.signal.aborted) return undefined;
          throw error;
        }
      },
    );
  }

  async #oneOf(found: readonly Conversation[]): Promise<Conversation | undefined> {
    const [first] = found;
    if (found.length === 1) return first;
    return this.#pick(
      byActivity(found),
      vscode.l10n.t('{0} conversations are called so. Into which one?', found.length),
    );
  }

  async #pick(offered: readonly Conversation[], placeHolder: string): Promise<Conversation | undefined> {
    const { masker } = this.#services.privacy;
    const chosen = await vscode.window.showQuickPick(
      offered.map((conversation) => itemOf(conversation, masker)),
      { placeHolder, matchOnDescription: true, matchOnDetail: true, ignoreFocusOut: true },
    );
    return chosen?.conversation;
  }
}

function itemOf(
  conversation: Conversation,
  masker: Masker,
): vscode.QuickPickItem & { conversation: Conversation } {
  return {
    label: shownTitle(conversation, masker),
    description: shownHere.facts(conversation),
    detail: shownParticipants(conversation, masker),
    conversation,
  };
}
