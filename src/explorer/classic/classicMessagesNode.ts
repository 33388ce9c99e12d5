import * as vscode from 'vscode';
import type { ServiceMessage } from '../../api/resources.ts';
import { ChildList } from '../childList.ts';
import type { ExplorerNode, TreeContext } from '../node.ts';
import { rowItem } from '../rowItem.ts';
import type { ClassicConversationNode } from './classicConversationNode.ts';
import { ClassicMessageNode } from './classicMessageNode.ts';

/** How many messages one request asks for. */
const MESSAGE_PAGE = 50;

/** The messages of a classic (v1) conversation, the newest first. */
export class ClassicMessagesNode implements ExplorerNode {
  readonly id: string;
  readonly parent: ClassicConversationNode;
  readonly #messages: ChildList<ServiceMessage>;

  constructor(context: TreeContext, parent: ClassicConversationNode) {
    this.id = `${parent.id}/messages`;
    this.parent = parent;
    const { chatServiceSid, conversationSid } = parent.ref;
    this.#messages = new ChildList<ServiceMessage>(context, this, {
      fetchPage: (pageToken, signal) =>
        context.session.client.serviceMessagePage(chatServiceSid, conversationSid, {
          pageToken,
          signal,
          pageSize: MESSAGE_PAGE,
          order: 'desc',
        }),
      idOf: ({ sid }) => sid,
      node: (message, before) => {
        if (!(before instanceof ClassicMessageNode)) return new ClassicMessageNode(context, this, message);
        before.resource = message;
        return before;
      },
      words: {
        what: vscode.l10n.t('Could not list the classic messages'),
        empty: vscode.l10n.t('No messages'),
      },
    });
  }

  get name(): string {
    return vscode.l10n.t('Messages');
  }

  item(): vscode.TreeItem {
    return rowItem({
      id: this.id,
      label: this.name,
      description: [vscode.l10n.t('Newest first')],
      icon: 'mail',
      expandable: 'collapsed',
      contextValue: 'group',
    });
  }

  children(): readonly ExplorerNode[] {
    return this.#messages.rows();
  }

  async refresh(): Promise<void> {
    await this.#messages.refresh();
  }
}
