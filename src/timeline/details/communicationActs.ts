import * as vscode from 'vscode';
import type { Communication } from '../../api/resources.ts';
import { copyToClipboard } from '../../platform/clipboard.ts';
import { channelName, fullTime, participantTypeName, shortId } from '../../platform/display.ts';
import { jsonText } from '../../platform/jsonText.ts';
import { maskedJson } from '../../platform/maskedJson.ts';
import type { PanelContext } from '../panelContext.ts';
import type { CommunicationAct } from '../protocol/details.ts';
import { shownParty } from '../shownParty.ts';
import { classicPlaceOf, findClassicMessage } from './classicMessage.ts';
import { communicationMarkdown } from './markdown.ts';
import { valueAt } from './resourcePaths.ts';

/** What can be done with one communication of a panel. What is copied while words are hidden is hidden too. */
export class CommunicationActs {
  readonly #context: PanelContext;

  constructor(context: PanelContext) {
    this.#context = context;
  }

  /** Does it; what fails is reported, with a way to try again. */
  run(act: CommunicationAct, key: string): void {
    this.#guarded(failureOf(act), () => this.#run(act, key));
  }

  /** Copies the value that a path leads to. */
  copyDetail(key: string, path: string): void {
    this.#guarded(vscode.l10n.t('Could not copy it'), async () => {
      const communication = this.#context.store?.communication(key);
      const value = communication && valueAt(maskedJson(communication, this.#context.masker), path);
      if (value !== undefined) await copyToClipboard(value);
    });
  }

  async #run(act: CommunicationAct, key: string): Promise<void> {
    const { store, services, key: panel } = this.#context;
    const communication = store?.communication(key);
    if (!communication) return;
    switch (act) {
      case 'copyId':
        return copyToClipboard(communication.id);
      case 'copyText':
        return copyToClipboard(this.#textOf(communication), vscode.l10n.t('Copied the text'));
      case 'copyMarkdown':
        return copyToClipboard(this.#markdownOf(communication), vscode.l10n.t('Copied as Markdown'));
      case 'copyJson':
        return copyToClipboard(
          jsonText(maskedJson(communication, this.#context.masker)),
          vscode.l10n.t('Copied as JSON'),
        );
      case 'openText':
        await vscode.window.showTextDocument(
          await vscode.workspace.openTextDocument({
            content: this.#textOf(communication),
            language: 'plaintext',
          }),
          { viewColumn: vscode.ViewColumn.Beside },
        );
        return;
      case 'openJson':
        await services.openJson(
          { kind: 'communication', ...panel, communicationId: communication.id },
          shortId(communication.id),
        );
        return;
      case 'openClassicMessage':
        return this.#openClassicMessage(communication);
      case 'resend':
        await services.resend(panel, communication);
        return;
      case 'editAndSend':
        await services.editAndSend(panel, communication);
        return;
      case 'sendElsewhere':
        await services.sendElsewhere(panel, communication);
        return;
      case 'saveAsFile':
        await services.saveAsFile(panel, communication);
        return;
      case 'showCallbacks':
        await services.showCallbacks(panel.accountId, communication.id);
        return;
    }
  }

  async #openClassicMessage(communication: Communication): Promise<void> {
    const { store, session, services, key } = this.#context;
    if (!store || !session) return;
    const place = classicPlaceOf(store.conversation, store.participants, communication);
    if (!place) {
      const bridged = store.conversation?.configuration?.conversationsV1Bridge !== undefined;
      void vscode.window.showInformationMessage(
        bridged
          ? vscode.l10n.t(
              'The conversation is bridged to a classic service, but nothing in it names its classic conversation.',
            )
          : vscode.l10n.t(
              'The conversation is not bridged to a classic service: it has no v1 messages. A configuration’s conversationsV1Bridge does that.',
            ),
      );
      return;
    }
    const match = await vscode.window.withProgress(
      {
        location: vscode.ProgressLocation.Notification,
        title: vscode.l10n.t('Looking for the v1 message…'),
        cancellable: true,
      },
      async (_progress, token) => {
        const abort = new AbortController();
        token.onCancellationRequested(() => abort.abort());
        try {
          return await findClassicMessage(session.client, place, communication, abort.signal);
        } catch (error) {
          if (abort.signal.aborted) return 'cancelled' as const;
          throw error;
        }
      },
    );
    if (match === 'cancelled') return;
    if (!match) {
      void vscode.window.showInformationMessage(
        vscode.l10n.t(
          'No v1 message was found for this communication: none has its id, and none its author, text and time.',
        ),
      );
      return;
    }
    const { chatServiceSid, conversationSid, message } = match;
    await services.openJson(
      {
        kind: 'serviceMessage',
        accountId: key.accountId,
        chatServiceSid,
        conversationSid,
        messageSid: message.sid,
      },
      vscode.l10n.t('v1 message {0}', shortId(message.sid)),
    );
    if (!match.sure) {
      void vscode.window.showInformationMessage(
        vscode.l10n.t(
          'This is probably the v1 message: it has the communication’s author, text and time, but no id says so.',
        ),
      );
    }
  }

  #textOf({ content }: Communication): string {
    return this.#context.masker.text(content.text ?? '');
  }

  #markdownOf(communication: Communication): string {
    const { store, masker } = this.#context;
    if (!store) return '';
    const { author, recipients, content, occurredAt, createdAt } = communication;
    const from = shownParty(author, store.parties, masker);
    return communicationMarkdown({
      author: from.name,
      authorFacts: [participantTypeName(from.type), ...(from.name === from.address ? [] : [from.address])],
      recipients: recipients.map((recipient) => ({
        name: shownParty(recipient, store.parties, masker).name,
        delivery: recipient.deliveryStatus && deliveryName(recipient.deliveryStatus),
      })),
      facts: [channelName(author.channel), fullTime(occurredAt ?? createdAt)].filter((fact) => fact !== ''),
      text: masker.text(content.text ?? ''),
      id: communication.id,
    });
  }

  #guarded(what: string, act: () => Promise<unknown>): void {
    const attempt = (): Promise<void> =>
      act().then(
        () => undefined,
        (error: unknown) => {
          const account = this.#context.session?.account;
          void this.#context.services.notifier.showFailure(
            error,
            { what, sandbox: account?.sandbox ?? false, account },
            attempt,
          );
        },
      );
    void attempt();
  }
}

function deliveryName(status: string): string {
  switch (status) {
    case 'INITIATED':
      return vscode.l10n.t('To be sent');
    case 'IN_PROGRESS':
      return vscode.l10n.t('Sending');
    case 'DELIVERED':
      return vscode.l10n.t('Delivered');
    case 'READ':
      return vscode.l10n.t('Read');
    case 'FAILED':
      return vscode.l10n.t('Failed');
    default:
      return status;
  }
}

function failureOf(act: CommunicationAct): string {
  switch (act) {
    case 'resend':
    case 'editAndSend':
      return vscode.l10n.t('Could not send it again');
    case 'sendElsewhere':
      return vscode.l10n.t('Could not send it to another conversation');
    case 'saveAsFile':
      return vscode.l10n.t('Could not write a communication file');
    case 'openClassicMessage':
      return vscode.l10n.t('Could not look up the v1 message');
    case 'openJson':
    case 'openText':
    case 'showCallbacks':
      return vscode.l10n.t('Could not open it');
    default:
      return vscode.l10n.t('Could not copy it');
  }
}
