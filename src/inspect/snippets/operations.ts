import type { SnippetRequest } from './snippetRequest.ts';

/** What the official clients call an operation on a resource. */
export type Verb = 'list' | 'create' | 'fetch' | 'update' | 'patch' | 'remove';

type Verbs = Readonly<Partial<Record<string, Verb>>>;

interface Resource {
  /** With the names that the API gives the parts of its path. */
  readonly path: string;
  /** How twilio-node reaches it from `client.conversations.v2` or `.v1`; `{name}` stands for a part of the path. */
  readonly sdk: string;
  readonly verbs: Verbs;
}

const LIST: Verbs = { GET: 'list' };
const COLLECTION: Verbs = { GET: 'list', POST: 'create' };
const FETCH: Verbs = { GET: 'fetch' };
const V2_ITEM: Verbs = { GET: 'fetch', PUT: 'update', PATCH: 'patch', DELETE: 'remove' };
const V1_ITEM: Verbs = { GET: 'fetch', POST: 'update', DELETE: 'remove' };

/** Source: lib/rest/conversations/v2 of twilio 6.2. */
const V2: readonly Resource[] = [
  { path: 'ControlPlane/Configurations', sdk: 'configurations', verbs: COLLECTION },
  { path: 'ControlPlane/Configurations/{id}', sdk: 'configurations({id})', verbs: V2_ITEM },
  { path: 'ControlPlane/Operations/{id}', sdk: 'operations({id})', verbs: FETCH },
  { path: 'Conversations', sdk: 'conversations', verbs: COLLECTION },
  { path: 'Conversations/{id}', sdk: 'conversations({id})', verbs: V2_ITEM },
  {
    path: 'Conversations/{ConversationId}/Actions',
    sdk: 'actions({ConversationId})',
    verbs: { POST: 'create' },
  },
  {
    path: 'Conversations/{ConversationId}/Actions/{ActionId}',
    sdk: 'actions({ConversationId}, {ActionId})',
    verbs: FETCH,
  },
  {
    path: 'Conversations/{ConversationId}/Participants',
    sdk: 'participants({ConversationId})',
    verbs: COLLECTION,
  },
  {
    path: 'Conversations/{ConversationId}/Participants/{id}',
    sdk: 'participants({ConversationId}, {id})',
    verbs: { GET: 'fetch', PUT: 'update' },
  },
  {
    path: 'Conversations/{ConversationId}/Communications',
    sdk: 'communications({ConversationId})',
    verbs: COLLECTION,
  },
  {
    path: 'Conversations/{ConversationId}/Communications/{id}',
    sdk: 'communications({ConversationId}, {id})',
    verbs: FETCH,
  },
];

const CONVERSATION = 'Conversations/{ConversationSid}';
const ON_CONVERSATION = 'conversations({ConversationSid})';
const MESSAGE = `${CONVERSATION}/Messages/{MessageSid}`;

/** Both of a service and of the account's default service. Source: lib/rest/conversations/v1 of twilio 6.2. */
const V1_SHARED: readonly Resource[] = [
  { path: 'Conversations', sdk: 'conversations', verbs: COLLECTION },
  { path: 'Conversations/{Sid}', sdk: 'conversations({Sid})', verbs: V1_ITEM },
  { path: `${CONVERSATION}/Messages`, sdk: `${ON_CONVERSATION}.messages`, verbs: COLLECTION },
  { path: `${CONVERSATION}/Messages/{Sid}`, sdk: `${ON_CONVERSATION}.messages({Sid})`, verbs: V1_ITEM },
  {
    path: `${MESSAGE}/Receipts`,
    sdk: `${ON_CONVERSATION}.messages({MessageSid}).deliveryReceipts`,
    verbs: LIST,
  },
  {
    path: `${MESSAGE}/Receipts/{Sid}`,
    sdk: `${ON_CONVERSATION}.messages({MessageSid}).deliveryReceipts({Sid})`,
    verbs: FETCH,
  },
  { path: `${CONVERSATION}/Participants`, sdk: `${ON_CONVERSATION}.participants`, verbs: COLLECTION },
  {
    path: `${CONVERSATION}/Participants/{Sid}`,
    sdk: `${ON_CONVERSATION}.participants({Sid})`,
    verbs: V1_ITEM,
  },
  { path: `${CONVERSATION}/Webhooks`, sdk: `${ON_CONVERSATION}.webhooks`, verbs: LIST },
  {
    path: `${CONVERSATION}/Webhooks/{Sid}`,
    sdk: `${ON_CONVERSATION}.webhooks({Sid})`,
    verbs: { GET: 'fetch', DELETE: 'remove' },
  },
  { path: 'ParticipantConversations', sdk: 'participantConversations', verbs: LIST },
];

const SERVICE = 'Services/{ChatServiceSid}';

const V1: readonly Resource[] = [
  ...V1_SHARED,
  { path: 'Services', sdk: 'services', verbs: COLLECTION },
  { path: 'Services/{Sid}', sdk: 'services({Sid})', verbs: { GET: 'fetch', DELETE: 'remove' } },
  ...V1_SHARED.map(({ path, sdk, verbs }) => ({
    path: `${SERVICE}/${path}`,
    sdk: `services({ChatServiceSid}).${sdk}`,
    verbs,
  })),
];

