import * as vscode from 'vscode';
import { allItems } from '../../api/pages.ts';
import type { Conversation } from '../../api/resources.ts';
import { hideAddresses } from '../../platform/masking.ts';
import type { Account, Session } from '../../platform/session.ts';
import { SignedOutError } from '../../platform/signedOut.ts';
import type { DraftField } from '../check.ts';
import { momentHere } from '../momentHere.ts';
import type { ConversationChoice } from './conversationChoice.ts';
import { bodyOf, placeOfComplaint, placeOfRefusal } from './fileDraft.ts';
import { type FileProblems, rangeOf } from './fileProblems.ts';
import type { FileServices } from './fileServices.ts';
import { type CommunicationFile, readFileShape } from './fileShape.ts';
import { JsonFile, type Place } from './jsonFile.ts';
import type { KnownHere } from './knownHere.ts';
import { accountsCalled, conversationsCalled } from './names.ts';
import { conversationWordFor } from './problems.ts';

/** Sends what a draft file says, as it stands in the editor, saved or not. */
export class FileSender {
  readonly #services: FileServices;
  readonly #known: KnownHere;
  readonly #problems: FileProblems;
  readonly #conversations: ConversationChoice;
  /** Files that are being sent: pressed twice, one is sent once. */
  readonly #sending = new Set<string>();

  constructor(
    services: FileServices,
    known: KnownHere,
    problems: FileProblems,
    conversations: ConversationChoice,
  ) {
    this.#services = services;
    this.#known = known;
    this.#problems = problems;
    this.#conversations = conversations;
  }

