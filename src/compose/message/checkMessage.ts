import * as v from 'valibot';
import type { l10n as VscodeL10n } from 'vscode';
import { createActionBody } from '../../api/bodies/actions.ts';
import { describeIssue, pathOf } from '../../api/bodies/issues.ts';
import {
  type ActionParty,
  type CreateSendMessageAction,
  type Participant,
  SEND_CHANNELS,
} from '../../api/resources.ts';
import { addressComplaint } from '../../platform/addresses.ts';
import {
  addressesOf,
  canSendOn,
  documentedEnd,
  type MessageDraft,
  readJsonObject,
  readMediaUrls,
  readVariables,
} from './messageDraft.ts';

type L10n = Pick<typeof VscodeL10n, 't'>;

/** A place in the form where something can be wrong. */
export type MessageField =
  | 'from'
  | 'to'
  | 'text'
  | 'contentId'
  | 'variables'
  | 'mediaUrls'
  | 'channelSettings';

/** What is wrong with one field of a message, in a sentence. */
export interface MessageComplaint {
  field: MessageField;
  message: string;
}

/** A message that can be sent, or what keeps it from that: at least one complaint, in the order of the form. */
export type CheckedMessage =
  | { body: CreateSendMessageAction; complaints: readonly [] }
  | { body?: undefined; complaints: readonly MessageComplaint[] };

/**
 * Checks a message by the rules that the API has for the request and for its channels, and says in a person's words what is
 * wrong.
 * @param participants of the conversation; what needs them is left to the API where they are not known
 */
export function checkMessage(
  draft: MessageDraft,
  participants: readonly Participant[] | undefined,
  l10n: L10n,
): CheckedMessage {
  const complaints: MessageComplaint[] = [];
  const complain = (field: MessageField, message: string | undefined) => {
    if (message !== undefined) complaints.push({ field, message });
  };
  const { from, to = [] } = draft;
  if (!from) complain('from', l10n.t('Who sends? Choose a sender.'));
  else complain('from', endComplaint(from, participants, l10n));
  if (to.length === 0) complain('to', l10n.t('Whom does it go to? Choose at least one.'));
  for (const end of to) complain('to', endComplaint(end, participants, l10n));
  if (from && complaints.length === 0) complain('to', channelsComplaint(from, to, participants, l10n));
  const content = contentOf(draft, complain, l10n);
  const channelSettings = settingsOf(draft, complain, l10n);
  if (!from || complaints.length > 0) return { complaints };
  const body: CreateSendMessageAction = {
    type: 'SEND_MESSAGE',
    payload: {
      from: documentedEnd(from, participants),
      to: to.map((end) => documentedEnd(end, participants)),
      content,
      ...(channelSettings ? { channelSettings } : {}),
    },
  };
  // The rest of the API's rules, such as the longest text: whatever they say, it belongs to a field.
  const result = v.safeParse(createActionBody, body);
  if (result.success) return { body, complaints: [] };
  return {
    complaints: result.issues.map((issue) => ({
      field: refusedMessageField(pathOf(issue)) ?? 'text',
      message: describeIssue(issue),
    })),
  };
}

/**
 * The field of the form that a refusal is about: the API names the member of the request by its path, such as
 * `payload.to[0].channel must be SMS`.
 * @param message what the API said
 * @returns `undefined` where it names none
 */
export function refusedMessageField(message: string): MessageField | undefined {
  const member = /\bpayload\.(from|to|content|channelSettings)\b(?:\.(contentId|variables|mediaUrls))?/.exec(
    message,
  );
  const [, part, content] = member ?? [];
  if (part === undefined) return undefined;
  return part === 'content' ? ((content ?? 'text') as MessageField) : (part as MessageField);
}

/** The channel of an end; `undefined` where only the API knows it. */
export function channelOf(
  end: ActionParty,
  participants: readonly Participant[] | undefined,
): string | undefined {
  if (end.channel !== undefined || end.participantId === undefined) return end.channel;
  const participant = participants?.find(({ id }) => id === end.participantId);
  const [only, ...others] = participant ? addressesOf(end, participant) : [];
  return others.length === 0 ? only?.channel : undefined;
}

