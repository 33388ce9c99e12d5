import * as vscode from 'vscode';
import { PREFIX } from '../../platform/commands.ts';
import { setting } from '../../platform/settings.ts';
import { isTakenByGit } from './gitIgnoring.ts';
import { isLinted, LARGEST_LINTED } from './lintedFile.ts';
import { replaceIn } from './replaceSecret.ts';
import { commentFor, expressionFor, fixFor, isEnvFile, variableFor } from './secretFixes.ts';
import { SecretMemory } from './secretMemory.ts';
import { moveToEnv, type SecretPlace } from './secretMove.ts';
import { type FoundSecret, IGNORE_MARK, type Lines, type SecretKind } from './secretScan.ts';

/** Typing is not commented upon letter by letter. */
const DEBOUNCE_MS = 400;

const SCHEMES: ReadonlySet<string> = new Set(['file', 'untitled', 'vscode-remote', 'vscode-vfs']);
const CODE = 'twilio-secret';
const PAGE = 'https://www.twilio.com/docs/usage/secure-credentials';

/** The command behind “Move to .env”. package.json names it too. */
const MOVE_COMMAND = `${PREFIX}.moveSecretToEnv`;

interface Linted {
  document: vscode.TextDocument;
  memory: SecretMemory;
  timer: NodeJS.Timeout | undefined;
  /** Whether its secrets are marked: in a file that git ignores they are not. */
  isMarked: boolean;
}

/** Marks Twilio secrets in the files that are on screen, and helps to get them out. */
export class SecretLint implements vscode.CodeActionProvider, vscode.Disposable {
  readonly #list = vscode.languages.createDiagnosticCollection('twilio-secrets');
  readonly #linted = new Map<string, Linted>();
  #listening: vscode.Disposable | undefined;

  /** Whether it looks. */
  get started(): boolean {
    return this.#listening !== undefined;
  }

