import * as vscode from 'vscode';
import type { ServiceDeliveryReceipt, ServiceMessage } from '../../api/resources.ts';
import { fullTime, relativeTime } from '../../platform/display.ts';
import { type Masker, openMasker } from '../../platform/masking.ts';
import type { ResourceRef } from '../../platform/resourceRef.ts';
import { type AccountToken, accountToken } from '../accountToken.ts';
import { ChildList } from '../childList.ts';
import type { ExplorerNode, TreeContext } from '../node.ts';
import { rowItem } from '../rowItem.ts';
import { factsTooltip } from '../tooltip.ts';
import type { ClassicMessagesNode } from './classicMessagesNode.ts';
import { deliveryProblem, deliveryWords, mediaWords, shortBody } from './classicWords.ts';
import { DeliveryReceiptNode } from './deliveryReceiptNode.ts';

/** The most that a page of receipts has. */
const RECEIPT_PAGE = 50;

/** A classic (v1) message, with its delivery receipts below it. */
export class ClassicMessageNode implements ExplorerNode {
  readonly id: string;
  readonly parent: ClassicMessagesNode;
  readonly ref: Extract<ResourceRef, { kind: 'serviceMessage' }>;
  /** As it was last read. */
  resource: ServiceMessage;
  readonly #account: AccountToken;
  readonly #context: TreeContext;
  readonly #receipts: ChildList<ServiceDeliveryReceipt>;

  constructor(context: TreeContext, parent: ClassicMessagesNode, message: ServiceMessage) {
    const { accountId, chatServiceSid, conversationSid } = parent.parent.ref;
    this.id = `${parent.id}/${message.sid}`;
    this.parent = parent;
    this.ref = {
      kind: 'serviceMessage',
      accountId,
      chatServiceSid,
      conversationSid,
      messageSid: message.sid,
    };
    this.resource = message;
    this.#context = context;
    this.#account = accountToken(context.session.account);
    this.#receipts = new ChildList<ServiceDeliveryReceipt>(context, this, {
      fetchPage: (pageToken, signal) =>
        context.session.client.serviceDeliveryReceiptPage(chatServiceSid, conversationSid, message.sid, {
          pageToken,
          signal,
          pageSize: RECEIPT_PAGE,
        }),
      idOf: ({ sid }) => sid,
      node: (receipt) => new DeliveryReceiptNode(this, receipt, this.#account),
      words: {
        what: vscode.l10n.t('Could not list the delivery receipts'),
        empty: message.delivery ? vscode.l10n.t('No receipts yet') : vscode.l10n.t('No receipts for chat'),
      },
    });
  }

  get name(): string {
    return this.#nameThrough(openMasker);
  }

  #nameThrough(masker: Masker): string {
    const { body } = this.resource;
    const author = this.resource.author && masker.address(this.resource.author);
    const text = masker.text(shortBody(body));
    if (!text) return author ?? vscode.l10n.t('Message without text');
    return author ? vscode.l10n.t('{0}: {1}', author, text) : text;
  }

  item(): vscode.TreeItem {
    const { delivery, media, date_created } = this.resource;
    return rowItem({
      id: this.id,
      label: this.#nameThrough(this.#context.masker),
      description: [
        deliveryWords(delivery, vscode.l10n),
        mediaWords(media?.length ?? 0, vscode.l10n),
        relativeTime(date_created ?? undefined),
      ],
      icon: 'comment',
      color: deliveryProblem(delivery) ? 'list.warningForeground' : undefined,
      expandable: 'collapsed',
      contextValue: `serviceMessage has-id has-json ${this.#account}`,
    });
  }

  tooltip(): vscode.MarkdownString {
    const { author, body, delivery, media, index, date_created, sid } = this.resource;
    const { masker } = this.#context;
    const files = (media ?? []).map(({ filename, content_type, sid }) =>
      filename ? masker.text(filename) : (content_type ?? sid),
    );
    const tooltip = factsTooltip(author ? masker.address(author) : '', [
      [vscode.l10n.t('Delivery'), deliveryWords(delivery, vscode.l10n)],
      [vscode.l10n.t('Media'), files.join(', ')],
      [vscode.l10n.t('Index'), String(index)],
      [vscode.l10n.t('Created'), fullTime(date_created ?? undefined)],
      [vscode.l10n.t('ID'), sid],
    ]);
    if (body) tooltip.appendText(`\n\n${masker.text(body)}`);
    return tooltip;
  }

  children(): readonly ExplorerNode[] {
    return this.#receipts.rows();
  }

  async refresh(): Promise<void> {
    await this.#receipts.refresh();
  }
}
