import * as vscode from 'vscode';
import type { ServiceConversation } from '../../api/resources.ts';
import { fullTime, shortId } from '../../platform/display.ts';
import type { ResourceRef } from '../../platform/resourceRef.ts';
import { accountToken } from '../accountToken.ts';
import type { ExplorerNode, TreeContext } from '../node.ts';
import { rowItem } from '../rowItem.ts';
import { factsTooltip } from '../tooltip.ts';
import { ClassicMessagesNode } from './classicMessagesNode.ts';
import { ClassicParticipantsNode } from './classicParticipantsNode.ts';
import type { ClassicServiceNode } from './classicServiceNode.ts';
import { classicStateName } from './classicWords.ts';

/** A classic (v1) conversation, with its messages and participants below it. */
export class ClassicConversationNode implements ExplorerNode {
  readonly id: string;
  readonly parent: ClassicServiceNode;
  readonly ref: Extract<ResourceRef, { kind: 'serviceConversation' }>;
  /** As it was last read. */
  resource: ServiceConversation;
  readonly #context: TreeContext;
  readonly #messages: ClassicMessagesNode;
  readonly #participants: ClassicParticipantsNode;

  constructor(context: TreeContext, parent: ClassicServiceNode, conversation: ServiceConversation) {
    const { accountId, chatServiceSid } = parent.ref;
    this.id = `${parent.id}/${conversation.sid}`;
    this.parent = parent;
    this.ref = { kind: 'serviceConversation', accountId, chatServiceSid, conversationSid: conversation.sid };
    this.resource = conversation;
    this.#context = context;
    this.#messages = new ClassicMessagesNode(context, this);
    this.#participants = new ClassicParticipantsNode(context, this);
  }

  get name(): string {
    const { friendly_name, unique_name, sid } = this.resource;
    return friendly_name?.trim() || unique_name?.trim() || shortId(sid);
  }

  /** As it is shown: it may be a person's. */
  get #shownName(): string {
    return this.#context.masker.title(this.name, this.resource.sid);
  }

  item(): vscode.TreeItem {
    const { state, unique_name } = this.resource;
    const { masker, session } = this.#context;
    return rowItem({
      id: this.id,
      label: this.#shownName,
      description: [
        classicStateName(state, vscode.l10n),
        unique_name && unique_name !== this.name ? masker.text(unique_name) : undefined,
      ],
      icon: 'comment-discussion',
      expandable: 'collapsed',
      contextValue: `serviceConversation has-id has-json ${accountToken(session.account)}`,
      spoken: vscode.l10n.t('Classic conversation {0}', this.#shownName),
    });
  }

  tooltip(): vscode.MarkdownString {
    const { state, unique_name, attributes, timers, date_created, date_updated, sid } = this.resource;
    const { masker } = this.#context;
    return factsTooltip(this.#shownName, [
      [vscode.l10n.t('State'), classicStateName(state, vscode.l10n)],
      [vscode.l10n.t('Unique name'), unique_name ? masker.text(unique_name) : undefined],
      [vscode.l10n.t('Attributes'), attributes && attributes !== '{}' ? masker.text(attributes) : undefined],
      [vscode.l10n.t('Becomes inactive'), fullTime(timers?.date_inactive)],
      [vscode.l10n.t('Closes'), fullTime(timers?.date_closed)],
      [vscode.l10n.t('Last change'), fullTime(date_updated ?? undefined)],
      [vscode.l10n.t('Created'), fullTime(date_created ?? undefined)],
      [vscode.l10n.t('ID'), sid],
    ]);
  }

  children(): readonly ExplorerNode[] {
    return [this.#messages, this.#participants];
  }

  async refresh(): Promise<void> {
    await Promise.all([this.#messages.refresh(), this.#participants.refresh()]);
  }
}
