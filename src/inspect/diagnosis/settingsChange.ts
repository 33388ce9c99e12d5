import * as vscode from 'vscode';
import type { Configuration, PatchConfiguration, StatusCallback } from '../../api/resources.ts';
import { sameJson } from '../../platform/changedFields.ts';
import { shortId } from '../../platform/display.ts';
import { jsonText } from '../../platform/jsonText.ts';
import { maskedJson } from '../../platform/maskedJson.ts';
import { closeDiff, type MemoryDocuments } from '../../platform/memoryDocuments.ts';
import { redactedUrl } from '../../platform/redactedUrl.ts';
import type { Session } from '../../platform/session.ts';
import { SignedOutError } from '../../platform/signedOut.ts';
import type { Owner } from './finding.ts';
import type { DiagnosisServices } from './services.ts';

/** What shall be changed, put into a request. */
interface Change {
  /** What it does, in words, such as “Set time-outs of configuration conv_…3f9a21”. Without names: it may be kept. */
  readonly what: string;
  /** The part of the settings as it is, and as it is going to be. */
  sides(settings: Settings): { before: unknown; after: unknown };
  patch(settings: Settings): PatchConfiguration;
}

type Settings = Pick<Configuration, 'channelSettings' | 'statusCallbacks'>;

/** Minutes of silence. */
export interface Timeouts {
  readonly inactive: number;
  readonly closed: number;
}

/** Changes settings, after their difference was shown and agreed to. */
export class SettingsChange {
  readonly #services: DiagnosisServices;
  readonly #sides: MemoryDocuments;

  constructor(services: DiagnosisServices, sides: MemoryDocuments) {
    this.#services = services;
    this.#sides = sides;
  }

