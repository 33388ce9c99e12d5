import * as vscode from 'vscode';
import type { Conversation } from '../../api/resources.ts';
import { copyToClipboard } from '../../platform/clipboard.ts';
import { PREFIX } from '../../platform/commands.ts';
import { buildDeepLink, type DeepLink, parseDeepLink } from '../../platform/deepLink.ts';
import { conversationTitle } from '../../platform/display.ts';
import type { Masker } from '../../platform/masking.ts';
import type { Account } from '../../platform/session.ts';

/** What links ask of the rest of the extension. */
export interface LinkServices {
  /** `publisher.name`: links are addressed to it. */
  extensionId: string;
  /** Every account that is signed in to. Asking uses none of them. */
  accounts: () => Promise<readonly Account[]>;
  /** The conversations of an account that are loaded: to call one by its name without asking for it. */
  loaded: (accountId: string) => readonly Conversation[];
  /** What every word of people goes through before it is shown. */
  masker: () => Masker;
  /** Opens a timeline, at a communication if one is given. */
  open: (
    key: { accountId: string; conversationId: string },
    title: string | undefined,
    communicationId: string | undefined,
  ) => unknown;
}

/** Opens links to conversations, and makes them. */
export class DeepLinks implements vscode.Disposable {
  readonly #services: LinkServices;
  /** One question at a time, however many links come. */
  #asking: Promise<unknown> = Promise.resolve();

  constructor(services: LinkServices) {
    this.#services = services;
  }

  /** Opens what a link leads to, when the person agrees: anybody can write a link, and a page can follow one. */
  async handle(uri: Pick<vscode.Uri, 'path' | 'query'>): Promise<void> {
    const link = parseDeepLink(uri);
    if (!link) {
      void vscode.window.showWarningMessage(
        vscode.l10n.t(
          'This link does not lead to a conversation, so nothing was opened. Have it copied again with “Copy Link”.',
        ),
      );
      return;
    }
    const account = (await this.#accountOf(link)) ?? (await this.#signIn(link));
    if (!account || !(await this.#inTurn(() => this.#agrees(link, account)))) return;
    const { accountId, conversationId, communicationId } = link;
    this.#services.open({ accountId, conversationId }, this.#titleOf(link), communicationId);
  }

  /** Puts a link to a conversation, or to a communication in it, on the clipboard. */
  async copy(link: DeepLink): Promise<void> {
    await copyToClipboard(this.linkTo(link), vscode.l10n.t('Copied the link'));
  }

  /** @throws RangeError for an id that no link can hold */
  linkTo(link: DeepLink): string {
    return buildDeepLink(link, {
      scheme: vscode.env.uriScheme,
      extensionId: this.#services.extensionId,
    });
  }

  dispose(): void {}

  #inTurn(ask: () => Promise<boolean>): Promise<boolean> {
    const turn = this.#asking.then(ask);
    this.#asking = turn.catch(() => undefined);
    return turn;
  }

  async #accountOf({ accountId }: DeepLink): Promise<Account | undefined> {
    return (await this.#services.accounts()).find(({ id }) => id === accountId);
  }

  #titleOf({ accountId, conversationId }: DeepLink): string | undefined {
    const known = this.#services.loaded(accountId).find(({ id }) => id === conversationId);
    return known && conversationTitle(known);
  }

  /** Says which account is missing. @returns it, when the person has signed in to it then */
  async #signIn(link: DeepLink): Promise<Account | undefined> {
    const [accountSid = '', host] = link.accountId.split('@');
    const isSandbox = link.accountId === 'sandbox';
    const signIn = isSandbox ? vscode.l10n.t('Start Sandbox') : vscode.l10n.t('Sign In…');
    const switchAccount = vscode.l10n.t('Switch Account…');
    const accounts = await this.#services.accounts();
    const message = isSandbox
      ? vscode.l10n.t('The link leads to a conversation of the sandbox, which has not been started.')
      : host
        ? vscode.l10n.t(
            'The link leads to a conversation of account {0} at {1}, which you are not signed in to.',
            accountSid,
            host,
          )
        : vscode.l10n.t(
            'The link leads to a conversation of account {0}, which you are not signed in to.',
            accountSid,
          );
    const offered = accounts.length > 1 && !isSandbox ? [signIn, switchAccount] : [signIn];
    const chosen = await vscode.window.showWarningMessage(message, ...offered);
    if (chosen === undefined) return undefined;
    if (chosen === switchAccount) {
      await vscode.commands.executeCommand(`${PREFIX}.switchAccount`);
      return undefined;
    }
    await vscode.commands.executeCommand(`${PREFIX}.${isSandbox ? 'startSandbox' : 'signIn'}`);
    return this.#accountOf(link);
  }

  async #agrees(link: DeepLink, account: Account): Promise<boolean> {
    const open = vscode.l10n.t('Open');
    const title = this.#titleOf(link);
    const name = title && this.#services.masker().title(title, link.conversationId);
    const facts = [
      vscode.l10n.t('Conversation: {0}', name ? `${name} (${link.conversationId})` : link.conversationId),
      ...(link.communicationId ? [vscode.l10n.t('Communication: {0}', link.communicationId)] : []),
      account.sandbox
        ? vscode.l10n.t('Account: {0}, a sandbox at {1}', account.label, account.origin)
        : vscode.l10n.t('Account: {0}, {1} at {2}', account.label, account.accountSid, account.origin),
      '',
      vscode.l10n.t('To show it, the conversation is read with this account. Nothing is changed.'),
    ];
    const chosen = await vscode.window.showInformationMessage(
      vscode.l10n.t('A link asks to open a conversation. Open it?'),
      { modal: true, detail: facts.join('\n') },
      open,
    );
    return chosen === open;
  }
}
