import { homedir } from 'node:os';
import process from 'node:process';
import * as vscode from 'vscode';
import { isApiError } from '../../api/errors.ts';
import type { Notifier } from '../../platform/notifier.ts';
import type { AccountRecord } from '../account.ts';
import { checkAccount, OtherAccountError } from '../accountCheck.ts';
import type { AccountStore } from '../accountStore.ts';
import type { UsableCandidate } from './candidate.ts';
import { CandidateList } from './candidateList.ts';
import { type CheckOutcome, checkCandidates } from './checkCandidates.ts';
import { type LegacyProfile, readCliProfiles } from './cliConfig.ts';
import { candidatesFromVariables } from './environment.ts';
import { importSummary, type Refusal } from './importSummary.ts';
import { readKeychainProfiles } from './keychainProfiles.ts';
import { recordOf, unnamedRecordOf } from './knownAccounts.ts';
import { candidatesFromFile, candidatesFromWorkspace } from './workspaceDotEnv.ts';

/** Takes over accounts that other tools on this machine know; each is kept only when one request went through. */
export class ImportAccounts {
  readonly #store: AccountStore;
  readonly #notifier: Notifier;
  readonly #userAgent: string;

  constructor(store: AccountStore, notifier: Notifier, userAgent: string) {
    this.#store = store;
    this.#notifier = notifier;
    this.#userAgent = userAgent;
  }

  /** Looks, lets the person choose, checks and keeps. */
  async run(): Promise<void> {
    const list = new CandidateList(await this.#store.records());
    list.offer(pickFile());
    const choosing = list.choose();
    const searching = Promise.all([
      readCliProfiles({ env: process.env, homeDirectory: homedir() }, vscode.l10n).then(
        ({ candidates, legacy }) => {
          list.add(candidates);
          if (legacy.length > 0) list.offer(lookInKeychain(legacy));
        },
      ),
      candidatesFromWorkspace({
        isTrusted: vscode.workspace.isTrusted,
        folders: vscode.workspace.workspaceFolders ?? [],
      }).then((candidates) => list.add(candidates)),
    ]);
    const origin = vscode.l10n.t('environment variables');
    list.add(candidatesFromVariables(process.env, { source: 'environment', origin }, vscode.l10n));
    searching.then(
      () => list.complete(),
      () => list.complete(),
    );
    const chosen = await choosing;
    if (chosen) await this.#import(chosen);
  }

  /** Checks and keeps; what fails can be tried again. */
  async #import(chosen: readonly UsableCandidate[]): Promise<void> {
    let remaining = chosen;
    while (remaining.length > 0) {
      const outcomes = await this.#check(remaining);
      const before = await this.#store.active();
      const imported = await this.#keep(
        outcomes.filter(({ kind }) => kind === 'passed').map(({ candidate }) => candidate),
      );
      const failed = outcomes.filter((outcome) => outcome.kind === 'failed');
      remaining = [];
      if (imported.length === 0 && failed.length === 0) return;
      const after = await this.#store.active();
      const message = importSummary(
        imported,
        failed.map((outcome) => this.#refusal(outcome)),
        after && { label: after.label, changed: after.id !== before?.id },
        vscode.l10n,
      );
      if (failed.length === 0) {
        void vscode.window.showInformationMessage(message);
        return;
      }
      const retry = vscode.l10n.t('Retry');
      const openLog = vscode.l10n.t('Open Log');
      const show = imported.length > 0 ? vscode.window.showWarningMessage : vscode.window.showErrorMessage;
      const pressed = await show(message, retry, openLog);
      if (pressed === openLog) await this.#notifier.carryOut('openLog');
      if (pressed === retry) remaining = failed.map(({ candidate }) => candidate);
    }
  }

