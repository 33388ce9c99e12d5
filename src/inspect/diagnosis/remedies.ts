import * as vscode from 'vscode';
import type { StatusCallback } from '../../api/resources.ts';
import { copyToClipboard } from '../../platform/clipboard.ts';
import { PREFIX } from '../../platform/commands.ts';
import { channelName } from '../../platform/display.ts';
import type { MemoryDocuments } from '../../platform/memoryDocuments.ts';
import { redactedUrl } from '../../platform/redactedUrl.ts';
import { SignedOutError } from '../../platform/signedOut.ts';
import { urlKind } from '../../platform/urlKind.ts';
import type { Owner, Remedy } from './finding.ts';
import type { DiagnosisServices } from './services.ts';
import { SettingsChange } from './settingsChange.ts';

/** A day of silence is a pause in most conversations, and a week is an end. In minutes. */
const USUAL = { inactive: 1_440, closed: 10_080 };

/** The API's most is not documented; ten years are beyond a conversation's longest life of three. */
const MOST_MINUTES = 5_256_000;

/** Carries remedies out: by the commands that the extension has for what they do, or by itself. */
export class Remedies {
  readonly #services: DiagnosisServices;
  readonly #settings: SettingsChange;

  constructor(services: DiagnosisServices, sides: MemoryDocuments) {
    this.#services = services;
    this.#settings = new SettingsChange(services, sides);
  }

  /**
   * Does what a remedy says; whatever changes something asks before.
   * @returns whether something may be different now, so that it is worth looking again
   */
  async carryOut(accountId: string, remedy: Remedy): Promise<boolean> {
    switch (remedy.does) {
      case 'openTimeline':
        await this.#services.openTimeline(
          { accountId, conversationId: remedy.conversationId },
          undefined,
          remedy.communicationId,
        );
        return false;
      case 'openJson':
        await command('openJson', { ref: remedy.ref });
        return false;
      case 'openPage':
        await vscode.env.openExternal(vscode.Uri.parse(remedy.url, true));
        return false;
      case 'copy':
        await copyToClipboard(
          remedy.text,
          this.#services.privacy.masked ? vscode.l10n.t('Copied the value') : undefined,
        );
        return false;
      case 'editParticipant': {
        const { conversationId, participantId } = remedy;
        const ref = { kind: 'participant' as const, accountId, conversationId, participantId };
        // Commands on rows take whatever names a resource as a row does.
        await command('editParticipant', rowOf(ref));
        return true;
      }
      case 'closeConversation':
        await command('closeConversation', { accountId, conversationId: remedy.conversationId });
        return true;
      case 'resend':
        await this.#resend(accountId, remedy.conversationId, remedy.communicationId);
        return true;
      case 'setTimeouts':
        return this.#setTimeouts(accountId, remedy.configurationId, remedy.channels);
      case 'replaceCallback':
        return this.#replaceCallback(accountId, remedy.owner, remedy.url);
      case 'removeCallback':
        return this.#settings.setCallbacks(accountId, remedy.owner, (callbacks) =>
          without(callbacks, remedy.url),
        );
      case 'addCallback': {
        const url = await this.#askUrl(accountId, '');
        if (url === undefined) return false;
        return this.#settings.setCallbacks(accountId, remedy.owner, (callbacks) => [
          ...callbacks,
          { url, method: 'POST' },
        ]);
      }
    }
  }

  async #resend(accountId: string, conversationId: string, communicationId: string): Promise<void> {
    const session = await this.#services.sessions.of(accountId);
    if (!session) throw new SignedOutError();
    const communication = await session.client.fetchCommunication(conversationId, communicationId);
    await this.#services.resend({ accountId, conversationId }, communication);
  }

  async #setTimeouts(accountId: string, configurationId: string, given: readonly string[]): Promise<boolean> {
    const channels = given.length > 0 ? given : await pickChannels();
    if (!channels || channels.length === 0) return false;
    const names = channels.map(channelName).join(', ');
    const title = vscode.l10n.t('Time-outs of {0}', names);
    const inactive = await askMinutes(
      title,
      vscode.l10n.t('Minutes of silence until conversations are INACTIVE (1 of 2)'),
      USUAL.inactive,
      1,
    );
    if (inactive === undefined) return false;
    const closed = await askMinutes(
      title,
      vscode.l10n.t('Minutes of silence until conversations are CLOSED, which is final (2 of 2)'),
      Math.max(USUAL.closed, inactive + 1),
      inactive + 1,
    );
    if (closed === undefined) return false;
    return this.#settings.setTimeouts(accountId, configurationId, channels, { inactive, closed });
  }

  async #replaceCallback(accountId: string, owner: Owner, url: string): Promise<boolean> {
    const shown = redactedUrl(url);
    // What must not be shown is typed anew.
    const replacement = await this.#askUrl(accountId, shown && !shown.redacted ? url : '');
    if (replacement === undefined) return false;
    return this.#settings.setCallbacks(accountId, owner, (callbacks) =>
      callbacks.map((callback) => (callback.url === url ? { ...callback, url: replacement } : callback)),
    );
  }

  async #askUrl(accountId: string, value: string): Promise<string | undefined> {
    const sandbox = (await this.#services.sessions.of(accountId))?.account.sandbox ?? false;
    const typed = await vscode.window.showInputBox({
      title: vscode.l10n.t('Status Callback'),
      prompt: sandbox
        ? vscode.l10n.t('URL that the sandbox calls, such as http://127.0.0.1:3000/webhooks')
        : vscode.l10n.t('Public https URL that Twilio calls'),
      placeHolder: sandbox ? 'http://127.0.0.1:3000/webhooks' : 'https://',
      value,
      ignoreFocusOut: true,
      validateInput: (text) => complaintAbout(text.trim(), sandbox),
    });
    return typed?.trim();
  }
}

