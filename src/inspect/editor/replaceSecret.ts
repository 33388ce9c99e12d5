import * as vscode from 'vscode';
import { fixFor, neededLine } from './secretFixes.ts';
import type { FoundSecret } from './secretScan.ts';

/** Writes a variable in a secret's place, with what the file needs for it. */
export function replaceIn(
  edit: vscode.WorkspaceEdit,
  document: vscode.TextDocument,
  secret: FoundSecret,
  variable: string,
): void {
  const fix = fixFor(secret, document.languageId, document.lineAt(secret.line).text, variable);
  if (!fix) return;
  edit.replace(document.uri, new vscode.Range(secret.line, fix.start, secret.line, fix.end), fix.text);
  const needed = fix.needs && neededLine(fix.needs, document.getText().split(/\r\n|\r|\n/));
  if (needed) edit.insert(document.uri, new vscode.Position(needed.line, 0), needed.text);
}
