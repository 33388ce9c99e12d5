import * as vscode from 'vscode';
import { isApiError } from '../../api/errors.ts';
import type { Participant, ServiceConversation } from '../../api/resources.ts';
import { shortId } from '../../platform/display.ts';
import type { ResourceRef } from '../../platform/resourceRef.ts';
import { accountToken } from '../accountToken.ts';
import { ChildList } from '../childList.ts';
import type { ConversationNode } from '../conversationNode.ts';
import { FactNode } from '../factNode.ts';
import type { ExplorerNode, TreeContext } from '../node.ts';
import type { PagedList } from '../pagedList.ts';
import { rowItem } from '../rowItem.ts';
import { factsTooltip } from '../tooltip.ts';
import { ClassicConversationNode } from './classicConversationNode.ts';
import { classicSids } from './classicSids.ts';

/** A classic conversation that v2 names, and what the service has under that name. */
interface BridgedConversation {
  sid: string;
  /** Absent when the service has none. */
  found?: ServiceConversation;
}

/** The classic (v1) service that a conversation is bridged to, with its conversations there below it. */
export class ClassicServiceNode implements ExplorerNode {
  readonly id: string;
  readonly parent: ConversationNode;
  readonly ref: Extract<ResourceRef, { kind: 'service' }>;
  readonly #context: TreeContext;
  readonly #participants: PagedList<Participant>;
  readonly #conversations: ChildList<BridgedConversation>;

  /**
   * @param serviceSid `IS…`
   * @param participants those of the conversation, as far as they are loaded
   */
  constructor(
    context: TreeContext,
    parent: ConversationNode,
    serviceSid: string,
    participants: PagedList<Participant>,
  ) {
    this.id = `${parent.id}/${serviceSid}`;
    this.parent = parent;
    this.ref = { kind: 'service', accountId: parent.ref.accountId, chatServiceSid: serviceSid };
    this.#context = context;
    this.#participants = participants;
    this.#conversations = new ChildList<BridgedConversation>(context, this, {
      fetchPage: async (_token, signal) => ({ items: await this.#read(signal) }),
      idOf: ({ sid }) => sid,
      node: ({ sid, found }, before) => {
        if (!found) return this.#missing(sid);
        if (!(before instanceof ClassicConversationNode)) {
          return new ClassicConversationNode(context, this, found);
        }
        before.resource = found;
        return before;
      },
      words: {
        what: vscode.l10n.t('Could not read the classic service {0}', serviceSid),
        empty: vscode.l10n.t('No chat address or communication names a classic conversation'),
      },
    });
  }

  get name(): string {
    return vscode.l10n.t('Classic service {0}', shortId(this.ref.chatServiceSid));
  }

  item(): vscode.TreeItem {
    return rowItem({
      id: this.id,
      label: this.name,
      description: [vscode.l10n.t('v1 bridge')],
      icon: 'link',
      expandable: 'collapsed',
      contextValue: `service has-id has-json ${accountToken(this.#context.session.account)}`,
    });
  }

  tooltip(): vscode.MarkdownString {
    return factsTooltip(vscode.l10n.t('Classic service'), [
      [vscode.l10n.t('ID'), this.ref.chatServiceSid],
      [
        vscode.l10n.t('Bridge'),
        vscode.l10n.t('What is said by chat is in this classic (v1) service too, and goes both ways.'),
      ],
    ]);
  }

  children(): readonly ExplorerNode[] {
    return this.#conversations.rows();
  }

  async refresh(): Promise<void> {
    await this.#conversations.refresh();
  }

  async #read(signal: AbortSignal): Promise<BridgedConversation[]> {
    const { client } = this.#context.session;
    const sids = await classicSids(client, this.parent.resource, this.#participants.items, { signal });
    return Promise.all(sids.map((sid) => this.#find(sid, signal)));
  }

  async #find(sid: string, signal: AbortSignal): Promise<BridgedConversation> {
    const { client } = this.#context.session;
    const { chatServiceSid } = this.ref;
    try {
      return { sid, found: await client.fetchServiceConversation(chatServiceSid, sid, { signal }) };
    } catch (error) {
      if (!isApiError(error) || error.status !== 404) throw error;
      // Is it the conversation that is not there, or all of the service? The latter is a failure of its own.
      await client.fetchService(chatServiceSid, { signal });
      return { sid };
    }
  }

  #missing(sid: string): FactNode {
    return new FactNode(this, {
      key: sid,
      label: shortId(sid),
      description: vscode.l10n.t('Not in the service: deleted, or of another one'),
      icon: 'question',
      attention: true,
      value: sid,
      detail: vscode.l10n.t(
        'A chat address or a communication names the classic conversation {0}, which the service does not have.',
        sid,
      ),
    });
  }
}
