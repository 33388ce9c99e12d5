import * as vscode from 'vscode';
import { PREFIX } from '../../platform/commands.ts';
import type { Account } from '../../platform/session.ts';
import { shownTitle } from '../../platform/shown.ts';
import { readFileShape } from './fileShape.ts';
import { JsonFile } from './jsonFile.ts';
import { type Known, type Meaning, meaningOf } from './known.ts';
import type { KnownHere } from './knownHere.ts';

/** The line above a draft file: says where it goes and sends it, or says what it lacks. */
export class FileLens implements vscode.CodeLensProvider, vscode.Disposable {
  readonly #known: KnownHere;
  readonly #changed = new vscode.EventEmitter<void>();
  readonly #listening: vscode.Disposable;
  /** What was said last of each document. */
  readonly #said = new Map<vscode.TextDocument, string>();
  readonly onDidChangeCodeLenses = this.#changed.event;

  constructor(known: KnownHere) {
    this.#known = known;
    this.#listening = known.onDidChange(() => void this.#lookAgain());
  }

  async provideCodeLenses(document: vscode.TextDocument): Promise<vscode.CodeLens[]> {
    const command = commandFor(document, new JsonFile(document.getText()), await this.#known.get());
    this.#said.set(document, command.title);
    return [new vscode.CodeLens(new vscode.Range(0, 0, 0, 0), command)];
  }

  dispose(): void {
    this.#listening.dispose();
    this.#changed.dispose();
  }

  /** A line that is drawn again just as it is pressed does not take the press: it is, only where it says something else. */
  async #lookAgain(): Promise<void> {
    const known = await this.#known.get();
    let isOther = false;
    for (const [document, title] of this.#said) {
      if (document.isClosed) this.#said.delete(document);
      else if (commandFor(document, new JsonFile(document.getText()), known).title !== title) isOther = true;
    }
    if (isOther) this.#changed.fire();
  }
}

function commandFor(document: vscode.TextDocument, json: JsonFile, known: Known): vscode.Command {
  const send = { command: `${PREFIX}.sendCommunicationFile`, arguments: [document.uri] };
  if (!vscode.workspace.isTrusted) {
    return {
      title: vscode.l10n.t('{0} Trust the folder to send this file…', '$(shield)'),
      tooltip: vscode.l10n.t('In Restricted Mode files are not sent with your credentials.'),
      command: 'workbench.trust.manage',
    };
  }
  if (known.accounts.length === 0) {
    return { title: vscode.l10n.t('{0} Sign In to Send…', '$(sign-in)'), command: `${PREFIX}.signIn` };
  }
  const meaning = meaningOf(json, known);
  if (json.isWhole && !meaning.conversationWord) {
    return { ...send, title: vscode.l10n.t('{0} Choose a Conversation…', '$(comment-discussion)') };
  }
  const issue = json.isWhole
    ? readFileShape(json.value).issues[0]?.message
    : vscode.l10n.t('it is not whole JSON');
  if (issue !== undefined) {
    // Pressed, it says so once more and leads there.
    return { ...send, title: vscode.l10n.t('{0} Not ready to send: {1}', '$(warning)', issue) };
  }
  return {
    ...send,
    title: vscode.l10n.t('{0} Send into {1} · {2}', '$(send)', whereTo(meaning, known), asWhom(meaning)),
    tooltip: vscode.l10n.t('Records the communication in the conversation; Twilio delivers nothing.'),
  };
}

function whereTo({ conversation, conversationWord = '' }: Meaning, { masker }: Known): string {
  if (conversation) return `“${shownTitle(conversation, masker)}”`;
  // Which one it is shows when it is sent.
  return masker.on ? vscode.l10n.t('a conversation') : `“${conversationWord}”`;
}

function asWhom({ account, accounts, accountWord = '' }: Meaning): string {
  if (account) return nameOf(account);
  return accounts.length > 1 ? vscode.l10n.t('{0}: which one is asked', accountWord) : `${accountWord}?`;
}

function nameOf({ label, sandbox }: Account): string {
  return sandbox ? label : vscode.l10n.t('{0} (live)', label);
}
