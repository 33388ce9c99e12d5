import { badRequest } from '../failure.ts';
import type { ClassicMessage, StoredCommunication, StoredConversation, StoredParty } from '../model.ts';
import type { AccountData } from '../store/accountData.ts';
import { recordCommunication } from '../store/communications.ts';
import { bodyTooLong, closed } from './failures.ts';
import type { MessageForm } from './forms.ts';
import { classicAddresses, isBound } from './participants.ts';
import { join } from './participantWrites.ts';
import type { Sides } from './serviceConversations.ts';

/** As documented, in characters. */
const MAX_BODY = 1_600;

/** Who writes when nobody is said to. */
const SYSTEM = 'system';

/** The participant with that identity, or else with that address. */
function findParty(conversation: StoredConversation, author: string): StoredParty | undefined {
  let bound: StoredParty | undefined;
  for (const { id, addresses } of conversation.participants) {
    for (const { channel, address } of addresses) {
      if (address !== author) continue;
      if (channel === 'CHAT') return { channel, address, participantId: id };
      if (isBound(channel)) bound ??= { channel, address, participantId: id };
    }
  }
  return bound;
}

/** Everybody else whom v1 knows: on the author's channel where they have an address there, or else by chat. */
function listeners(conversation: StoredConversation, author: StoredParty): StoredParty[] {
  return Array.from(conversation.participants).flatMap((participant): StoredParty[] => {
    if (participant.id === author.participantId) return [];
    const { identity, binding } = classicAddresses(participant);
    const same = participant.addresses.find(({ channel }) => channel === author.channel);
    const found = same ?? identity ?? binding;
    return found ? [{ channel: found.channel, address: found.address, participantId: participant.id }] : [];
  });
}

/**
 * What is said. A template's wording and a medium are Twilio's: their ids, and a template's variables, stand for them.
 *
 * @throws Failure 400 when it is nothing, or too long
 */
function wording(form: MessageForm): string {
  const { Body: body, MediaSid: mediaSid, ContentSid: contentSid, ContentVariables } = form;
  if (contentSid !== undefined) {
    const variables: unknown = JSON.parse(ContentVariables ?? '{}');
    const values: unknown[] =
      typeof variables === 'object' && variables !== null ? Object.values(variables) : [];
    const words = values.map((value) => (typeof value === 'string' ? value : JSON.stringify(value)));
    return [contentSid, ...words].join(' ');
  }
  if (body !== undefined && body.length > MAX_BODY) throw bodyTooLong(MAX_BODY);
  const parts = [body, mediaSid].filter((part) => part !== undefined && part !== '');
  if (parts.length === 0) throw badRequest('Body, MediaSid or ContentSid is required');
  return parts.join('\n');
}

/**
 * Says something in a service conversation: a communication from the author to all others. An author who takes no part
 * yet joins by chat, as the bridge has it; `system` does not.
 *
 * @throws Failure when the conversation is closed, and for what cannot be said
 */
export function createMessage(
  data: AccountData,
  sides: Sides,
  form: MessageForm,
  at: number,
): StoredCommunication {
  const { conversation } = sides;
  const { sid } = sides.serviceConversation;
  if (conversation.status === 'CLOSED') throw closed(data, sid);
  const text = wording(form);
  const name = form.Author ?? SYSTEM;
  const chat = { channel: 'CHAT', address: name } as const;
  let author = findParty(conversation, name);
  if (!author && name === SYSTEM) author = chat;
  author ??= { ...chat, participantId: join(data, sides, chat, at).id };
  const classic: ClassicMessage = {
    ...(form.Attributes === undefined ? {} : { attributes: form.Attributes }),
    ...(form.ContentSid === undefined ? {} : { contentSid: form.ContentSid }),
  };
  return recordCommunication(
    data,
    conversation,
    {
      author,
      content: { type: 'TEXT', text },
      recipients: listeners(conversation, author),
      // A chat is known by its conversation, all else by the message.
      channelId: author.channel === 'CHAT' ? sid : data.ids.nextSid('SM'),
      resourceId: data.ids.nextSid('IM'),
      ...(form.DateCreated === undefined ? {} : { occurredAt: form.DateCreated }),
      classic,
    },
    at,
  );
}
