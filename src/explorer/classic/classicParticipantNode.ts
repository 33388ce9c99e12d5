import * as vscode from 'vscode';
import type { ServiceParticipant } from '../../api/resources.ts';
import { channelName, fullTime, shortId } from '../../platform/display.ts';
import type { ResourceRef } from '../../platform/resourceRef.ts';
import { accountToken } from '../accountToken.ts';
import type { ExplorerNode, TreeContext } from '../node.ts';
import { rowItem } from '../rowItem.ts';
import { factsTooltip } from '../tooltip.ts';
import type { ClassicParticipantsNode } from './classicParticipantsNode.ts';

/** A classic (v1) participant: somebody who chats, or somebody who is reached on a channel. */
export class ClassicParticipantNode implements ExplorerNode {
  readonly id: string;
  readonly parent: ClassicParticipantsNode;
  readonly resource: ServiceParticipant;
  readonly #context: TreeContext;

  constructor(context: TreeContext, parent: ClassicParticipantsNode, participant: ServiceParticipant) {
    this.id = `${parent.id}/${participant.sid}`;
    this.parent = parent;
    this.resource = participant;
    this.#context = context;
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
    const { masker, session } = this.#context;
    const proxy = this.resource.messaging_binding?.proxy_address;
    return rowItem({
      id: this.id,
      label: this.#shownName,
      description: [this.#channel, proxy ? vscode.l10n.t('by way of {0}', masker.address(proxy)) : undefined],
      icon: 'person',
      contextValue: `serviceParticipant has-id has-json ${accountToken(session.account)}`,
    });
  }

  tooltip(): vscode.MarkdownString {
    const { attributes, messaging_binding, date_created, last_read_message_index, sid } = this.resource;
    const { masker } = this.#context;
    const proxy = messaging_binding?.proxy_address;
    return factsTooltip(this.#shownName, [
      [vscode.l10n.t('Channel'), this.#channel],
      [vscode.l10n.t('Proxy address'), proxy && masker.address(proxy)],
      [vscode.l10n.t('Attributes'), attributes && attributes !== '{}' ? masker.text(attributes) : undefined],
      [vscode.l10n.t('Last read message'), last_read_message_index?.toString()],
      [vscode.l10n.t('Created'), fullTime(date_created ?? undefined)],
      [vscode.l10n.t('ID'), sid],
    ]);
  }

  get #shownName(): string {
    const { identity, messaging_binding } = this.resource;
    const named = identity || messaging_binding?.address;
    return named ? this.#context.masker.address(named) : this.name;
  }

  get #channel(): string | undefined {
    const { identity, messaging_binding } = this.resource;
    if (identity) return channelName('CHAT');
    return messaging_binding?.type && channelName(messaging_binding.type.toUpperCase());
  }
}
