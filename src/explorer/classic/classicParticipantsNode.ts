import * as vscode from 'vscode';
import type { ServiceParticipant } from '../../api/resources.ts';
import { ChildList } from '../childList.ts';
import type { ExplorerNode, TreeContext } from '../node.ts';
import { rowItem } from '../rowItem.ts';
import type { ClassicConversationNode } from './classicConversationNode.ts';
import { ClassicParticipantNode } from './classicParticipantNode.ts';

/** The most that a page of classic participants has. */
const PARTICIPANT_PAGE = 100;

/** The participants of a classic (v1) conversation. */
export class ClassicParticipantsNode implements ExplorerNode {
  readonly id: string;
  readonly parent: ClassicConversationNode;
  readonly #participants: ChildList<ServiceParticipant>;

  constructor(context: TreeContext, parent: ClassicConversationNode) {
    this.id = `${parent.id}/participants`;
    this.parent = parent;
    const { chatServiceSid, conversationSid } = parent.ref;
    this.#participants = new ChildList<ServiceParticipant>(context, this, {
      fetchPage: (pageToken, signal) =>
        context.session.client.serviceParticipantPage(chatServiceSid, conversationSid, {
          pageToken,
          signal,
          pageSize: PARTICIPANT_PAGE,
        }),
      idOf: ({ sid }) => sid,
      node: (participant) => new ClassicParticipantNode(context, this, participant),
      words: {
        what: vscode.l10n.t('Could not list the classic participants'),
        empty: vscode.l10n.t('No participants'),
      },
    });
  }

  get name(): string {
    return vscode.l10n.t('Participants');
  }

  item(): vscode.TreeItem {
    return rowItem({
      id: this.id,
      label: this.name,
      icon: 'organization',
      expandable: 'collapsed',
      contextValue: 'group',
    });
  }

  children(): readonly ExplorerNode[] {
    return this.#participants.rows();
  }

  async refresh(): Promise<void> {
    await this.#participants.refresh();
  }
}
