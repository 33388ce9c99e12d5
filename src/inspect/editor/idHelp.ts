import * as vscode from 'vscode';
import type { Conversation } from '../../api/resources.ts';
import { copyToClipboard } from '../../platform/clipboard.ts';
import { PREFIX } from '../../platform/commands.ts';
import { shortId } from '../../platform/display.ts';
import type { Notifier } from '../../platform/notifier.ts';
import type { Privacy } from '../../platform/privacy.ts';
import type { ResourceRef } from '../../platform/resourceRef.ts';
import type { Account, Session, SessionSource } from '../../platform/session.ts';
import { SignedOutError } from '../../platform/signedOut.ts';
import type { FollowedId } from './followedId.ts';
import { findingCard, kindName, plainCard, reasonCard } from './idCard.ts';
import { type Finding, lookUpId } from './idLookup.ts';
import { type FoundId, leadsSomewhere } from './ids.ts';
import { SharedAnswers } from './sharedAnswers.ts';

/** What ids in the editor ask of the rest of the extension. */
export interface IdServices {
  sessions: SessionSource;
  notifier: Notifier;
  privacy: Privacy;
  /** Every account that is signed in to. Asking uses none of them. */
  accounts: () => Promise<readonly Account[]>;
  activeAccount: () => Promise<Account | undefined>;
  /** The conversations of an account that are loaded. */
  loaded: (accountId: string) => readonly Conversation[];
  /** Whether asking the account would start its sandbox first: a pointer that passes by must not. */
  isAsleep: (account: Account) => boolean;
  /** Opens a timeline, at a communication if one is given. */
  openTimeline: (
    key: { accountId: string; conversationId: string },
    title: string | undefined,
    communicationId: string | undefined,
  ) => unknown;
}

/** How long what was found out about an id is taken for true, in milliseconds. */
const KEEP_MS = 15_000;

/** Says what ids in the editor and the terminal lead to, and goes there. */
export class IdHelp implements vscode.Disposable {
  readonly #services: IdServices;
  readonly #answers = new SharedAnswers<Finding>(KEEP_MS);
  readonly #listening: vscode.Disposable;

  constructor(services: IdServices) {
    this.#services = services;
    this.#listening = vscode.Disposable.from(
      services.sessions.onDidChange(() => this.#answers.clear()),
      services.privacy.onDidChange(() => {
        // What a hover says cannot be hidden any more: it goes.
        if (services.privacy.masked)
          vscode.commands.executeCommand('editor.action.hideHover').then(undefined, () => undefined);
      }),
    );
  }

  /** What a hover says of an id; undefined when the pointer has moved on meanwhile. */
  async card(
    found: FoundId,
    near: readonly string[],
    token: vscode.CancellationToken,
  ): Promise<vscode.MarkdownString | undefined> {
    const { activeAccount, accounts, isAsleep, notifier, privacy } = this.#services;
    const { t } = vscode.l10n;
    const account = await activeAccount();
    const others = (await accounts()).filter(({ id }) => id !== account?.id);
    const subject = { found, near, others, ...(account ? { account } : {}) };
    if (!leadsSomewhere(found) || found.kind === 'request') return plainCard(subject);
    if (!account)
      return reasonCard(subject, t('Nobody is signed in, so it was looked up nowhere.'), 'signIn');
    if (isAsleep(account)) {
      return reasonCard(
        subject,
        t('{0} has not been started, so it was not looked up.', account.label),
        'startSandbox',
      );
    }
    try {
      const finding = await this.#find(account.id, found, near, token);
      return finding && findingCard(finding, { ...subject, account }, privacy.masker);
    } catch (error) {
      if (token.isCancellationRequested) return undefined;
      if (error instanceof SignedOutError)
        return reasonCard(subject, t('Nobody is signed in, so it was looked up nowhere.'), 'signIn');
      const { title, detail } = notifier.explain(error, {
        what: t('Could not look up the {0}', kindName(found.kind)),
        sandbox: account.sandbox,
        account,
      });
      return reasonCard(subject, `${title} ${detail}`);
    }
  }