/** A request as an operation that the official clients have a method for. */
export interface Operation {
  readonly version: 'v1' | 'v2';
  readonly verb: Verb;
  /** Parts of the path by the names that the API gives them, as sent: the clients put them into the path as they are. */
  readonly ids: Readonly<Record<string, string>>;
  /** As in {@link Resource}: `/v2/Conversations/{id}` without the version. */
  readonly path: string;
  readonly sdk: string;
  /** The query, by the API's names; a name that may come again with all its values. */
  readonly query: Readonly<Record<string, string | readonly string[]>>;
}

const V2_QUERY = new Set(['status', 'channelId', 'memoryStoreId', 'pageSize', 'pageToken']);
const V1_QUERY = new Set([
  ...['StartDate', 'EndDate', 'State', 'Order', 'Identity', 'Address'],
  ...['PageSize', 'Page', 'PageToken'],
]);
const WHOLE = /^\d{1,6}$/;

/** The operation that a request is; undefined when the clients have no method for it, or none that sends the same. */
export function operationOf({ method, path, query }: SnippetRequest): Operation | undefined {
  const [, version, rest] = /^\/(v1|v2)\/(.+)$/.exec(path) ?? [];
  if (rest === undefined) return undefined;
  const parts = rest.split('/');
  for (const resource of version === 'v1' ? V1 : V2) {
    const ids = match(resource.path.split('/'), parts);
    const verb = ids && resource.verbs[method];
    if (!verb) continue;
    const parameters = queryOf(query, version === 'v1' ? V1_QUERY : V2_QUERY);
    if (!parameters || (verb !== 'list' && Object.keys(parameters).length > 0)) return undefined;
    const { path: template, sdk } = resource;
    return { version: version === 'v1' ? 'v1' : 'v2', verb, ids, path: template, sdk, query: parameters };
  }
  return undefined;
}

function match(template: readonly string[], parts: readonly string[]): Record<string, string> | undefined {
  if (template.length !== parts.length) return undefined;
  const ids: Record<string, string> = {};
  for (const [index, expected] of template.entries()) {
    const part = parts[index] ?? '';
    if (expected.startsWith('{')) {
      if (part === '') return undefined;
      ids[expected.slice(1, -1)] = part;
    } else if (expected !== part) return undefined;
  }
  return ids;
}

function queryOf(query: string, known: ReadonlySet<string>): Operation['query'] | undefined {
  const parameters = new URLSearchParams(query);
  const result: Record<string, string | readonly string[]> = {};
  for (const name of new Set(parameters.keys())) {
    const values = parameters.getAll(name);
    if (!known.has(name)) return undefined;
    if (name === 'status') result[name] = values;
    else if (values.length === 1) result[name] = values[0] ?? '';
    else return undefined;
    if (/^page(size)?$/i.test(name) && !WHOLE.test(values[0] ?? '')) return undefined;
  }
  return result;
}

/** The fields of classic (v1) forms that the clients pass on; they leave out what they do not know, in silence. */
const V1_FIELDS = new Set([
  ...[
    'FriendlyName',
    'UniqueName',
    'Attributes',
    'MessagingServiceSid',
    'DateCreated',
    'DateUpdated',
    'State',
  ],
  ...['Timers.Inactive', 'Timers.Closed', 'Bindings.Email.Address', 'Bindings.Email.Name'],
]);
const MESSAGE_FIELDS = new Set([
  ...['Author', 'Body', 'DateCreated', 'DateUpdated', 'Attributes', 'Subject'],
  ...['MediaSid', 'ContentSid', 'ContentVariables'],
]);
const PARTICIPANT_FIELDS = new Set([
  ...['Identity', 'MessagingBinding.Address', 'MessagingBinding.ProxyAddress', 'DateCreated', 'DateUpdated'],
  ...['Attributes', 'MessagingBinding.ProjectedAddress', 'RoleSid'],
  ...['LastReadMessageIndex', 'LastReadTimestamp'],
]);
/** What only the creation of a resource has. */
const AT_CREATION = new Set(['MediaSid', 'ContentSid', 'ContentVariables', 'MessagingBinding.Address']);
/** What only the change of a resource has. */
const AT_UPDATE = new Set(['LastReadMessageIndex', 'LastReadTimestamp']);

/** Whether the clients' method takes all these fields of a classic form. */
export function takesFields({ path, verb }: Operation, names: readonly string[]): boolean {
  const known = /Messages(\/\{Sid\})?$/.test(path)
    ? MESSAGE_FIELDS
    : /Participants(\/\{Sid\})?$/.test(path)
      ? PARTICIPANT_FIELDS
      : /Conversations(\/\{Sid\})?$/.test(path)
        ? V1_FIELDS
        : path === 'Services'
          ? new Set(['FriendlyName'])
          : new Set<string>();
  const elsewhere = verb === 'create' ? AT_UPDATE : AT_CREATION;
  return names.every((name) => known.has(name) && !elsewhere.has(name));
}