  /** Begins to look, if it has not. */
  start(): void {
    if (this.#listening) return;
    this.#listening = vscode.Disposable.from(
      vscode.window.onDidChangeVisibleTextEditors(() => this.#lookAtVisible()),
      vscode.workspace.onDidChangeTextDocument(({ document, contentChanges }) => {
        const linted = this.#linted.get(document.uri.toString());
        if (!linted || contentChanges.length === 0) return;
        // Each as they come: the last one in the document is the first one in the list.
        for (const { range, text } of contentChanges) {
          linted.memory.change({
            first: range.start.line,
            last: range.end.line,
            lineEnds: text.split(/\r\n|\r|\n/).length - 1,
          });
        }
        this.#lookLater(linted, DEBOUNCE_MS);
      }),
      vscode.workspace.onDidSaveTextDocument(({ fileName }) => {
        // What git ignores may be other than before.
        if (fileName.endsWith('.gitignore'))
          for (const linted of this.#linted.values()) this.#lookLater(linted, 0);
      }),
      vscode.workspace.onDidCloseTextDocument((document) => this.#forget(document)),
      // One whose language is changed is closed and opened while it stays on screen.
      vscode.workspace.onDidOpenTextDocument(() => this.#lookAtVisible()),
      vscode.workspace.onDidChangeConfiguration((change) => {
        if (!change.affectsConfiguration(`${PREFIX}.editor.secretLint`)) return;
        if (!setting('editor.secretLint'))
          for (const { document } of [...this.#linted.values()]) this.#forget(document);
        this.#lookAtVisible();
      }),
      vscode.languages.registerCodeActionsProvider({ pattern: '**' }, this, {
        providedCodeActionKinds: [vscode.CodeActionKind.QuickFix],
      }),
    );
    this.#lookAtVisible();
  }

  provideCodeActions(
    document: vscode.TextDocument,
    _range: vscode.Range,
    { diagnostics }: vscode.CodeActionContext,
  ): vscode.CodeAction[] {
    const known = this.#known(document.uri.toString());
    return diagnostics
      .filter(({ source, code }) => source === SOURCE && typeof code === 'object' && code.value === CODE)
      .flatMap((diagnostic) => {
        const { start } = diagnostic.range;
        const secret = known.find((one) => one.line === start.line && one.start === start.character);
        return secret ? this.#actionsFor(document, secret, diagnostic) : [];
      });
  }

  /** Moves a secret into the folder's .env file. */
  async move(place: SecretPlace): Promise<void> {
    const secret = this.#known(place.uri).find(
      ({ line, start }) => line === place.line && start === place.start,
    );
    if (secret) await moveToEnv(place, secret);
  }

  dispose(): void {
    for (const { timer } of this.#linted.values()) clearTimeout(timer);
    this.#listening?.dispose();
    this.#list.dispose();
  }

  /** The secrets of a document as it is now: what is marked may be of a moment ago. */
  #known(uri: string): readonly FoundSecret[] {
    const linted = this.#linted.get(uri);
    return linted?.isMarked ? linted.memory.look(linesOf(linted.document)) : [];
  }

  #lookAtVisible(): void {
    if (!setting('editor.secretLint')) return;
    for (const { document } of vscode.window.visibleTextEditors) {
      const key = document.uri.toString();
      if (this.#linted.has(key) || !SCHEMES.has(document.uri.scheme) || !isLinted(document.uri.path))
        continue;
      const linted: Linted = { document, memory: new SecretMemory(), timer: undefined, isMarked: false };
      this.#linted.set(key, linted);
      this.#lookLater(linted, 0);
    }
  }

  #lookLater(linted: Linted, afterMs: number): void {
    clearTimeout(linted.timer);
    linted.timer = setTimeout(() => void this.#look(linted), afterMs);
  }

  async #look(linted: Linted): Promise<void> {
    const { document, memory } = linted;
    if (document.isClosed) return;
    const { version } = document;
    const marked = sizeOf(document) > LARGEST_LINTED ? [] : memory.look(linesOf(document));
    // A file of the environment is where secrets belong, as long as git leaves it alone.
    const isTaken =
      marked.length > 0 && isEnvFile(document.uri.path)
        ? ((await isTakenByGit(document.uri)) ?? false)
        : undefined;
    if (document.isClosed || document.version !== version) return;
    linted.isMarked = marked.length > 0 && isTaken !== false;
    this.#list.set(
      document.uri,
      linted.isMarked ? marked.map((secret) => diagnosticOf(secret, isTaken === true)) : [],
    );
  }

  #actionsFor(
    document: vscode.TextDocument,
    secret: FoundSecret,
    diagnostic: vscode.Diagnostic,
  ): vscode.CodeAction[] {
    const { uri, languageId } = document;
    const actions: vscode.CodeAction[] = [];
    const action = (title: string) => {
      const made = new vscode.CodeAction(title, vscode.CodeActionKind.QuickFix);
      made.diagnostics = [diagnostic];
      actions.push(made);
      return made;
    };
    const variable = variableFor(secret.kind);
    const line = document.lineAt(secret.line);
    if (fixFor(secret, languageId, line.text)) {
      const replace = action(
        vscode.l10n.t('Replace with {0}', expressionFor(languageId, variable) ?? variable),
      );
      replace.edit = new vscode.WorkspaceEdit();
      replaceIn(replace.edit, document, secret, variable);
      replace.isPreferred = true;
      if (uri.scheme !== 'untitled') {
        const title = vscode.l10n.t('Move to .env');
        const place: SecretPlace = { uri: uri.toString(), line: secret.line, start: secret.start };
        action(title).command = { title, command: MOVE_COMMAND, arguments: [place] };
      }
    }
    const comment = commentFor(languageId, uri.path, IGNORE_MARK);
    if (comment !== undefined) {
      const ignore = action(vscode.l10n.t('Ignore Here'));
      const indent = line.text.slice(0, line.firstNonWhitespaceCharacterIndex);
      ignore.edit = new vscode.WorkspaceEdit();
      ignore.edit.insert(uri, line.range.start, `${indent}${comment}\n`);
    }
    return actions;
  }

  #forget(document: vscode.TextDocument): void {
    const key = document.uri.toString();
    clearTimeout(this.#linted.get(key)?.timer);
    this.#linted.delete(key);
    this.#list.delete(document.uri);
  }
}

const SOURCE = 'Twilio Conversations';

function diagnosticOf(secret: FoundSecret, isEnv: boolean): vscode.Diagnostic {
  const { kind, line, start, end } = secret;
  const { t } = vscode.l10n;
  const message = isEnv
    ? t('{0}, and git does not ignore this file: add it to .gitignore before it is committed.', nameOf(kind))
    : t(
        '{0} in a file: whoever reads it can act as you. Keep it in the environment, and rotate it if it was ever committed.',
        nameOf(kind),
      );
  const diagnostic = new vscode.Diagnostic(
    new vscode.Range(line, start, line, end),
    message,
    vscode.DiagnosticSeverity.Warning,
  );
  diagnostic.source = SOURCE;
  diagnostic.code = { value: CODE, target: vscode.Uri.parse(PAGE) };
  return diagnostic;
}

function nameOf(kind: SecretKind): string {
  switch (kind) {
    case 'authToken':
      return vscode.l10n.t('A Twilio auth token');
    case 'apiSecret':
      return vscode.l10n.t('The secret of a Twilio API key');
    case 'clientSecret':
      return vscode.l10n.t('The secret of a Twilio OAuth client');
  }
}

function linesOf(document: vscode.TextDocument): Lines {
  return { count: document.lineCount, at: (line) => document.lineAt(line).text };
}

/** In UTF-16 units, without making its text. */
function sizeOf(document: vscode.TextDocument): number {
  return document.offsetAt(document.lineAt(document.lineCount - 1).range.end);
}
