import * as vscode from 'vscode';
import type { ServiceDeliveryReceipt } from '../../api/resources.ts';
import { fullTime, relativeTime, shortId } from '../../platform/display.ts';
import type { ResourceRef } from '../../platform/resourceRef.ts';
import type { AccountToken } from '../accountToken.ts';
import type { ExplorerNode } from '../node.ts';
import { rowItem } from '../rowItem.ts';
import { factsTooltip } from '../tooltip.ts';
import type { ClassicMessageNode } from './classicMessageNode.ts';
import { errorPage, receiptStatusName } from './classicWords.ts';

/** How a classic (v1) message fared with one recipient. */
export class DeliveryReceiptNode implements ExplorerNode {
  readonly id: string;
  readonly parent: ClassicMessageNode;
  readonly resource: ServiceDeliveryReceipt;
  readonly #account: AccountToken;

  constructor(parent: ClassicMessageNode, receipt: ServiceDeliveryReceipt, account: AccountToken) {
    this.id = `${parent.id}/${receipt.sid}`;
    this.parent = parent;
    this.resource = receipt;
    this.#account = account;
  }

  get name(): string {
    return receiptStatusName(this.resource.status, vscode.l10n);
  }

  get ref(): Extract<ResourceRef, { kind: 'deliveryReceipt' }> {
    const { kind, ...place } = this.parent.ref;
    return { kind: 'deliveryReceipt', ...place, receiptSid: this.resource.sid };
  }

  /** One with an error leads to Twilio's page about it. */
  item(): vscode.TreeItem {
    const { error_code, channel_message_sid, date_updated } = this.resource;
    const page = errorPage(error_code);
    const item = rowItem({
      id: this.id,
      label: this.name,
      description: [
        page === undefined ? undefined : vscode.l10n.t('Error {0}, open Twilio’s page', error_code),
        channel_message_sid ? shortId(channel_message_sid) : undefined,
        relativeTime(date_updated ?? undefined),
      ],
      icon: page === undefined ? receiptIcon(this.resource.status) : 'error',
      color: page === undefined ? undefined : 'errorForeground',
      contextValue: `deliveryReceipt has-id has-json ${this.#account}`,
    });
    if (page !== undefined) {
      item.command = {
        command: 'vscode.open',
        title: vscode.l10n.t('About This Error'),
        arguments: [vscode.Uri.parse(page, true)],
      };
    }
    return item;
  }

  tooltip(): vscode.MarkdownString {
    const { error_code, channel_message_sid, participant_sid, date_updated, sid } = this.resource;
    const page = errorPage(error_code);
    const tooltip = factsTooltip(this.name, [
      [vscode.l10n.t('Channel’s message'), channel_message_sid ?? undefined],
      [vscode.l10n.t('Classic participant'), participant_sid ?? undefined],
      [vscode.l10n.t('Last change'), fullTime(date_updated ?? undefined)],
      [vscode.l10n.t('ID'), sid],
    ]);
    if (page === undefined) return tooltip;
    return tooltip.appendMarkdown(`\n\n[${vscode.l10n.t('Error {0}', error_code)}](${page})`);
  }
}

function receiptIcon(status: string): string {
  switch (status) {
    case 'read':
      return 'check-all';
    case 'delivered':
      return 'check';
    case 'sent':
      return 'arrow-right';
    case 'failed':
    case 'undelivered':
      return 'error';
    default:
      return 'question';
  }
}
