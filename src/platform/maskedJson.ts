import { jsonText } from './jsonText.ts';
import { hideAddresses, type Masker } from './masking.ts';

/** What the text in a member is, where a member is known; in any other, anything may stand. */
type Meaning = 'id' | 'foreignId' | 'kind' | 'moment' | 'url' | 'address' | 'name' | 'sentence' | 'setting';

/** Members of resources of either API that need not be hidden altogether. */
const MEANINGS: ReadonlyMap<string, Meaning> = new Map(
  (
    [
      // Made by the API.
      [
        'id',
        'id sid operationId conversationId accountId participantId configurationId actionId memoryStoreId',
      ],
      ['id', 'serviceId flowId intelligenceConfigurationIds'],
      ['id', 'traitExtractionStrategyIds observationExtractionStrategyIds'],
      // A caller may have made these up, of an e-mail address for example.
      ['foreignId', 'channelId resourceId profileId contentId related'],
      [
        'kind',
        'type channel status deliveryStatus engine conversationGroupingType method state content_type',
      ],
      ['kind', 'sent delivered read failed undelivered'],
      ['moment', 'createdAt updatedAt occurredAt completedAt startTime endTime'],
      ['moment', 'date_created date_updated date_inactive date_closed last_read_timestamp'],
      ['url', 'url statusUrl links'],
      ['address', 'address proxy_address projected_address identity author from to'],
      ['name', 'name'],
      ['sentence', 'title detail failureReason'],
      // What an account has set up is nobody's name.
      ['setting', 'displayName'],
    ] as const
  ).flatMap(([meaning, members]) => members.split(' ').map((member) => [member, meaning] as const)),
);

/** Members that hold more of a resource. What is in any other is hidden whatever it is called there. */
const PARTS: ReadonlySet<string> = new Set(
  [
    'author recipients content transcription words participants addresses configuration statusTimeouts',
    'captureRules statusCallbacks conversationsV1Bridge workflows related error from to',
    'media delivery timers messaging_binding links',
  ].flatMap((members) => members.split(' ')),
);

/** Values of enumerations, also of those that are not known yet, and types of files. */
const KIND = /^[A-Za-z][A-Za-z0-9_./+-]{0,63}$/;

/** An id as the API makes them, or a SID: too long, and too plain, for an address or a name. */
const MADE_ID = /^(?=.{20,80}$)[A-Za-z0-9]+(?:_[A-Za-z0-9]+)*$/;

const MOMENT = /^\d{4}-\d\d-\d\d(?:T[\d:.]+(?:Z|[+-]\d\d:?\d\d)?)?$/;

/** Without a user, a query or a fragment, and nothing that had to be escaped. */
const PLAIN_URL = /^https?:\/\/[\w.-]+(?::\d+)?(?:\/[\w./-]*)?$/;

/** Whether a text looks like an id that the API made, and not like one that a caller made up. */
export function isMadeId(text: string): boolean {
  return MADE_ID.test(text);
}

/**
 * A resource with everything of people hidden; ids, statuses and times stay. What nobody knows is hidden too, since
 * nobody can tell what it holds. What a masker shows as it is comes back as it is.
 */
export function maskedJson<T>(resource: T, masker: Masker): T {
  return masker.on ? (masked(resource, '', { masker, id: '', type: undefined }) as T) : resource;
}

/** A JSON text with everything of people hidden in it. */
export function maskedText(json: string, masker: Masker): string {
  return masker.on ? jsonText(maskedJson(JSON.parse(json), masker)) : json;
}

/** What is hidden with, and whose members they are. */
interface Owner {
  readonly masker: Masker;
  readonly id: string;
  readonly type: string | undefined;
}

/** @param member what it is called, or the list that it stands in; empty for the resource itself */
function masked(value: unknown, member: string, owner: Owner): unknown {
  const { masker } = owner;
  if (typeof value === 'string') return maskedString(value, meaningOf(member), owner);
  if (Array.isArray(value)) return value.map((item) => masked(item, member, owner));
  if (typeof value !== 'object' || value === null) return value;
  if (member !== '' && member !== 'channelSettings' && !PARTS.has(member)) return everyText(value, masker);
  const own = {
    masker,
    id: 'id' in value ? String(value.id) : '',
    type: 'type' in value && typeof value.type === 'string' ? value.type : undefined,
  };
  return Object.fromEntries(
    Object.entries(value).map(([name, inner]) => {
      // Their members are called by what they lead to, and a channel's settings by the channel.
      if (member === 'links' || member === 'related') return [name, masked(inner, member, own)];
      if (member === 'channelSettings') return [name, masked(inner, '', own)];
      return [name, masked(inner, name, own)];
    }),
  );
}

function meaningOf(member: string): Meaning | undefined {
  return MEANINGS.get(member) ?? (member.endsWith('_sid') ? 'foreignId' : undefined);
}

function maskedString(text: string, meaning: Meaning | undefined, { masker, id, type }: Owner): string {
  switch (meaning) {
    case 'id':
    case 'setting':
      return text;
    case 'foreignId':
      return isMadeId(text) ? text : masker.text(text);
    case 'kind':
      return KIND.test(text) ? text : masker.text(text);
    case 'moment':
      return MOMENT.test(text) ? text : masker.text(text);
    case 'url':
      return PLAIN_URL.test(text) ? text : masker.text(text);
    case 'address':
      return masker.address(text);
    case 'name':
      // Of a participant, or of a conversation.
      return type ? masker.name(text, type, id) : masker.title(text, id);
    case 'sentence':
      return hideAddresses(text, masker);
    case undefined:
      return masker.text(text);
  }
}

function everyText(value: unknown, masker: Masker): unknown {
  if (typeof value === 'string') return masker.text(value);
  if (Array.isArray(value)) return value.map((item) => everyText(item, masker));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, member]) => [key, everyText(member, masker)]));
}
