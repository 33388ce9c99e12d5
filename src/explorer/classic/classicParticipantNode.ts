import * as vscode from 'vscode';
import type { ServiceParticipant } from '../../api/resources.ts';
import { channelName, fullTime, shortId } from '../../platform/display.ts';
import type { ResourceRef } from '../../platform/resourceRef.ts';
import type { AccountToken } from '../accountToken.ts';
import type { ExplorerNode } from '../node.ts';
import { rowItem } from '../rowItem.ts';
import { factsTooltip } from '../tooltip.ts';
import type { ClassicParticipantsNode } from './classicParticipantsNode.ts';

/** A classic (v1) participant: somebody who chats, or somebody who is reached on a channel. */
export class ClassicParticipantNode implements ExplorerNode {
  readonly id: string;
  readonly parent: ClassicParticipantsNode;
  readonly resource: ServiceParticipant;
  readonly #account: AccountToken;

  constructor(parent: ClassicParticipantsNode, participant: ServiceParticipant, account: AccountToken) {
    this.id = `${parent.id}/${participant.sid}`;
    this.parent = parent;
    this.resource = participant;
    this.#account = account;
  }

  get name(): string {
    const { identity, messaging_binding, sid } = this.resource;
    return identity || messaging_binding?.address || shortId(sid);
  }

  get ref(): Extract<ResourceRef, { kind: 'serviceParticipant' }> {
    const { kind, ...place } = this.parent.parent.ref;
    return { kind: 'serviceParticipant', ...place, participantSid: this.resource.sid };
  }

  item(): vscode.TreeItem {
    const proxy = this.resource.messaging_binding?.proxy_address;
    return rowItem({
      id: this.id,
      label: this.name,
      description: [this.#channel, proxy ? vscode.l10n.t('by way of {0}', proxy) : undefined],
      icon: 'person',
      contextValue: `serviceParticipant has-id has-json ${this.#account}`,
    });
  }

  tooltip(): vscode.MarkdownString {
    const { attributes, messaging_binding, date_created, last_read_message_index, sid } = this.resource;
    return factsTooltip(this.name, [
      [vscode.l10n.t('Channel'), this.#channel],
      [vscode.l10n.t('Proxy address'), messaging_binding?.proxy_address],
      [vscode.l10n.t('Attributes'), attributes === '{}' ? undefined : (attributes ?? undefined)],
      [vscode.l10n.t('Last read message'), last_read_message_index?.toString()],
      [vscode.l10n.t('Created'), fullTime(date_created ?? undefined)],
      [vscode.l10n.t('ID'), sid],
    ]);
  }

  get #channel(): string | undefined {
    const { identity, messaging_binding } = this.resource;
    if (identity) return channelName('CHAT');
    return messaging_binding?.type && channelName(messaging_binding.type.toUpperCase());
  }
}
