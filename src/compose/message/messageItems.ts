import * as vscode from 'vscode';
import type { ActionParty, Participant } from '../../api/resources.ts';
import { channelName, participantTypeName } from '../../platform/display.ts';
import type { Masker } from '../../platform/masking.ts';
import { shownParticipant } from '../../platform/shown.ts';
import type { Candidate } from '../draft.ts';
import { channelOf } from './checkMessage.ts';

/** Someone that a message can come from or go to. */
export type EndItem = vscode.QuickPickItem & { end?: ActionParty };

/** A participant at one of their addresses. */
export function candidateItem(candidate: Candidate, masker: Masker): EndItem {
  const { participant, address } = candidate;
  return {
    label: shownParticipant(participant, masker),
    description: `${channelName(address.channel)} ${masker.address(address.address)}`,
    detail: participantTypeName(participant.type),
    end: endOf(candidate),
  };
}

/** An address that was typed. */
export function addressItem(end: ActionParty, masker: Masker): EndItem {
  return {
    label: masker.address(end.address ?? ''),
    description: channelName(end.channel ?? ''),
    detail: vscode.l10n.t('Typed; no participant of this conversation'),
    end,
  };
}

/** Leads to an address that is nobody's in the conversation. */
export function typeItem(): EndItem {
  return { label: `$(edit) ${vscode.l10n.t('Type an Address…')}`, alwaysShow: true };
}

export function endOf({ participant, address }: Candidate): ActionParty {
  return { participantId: participant.id, channel: address.channel, address: address.address };
}

/** Whether two ends name the same address; one that names none is any of the participant's on its channel. */
export function isSameEnd(a: ActionParty, b: ActionParty): boolean {
  return (
    a.participantId === b.participantId &&
    (a.channel === undefined || b.channel === undefined || a.channel === b.channel) &&
    (a.address === undefined || b.address === undefined || a.address === b.address)
  );
}

/** An end in a few words: the participant's name, or the address. */
export function shownEnd(end: ActionParty, participants: readonly Participant[], masker: Masker): string {
  const participant = participants.find(({ id }) => id === end.participantId);
  return participant ? shownParticipant(participant, masker) : masker.address(end.address ?? '');
}

/** From whom to whom, and on which channel: `SMS · Maya → Hannah`. */
export function shownWay(
  { from, to = [] }: { from?: ActionParty; to?: ActionParty[] },
  participants: readonly Participant[],
  masker: Masker,
): string {
  const channel = from && channelOf(from, participants);
  const names = to.map((end) => shownEnd(end, participants, masker)).join(', ');
  return [
    ...(channel === undefined ? [] : [channelName(channel)]),
    `${from ? shownEnd(from, participants, masker) : '?'} → ${names || '?'}`,
  ].join(' · ');
}
