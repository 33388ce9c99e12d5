import * as vscode from 'vscode';

const SHOWN_MS = 3_000;

/**
 * Copies a text and says so in the status bar for a moment.
 * @param said what was copied, when it is not the text itself that is shown
 */
export async function copyToClipboard(
  text: string,
  said: string = vscode.l10n.t('Copied {0}', text),
): Promise<void> {
  await vscode.env.clipboard.writeText(text);
  vscode.window.setStatusBarMessage(said, SHOWN_MS);
}
