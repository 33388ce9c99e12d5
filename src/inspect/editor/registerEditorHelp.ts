import * as vscode from 'vscode';
import { PREFIX, registerCommand } from '../../platform/commands.ts';
import { Lazy } from '../../platform/lazy.ts';
import { setting } from '../../platform/settings.ts';
import type { EditorHelp, TerminalId } from './editorHelp.ts';
import type { FollowedId } from './followedId.ts';
import type { IdServices } from './idHelp.ts';
import type { SecretPlace } from './secretMove.ts';

/** What may be an id or an error code: the bundle, once loaded, looks more closely. */
const HINT =
  /conv_|proc_job_|mem_(?:profile|s)|[A-Z]{2}[0-9a-f]{32}|(?:code|err).*\d{5}|\d{5}.*(?:code|err)|\/errors\//i;
const ID_HINT = /conv_|proc_job_|(?:CH|IS|IM|SM|MM|CA|RQ)[0-9a-fA-F]{32}/;

/** So much of a line, on either side of the pointer, is looked at. */
const REACH = 100;

/** Larger documents get no links, in UTF-16 units: they are logs and data, and each change would cost a pass. */
const LARGEST_LINKED = 1_000_000;

/** What is on screen when the window opens is looked at for secrets when that is done. */
const SETTLED_MS = 2_000;

/**
 * Registers hovers, links and the look for secrets, in any file. Off in folders that are not trusted, and by settings.
 * The code is loaded at the first id, error code, or file that has to do with Twilio.
 */
export function registerEditorHelp(services: IdServices): vscode.Disposable {
  const { t } = vscode.l10n;
  const { workspace, window, languages } = vscode;
  const help = new Lazy<EditorHelp>(async () => {
    const { EditorHelp } = await import('./editorHelp.ts');
    return new EditorHelp(services);
  });
  const isOn = (name: 'editor.ids' | 'editor.secretLint') => workspace.isTrusted && setting(name);
  let timer: NodeJS.Timeout | undefined;
  const failed = (error: unknown) =>
    services.notifier.showFailure(error, { what: t('Could not look for secrets') });
  /** The look for secrets begins with the first document on screen that speaks of Twilio, or has what one looks like. */
  const look = () => {
    timer = undefined;
    if (help.loaded?.lint.started || !isOn('editor.secretLint')) return;
    const concerns = window.visibleTextEditors.some(
      ({ document }) => isSmall(document) && /twilio|\b(?:AC|SK)[0-9a-f]{32}/i.test(document.getText()),
    );
    if (concerns) help.get().then(({ lint }) => lint.start(), failed);
  };
  // Not put off by each change: a log on screen never rests.
  const lookLater = () => {
    timer ??= setTimeout(look, SETTLED_MS);
  };
  lookLater();
  return vscode.Disposable.from(
    help,
    { dispose: () => clearTimeout(timer) },
    window.onDidChangeVisibleTextEditors(lookLater),
    workspace.onDidChangeTextDocument(lookLater),
    workspace.onDidGrantWorkspaceTrust(lookLater),
    languages.registerHoverProvider('*', {
      provideHover: async (document, position, token) => {
        const { text } = document.lineAt(position.line);
        const near = text.slice(Math.max(0, position.character - REACH), position.character + REACH);
        if (!HINT.test(near) || !isOn('editor.ids')) return undefined;
        return (await help.get()).hover(document, position, token);
      },
    }),
    languages.registerDocumentLinkProvider('*', {
      provideDocumentLinks: async (document) => {
        if (!isOn('editor.ids') || !isSmall(document)) return undefined;
        const text = document.getText();
        return ID_HINT.test(text) ? (await help.get()).links(document, text) : undefined;
      },
    }),
    window.registerTerminalLinkProvider({
      provideTerminalLinks: async ({ line }): Promise<TerminalId[]> =>
        ID_HINT.test(line) && isOn('editor.ids') ? (await help.get()).terminalLinks(line) : [],
      // A link is no command: it goes by one, so that a failure ends in a notification.
      handleTerminalLink: ({ target }: TerminalId) =>
        vscode.commands.executeCommand(`${PREFIX}.followId`, target),
    }),
    registerCommand(
      services.notifier,
      'followId',
      t('Could not look up the ID'),
      async (target: FollowedId) => (await help.get()).follow(target),
    ),
    registerCommand(
      services.notifier,
      'moveSecretToEnv',
      t('Could not move the secret'),
      async (place: SecretPlace) => (await help.get()).lint.move(place),
    ),
  );
}

/** Whether a document is looked at as a whole, found out without making its text. */
function isSmall(document: vscode.TextDocument): boolean {
  return document.offsetAt(document.lineAt(document.lineCount - 1).range.end) <= LARGEST_LINKED;
}
