import { badRequest } from '../failure.ts';
import type { ConversationStatus, StoredServiceConversation } from '../model.ts';
import type { AccountData } from '../store/accountData.ts';
import { changeConversation, createConversation } from '../store/conversations.ts';
import { CONVERSATION_SID } from './bridge.ts';
import { closed, initiallyClosed, uniqueNameLikeSid, uniqueNameTaken, unsupportedState } from './failures.ts';
import type { ServiceConversationForm } from './forms.ts';
import type { Sides } from './serviceConversations.ts';

/** @throws Failure for a state that v2 has not */
function readStatus(state: ServiceConversationForm['State']): ConversationStatus | undefined {
  if (state === 'initializing') throw unsupportedState(state);
  return state && ({ active: 'ACTIVE', inactive: 'INACTIVE', closed: 'CLOSED' } as const)[state];
}

/** @throws Failure when the name is another's, or could be taken for a SID. An empty one is no name. */
function readUniqueName(
  data: AccountData,
  serviceSid: string,
  uniqueName: string | undefined,
  own?: StoredServiceConversation,
): string | null | undefined {
  if (uniqueName === undefined) return undefined;
  if (uniqueName === '') return null;
  if (CONVERSATION_SID.test(uniqueName)) throw uniqueNameLikeSid();
  const holder = data.serviceConversations.find(serviceSid, uniqueName);
  if (holder && holder !== own) throw uniqueNameTaken(uniqueName);
  return uniqueName;
}

/**
 * Makes a conversation of the configuration that bridges to the service, and so both of its sides.
 *
 * The timers are not read: on v2 a configuration's time-outs say when a conversation ends.
 *
 * @throws Failure for a name that is taken or a state to begin with that cannot be, and when nothing bridges any more
 */
export function createServiceConversation(
  data: AccountData,
  serviceSid: string,
  form: ServiceConversationForm,
  at: number,
): Sides {
  const configuration = Array.from(data.configurations).find(
    ({ settings }) => settings.conversationsV1Bridge?.serviceId === serviceSid,
  );
  if (!configuration) throw badRequest(`No configuration bridges to the service ${serviceSid} any more`);
  const status = readStatus(form.State);
  if (status === 'CLOSED') throw initiallyClosed();
  const uniqueName = readUniqueName(data, serviceSid, form.UniqueName);
  const conversation = createConversation(
    data,
    {
      configurationId: configuration.id,
      ...(form.FriendlyName === undefined ? {} : { name: form.FriendlyName }),
      classic: {
        ...(uniqueName === undefined ? {} : { uniqueName }),
        ...(form.Attributes === undefined ? {} : { attributes: form.Attributes }),
        ...(form.MessagingServiceSid === undefined ? {} : { messagingServiceSid: form.MessagingServiceSid }),
        ...(form.DateCreated === undefined ? {} : { createdAt: form.DateCreated }),
      },
    },
    at,
  );
  if (status === 'INACTIVE') changeConversation(data, conversation, { status }, at);
  const serviceConversation = data.serviceConversations.of(conversation.id);
  if (!serviceConversation) throw new Error(`${conversation.id} was made without its classic side`);
  return { serviceConversation, conversation };
}

/** @throws Failure when the conversation is closed, and as {@link createServiceConversation} */
export function changeServiceConversation(
  data: AccountData,
  { serviceConversation, conversation }: Sides,
  form: ServiceConversationForm,
  at: number,
): void {
  if (conversation.status === 'CLOSED') throw closed(data, serviceConversation.sid);
  const status = readStatus(form.State);
  const { serviceSid } = serviceConversation;
  const uniqueName = readUniqueName(data, serviceSid, form.UniqueName, serviceConversation);
  if (uniqueName !== undefined) data.serviceConversations.rename(serviceConversation, uniqueName);
  if (form.Attributes !== undefined) serviceConversation.attributes = form.Attributes;
  if (form.DateCreated !== undefined) serviceConversation.createdAt = form.DateCreated;
  if (form.MessagingServiceSid !== undefined) {
    serviceConversation.messagingServiceSid = form.MessagingServiceSid;
  }
  data.changed({ kind: 'service-conversation', serviceConversation });
  changeConversation(data, conversation, { status, name: form.FriendlyName }, at);
}
