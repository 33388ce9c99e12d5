import * as vscode from 'vscode';
import type { Notifier } from '../platform/notifier.ts';
import { runWizard } from '../platform/wizard.ts';
import type { AccountDetails, AccountRecord } from './account.ts';
import { askForLabel, askForSecret } from './accountQuestions.ts';
import type { AccountStore } from './accountStore.ts';
import { passesCheck } from './credentialCheck.ts';

/** Changes of an account that somebody is signed in to. It keeps its id: what is open on it stays so. */
export class AccountEdits {
  readonly #store: AccountStore;
  readonly #notifier: Notifier;
  readonly #userAgent: string;

  constructor(store: AccountStore, notifier: Notifier, userAgent: string) {
    this.#store = store;
    this.#notifier = notifier;
    this.#userAgent = userAgent;
  }

  /** Asks for another name. */
  async rename({ id, label }: AccountDetails): Promise<void> {
    const records = await this.#store.records();
    const answered = await runWizard(vscode.l10n.t('Rename {0}', label), { label }, () => [
      async (draft, ui) => {
        draft.label = await askForLabel(ui, records, { id, value: draft.label });
      },
    ]);
    const record = answered && (await this.#store.record(id));
    if (record) await this.#store.update({ ...record, label: answered.label });
  }

  /** Asks for the secret anew, and keeps it when one request went through with it. */
  async reenterSecret({ id, label, method }: AccountDetails): Promise<void> {
    const title = vscode.l10n.t('Re-enter the Secret of {0}', label);
    const draft = { secret: '' };
    for (;;) {
      const answered = await runWizard(title, draft, () => [
        async (answers, ui) => {
          answers.secret = await askForSecret(ui, method, {
            value: answers.secret,
            keep: (text) => {
              answers.secret = text;
            },
          });
        },
      ]);
      // Read late: it may have been renamed, or signed out of, in another window meanwhile.
      const record = answered && (await this.#store.record(id));
      if (!record) return;
      const changed = withSecret(record, draft.secret);
      const what = vscode.l10n.t('The new secret of {0} was not kept', label);
      if (!(await passesCheck(changed, what, this.#notifier, this.#userAgent))) continue;
      await this.#store.update(changed);
      void vscode.window.showInformationMessage(vscode.l10n.t('The new secret of {0} is kept.', label));
      return;
    }
  }

  /** Asks whether to sign out, and does. */
  async signOut({ id, label, sandbox }: AccountDetails): Promise<void> {
    const signOut = vscode.l10n.t('Sign Out');
    const chosen = await vscode.window.showWarningMessage(
      vscode.l10n.t('Sign out of {0}?', label),
      {
        modal: true,
        detail: sandbox
          ? vscode.l10n.t('The sandbox itself and its data stay as they are.')
          : vscode.l10n.t(
              'Its secret is removed from the editor’s secret storage. The account itself stays as it is.',
            ),
      },
      signOut,
    );
    if (chosen !== signOut) return;
    await this.#store.remove(id);
    const next = await this.#store.active();
    void vscode.window.showInformationMessage(
      next
        ? vscode.l10n.t('Signed out of {0}. {1} is active now.', label, next.label)
        : vscode.l10n.t('Signed out of {0}.', label),
    );
  }
}

function withSecret(record: AccountRecord, secret: string): AccountRecord {
  return { ...record, authentication: { ...record.authentication, secret } };
}
