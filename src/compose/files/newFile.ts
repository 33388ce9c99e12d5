import * as vscode from 'vscode';
import { allItems } from '../../api/pages.ts';
import type { Communication } from '../../api/resources.ts';
import { fileName } from '../../platform/memoryDocuments.ts';
import type { Session } from '../../platform/session.ts';
import { shownTitle } from '../../platform/shown.ts';
import { SignedOutError } from '../../platform/signedOut.ts';
import type { ComposeKey } from '../composeKey.ts';
import type { ConversationChoice } from './conversationChoice.ts';
import { FILE_ENDING, FILE_LANGUAGE } from './fileLanguage.ts';
import type { FileServices } from './fileServices.ts';
import { FIRST_TEXT, type FileSubject, fileOfCommunication, fileOfDraft } from './fileText.ts';

/** Writes new draft files: each is an unsaved document, which goes where the person saves it. */
export class NewFile {
  readonly #services: FileServices;
  readonly #conversations: ConversationChoice;

  constructor(services: FileServices, conversations: ConversationChoice) {
    this.#services = services;
    this.#conversations = conversations;
  }

  /**
   * A file that can be sent as it is, into a conversation: that one, or the one that was written into last, or one that
   * the person chooses.
   * @throws SignedOutError ApiError
   */
  async create(target?: ComposeKey): Promise<void> {
    const { sessions } = this.#services;
    const session = await (target ? sessions.of(target.accountId) : sessions.active());
    if (!session) throw new SignedOutError();
    const { drafts, lastUsed } = await this.#services.compose();
    const last = lastUsed.of(session.account.id);
    const conversationId =
      target?.conversationId ?? last?.conversationId ?? (await this.#conversations.any(session))?.id;
    if (conversationId === undefined) return;
    const subject = await this.#subject(session, conversationId);
    const draft = drafts.get({ accountId: session.account.id, conversationId });
    const between = last?.conversationId === conversationId ? last : undefined;
    const { masker } = subject;
    // What was begun is not shown while texts are hidden.
    const text = masker.on ? '' : (draft?.text ?? '');
    await this.#open(subject, fileOfDraft({ ...between, ...draft, text }, subject));
  }

  /** A file that records the same as a communication did. @throws SignedOutError ApiError */
  async saveAs(target: ComposeKey, communication: Communication): Promise<void> {
    const session = await this.#services.sessions.of(target.accountId);
    if (!session) throw new SignedOutError();
    if (this.#services.privacy.masked && !(await mayShowText())) return;
    const subject = await this.#subject(session, target.conversationId);
    await this.#open(subject, fileOfCommunication(communication, subject));
  }

  async #subject({ account, client }: Session, conversationId: string): Promise<FileSubject> {
    const [conversation, participants, accounts] = await Promise.all([
      client.fetchConversation(conversationId),
      allItems(client.participants(conversationId)),
      this.#services.accounts(),
    ]);
    return {
      account,
      accounts,
      conversation,
      conversations: this.#services.loaded(account.id),
      participants,
      masker: this.#services.privacy.masker,
    };
  }

  async #open({ conversation, masker }: FileSubject, content: string): Promise<void> {
    const document = await this.#newDocument(shownTitle(conversation, masker), content);
    const editor = await vscode.window.showTextDocument(document);
    // What a person wants to write first is chosen: typing replaces it.
    const offset = content.indexOf(JSON.stringify(FIRST_TEXT)) + 1;
    if (offset === 0) return;
    const [start, end] = [document.positionAt(offset), document.positionAt(offset + FIRST_TEXT.length)];
    editor.selection = new vscode.Selection(start, end);
  }

  async #newDocument(title: string, content: string): Promise<vscode.TextDocument> {
    const [folder] = vscode.workspace.workspaceFolders ?? [];
    // With a place of its own it has its name from the beginning. Elsewhere than in files the editor asks for one.
    if (!folder || !['file', 'vscode-remote'].includes(folder.uri.scheme))
      return vscode.workspace.openTextDocument({ language: FILE_LANGUAGE, content });
    const uri = await freeName(folder.uri, fileName(title) || vscode.l10n.t('communication'));
    const document = await vscode.workspace.openTextDocument(uri.with({ scheme: 'untitled' }));
    const edit = new vscode.WorkspaceEdit();
    edit.insert(document.uri, new vscode.Position(0, 0), content);
    await vscode.workspace.applyEdit(edit);
    return document;
  }
}

/** A name that no file of the folder has, and no document that is open. */
async function freeName(folder: vscode.Uri, stem: string): Promise<vscode.Uri> {
  for (let number = 1; ; number++) {
    const uri = vscode.Uri.joinPath(folder, `${stem}${number === 1 ? '' : ` ${number}`}${FILE_ENDING}`);
    const isOpen = vscode.workspace.textDocuments.some(({ uri: { path } }) => path === uri.path);
    if (!isOpen && !(await exists(uri))) return uri;
  }
}

async function exists(uri: vscode.Uri): Promise<boolean> {
  return vscode.workspace.fs.stat(uri).then(
    () => true,
    () => false,
  );
}

async function mayShowText(): Promise<boolean> {
  const write = vscode.l10n.t('Write It');
  const chosen = await vscode.window.showWarningMessage(
    vscode.l10n.t('Texts are hidden, and a file shows the text of the communication as it is.'),
    { modal: true },
    write,
  );
  return chosen === write;
}
