import * as vscode from 'vscode';
import type { Conversation } from '../../api/resources.ts';
import { byActivity } from '../../platform/activity.ts';
import type { Session } from '../../platform/session.ts';
import { runWizard } from '../../platform/wizard.ts';
import { conversationItem } from '../conversationItem.ts';
import { ConversationQuestion } from '../conversationQuestion.ts';
import { Readings } from '../readings.ts';
import { searchConversations } from './conversationSearch.ts';
import type { FileServices } from './fileServices.ts';
import { conversationsCalled } from './names.ts';

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

  /** Asks for any of the account's. @returns `undefined` when the person closed the list @throws ApiError */
  async any(session: Session): Promise<Conversation | undefined> {
    const question = new ConversationQuestion(new Readings(session, this.#services));
    const answers: { conversation?: Conversation } = {};
    await runWizard(
      vscode.l10n.t('Communication File'),
      answers,
      () => [
        async (draft, ui) => {
          draft.conversation = await question.ask(ui);
        },
      ],
      'first',
      this.#services.privacy.masker,
    );
    return answers.conversation;
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
    const { masker } = this.#services.privacy;
    const chosen = await vscode.window.showQuickPick(
      byActivity(found).map((conversation) => conversationItem(conversation, masker)),
      {
        placeHolder: vscode.l10n.t('{0} conversations are called so. Into which one?', found.length),
        matchOnDescription: true,
        matchOnDetail: true,
        ignoreFocusOut: true,
      },
    );
    return chosen?.conversation;
  }
}