  /** Sends it once. What keeps it from being sent is shown in its place. @throws SignedOutError ApiError */
  async send(document: vscode.TextDocument): Promise<void> {
    // Whoever wrote the folder must not choose what is sent with this person's credentials.
    if (!vscode.workspace.isTrusted) return tellRestricted();
    const key = document.uri.toString();
    if (this.#sending.has(key)) return;
    this.#sending.add(key);
    try {
      await this.#send(document);
    } finally {
      this.#sending.delete(key);
    }
  }

  async #send(document: vscode.TextDocument): Promise<void> {
    this.#problems.accept(document);
    const json = new JsonFile(document.getText());
    const broken = json.brokenAt;
    if (!json.isWhole) return this.#tell(document, broken, vscode.l10n.t('The file is not whole JSON.'));
    const twice = json.repeated;
    if (twice) {
      return this.#tell(
        document,
        twice.place,
        vscode.l10n.t('{0} stands there twice.', twice.path.join('.')),
      );
    }
    const session = await this.#session(document, json);
    if (!session) return;
    if (lacksConversation(json)) return this.#chooseConversation(document, json, session);
    const { file, issues } = readFileShape(json.value);
    if (!file) {
      const [first] = issues;
      if (first) this.#tell(document, json.placeOf(first.path), `${first.message}.`);
      return;
    }
    await this.#sendFile(document, json, file, session);
  }

  async #sendFile(
    document: vscode.TextDocument,
    json: JsonFile,
    file: CommunicationFile,
    session: Session,
  ): Promise<void> {
    const conversation = await this.#conversations.named(file.conversation, session);
    if (!conversation) return;
    if (conversation === 'none') {
      const message = vscode.l10n.t(
        'The account {0} has no conversation with this name or id.',
        session.account.label,
      );
      return this.#refuse(document, json.placeOf(['conversation']), message);
    }
    const target = { accountId: session.account.id, conversationId: conversation.id };
    // Read now: who takes part may have changed since the list was loaded.
    const participants = await allItems(session.client.participants(conversation.id));
    const { body, complaint } = bodyOf(file, participants, momentHere(), vscode.l10n);
    if (!body) return this.#refuse(document, placeOfComplaint(json, complaint), complaint.message);
    const compose = await this.#services.compose();
    const created = await compose.sendBody(target, body, {
      failed: vscode.l10n.t('The file was not sent'),
      retry: () => this.send(document),
      correct: async (field: DraftField, said: string) =>
        this.#refuse(
          document,
          placeOfRefusal(new JsonFile(document.getText()), field, said),
          vscode.l10n.t('The API refused it: {0}', hideAddresses(said, this.#services.privacy.masker)),
        ),
    });
    if (created) this.#problems.accept(document);
  }

  /** The session of the account that a file names, or of the active one. */
  async #session(document: vscode.TextDocument, json: JsonFile): Promise<Session | undefined> {
    const { accounts, active } = await this.#known.get();
    const wanted = json.textAt(['account']);
    const called = wanted?.trim() ? accountsCalled(wanted, accounts) : active ? [active] : [];
    if (accounts.length === 0) throw new SignedOutError();
    if (called.length === 0) {
      const message = vscode.l10n.t('You are not signed in to an account that is called so.');
      this.#refuse(document, json.placeOf(['account']), message);
      return undefined;
    }
    const account = called.length === 1 ? called[0] : await pickAccount(called);
    if (!account) return undefined;
    const session = await this.#services.sessions.of(account.id);
    if (!session) throw new SignedOutError();
    return session;
  }

  /** Writes the conversation that the person chooses into the file. Nothing is sent: there may be more to write. */
  async #chooseConversation(document: vscode.TextDocument, json: JsonFile, session: Session): Promise<void> {
    const chosen = await this.#conversations.any(session);
    if (!chosen) return;
    const loaded: readonly Conversation[] = this.#services.loaded(session.account.id);
    const { masker } = this.#services.privacy;
    const isClear = conversationsCalled(chosen.name ?? '', loaded).length <= 1;
    const word = JSON.stringify(isClear ? conversationWordFor(chosen, loaded, masker) : chosen.id);
    const edit = new vscode.WorkspaceEdit();
    if (json.at(['conversation']) !== undefined) {
      edit.replace(document.uri, rangeOf(document, json.placeOf(['conversation'])), word);
    } else {
      const { offset } = json.placeOf([]);
      const isOnly = Object.keys(json.value ?? {}).length === 0;
      const member = `\n  "conversation": ${word}${isOnly ? '\n' : ','}`;
      edit.insert(document.uri, document.positionAt(offset + 1), member);
    }
    await vscode.workspace.applyEdit(edit);
  }

  /** Says what keeps it from being sent, and keeps it marked until the text changes. */
  #refuse(document: vscode.TextDocument, place: Place, message: string): void {
    this.#problems.refuse(document, place, message);
    this.#tell(document, place, message);
  }

  /** Says what keeps it from being sent, and leads there. */
  #tell(document: vscode.TextDocument, place: Place | undefined, message: string): void {
    const show = vscode.l10n.t('Show');
    const range = place && rangeOf(document, place);
    const told = vscode.window.showErrorMessage(vscode.l10n.t('The file was not sent. {0}', message), show);
    told.then(async (chosen) => {
      if (chosen === show) await vscode.window.showTextDocument(document, range ? { selection: range } : {});
    }, undefined);
  }
}

/** Whether all that a file needs first is somewhere to go. */
function lacksConversation(json: JsonFile): boolean {
  const { value } = json;
  const isObject = typeof value === 'object' && value !== null && !Array.isArray(value);
  return isObject && !json.textAt(['conversation'])?.trim();
}

async function pickAccount(accounts: readonly Account[]): Promise<Account | undefined> {
  const chosen = await vscode.window.showQuickPick(
    accounts.map((account) => ({
      label: account.label,
      description: account.sandbox ? vscode.l10n.t('Sandbox') : vscode.l10n.t('live'),
      detail: account.accountSid,
      account,
    })),
    { placeHolder: vscode.l10n.t('Several accounts are called so. Send as which one?') },
  );
  return chosen?.account;
}

async function tellRestricted(): Promise<void> {
  const manage = vscode.l10n.t('Manage Trust…');
  const chosen = await vscode.window.showWarningMessage(
    vscode.l10n.t(
      'Files of a folder that is not trusted are not sent: whoever wrote it would choose what is sent with your credentials.',
    ),
    manage,
  );
  if (chosen === manage) await vscode.commands.executeCommand('workbench.trust.manage');
}
