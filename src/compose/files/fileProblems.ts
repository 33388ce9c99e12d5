import * as vscode from 'vscode';
import { momentHere } from '../momentHere.ts';
import { FILE_LANGUAGE } from './fileLanguage.ts';
import { JsonFile, type Place } from './jsonFile.ts';
import { type KnownHere, shownHere } from './knownHere.ts';
import { type FileProblem, problemsOf } from './problems.ts';

/** Typing is not commented upon letter by letter. */
const DEBOUNCE_MS = 250;

const SEVERITIES = {
  error: vscode.DiagnosticSeverity.Error,
  warning: vscode.DiagnosticSeverity.Warning,
  hint: vscode.DiagnosticSeverity.Information,
} as const;

/** A stretch of a document. */
export function rangeOf(document: vscode.TextDocument, { offset, length }: Place): vscode.Range {
  return new vscode.Range(document.positionAt(offset), document.positionAt(offset + length));
}

/** What stands in the Problems list about draft files: what is known to be wrong, and what the API said. */
export class FileProblems implements vscode.CodeActionProvider, vscode.Disposable {
  readonly #known: KnownHere;
  readonly #list = vscode.languages.createDiagnosticCollection('twilio-communication');
  /** What kept a file from being sent, by address of the file: true of its text as it was. */
  readonly #refusals = new Map<string, { version: number; place: Place; message: string }>();
  readonly #waiting = new Map<string, NodeJS.Timeout>();
  readonly #listening: vscode.Disposable;

  constructor(known: KnownHere) {
    this.#known = known;
    this.#listening = vscode.Disposable.from(
      this.#list,
      known.onDidChange(() => this.#lookAtAll()),
      vscode.workspace.onDidOpenTextDocument((document) => this.#look(document, 0)),
      vscode.workspace.onDidChangeTextDocument(({ document, contentChanges }) => {
        if (contentChanges.length > 0) this.#look(document, DEBOUNCE_MS);
      }),
      vscode.workspace.onDidCloseTextDocument((document) => this.#forget(document)),
    );
    this.#lookAtAll();
  }

  /** Marks what kept a file from being sent, until its text changes. */
  refuse(document: vscode.TextDocument, place: Place, message: string): void {
    this.#refusals.set(document.uri.toString(), { version: document.version, place, message });
    this.#look(document, 0);
  }

  /** It was sent, or is being sent again: what was said before holds no more. */
  accept(document: vscode.TextDocument): void {
    if (this.#refusals.delete(document.uri.toString())) this.#look(document, 0);
  }

  async provideCodeActions(
    document: vscode.TextDocument,
    range: vscode.Range,
    { diagnostics }: vscode.CodeActionContext,
  ): Promise<vscode.CodeAction[]> {
    const problems = await this.#problemsOf(document);
    return problems.flatMap(({ place, message, fixes }) => {
      const around = rangeOf(document, place);
      if (!around.intersection(range)) return [];
      const about = diagnostics.filter((diagnostic) => diagnostic.message === message);
      return fixes.map(({ title, text }, index) => {
        const action = new vscode.CodeAction(title, vscode.CodeActionKind.QuickFix);
        action.edit = new vscode.WorkspaceEdit();
        action.edit.replace(document.uri, around, text);
        action.diagnostics = about;
        action.isPreferred = index === 0 && fixes.length === 1;
        return action;
      });
    });
  }

  dispose(): void {
    for (const timer of this.#waiting.values()) clearTimeout(timer);
    this.#listening.dispose();
  }

  #lookAtAll(): void {
    for (const document of vscode.workspace.textDocuments) this.#look(document, DEBOUNCE_MS);
  }

  #look(document: vscode.TextDocument, afterMs: number): void {
    if (document.languageId !== FILE_LANGUAGE) return;
    const key = document.uri.toString();
    clearTimeout(this.#waiting.get(key));
    this.#waiting.set(
      key,
      setTimeout(() => {
        this.#waiting.delete(key);
        void this.#tell(document);
      }, afterMs),
    );
  }

  async #tell(document: vscode.TextDocument): Promise<void> {
    const { version } = document;
    const problems = await this.#problemsOf(document);
    // Meanwhile it was typed on, or closed: another look follows, or none.
    if (document.isClosed || document.version !== version) return;
    const key = document.uri.toString();
    const refusal = this.#refusals.get(key);
    if (refusal && refusal.version !== version) this.#refusals.delete(key);
    const shown = problems.map(({ place, message, severity }) =>
      diagnosticOf(rangeOf(document, place), message, SEVERITIES[severity]),
    );
    if (refusal?.version === version && !problems.some(({ message }) => message === refusal.message)) {
      const { place, message } = refusal;
      shown.push(diagnosticOf(rangeOf(document, place), message, vscode.DiagnosticSeverity.Error));
    }
    this.#list.set(document.uri, shown);
  }

  async #problemsOf(document: vscode.TextDocument): Promise<FileProblem[]> {
    const known = await this.#known.get();
    return problemsOf(new JsonFile(document.getText()), known, momentHere(), shownHere, vscode.l10n);
  }

  #forget(document: vscode.TextDocument): void {
    const key = document.uri.toString();
    clearTimeout(this.#waiting.get(key));
    this.#waiting.delete(key);
    this.#refusals.delete(key);
    this.#list.delete(document.uri);
  }
}

function diagnosticOf(
  range: vscode.Range,
  message: string,
  severity: vscode.DiagnosticSeverity,
): vscode.Diagnostic {
  const diagnostic = new vscode.Diagnostic(range, message, severity);
  diagnostic.source = 'Twilio Conversations';
  return diagnostic;
}
