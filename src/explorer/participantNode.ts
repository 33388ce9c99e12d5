import * as vscode from 'vscode';
import type { Participant, ParticipantAddress } from '../api/resources.ts';
import {
  channelName,
  fullTime,
  participantTitle,
  participantTypeName,
  shortId,
} from '../platform/display.ts';
import type { Masker } from '../platform/masking.ts';
import type { ResourceRef } from '../platform/resourceRef.ts';
import { shownParticipant } from '../platform/shown.ts';
import { accountToken } from './accountToken.ts';
import type { ConversationNode } from './conversationNode.ts';
import type { ExplorerNode, TreeContext } from './node.ts';
import { rowItem } from './rowItem.ts';
import { factsTooltip } from './tooltip.ts';

/** A participant below their conversation. */
export class ParticipantNode implements ExplorerNode {
  readonly parent: ConversationNode;
  readonly resource: Participant;
  readonly #context: TreeContext;

  constructor(context: TreeContext, parent: ConversationNode, participant: Participant) {
    this.#context = context;
    this.parent = parent;
    this.resource = participant;
  }

  get id(): string {
    return `${this.parent.id}/${this.resource.id}`;
  }

  get name(): string {
    return participantTitle(this.resource);
  }

  get ref(): Extract<ResourceRef, { kind: 'participant' }> {
    const { accountId, conversationId } = this.parent.ref;
    return { kind: 'participant', accountId, conversationId, participantId: this.resource.id };
  }

  item(): vscode.TreeItem {
    const { masker, session } = this.#context;
    const { type, addresses, profileId } = this.resource;
    return rowItem({
      id: this.id,
      label: shownParticipant(this.resource, masker),
      description: [
        participantTypeName(type),
        ...addressWords(addresses ?? [], this.name, masker),
        profileId ? vscode.l10n.t('Profile {0}', shortId(profileId)) : undefined,
      ],
      ...typeIcon(type),
      contextValue: `participant has-id has-json ${accountToken(session.account)}`,
    });
  }

  tooltip(): vscode.MarkdownString {
    const { type, addresses, profileId, createdAt, id } = this.resource;
    const unknown = type === undefined || type === 'UNKNOWN';
    const { masker } = this.#context;
    const tooltip = factsTooltip(shownParticipant(this.resource, masker), [
      [vscode.l10n.t('Type'), participantTypeName(type)],
      ...(addresses ?? []).map(
        ({ channel, address, channelId }) =>
          [
            channelName(channel),
            channelId
              ? vscode.l10n.t('{0} (from {1})', masker.address(address), channelId)
              : masker.address(address),
          ] as const,
      ),
      [vscode.l10n.t('Profile'), profileId ?? undefined],
      [vscode.l10n.t('Added'), fullTime(createdAt)],
      [vscode.l10n.t('ID'), id],
    ]);
    if (!unknown) return tooltip;
    return tooltip.appendText(
      vscode.l10n.t(
        'A bridge or a capture rule made this participant without saying who it is. Until somebody does, no profile is found for it.',
      ),
    );
  }
}

/**
 * Where somebody is reached: the channels that share an address stand before it together, and an address does not
 * repeat its channel. What the row is called by already is left out, but not its channel.
 */
function addressWords(addresses: readonly ParticipantAddress[], title: string, masker: Masker): string[] {
  const channels = new Map<string, Set<string>>();
  for (const { channel, address } of addresses) {
    const bare = address.replace(/^(whatsapp|rcs):/, '');
    const known = channels.get(bare) ?? new Set();
    channels.set(bare, known.add(channelName(channel)));
  }
  const named = title.replace(/^(whatsapp|rcs):/, '');
  return [...channels].map(([address, names]) => {
    const listed = [...names].join(', ');
    return address === named && !masker.on ? listed : `${listed} ${masker.address(address)}`;
  });
}

function typeIcon(type: string | undefined): { icon: string; color?: string } {
  switch (type) {
    case 'CUSTOMER':
      return { icon: 'person' };
    case 'HUMAN_AGENT':
      return { icon: 'account' };
    case 'AI_AGENT':
      return { icon: 'sparkle' };
    case 'AGENT':
      return { icon: 'organization' };
    default:
      // Often a participant that a bridge or a capture rule made, and that somebody should say more about.
      return { icon: 'question', color: 'list.warningForeground' };
  }
}
