import * as vscode from 'vscode';
import type { StepUi } from '../platform/wizard.ts';
import type { AccountRecord, Authentication } from './account.ts';

/** A name is read in the status bar and in lists. */
const LONGEST_LABEL = 60;

/**
 * Asks what an account is to be called.
 * @param records all accounts; the one with the id may keep its name
 */
export async function askForLabel(
  ui: StepUi,
  records: readonly AccountRecord[],
  { id, value, keep }: { id: string; value: string; keep?: (text: string) => void },
): Promise<string> {
  const taken = new Set(records.filter((record) => record.id !== id).map(({ label }) => label));
  const label = await ui.text({
    prompt: vscode.l10n.t('What to call the account: its name in the status bar and in lists'),
    value,
    ...(keep ? { keep } : {}),
    validate: (text) => {
      const trimmed = text.trim();
      if (trimmed === '') return vscode.l10n.t('A name is needed.');
      if (trimmed.length > LONGEST_LABEL) {
        return vscode.l10n.t('A name has at most {0} characters.', LONGEST_LABEL);
      }
      return taken.has(trimmed) ? vscode.l10n.t('Another account is called that already.') : undefined;
    },
  });
  return label.trim();
}

/** Asks for the secret that goes with a way to authenticate. */
export async function askForSecret(
  ui: StepUi,
  method: Authentication['method'],
  { value, keep }: { value: string; keep?: (text: string) => void },
): Promise<string> {
  const secret = await ui.text({
    prompt: secretPrompt(method),
    password: true,
    value,
    ...(keep ? { keep } : {}),
    validate: (text) => (text.trim() === '' ? vscode.l10n.t('A secret is needed.') : undefined),
  });
  return secret.trim();
}

function secretPrompt(method: Authentication['method']): string {
  switch (method) {
    case 'apiKey':
      return vscode.l10n.t(
        'Secret of the API key. It is kept in the editor’s secret storage and nowhere else.',
      );
    case 'authToken':
      return vscode.l10n.t('Auth token. It is kept in the editor’s secret storage and nowhere else.');
    case 'oauth':
      return vscode.l10n.t(
        'Client secret of the OAuth app. It is kept in the editor’s secret storage and nowhere else.',
      );
  }
}
