import * as vscode from 'vscode';
import type { Communication } from '../../api/resources.ts';
import type { ComposeKey } from '../composeKey.ts';
import { ConversationChoice } from './conversationChoice.ts';
import { FileCompletion } from './fileCompletion.ts';
import { FileHover } from './fileHover.ts';
import { FILE_LANGUAGE } from './fileLanguage.ts';
import { FileLens } from './fileLens.ts';
import { FileProblems } from './fileProblems.ts';
import { FileSender } from './fileSender.ts';
import type { FileServices } from './fileServices.ts';
import { KnownHere } from './knownHere.ts';
import { NewFile } from './newFile.ts';

/** Draft files, `*.communication.json`: what the editor says of them, and sending what they say. */
export class CommunicationFiles implements vscode.Disposable {
  readonly #sender: FileSender;
  readonly #newFile: NewFile;
  readonly #disposables: vscode.Disposable;

  constructor(services: FileServices) {
    const known = new KnownHere(services);
    const problems = new FileProblems(known);
    const conversations = new ConversationChoice(services);
    this.#sender = new FileSender(services, known, problems, conversations);
    this.#newFile = new NewFile(services, conversations);
    const lens = new FileLens(known);
    const { languages } = vscode;
    const language = { language: FILE_LANGUAGE };
    this.#disposables = vscode.Disposable.from(
      known,
      problems,
      lens,
      languages.registerCodeLensProvider(language, lens),
      languages.registerCompletionItemProvider(language, new FileCompletion(known), '"', ' ', ':'),
      languages.registerHoverProvider(language, new FileHover(known)),
      languages.registerCodeActionsProvider(language, problems, {
        providedCodeActionKinds: [vscode.CodeActionKind.QuickFix],
      }),
    );
    // VS Code's own JSON service takes part in the language, but wakes up for its own ones only.
    const json = vscode.extensions.getExtension('vscode.json-language-features');
    if (json && !json.isActive) json.activate().then(undefined, () => undefined);
  }

  /** Sends what a file says, as it stands in the editor. @param uri the active editor's when absent */
  async send(uri: vscode.Uri | undefined): Promise<void> {
    const active = vscode.window.activeTextEditor?.document;
    const document = uri ? await vscode.workspace.openTextDocument(uri) : active;
    if (document?.languageId === FILE_LANGUAGE) return this.#sender.send(document);
    void vscode.window.showInformationMessage(
      vscode.l10n.t('Open a file whose name ends with {0} first.', '.communication.json'),
    );
  }

  /** Writes a new file for a conversation. */
  create(target: ComposeKey | undefined): Promise<void> {
    return this.#newFile.create(target);
  }

  /** Writes a file that records the same as a communication did. */
  saveAs(target: ComposeKey, communication: Communication): Promise<void> {
    return this.#newFile.saveAs(target, communication);
  }

  dispose(): void {
    this.#disposables.dispose();
  }
}
