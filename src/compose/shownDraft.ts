import * as vscode from 'vscode';
import type { Party } from '../api/resources.ts';
import { channelName, fullTime, shortId } from '../platform/display.ts';
import type { Masker } from '../platform/masking.ts';
import { shownParticipant } from '../platform/shown.ts';
import { checkDraft } from './check.ts';
import { type Candidate, type CommunicationDraft, partyOf, sameParty } from './draft.ts';
import { lineFields, lineOf } from './fields.ts';
import { momentHere } from './momentHere.ts';

/** So many recipients are named; more are counted. */
const NAMED = 3;

/** From whom to whom a communication goes, such as `SMS · Maya → Hannah`; empty while that is open. */
export function shownRoute(
  { author, recipients = [] }: CommunicationDraft,
  candidates: readonly Candidate[],
  masker: Masker,
): string {
  if (!author || recipients.length === 0) return '';
  const oneChannel = recipients.every(({ channel }) => channel === author.channel);
  const named = (party: Party) =>
    [...(oneChannel ? [] : [channelName(party.channel)]), shownParty(party, candidates, masker)].join(' ');
  const more = recipients.length - NAMED;
  const to = [
    ...recipients.slice(0, NAMED).map(named),
    ...(more > 0 ? [vscode.l10n.t('{0} more', more)] : []),
  ].join(', ');
  return [...(oneChannel ? [channelName(author.channel)] : []), `${named(author)} → ${to}`].join(' · ');
}

/** What an end of a communication is called: the participant's name, or the address. */
export function shownParty(party: Party, candidates: readonly Candidate[], masker: Masker): string {
  const candidate = candidates.find((one) => sameParty(partyOf(one), party));
  return candidate ? shownParticipant(candidate.participant, masker) : masker.address(party.address);
}

/** What a draft says besides the text and who is meant, such as `Transcription, confidence 0.93`; empty where nothing. */
export function shownFacts(draft: CommunicationDraft): string {
  const { t } = vscode.l10n;
  const facts = lineFields(draft).flatMap((field) => {
    const typed = lineOf(draft, field).trim();
    if (typed === '') return [];
    switch (field) {
      case 'transcription.channel':
        return [t('leg {0}', typed)];
      case 'transcription.confidence':
        return [t('confidence {0}', typed)];
      case 'transcription.engine':
        return [t('engine {0}', typed)];
      case 'channelId':
        return [t('channel ID {0}', shortId(typed))];
      case 'occurredAt':
        return [t('occurred {0}', shownMoment(typed) ?? typed)];
      case 'resourceId':
        return [t('resource ID {0}', shortId(typed))];
    }
    return [];
  });
  return [...(draft.kind === 'TRANSCRIPTION' ? [t('transcription')] : []), ...facts].join(', ');
}

/** What words for a moment are understood as; `undefined` where they are not. */
export function shownMoment(typed: string): string | undefined {
  const party = { address: 'x', channel: 'CHAT' } as const;
  const { body } = checkDraft(
    { author: party, recipients: [party], text: '.', occurredAt: typed },
    momentHere(),
    vscode.l10n,
  );
  return body?.occurredAt === undefined ? undefined : fullTime(body.occurredAt);
}
