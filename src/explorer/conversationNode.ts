import * as vscode from 'vscode';
import type { Conversation, Participant } from '../api/resources.ts';
import { lastActivity } from '../platform/activity.ts';
import { PREFIX } from '../platform/commands.ts';
import {
  channelName,
  channelsOf,
  conversationTitle,
  fullTime,
  relativeTime,
  statusIconName,
  statusName,
} from '../platform/display.ts';
import type { ResourceRef } from '../platform/resourceRef.ts';
import { shownParticipants, shownTitle } from '../platform/shown.ts';
import { accountToken } from './accountToken.ts';
import type { ConversationDetails } from './conversationDetails.ts';
import { errorNotice, listRows } from './listRows.ts';
import type { ExplorerNode, TreeContext } from './node.ts';
import { NoticeNode } from './noticeNode.ts';
import { PagedList } from './pagedList.ts';
import { ParticipantNode } from './participantNode.ts';
import { factsTooltip } from './tooltip.ts';

/** How many participants one request asks for; few conversations have more. */
const PARTICIPANT_PAGE = 100;

/** What is known of a conversation besides what the API says. */
export interface ConversationMarks {
  /** Something happened in it since somebody last looked. */
  isNew(conversation: Conversation): boolean;
  isPinned(conversation: Conversation): boolean;
}

/** A conversation, with its participants below it, then its configuration and its classic (v1) side. */
export class ConversationNode implements ExplorerNode {
  readonly id: string;
  readonly ref: Extract<ResourceRef, { kind: 'conversation' }>;
  /** Whether the person sees what is below it: kept when it comes to stand in another group. */
  expanded = false;
  /** The group that it stands in, if any. */
  parent: ExplorerNode | undefined;
  /** As it was last read; the node itself outlives a refresh. */
  resource: Conversation;
  readonly #context: TreeContext;
  readonly #marks: ConversationMarks;
  #participants: PagedList<Participant> | undefined;
  #details: ConversationDetails | undefined;

  constructor(context: TreeContext, marks: ConversationMarks, conversation: Conversation) {
    const accountId = context.session.account.id;
    this.#context = context;
    this.#marks = marks;
    this.resource = conversation;
    this.id = `${accountId}/${conversation.id}`;
    this.ref = { kind: 'conversation', accountId, conversationId: conversation.id };
  }

  get name(): string {
    return conversationTitle(this.resource);
  }

  item(): vscode.TreeItem {
    const conversation = this.resource;
    const title = shownTitle(conversation, this.#context.masker);
    const isNew = this.#marks.isNew(conversation);
    // At the front, where no narrow side bar cuts it off.
    const item = new vscode.TreeItem(
      isNew ? `● ${title}` : title,
      this.expanded ? vscode.TreeItemCollapsibleState.Expanded : vscode.TreeItemCollapsibleState.Collapsed,
    );
    const status = statusName(conversation.status);
    const channels = channelsOf(conversation.participants).map(channelName).join(', ');
    const activity = relativeTime(lastActivity(conversation));
    const facts = [status, channels, activity];
    item.id = this.id;
    item.description = facts.filter(Boolean).join(' · ');
    item.iconPath = statusIcon(conversation.status);
    item.contextValue = [
      `conversation has-id has-json status-${conversation.status ?? ''}`,
      this.#marks.isPinned(conversation) ? 'pinned' : 'unpinned',
      accountToken(this.#context.session.account),
    ].join(' ');
    item.accessibilityInformation = {
      label: [vscode.l10n.t('Conversation {0}', title), isNew ? vscode.l10n.t('new activity') : '', ...facts]
        .filter(Boolean)
        .join(', '),
    };
    item.command = {
      command: `${PREFIX}.openTimeline`,
      title: vscode.l10n.t('Open Timeline'),
      arguments: [this],
    };
    return item;
  }

  tooltip(): vscode.MarkdownString {
    const { configuration, configurationId, participants, status, updatedAt, createdAt, id } = this.resource;
    const { masker } = this.#context;
    return factsTooltip(shownTitle(this.resource, masker), [
      [vscode.l10n.t('Status'), statusName(status)],
      [vscode.l10n.t('Channels'), channelsOf(participants).map(channelName).join(', ')],
      [vscode.l10n.t('Participants'), shownParticipants(this.resource, masker)],
      [vscode.l10n.t('Last activity'), fullTime(updatedAt)],
      [vscode.l10n.t('Created'), fullTime(createdAt)],
      [vscode.l10n.t('Configuration'), configuration?.displayName ?? configurationId],
      [vscode.l10n.t('Classic service'), configuration?.conversationsV1Bridge?.serviceId],
      [vscode.l10n.t('ID'), id],
    ]);
  }

  async children(): Promise<readonly ExplorerNode[]> {
    this.#participants ??= this.#listParticipants();
    // Asked for before anything is waited for.
    this.#participants.start();
    const details = await this.#detailRows(this.#participants);
    const participants = listRows(
      this.#context,
      this,
      this.#participants,
      (participants) =>
        participants.map((participant) => new ParticipantNode(this.#context, this, participant)),
      {
        what: vscode.l10n.t('Could not list the participants'),
        empty: vscode.l10n.t('No participants'),
      },
    );
    return [...participants, ...details];
  }

  async refresh(): Promise<void> {
    await Promise.all([this.#participants?.refresh(), this.#details?.refresh()]);
  }

  /** What most conversations are never asked for is in a bundle of its own. */
  async #detailRows(participants: PagedList<Participant>): Promise<readonly ExplorerNode[]> {
    try {
      const { ConversationDetails } = await import('./conversationDetails.ts');
      this.#details ??= new ConversationDetails(this.#context, this, participants);
      return this.#details.rows();
    } catch (error) {
      const what = vscode.l10n.t('Could not show the configuration');
      return [new NoticeNode(this, errorNotice(this.#context.explain(error, what)))];
    }
  }

  #listParticipants(): PagedList<Participant> {
    const { client } = this.#context.session;
    return new PagedList(
      (pageToken, signal) =>
        client.participantPage(this.resource.id, { pageToken, signal, pageSize: PARTICIPANT_PAGE }),
      ({ id }) => id,
      () => this.#context.redraw(this),
    );
  }
}

function statusIcon(status: string | undefined): vscode.ThemeIcon {
  const color = STATUS_COLORS[status ?? ''];
  return new vscode.ThemeIcon(statusIconName(status), color ? new vscode.ThemeColor(color) : undefined);
}

const STATUS_COLORS: Readonly<Record<string, string>> = {
  ACTIVE: 'charts.green',
  INACTIVE: 'charts.yellow',
  CLOSED: 'descriptionForeground',
};
