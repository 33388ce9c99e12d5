import * as vscode from 'vscode';
import type { AccountRecord } from './account.ts';
import type { AccountStore } from './accountStore.ts';
import { signingKey } from './signingKey.ts';

/** Something that may have signed a callback. It never leaves the extension host. */
export interface AccountToken {
  /** The account’s label: this is shown, the token is not. */
  readonly name: string;
  readonly token: string;
  /** It is what Twilio signs with for this account. The others are tried to find out why a signature does not match. */
  readonly expected: boolean;
  /** The secret of an API key signs nothing at Twilio, though people use it; an auth token when absent. */
  readonly kind?: 'authToken' | 'apiKeySecret';
}

/**
 * The auth tokens that callbacks are signed with. A sandbox's is known, and so is that of an account that is signed in to
 * by it; for any other account it is asked for, once, and only when somebody wants signatures checked.
 *
 * Source: https://www.twilio.com/docs/usage/webhooks/webhooks-security – the account's primary auth token signs.
 */
export class SigningTokens implements vscode.Disposable {
  readonly #accounts: Pick<AccountStore, 'records' | 'record' | 'onDidChange'>;
  readonly #secrets: vscode.SecretStorage;
  readonly #changed = new vscode.EventEmitter<void>();
  readonly #listening: vscode.Disposable;

  /** An account came, went or got another secret, or a token was kept or forgotten. */
  readonly onDidChange = this.#changed.event;

  constructor(
    accounts: Pick<AccountStore, 'records' | 'record' | 'onDidChange'>,
    secrets: vscode.SecretStorage,
  ) {
    this.#accounts = accounts;
    this.#secrets = secrets;
    this.#listening = vscode.Disposable.from(
      this.#changed,
      accounts.onDidChange(() => this.#changed.fire()),
      secrets.onDidChange(({ key }) => {
        if (key.startsWith(signingKey(''))) this.#changed.fire();
      }),
    );
  }

  /** All that may have signed a callback for an account; its own token, where there is one, comes first. */
  async of(accountId: string): Promise<AccountToken[]> {
    const records = await this.#accounts.records();
    const tokens = await Promise.all(
      records.map(async (record) => {
        const expected = record.id === accountId;
        const own = await this.#tokenOf(record);
        return [
          ...(own === undefined ? [] : [{ name: record.label, token: own, expected }]),
          ...(record.authentication.method === 'apiKey'
            ? [
                {
                  name: record.label,
                  token: record.authentication.secret,
                  expected: false,
                  kind: 'apiKeySecret' as const,
                },
              ]
            : []),
        ];
      }),
    );
    return tokens.flat().sort((a, b) => Number(b.expected) - Number(a.expected));
  }

  /** Whether a token of an account was asked for, and kept apart from how it is signed in to. */
  async isKept(accountId: string): Promise<boolean> {
    return (await this.#secrets.get(signingKey(accountId))) !== undefined;
  }

  /**
   * Asks for an account's auth token, says why, and keeps it.
   * @returns false when the person closed the box, or the account was signed out of
   */
  async ask(accountId: string): Promise<boolean> {
    const record = await this.#accounts.record(accountId);
    if (!record) return false;
    const token = await vscode.window.showInputBox({
      title: vscode.l10n.t('Auth Token of {0}', record.label),
      prompt: vscode.l10n.t(
        'Twilio signs callbacks with the account’s primary auth token: what you sign in by cannot check them. It is used for that alone, and kept in the editor’s secret storage until you sign out or remove it.',
      ),
      placeHolder: vscode.l10n.t('Primary auth token of {0}, from the Console', record.accountSid),
      password: true,
      ignoreFocusOut: true,
      validateInput: (text) =>
        text.trim() === '' || /^[0-9a-f]{32}$/i.test(text.trim())
          ? undefined
          : {
              message: vscode.l10n.t('An auth token has 32 hexadecimal digits.'),
              severity: vscode.InputBoxValidationSeverity.Warning,
            },
    });
    if (token === undefined || token.trim() === '') return false;
    // Signed out of meanwhile, perhaps in another window: nobody would ever remove it.
    if (!(await this.#accounts.record(accountId))) return false;
    await this.#secrets.store(signingKey(accountId), token.trim());
    this.#changed.fire();
    return true;
  }

  /** Forgets a token that was asked for. */
  async forget(accountId: string): Promise<void> {
    await this.#secrets.delete(signingKey(accountId));
    this.#changed.fire();
  }

  dispose(): void {
    this.#listening.dispose();
  }

  async #tokenOf({ id, kind, authentication }: AccountRecord): Promise<string | undefined> {
    if (kind === 'sandbox' || authentication.method === 'authToken') return authentication.secret;
    return this.#secrets.get(signingKey(id));
  }
}
