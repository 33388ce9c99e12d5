import { badRequest, Failure } from '../failure.ts';
import type { Channel, StoredAction, StoredConversation, StoredMessage, StoredParty } from '../model.ts';
import type { AccountData } from './accountData.ts';
import { recordCommunication } from './communications.ts';
import { bareAddress } from './grouping.ts';
import { refuseClosed } from './lifecycle.ts';

/** Who a message is from or to: a participant, with its channel when it has several addresses, or an address. */
export interface ActionPartyInput {
  participantId?: string;
  address?: string;
  channel?: Channel;
}

export interface ActionInput {
  payload: {
    from: ActionPartyInput;
    to: ActionPartyInput[];
    content: {
      text?: string;
      contentId?: string;
      variables?: Record<string, string>;
      mediaUrls?: string[];
    };
  };
}

/** Twilio only receives on the others. */
const SENDING: readonly Channel[] = ['SMS', 'RCS', 'WHATSAPP', 'CHAT'];

/** Twilio's magic number that is not a valid one: a message to it is not even sent. */
const INVALID_NUMBER = '+15005550001';

/** Finds the address of a party in one of the three documented ways. @throws Failure 400 */
function resolve(conversation: StoredConversation, party: ActionPartyInput, path: string): StoredParty {
  const { participantId, address, channel } = party;
  if (participantId === undefined) {
    if (address === undefined)
      throw badRequest(`${path} must have a participantId, or an address and a channel`);
    if (channel === undefined) throw badRequest(`${path}.channel is required with an address`);
    return { address, channel };
  }
  const participant = conversation.participants.get(participantId);
  if (!participant) {
    throw badRequest(`${path}.participantId ${participantId} is not a participant of this conversation`);
  }
  const fitting = participant.addresses.filter(
    (own) =>
      (channel === undefined || own.channel === channel) &&
      (address === undefined || own.address === address),
  );
  const [found] = fitting;
  if (!found) throw badRequest(`${path}: participant ${participantId} has no such address`);
  if (fitting.length > 1 && channel === undefined) {
    throw badRequest(
      `${path}.channel is required: participant ${participantId} has ${fitting.length} addresses`,
    );
  }
  return { address: found.address, channel: found.channel, participantId };
}

/** What the recipient reads. A content template's wording is Twilio's: its id and its variables stand for it. */
function wording({ text, contentId, variables, mediaUrls = [] }: ActionInput['payload']['content']): string {
  const template =
    contentId === undefined ? undefined : [contentId, ...Object.values(variables ?? {})].join(' ');
  return [text ?? template, ...mediaUrls].filter((part) => part !== undefined).join('\n');
}

/** @throws Failure 400 that names the member */
function readMessage(conversation: StoredConversation, { payload }: ActionInput): StoredMessage {
  const { content } = payload;
  if (content.text === undefined && content.contentId === undefined && !content.mediaUrls?.length) {
    throw badRequest('payload.content must have a text, a contentId or mediaUrls');
  }
  const author = resolve(conversation, payload.from, 'payload.from');
  if (!SENDING.includes(author.channel)) {
    throw badRequest(
      `payload.from.channel must be one of ${SENDING.join(', ')}: Twilio does not send on ${author.channel}`,
    );
  }
  const recipients = payload.to.map((party, index) => {
    const path = `payload.to[${index}]`;
    const recipient = resolve(conversation, party, path);
    if (recipient.channel === author.channel) return recipient;
    throw badRequest(`${path}.channel must be ${author.channel}, as payload.from's is`);
  });
  return { author, recipients, text: wording(content) };
}

/**
 * Begins to send a message; it becomes a communication when the action completes.
 *
 * @throws Failure 400 for parties that cannot be found or reached, and when the conversation is CLOSED
 */
export function startAction(
  data: AccountData,
  conversation: StoredConversation,
  input: ActionInput,
  at: number,
): StoredAction {
  refuseClosed(data, conversation);
  const message = readMessage(conversation, input);
  const action: StoredAction = {
    id: data.ids.next('conv_action_'),
    type: 'SEND_MESSAGE',
    status: 'PENDING',
    related: {},
    createdAt: at,
    updatedAt: at,
    message,
  };
  action.related['messageSid'] = data.ids.nextSid(message.author.channel === 'CHAT' ? 'IM' : 'SM');
  conversation.actions.set(action.id, action);
  data.changed({ kind: 'action', conversation, action });
  awaitSending(data, conversation, action);
  return action;
}

/** Sees to it that a pending action comes to its end. */
export function awaitSending(
  data: AccountData,
  conversation: StoredConversation,
  action: StoredAction,
): void {
  data.surroundings.agenda.set(action.createdAt + data.surroundings.deliveryStepMs, (at) => {
    if (data.conversations.get(conversation.id) !== conversation) return;
    action.updatedAt = at;
    action.completedAt = at;
    try {
      send(data, conversation, action, at);
      action.status = 'COMPLETED';
    } catch (error) {
      if (!(error instanceof Failure)) throw error;
      action.status = 'FAILED';
      action.failureReason = error.message;
      // The document has it only while an action is PENDING or COMPLETED.
      delete action.related['messageSid'];
    }
    data.changed({ kind: 'action', conversation, action });
  });
}

/** @throws Failure with the reason why it was not sent */
function send(data: AccountData, conversation: StoredConversation, action: StoredAction, at: number): void {
  if (!action.message) throw badRequest('What was to be sent is not known: the action was imported');
  const { author, recipients, text } = action.message;
  for (const { address } of recipients) {
    if (bareAddress(address) === INVALID_NUMBER) throw badRequest(`${address} is not a valid phone number`);
  }
  const { messageSid = '' } = action.related;
  const chatSid = data.serviceConversations.of(conversation.id)?.sid;
  const { id } = recordCommunication(
    data,
    conversation,
    {
      author,
      recipients,
      content: { type: 'TEXT', text },
      resourceId: messageSid,
      // A chat is known by its conversation on v1, all else by the message.
      channelId: (author.channel === 'CHAT' && chatSid) || messageSid,
    },
    at,
  );
  action.related['communicationId'] = id;
}
