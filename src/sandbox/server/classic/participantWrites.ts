import { badRequest, Failure } from '../failure.ts';
import type { Channel, ClassicParticipant, StoredConversation, StoredParticipant } from '../model.ts';
import type { AccountData } from '../store/accountData.ts';
import { addParticipant, type ParticipantInput } from '../store/participants.ts';
import {
  bindingExists,
  closed,
  invalidAddress,
  invalidProxyAddress,
  participantExists,
  tooManyBindings,
  tooManyParticipants,
} from './failures.ts';
import type { ParticipantForm } from './forms.ts';
import { classicAddresses, isClassicParticipant } from './participants.ts';
import type { Sides } from './serviceConversations.ts';

/** As documented: of participants at all, and of those without an identity. */
const MAX_PARTICIPANTS = 1_000;
const MAX_BINDINGS = 50;

const ADDRESSES: readonly [channel: Channel, form: RegExp][] = [
  ['SMS', /^\+?\d{3,15}$/],
  ['WHATSAPP', /^whatsapp:\+\d{3,15}$/],
  ['RCS', /^rcs:[\w+.-]{1,250}$/],
];

/** The channel of an address by its form; undefined for what is no address. */
function channelOf(address: string): Channel | undefined {
  return ADDRESSES.find(([, form]) => form.test(address))?.[0];
}

/** @throws Failure when there are as many as there may be */
function refuseMore(conversation: StoredConversation, channel: Channel): void {
  const all = Array.from(conversation.participants).filter(isClassicParticipant);
  if (all.length >= MAX_PARTICIPANTS) throw tooManyParticipants(MAX_PARTICIPANTS);
  if (channel === 'CHAT') return;
  const bindings = all.filter((participant) => !classicAddresses(participant).identity).length;
  if (bindings >= MAX_BINDINGS) throw tooManyBindings(MAX_BINDINGS);
}

/**
 * Adds a participant, as the bridge does: without a name, of the type UNKNOWN. Its chat is the one of this conversation.
 *
 * @throws Failure when it is there already, or in another open conversation that its traffic goes to
 */
export function join(
  data: AccountData,
  { serviceConversation: { sid }, conversation }: Sides,
  { channel, address }: { channel: Channel; address: string },
  at: number,
  classic: ClassicParticipant = {},
): StoredParticipant {
  for (const { addresses } of conversation.participants) {
    if (!addresses.some((own) => own.channel === channel && own.address === address)) continue;
    throw channel === 'CHAT' ? participantExists(address) : bindingExists(sid);
  }
  refuseMore(conversation, channel);
  const input: ParticipantInput = {
    type: 'UNKNOWN',
    addresses: [{ channel, address, ...(channel === 'CHAT' ? { channelId: sid } : {}) }],
    ...(Object.keys(classic).length > 0 ? { classic } : {}),
  };
  try {
    return addParticipant(data, conversation, input, at);
  } catch (error) {
    if (!(error instanceof Failure) || error.status !== 409) throw error;
    const holder = error.headers['X-Conflicting-Resource-Id'] ?? '';
    throw bindingExists(data.serviceConversations.of(holder)?.sid ?? holder);
  }
}

/**
 * Adds a participant by its identity, or by its address and Twilio's own that it is in contact with. The latter may be
 * left out, as it is in group MMS.
 *
 * @throws Failure when the conversation is closed or full, for neither or both of the two, for what is no address, and
 *   as {@link join}
 */
export function createParticipant(
  data: AccountData,
  sides: Sides,
  form: ParticipantForm,
  at: number,
): StoredParticipant {
  if (sides.conversation.status === 'CLOSED') throw closed(data, sides.serviceConversation.sid);
  const {
    Identity: identity,
    'MessagingBinding.Address': address,
    'MessagingBinding.ProxyAddress': proxyAddress,
    'MessagingBinding.ProjectedAddress': projectedAddress,
  } = form;
  const classic: ClassicParticipant = {
    ...(form.Attributes === undefined ? {} : { attributes: form.Attributes }),
    ...(form.RoleSid === undefined ? {} : { roleSid: form.RoleSid }),
    ...(form.DateCreated === undefined ? {} : { createdAt: form.DateCreated }),
  };
  if (identity !== undefined) {
    if (address !== undefined || proxyAddress !== undefined) {
      throw badRequest('Identity cannot be given together with MessagingBinding.Address or its ProxyAddress');
    }
    if (projectedAddress !== undefined) classic.projectedAddress = projectedAddress;
    return join(data, sides, { channel: 'CHAT', address: identity }, at, classic);
  }
  if (address === undefined) throw badRequest('Identity or MessagingBinding.Address is required');
  const channel = channelOf(address);
  if (channel === undefined) throw invalidAddress();
  if (proxyAddress !== undefined) {
    if (channelOf(proxyAddress) !== channel) throw invalidProxyAddress(channel.toLowerCase());
    classic.proxyAddress = proxyAddress;
  }
  return join(data, sides, { channel, address }, at, classic);
}
