import type {
  Configuration,
  Conversation,
  Participant,
  UpdateConfiguration,
  UpdateConversation,
  UpdateParticipant,
} from './resources.ts';

/**
 * The bodies of the API's PUTs. They replace a resource whole: what a body leaves out is dropped. So each is made of
 * the resource as it was fetched, and of what shall change.
 *
 * Members that this version does not know are sent back as they came. To leave out one that can be written would lose
 * it without a word; to send one that cannot is at worst refused, and seen.
 */

/** What shall change: a value replaces, null takes away what may be absent, undefined and what is left out stay. */
export type Changes<Body> = {
  [Key in keyof Body]?:
    | (Record<never, never> extends Pick<Body, Key> ? Body[Key] | null : Body[Key])
    | undefined;
};

/** What the server alone writes. */
const READ_ONLY: ReadonlySet<string> = new Set([
  'id',
  'accountId',
  'createdAt',
  'updatedAt',
  'version',
  'url',
  'links',
]);

/** Of a conversation: set when it was made, or reached by requests of their own. */
const CONVERSATION_READ_ONLY: ReadonlySet<string> = new Set([
  ...READ_ONLY,
  'configurationId',
  'configuration',
  'participants',
  'actionId',
]);

const PARTICIPANT_READ_ONLY: ReadonlySet<string> = new Set([...READ_ONLY, 'conversationId']);

/**
 * The body that replaces a configuration.
 * @param fetched as `GET /v2/ControlPlane/Configurations/{id}` gives it: a list may leave members out
 */
export function configurationReplacement(
  fetched: Configuration,
  changes: Changes<UpdateConfiguration>,
): UpdateConfiguration {
  // Required by PUT, and absent in the answer when there are none.
  return merged<UpdateConfiguration>({ channelSettings: {}, ...withoutNulls(fetched) }, READ_ONLY, changes);
}

/**
 * The body that replaces a conversation: its name, status and metadata.
 * @param fetched as `GET /v2/Conversations/{id}` gives it
 * @throws RangeError when neither says the status, without which there is no replacing
 */
export function conversationReplacement(
  fetched: Conversation,
  changes: Changes<UpdateConversation>,
): UpdateConversation {
  const body = merged<UpdateConversation>(withoutNulls(fetched), CONVERSATION_READ_ONLY, changes);
  if (!body.status) throw new RangeError('The conversation has no status: it cannot be replaced without one');
  return body;
}

/**
 * The body that replaces a participant.
 * @param fetched as `GET /v2/Conversations/{ConversationId}/Participants/{id}` gives it
 */
export function participantReplacement(
  fetched: Participant,
  changes: Changes<UpdateParticipant>,
): UpdateParticipant {
  return merged<UpdateParticipant>(withoutNulls(fetched), PARTICIPANT_READ_ONLY, changes);
}

function merged<Body extends object>(
  fetched: object,
  readOnly: ReadonlySet<string>,
  changes: Changes<Body>,
): Body {
  const body: Record<string, unknown> = {};
  for (const [name, value] of Object.entries(fetched)) if (!readOnly.has(name)) body[name] = value;
  for (const [name, value] of Object.entries(changes)) {
    if (value === null) delete body[name];
    else if (value !== undefined) body[name] = withoutNulls(value);
  }
  return body as Body;
}

/** Answers have null for what is not there, such as an address's channelId; in a PUT's body such a member is left out. */
function withoutNulls<T>(value: T): T {
  if (Array.isArray(value)) return value.map(withoutNulls) as T;
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .filter(([, member]) => member !== null && member !== undefined)
      .map(([name, member]) => [name, withoutNulls(member)]),
  ) as T;
}