  /** Does what a link at an id says. @throws ApiError, SignedOutError */
  async follow(target: FollowedId): Promise<void> {
    const { id, act } = target;
    switch (act) {
      case 'copy':
        return copyToClipboard(id);
      case 'find':
        await vscode.commands.executeCommand(`${PREFIX}.findConversation`, id);
        return;
      case 'traffic':
        await vscode.commands.executeCommand(`${PREFIX}.showTraffic`, id);
        return;
      case 'signIn':
      case 'startSandbox':
        await vscode.commands.executeCommand(`${PREFIX}.${act}`);
        return;
      case 'open':
      case 'json':
        if (target.kind === 'request') return this.follow({ ...target, act: 'traffic' });
        return this.#open(target, act);
    }
  }

  dispose(): void {
    this.#listening.dispose();
    this.#answers.clear();
  }

  async #open(target: FollowedId, act: 'open' | 'json'): Promise<void> {
    const { sessions, openTimeline } = this.#services;
    const session = await (target.accountId === undefined
      ? sessions.active()
      : sessions.of(target.accountId));
    if (!session) throw new SignedOutError();
    const { account } = session;
    const finding = await vscode.window.withProgress(
      {
        location: vscode.ProgressLocation.Window,
        title: vscode.l10n.t('Looking for {0} in {1}', shortId(target.id), account.label),
      },
      () => this.#find(account.id, target, target.near, undefined),
    );
    if (!finding || finding.kind === 'absent') return this.#offerSearch(target, session);
    if (act === 'open' && finding.kind === 'conversation') {
      const { conversation, communication, action } = finding;
      const place = communication?.id ?? action?.related?.['communicationId'];
      openTimeline(
        { accountId: account.id, conversationId: conversation.id },
        conversation.name?.trim() || undefined,
        place,
      );
      return;
    }
    await vscode.commands.executeCommand(`${PREFIX}.openJson`, { ref: refOf(finding, account.id) });
  }

  async #offerSearch({ id, kind }: FollowedId, { account }: Session): Promise<void> {
    const find = vscode.l10n.t('Find Conversation…');
    const others = (await this.#services.accounts()).length > 1;
    const switchAccount = vscode.l10n.t('Switch Account…');
    const said = vscode.l10n.t('{0} {1} was not found in {2}.', kindName(kind), shortId(id), account.label);
    // Not awaited: the command has ended when the word is out.
    void vscode.window.showWarningMessage(said, find, ...(others ? [switchAccount] : [])).then((chosen) => {
      if (chosen === find) return vscode.commands.executeCommand(`${PREFIX}.findConversation`, id);
      if (chosen === switchAccount) return vscode.commands.executeCommand(`${PREFIX}.switchAccount`);
      return undefined;
    });
  }

  async #find(
    accountId: string,
    found: Pick<FoundId, 'id' | 'kind'>,
    near: readonly string[],
    token: vscode.CancellationToken | undefined,
  ): Promise<Finding | undefined> {
    const { sessions, loaded } = this.#services;
    const session = await sessions.of(accountId);
    if (!session) throw new SignedOutError();
    // An account that is reached in another way is another one: a sandbox that was started again, for example.
    const version = await sessions.version(accountId);
    const waiting = new AbortController();
    if (token?.isCancellationRequested) return undefined;
    const listening = token?.onCancellationRequested(() => waiting.abort());
    try {
      return await this.#answers.get(
        JSON.stringify([accountId, version, found.id, near]),
        waiting.signal,
        (signal) => lookUpId(found, session.client, { near, loaded: loaded(accountId) }, signal),
      );
    } finally {
      listening?.dispose();
    }
  }
}

function refOf(finding: Exclude<Finding, { kind: 'absent' }>, accountId: string): ResourceRef {
  switch (finding.kind) {
    case 'conversation': {
      const { conversation, communication, participant, action } = finding;
      const place = { accountId, conversationId: conversation.id };
      if (communication) return { kind: 'communication', ...place, communicationId: communication.id };
      if (participant) return { kind: 'participant', ...place, participantId: participant.id };
      if (action) return { kind: 'action', ...place, actionId: action.id };
      return { kind: 'conversation', ...place };
    }
    case 'configuration':
      return { kind: 'configuration', accountId, configurationId: finding.configuration.id };
    case 'operation':
      return { kind: 'operation', accountId, operationId: finding.operation.operationId };
    case 'service':
      return { kind: 'service', accountId, chatServiceSid: finding.service.sid };
  }
}