  async #check(candidates: readonly UsableCandidate[]): Promise<CheckOutcome[]> {
    return vscode.window.withProgress(
      {
        location: vscode.ProgressLocation.Notification,
        title: vscode.l10n.t('Checking the accounts…'),
        cancellable: true,
      },
      async (progress, token) => {
        const abort = new AbortController();
        token.onCancellationRequested(() => abort.abort());
        let done = 0;
        return checkCandidates(candidates, {
          check: (candidate, signal) =>
            checkAccount(unnamedRecordOf(candidate), { userAgent: this.#userAgent, signal }),
          signal: abort.signal,
          onDone: () =>
            progress.report({
              message: vscode.l10n.t('{0} of {1}', ++done, candidates.length),
              increment: 100 / candidates.length,
            }),
        });
      },
    );
  }

  /**
   * Keeps those that passed. The active account changes when nobody was signed in before, or when exactly one came.
   * @returns their labels
   */
  async #keep(candidates: readonly UsableCandidate[]): Promise<string[]> {
    const nobody = (await this.#store.active()) === undefined;
    const toActivate = candidates.find(({ active }) => active) ?? candidates[0];
    const kept: AccountRecord[] = [];
    for (const candidate of candidates) {
      const record = recordOf(candidate, await this.#store.records());
      const activate = candidate === toActivate && (nobody || candidates.length === 1);
      await (activate ? this.#store.save(record) : this.#store.add(record));
      kept.push(record);
    }
    return kept.map(({ label }) => label);
  }

  #refusal({ candidate: { name }, error }: Extract<CheckOutcome, { kind: 'failed' }>): Refusal {
    const { summary } = this.#notifier.explain(error, {
      what: vscode.l10n.t('Could not import {0}', name),
    });
    const refused = (isApiError(error) && error.kind === 'status') || error instanceof OtherAccountError;
    return {
      name,
      reason:
        error instanceof OtherAccountError
          ? vscode.l10n.t('The API key belongs to another account')
          : summary,
      refused,
    };
  }
}

function lookInKeychain(legacy: readonly LegacyProfile[]) {
  const { remoteName } = vscode.env;
  const names = legacy.map(({ id }) => id).join(', ');
  return {
    label: vscode.l10n.t('Look in the keychain…'),
    detail: remoteName
      ? vscode.l10n.t('On the remote machine: secrets that Twilio CLI 1 or 2 kept for {0}', names)
      : vscode.l10n.t('Secrets that Twilio CLI 1 or 2 kept for {0}', names),
    run: async () => {
      const { candidates, explanation, again } = await readKeychainProfiles(
        legacy,
        { remoteName },
        vscode.l10n,
      );
      if (explanation) void vscode.window.showWarningMessage(explanation);
      return { candidates, done: !again };
    },
    opensBox: false,
  };
}

function pickFile() {
  return {
    label: vscode.l10n.t('Choose a .env file…'),
    detail: vscode.workspace.isTrusted
      ? vscode.l10n.t('The file with TWILIO_ACCOUNT_SID and an API key or auth token')
      : vscode.l10n.t('The workspace is not trusted, so its own .env files are not read'),
    run: async () => {
      const folder = vscode.workspace.workspaceFolders?.[0]?.uri;
      const [uri] =
        (await vscode.window.showOpenDialog({
          title: vscode.l10n.t('Choose a .env File'),
          openLabel: vscode.l10n.t('Read'),
          ...(folder ? { defaultUri: folder } : {}),
        })) ?? [];
      if (!uri) return { candidates: [], done: false };
      const origin = vscode.workspace.asRelativePath(uri);
      const candidates = await candidatesFromFile(uri, origin);
      if (candidates.length === 0) {
        void vscode.window.showWarningMessage(
          vscode.l10n.t(
            '{0} describes no Twilio account: it has none of TWILIO_ACCOUNT_SID, TWILIO_API_KEY and TWILIO_AUTH_TOKEN.',
            origin,
          ),
        );
      }
      return { candidates, done: false };
    },
    opensBox: true,
  };
}