  /** Gives channels of a configuration time-outs. What else is set for them stays. @returns whether it was done */
  setTimeouts(
    accountId: string,
    configurationId: string,
    channels: readonly string[],
    timeouts: Timeouts,
  ): Promise<boolean> {
    const changed = ({ channelSettings = {} }: Settings) =>
      Object.fromEntries(
        channels.map((channel) => [channel, { ...channelSettings[channel], statusTimeouts: timeouts }]),
      );
    return this.#change(
      accountId,
      { kind: 'configuration', configurationId },
      {
        what: vscode.l10n.t('Set time-outs of configuration {0}', shortId(configurationId)),
        sides: (settings) => ({
          before: { channelSettings: settings.channelSettings ?? {} },
          after: { channelSettings: { ...settings.channelSettings, ...changed(settings) } },
        }),
        patch: (settings) => ({ channelSettings: changed(settings) }),
      },
    );
  }

  /** Replaces the list of callbacks. @param change makes the new list of the one that there is */
  setCallbacks(
    accountId: string,
    owner: Owner,
    change: (callbacks: readonly StatusCallback[]) => StatusCallback[],
  ): Promise<boolean> {
    return this.#change(accountId, owner, {
      what:
        owner.kind === 'configuration'
          ? vscode.l10n.t('Set status callbacks of configuration {0}', shortId(owner.configurationId))
          : vscode.l10n.t('Set status callbacks of conversation {0}', shortId(owner.conversationId)),
      sides: ({ statusCallbacks }) => ({
        before: { statusCallbacks: (statusCallbacks ?? []).map(withoutSecrets) },
        after: { statusCallbacks: change(statusCallbacks ?? []).map(withoutSecrets) },
      }),
      patch: ({ statusCallbacks }) => ({ statusCallbacks: change(statusCallbacks ?? []) }),
    });
  }

  async #change(accountId: string, owner: Owner, change: Change): Promise<boolean> {
    let settings = await this.#read(accountId, owner);
    let meanwhile = false;
    for (;;) {
      const agreed = await this.#ask(accountId, owner, change, settings, meanwhile);
      if (!agreed) return false;
      // What others changed since it was shown is not undone unseen.
      const latest = await this.#read(accountId, owner);
      // What is not shown of it counts too, such as a callback's password.
      if (
        sameJson(change.sides(settings), change.sides(latest)) &&
        sameJson(change.patch(settings), change.patch(latest))
      )
        break;
      settings = latest;
      meanwhile = true;
    }
    const body = change.patch(settings);
    const { client } = await this.#session(accountId);
    if (owner.kind === 'conversation') {
      const { statusCallbacks } = body;
      await vscode.window.withProgress(
        { location: vscode.ProgressLocation.Window, title: vscode.l10n.t('Changing the conversation…') },
        () =>
          client.patchConversation(owner.conversationId, {
            configuration: { statusCallbacks: statusCallbacks ?? [] },
          }),
      );
      this.#services.changed({ accountId, conversationId: owner.conversationId });
      return true;
    }
    await vscode.window.withProgress(
      { location: vscode.ProgressLocation.Window, title: vscode.l10n.t('Changing the configuration…') },
      async () => {
        const accepted = await client.patchConfiguration(owner.configurationId, body);
        const ended = client.waitForOperation(accepted);
        this.#services.accepted({
          accountId,
          operationId: accepted.operationId,
          what: change.what,
          ended,
        });
        await ended;
      },
    );
    return true;
  }

  /** Shows the difference, and asks. */
  async #ask(
    accountId: string,
    owner: Owner,
    change: Change,
    settings: Settings,
    meanwhile: boolean,
  ): Promise<boolean> {
    const { account } = await this.#session(accountId);
    const { before, after } = change.sides(settings);
    if (sameJson(before, after)) {
      void vscode.window.showInformationMessage(vscode.l10n.t('Nothing is different, so nothing was sent.'));
      return false;
    }
    const { masker } = this.#services.privacy;
    const name =
      owner.kind === 'configuration'
        ? vscode.l10n.t('Configuration {0}', shortId(owner.configurationId))
        : vscode.l10n.t('Conversation {0}', shortId(owner.conversationId));
    const [left, right] = [before, after].map((side) => jsonText(maskedJson(side, masker)));
    const modified = this.#sides.add(`${name}.json`, right ?? '');
    await vscode.commands.executeCommand(
      'vscode.diff',
      this.#sides.add(`${name}.json`, left ?? ''),
      modified,
      vscode.l10n.t('{0}: Now ↔ Changed', name),
      { preview: true, preserveFocus: true },
    );
    const scope =
      owner.kind === 'configuration'
        ? vscode.l10n.t(
            'Conversations that are made from now on get the new settings; those that are there keep theirs.',
          )
        : vscode.l10n.t('Only this conversation is changed. Its configuration stays as it is.');
    try {
      // Not a modal dialog: it would cover the difference.
      const chosen = await vscode.window.showQuickPick(
        [
          {
            label: `$(check) ${vscode.l10n.t('Change {0}', name)}`,
            description: account.sandbox
              ? ''
              : vscode.l10n.t('on the live account {0} ({1})', account.label, account.accountSid),
            detail: scope,
            agreed: true,
          },
          { label: `$(close) ${vscode.l10n.t('Cancel')}`, agreed: false },
        ],
        {
          title: change.what,
          placeHolder: meanwhile
            ? vscode.l10n.t(
                'Somebody has changed it meanwhile. The editor shows the difference now: change it?',
              )
            : vscode.l10n.t('The editor shows what will be different. Change it?'),
          ignoreFocusOut: true,
        },
      );
      return chosen?.agreed ?? false;
    } finally {
      await closeDiff(modified);
    }
  }

  async #read(accountId: string, owner: Owner): Promise<Settings> {
    const { client } = await this.#session(accountId);
    if (owner.kind === 'configuration') return client.fetchConfiguration(owner.configurationId);
    return (await client.fetchConversation(owner.conversationId)).configuration ?? {};
  }

  async #session(accountId: string): Promise<Session> {
    const session = await this.#services.sessions.of(accountId);
    if (!session) throw new SignedOutError();
    return session;
  }
}

/** A callback as it may be shown. */
function withoutSecrets({ url, ...rest }: StatusCallback): StatusCallback {
  return { url: redactedUrl(url)?.text ?? '…', ...rest };
}