/** @returns what is wrong with a URL for callbacks */
function complaintAbout(url: string, sandbox: boolean): string | undefined {
  const kind = urlKind(url);
  if (kind === 'unusable') return vscode.l10n.t('Write a whole URL that begins with http:// or https://.');
  if (sandbox) return undefined;
  if (kind !== 'public')
    return vscode.l10n.t('Twilio cannot reach this host: it is not public. A tunnel gives it a public URL.');
  return url.startsWith('https:') ? undefined : vscode.l10n.t('Twilio calls https URLs.');
}

function without(callbacks: readonly StatusCallback[], url: string): StatusCallback[] {
  const place = callbacks.findLastIndex((callback) => callback.url === url);
  return callbacks.filter((_, index) => index !== place);
}

async function pickChannels(): Promise<readonly string[] | undefined> {
  const picked = await vscode.window.showQuickPick(
    ['SMS', 'WHATSAPP', 'RCS', 'CHAT', 'VOICE'].map((channel) => ({ label: channelName(channel), channel })),
    { canPickMany: true, placeHolder: vscode.l10n.t('Time-outs for which channels?') },
  );
  return picked?.map(({ channel }) => channel);
}

async function askMinutes(
  title: string,
  prompt: string,
  value: number,
  least: number,
): Promise<number | undefined> {
  const typed = await vscode.window.showInputBox({
    title,
    prompt,
    value: String(value),
    ignoreFocusOut: true,
    validateInput: (text) => {
      const minutes = Number(text.trim());
      return /^\d+$/.test(text.trim()) && minutes >= least && minutes <= MOST_MINUTES
        ? undefined
        : vscode.l10n.t('Write a whole number of minutes, at least {0}.', least);
    },
  });
  return typed === undefined ? undefined : Number(typed.trim());
}

function rowOf(ref: {
  kind: 'participant';
  accountId: string;
  conversationId: string;
  participantId: string;
}) {
  return {
    id: ref.participantId,
    parent: undefined,
    name: ref.participantId,
    ref,
    item: () => new vscode.TreeItem(''),
  };
}

function command(name: string, ...args: unknown[]): Thenable<unknown> {
  return vscode.commands.executeCommand(`${PREFIX}.${name}`, ...args);
}