function endComplaint(
  end: ActionParty,
  participants: readonly Participant[] | undefined,
  l10n: L10n,
): string | undefined {
  const { participantId, address, channel } = end;
  if (participantId === undefined) {
    if (address === undefined || channel === undefined) return l10n.t('An address needs its channel.');
    return receiveOnly(channel, l10n) ?? addressComplaint(channel, address, [], l10n);
  }
  if (channel !== undefined && !canSendOn(channel)) return receiveOnly(channel, l10n);
  if (!participants) return undefined;
  const participant = participants.find(({ id }) => id === participantId);
  if (!participant) return l10n.t('{0} is no participant of this conversation.', participantId);
  const fitting = addressesOf(end, participant);
  const [found] = fitting;
  if (!found) return l10n.t('The participant has no such address.');
  if (fitting.length > 1 && channel === undefined)
    return l10n.t('The participant has {0} addresses: choose one.', fitting.length);
  return receiveOnly(found.channel, l10n);
}

function receiveOnly(channel: string, l10n: L10n): string | undefined {
  return canSendOn(channel)
    ? undefined
    : l10n.t('Twilio does not send on {0}, only on {1}.', channel, SEND_CHANNELS.join(', '));
}

/** A message goes through one channel. */
function channelsComplaint(
  from: ActionParty,
  to: readonly ActionParty[],
  participants: readonly Participant[] | undefined,
  l10n: L10n,
): string | undefined {
  const channel = channelOf(from, participants);
  const others = to.map((end) => channelOf(end, participants)).filter((other) => other !== undefined);
  const wrong = channel === undefined ? undefined : others.find((other) => other !== channel);
  return wrong === undefined
    ? undefined
    : l10n.t('The sender is on {0}: it cannot go to an address on {1}.', channel ?? '', wrong);
}

function contentOf(
  draft: MessageDraft,
  complain: (field: MessageField, message: string) => void,
  l10n: L10n,
): CreateSendMessageAction['payload']['content'] {
  const { text } = draft;
  const contentId = draft.contentId?.trim() ?? '';
  const variables = readVariables(draft.variables ?? '');
  const mediaUrls = readMediaUrls(draft.mediaUrls ?? '');
  if (text.trim() === '' && contentId === '' && mediaUrls.length === 0)
    complain('text', l10n.t('Something must be sent: a text, a content template or media.'));
  if (contentId !== '' && !/^HX[0-9A-Za-z]+$/.test(contentId))
    complain('contentId', l10n.t('The ID of a content template begins with HX.'));
  if (!variables) complain('variables', l10n.t('Write name=value; name=value, or a JSON object of texts.'));
  else if (contentId === '' && Object.keys(variables).length > 0)
    complain('variables', l10n.t('Variables go into a content template: give its ID.'));
  const odd = mediaUrls.find((url) => !/^https?:\/\/[^/]/i.test(url) || !URL.canParse(url));
  if (odd !== undefined)
    complain('mediaUrls', l10n.t('“{0}” is no web address; Twilio fetches media from https://…', odd));
  return {
    ...(text.trim() === '' ? {} : { text }),
    ...(contentId === '' ? {} : { contentId }),
    ...(variables && Object.keys(variables).length > 0 ? { variables } : {}),
    ...(mediaUrls.length === 0 ? {} : { mediaUrls }),
  };
}

function settingsOf(
  { channelSettings = '' }: MessageDraft,
  complain: (field: MessageField, message: string) => void,
  l10n: L10n,
): Record<string, unknown> | undefined {
  if (channelSettings.trim() === '') return undefined;
  const settings = readJsonObject(channelSettings);
  if (!settings)
    complain('channelSettings', l10n.t('Write a JSON object, such as {0}.', '{"messagingServiceSid":"MG…"}'));
  return settings;
}
