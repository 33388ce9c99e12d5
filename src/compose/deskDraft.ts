import type { ActionParty, Participant, Party } from '../api/resources.ts';
import type { CommunicationDraft } from './draft.ts';
import { addressesOf, type MessageDraft } from './message/messageDraft.ts';

/** What is written in one place, and can become either: a communication that is recorded, or a message that Twilio sends. */
export interface DeskDraft extends CommunicationDraft {
  /** `record` when absent. */
  mode?: 'record' | 'send';
  contentId?: string;
  variables?: string;
  mediaUrls?: string;
  channelSettings?: string;
}

/** What of it is a communication's. */
export function communicationOf(draft: DeskDraft): CommunicationDraft {
  const { mode, contentId, variables, mediaUrls, channelSettings, ...communication } = draft;
  return communication;
}

/** What of it is a message's. */
export function messageOf({
  author,
  recipients,
  text,
  contentId,
  variables,
  mediaUrls,
  channelSettings,
}: DeskDraft): MessageDraft {
  return {
    text,
    ...(author ? { from: endOf(author) } : {}),
    ...(recipients ? { to: recipients.map(endOf) } : {}),
    ...(contentId ? { contentId } : {}),
    ...(variables ? { variables } : {}),
    ...(mediaUrls ? { mediaUrls } : {}),
    ...(channelSettings ? { channelSettings } : {}),
  };
}

/** A message's draft as one of either kind; ends whose address is not known are left out. */
export function deskDraftOf(
  { from, to, ...rest }: MessageDraft,
  participants: readonly Participant[],
): DeskDraft {
  const author = from && partyOfEnd(from, participants);
  const recipients = to?.flatMap((end) => partyOfEnd(end, participants) ?? []);
  return {
    mode: 'send',
    ...rest,
    ...(author ? { author } : {}),
    ...(recipients && recipients.length > 0 ? { recipients } : {}),
  };
}

function endOf({ address, channel, participantId }: Party): ActionParty {
  return { address, channel, ...(participantId ? { participantId } : {}) };
}

function partyOfEnd(end: ActionParty, participants: readonly Participant[]): Party | undefined {
  const { address, channel, participantId } = end;
  if (address !== undefined && channel !== undefined)
    return { address, channel, ...(participantId ? { participantId } : {}) };
  const participant = participants.find(({ id }) => id === participantId);
  const [found] = participant ? addressesOf(end, participant) : [];
  return (
    found && participant && { address: found.address, channel: found.channel, participantId: participant.id }
  );
}
