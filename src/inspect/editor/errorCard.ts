import * as vscode from 'vscode';
import { errorMeaning, errorPage } from '../../platform/errorCodes.ts';
import type { ErrorMention } from './errorMention.ts';
import { plainMarkdown } from './plainMarkdown.ts';

/**
 * Says what an error code means.
 * @returns undefined for a number of which nobody knows that it is Twilio's
 */
export function errorCard({ code, by }: ErrorMention): vscode.MarkdownString | undefined {
  const card = new vscode.MarkdownString('', true);
  const page = `[${vscode.l10n.t('Twilio’s page about it')}](${errorPage(code)})`;
  const meaning = errorMeaning(code, vscode.l10n);
  if (!meaning) {
    if (by !== 'address') return undefined;
    return card.appendMarkdown(`$(error) **${vscode.l10n.t('Twilio error {0}', code)}**\n\n${page}`);
  }
  card.appendMarkdown(`$(error) **${vscode.l10n.t('Twilio error {0}', code)}** · `);
  card.appendMarkdown(plainMarkdown(meaning.title)).appendMarkdown('\n\n');
  card.appendMarkdown(plainMarkdown(meaning.meaning)).appendMarkdown('\n\n');
  for (const cause of meaning.causes)
    card.appendMarkdown('- ').appendMarkdown(plainMarkdown(cause)).appendMarkdown('\n');
  return card.appendMarkdown(`\n${page}`);
}
