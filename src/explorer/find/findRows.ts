import * as vscode from 'vscode';
import type { Conversation } from '../../api/resources.ts';
import { lastActivity } from '../../platform/activity.ts';
import {
  channelName,
  channelsOf,
  fullTime,
  relativeTime,
  statusIconName,
  statusName,
} from '../../platform/display.ts';
import type { Explanation } from '../../platform/explain.ts';
import type { Masker } from '../../platform/masking.ts';
import { shownParticipant, shownTitle } from '../../platform/shown.ts';
import type { Hit, Match } from './match.ts';
import type { StepName } from './step.ts';

/** A row of the box: something found, or how the search stands. */
export interface FindRow extends vscode.QuickPickItem {
  readonly hit?: Hit;
  /** What Enter does, where the row is nothing found. */
  readonly act?: () => unknown;
  readonly explanation?: Explanation;
}

/** How long the part of a text may be that says why it was found. */
const MOST_QUOTED = 120;

export const copyIdButton: vscode.QuickInputButton = {
  iconPath: new vscode.ThemeIcon('copy'),
  tooltip: vscode.l10n.t('Copy ID'),
};
export const revealButton: vscode.QuickInputButton = {
  iconPath: new vscode.ThemeIcon('list-tree'),
  tooltip: vscode.l10n.t('Reveal in the Side Bar'),
};

/**
 * The row of something found.
 * @param inTree whether the side bar has a row of it
 * @param masker what every word of people goes through
 */
export function hitRow(hit: Hit, inTree: boolean, masker: Masker): FindRow {
  const { conversation } = hit;
  const status = statusName(conversation.status);
  const channels = channelsOf(conversation.participants).map(channelName).join(', ');
  const activity = relativeTime(lastActivity(conversation));
  return {
    hit,
    label: shownTitle(conversation, masker),
    description: [status, channels, activity].filter(Boolean).join(' · '),
    detail: reason(hit.match, conversation, masker),
    iconPath: new vscode.ThemeIcon(statusIconName(conversation.status)),
    buttons: inTree ? [copyIdButton, revealButton] : [copyIdButton],
    // The box would leave out whatever does not hold the text as it was typed.
    alwaysShow: true,
  };
}

/** A row that says how the search stands. */
export function stateRow(
  icon: string,
  label: string,
  rest: Pick<FindRow, 'description' | 'detail' | 'act' | 'explanation' | 'buttons'> = {},
): FindRow {
  return { label, iconPath: new vscode.ThemeIcon(icon), alwaysShow: true, ...rest };
}

/** A count as people write it. */
export function counted(count: number): string {
  return count.toLocaleString(vscode.env.language);
}

/** What a search is doing now, with the number of what it has looked at. */
export function progressLabel(step: StepName, searched: number, total: number | undefined): string {
  const done = counted(searched);
  const of = counted(total ?? 0);
  switch (step) {
    case 'lookup':
    case 'classic':
      return vscode.l10n.t('Searching…');
    case 'conversations':
      return vscode.l10n.t('Searching… {0} conversations searched so far', done);
    case 'participants':
      return vscode.l10n.t('Asking for participants… {0} of {1} conversations searched', done, of);
    case 'communications':
      return vscode.l10n.t('Looking for the communication… {0} of {1} conversations searched', done, of);
    case 'actions':
      return vscode.l10n.t('Looking for the action… {0} of {1} conversations searched', done, of);
    case 'messages':
      return vscode.l10n.t('Looking for the message… {0} of {1} classic conversations searched', done, of);
  }
}

/** Why a search takes its time, where it does. */
export function progressDetail(step: StepName): string | undefined {
  switch (step) {
    case 'participants':
      return vscode.l10n.t(
        'The list does not say who takes part, so each conversation is asked, the latest first.',
      );
    case 'communications':
    case 'actions':
      return vscode.l10n.t(
        'The API cannot search for it, so each conversation is asked, the latest first. Esc ends it.',
      );
    case 'messages':
      return vscode.l10n.t(
        'The API cannot search for it, so each classic conversation is asked. Esc ends it.',
      );
    default:
      return undefined;
  }
}

/** What did not work when a step failed, without a full stop. */
export function failureWords(step: StepName): string {
  switch (step) {
    case 'lookup':
      return vscode.l10n.t('Could not look it up');
    case 'classic':
      return vscode.l10n.t('Could not ask the classic services');
    case 'conversations':
      return vscode.l10n.t('Could not search the conversations');
    case 'participants':
      return vscode.l10n.t('Could not read the participants');
    case 'communications':
      return vscode.l10n.t('Could not look for the communication');
    case 'actions':
      return vscode.l10n.t('Could not look for the action');
    case 'messages':
      return vscode.l10n.t('Could not look for the message');
  }
}

function reason(match: Match, conversation: Conversation, masker: Masker): string {
  switch (match.kind) {
    case 'conversationId':
      return vscode.l10n.t('ID {0}', conversation.id);
    case 'participantId':
      return vscode.l10n.t(
        'Participant {0}: ID {1}',
        shownParticipant(match.participant, masker),
        match.participant.id,
      );
    case 'address': {
      const { participant, address } = match;
      const name = participant.name?.trim() && shownParticipant(participant, masker);
      const shown = masker.address(address.address);
      const channel = channelName(address.channel);
      return name
        ? vscode.l10n.t('{0}: {1} {2}', name, channel, shown)
        : vscode.l10n.t('{0} {1}', channel, shown);
    }
    case 'participantName':
      return vscode.l10n.t('Participant {0}', shownParticipant(match.participant, masker));
    case 'profile':
      return vscode.l10n.t('{0}: profile {1}', shownParticipant(match.participant, masker), match.profileId);
    case 'name':
      return vscode.l10n.t('By its name');
    case 'metadata':
      return vscode.l10n.t('Metadata {0}: {1}', quoted(match.key), masker.text(quoted(match.value)));
    case 'channel':
      return vscode.l10n.t('Holds traffic of {0}', match.channelId);
    case 'service':
      return vscode.l10n.t('Bridged to the classic service {0}', match.serviceSid);
    case 'configuration':
      return vscode.l10n.t('Configuration {0}', match.configurationId);
    case 'action':
      return vscode.l10n.t('Action {0}', match.actionId);
    case 'uniqueName':
      return vscode.l10n.t(
        'Unique name of the classic conversation: {0}',
        masker.text(quoted(match.uniqueName)),
      );
    case 'communication': {
      const { content, occurredAt, createdAt } = match.communication;
      const at = fullTime(occurredAt ?? createdAt);
      return vscode.l10n.t('Communication of {0}: {1}', at, masker.text(quoted(content.text ?? '')));
    }
  }
}

function quoted(text: string): string {
  const line = text.replaceAll(/\s+/g, ' ').trim();
  return line.length <= MOST_QUOTED ? line : `${line.slice(0, MOST_QUOTED - 1)}…`;
}

/** Icons of a box have no colour of their own: the shape tells the status, and the description says it. */
