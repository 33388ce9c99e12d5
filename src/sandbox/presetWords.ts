import * as vscode from 'vscode';
import type { SandboxFaultPreset } from './administration.ts';

/** A preset in the editor's language; one that is newer than this table in the sandbox's own words. */
export function presetWords({ name, title, description }: SandboxFaultPreset): {
  label: string;
  detail: string;
} {
  switch (name) {
    case 'slow-network':
      return {
        label: vscode.l10n.t('Slow network'),
        detail: vscode.l10n.t('Every answer begins 1.5 s late, and pages trickle in over 3 s'),
      };
    case 'rate-limited':
      return {
        label: vscode.l10n.t('Rate limited'),
        detail: vscode.l10n.t('Three of ten requests are answered 429, to be sent again after 2 s'),
      };
    case 'flaky':
      return {
        label: vscode.l10n.t('Flaky server'),
        detail: vscode.l10n.t(
          'About one request in four fails: 500, 503, a dropped connection or a body cut short',
        ),
      };
    case 'outage':
      return {
        label: vscode.l10n.t('Outage'),
        detail: vscode.l10n.t('Every request is answered 503, to be sent again after 5 s'),
      };
    case 'lost-answers':
      return {
        label: vscode.l10n.t('Lost answers to writes'),
        detail: vscode.l10n.t('Writes are carried out, but the connection ends before the answer'),
      };
    case 'late-lists':
      return {
        label: vscode.l10n.t('Stale lists'),
        detail: vscode.l10n.t('What is new appears in lists only after 5 s'),
      };
    case 'expiring-tokens':
      return {
        label: vscode.l10n.t('Expiring page tokens'),
        detail: vscode.l10n.t('A third of the page tokens have expired: read the list from its beginning'),
      };
    default:
      return { label: title, detail: description };
  }
}
