import * as vscode from 'vscode';
import { addVariable, ignoreRule } from './envFile.ts';
import { isTakenByGit, textOf } from './gitIgnoring.ts';
import { replaceIn } from './replaceSecret.ts';
import { variableFor } from './secretFixes.ts';
import type { FoundSecret } from './secretScan.ts';

/** Where a secret stands. The secret itself is handed to nobody. */
export interface SecretPlace {
  /** The document's. */
  uri: string;
  line: number;
  /** In UTF-16 units from the beginning of the line. */
  start: number;
}

/**
 * Moves a secret into the .env file of its workspace folder, and has the source read it from the environment. Asks before
 * it is put where git would take it.
 */
export async function moveToEnv({ uri }: SecretPlace, secret: FoundSecret): Promise<void> {
  const { t } = vscode.l10n;
  const document = await vscode.workspace.openTextDocument(vscode.Uri.parse(uri, true));
  const { version } = document;
  const folder =
    vscode.workspace.getWorkspaceFolder(document.uri)?.uri ?? vscode.Uri.joinPath(document.uri, '..');
  const env = vscode.Uri.joinPath(folder, '.env');
  const edit = new vscode.WorkspaceEdit();
  const written = [env];
  if (await isTakenByGit(env)) {
    const ignore = t('Ignore .env and Move');
    const move = t('Move Only');
    const chosen = await vscode.window.showWarningMessage(
      t('Git does not ignore the .env file of this folder. Add it to .gitignore?'),
      { modal: true, detail: t('Otherwise the secret is committed with it.') },
      ignore,
      move,
    );
    if (chosen === undefined) return;
    if (chosen === ignore) {
      const rules = vscode.Uri.joinPath(folder, '.gitignore');
      await append(edit, rules, ignoreRule(await textIn(rules), '.env'));
      written.push(rules);
    }
  }
  const value = document.lineAt(secret.line).text.slice(secret.start, secret.end);
  // It was typed on while the question stood there: what is at the place may be another thing.
  if (document.version !== version) return;
  const { name, appended } = addVariable(await textIn(env), variableFor(secret.kind), value);
  await append(edit, env, appended);
  replaceIn(edit, document, secret, name);
  if (!(await vscode.workspace.applyEdit(edit))) throw new Error(t('The editor refused the change'));
  for (const file of written) await (await vscode.workspace.openTextDocument(file)).save();
  void vscode.window.showInformationMessage(
    t(
      'The secret is in .env as {0}. Have what starts your code read it, such as “node --env-file=.env”. Rotate it if it was ever committed.',
      name,
    ),
  );
}

/** A file's text, with what is not saved yet. */
async function textIn(uri: vscode.Uri): Promise<string> {
  const open = vscode.workspace.textDocuments.find((document) => document.uri.toString() === uri.toString());
  return open ? open.getText() : textOf(uri);
}

async function append(edit: vscode.WorkspaceEdit, uri: vscode.Uri, text: string): Promise<void> {
  edit.createFile(uri, { ignoreIfExists: true });
  if (text === '') return;
  const lines = (await textIn(uri)).split(/\r\n|\r|\n/);
  edit.insert(uri, new vscode.Position(lines.length - 1, lines.at(-1)?.length ?? 0), text);
}
