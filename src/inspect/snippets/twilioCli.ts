import { bodyOf, hasNull } from './bodies.ts';
import { curlCommand } from './curl.ts';
import { shellWord } from './literals.ts';
import { type Operation, operationOf, takesFields } from './operations.ts';
import { goesToTwilio, needs, type SnippetRequest } from './snippetRequest.ts';

/** The request by the Twilio CLI, where it has a command for it; else why not, and the request as cURL sends it. */
export function twilioCliSnippet(request: SnippetRequest): string {
  const command = commandOf(request);
  const lines =
    'why' in command ? [`# ${command.why} The same request with cURL:`, curlCommand(request)] : command.lines;
  return [`# ${needs(request, ['TWILIO_ACCOUNT_SID'])}`, ...lines].join('\n');
}

type Command = { readonly lines: readonly string[] } | { readonly why: string };

function commandOf(request: SnippetRequest): Command {
  if (!goesToTwilio(request)) return { why: 'The Twilio CLI calls Twilio only, never a sandbox.' };
  if (request.authentication === 'oauth') return { why: 'The Twilio CLI takes no access token.' };
  const operation = operationOf(request);
  if (!operation) return { why: 'The Twilio CLI has no command for this request.' };
  const body = bodyFlags(request, operation);
  if ('why' in body) return body;
  const flags = [
    ...Object.entries(operation.ids).map(([name, id]) => flag(name, decoded(id))),
    ...listFlags(operation),
    ...(request.idempotencyKey === undefined
      ? []
      : [flag('Idempotency-Key', globalThis.crypto.randomUUID())]),
    ...body.flags,
  ];
  const topic = operation.path
    .split('/')
    .filter((part) => !part.startsWith('{'))
    .map(kebab)
    .join(':');
  const command = [
    `${place(request)}twilio api:conversations:${operation.version}:${topic}:${operation.verb}`,
    ...flags,
    // The default shows the sid, which resources of v2 do not have.
    ...(operation.verb === 'remove' ? [] : ['--output=json']),
  ];
  return {
    lines: [
      ...(operation.version === 'v2'
        ? ['# Needs a Twilio CLI that knows Conversations v2 (with @twilio/cli-core 9 or newer).']
        : []),
      `${command.join(' \\\n  ')}\n`,
    ],
  };
}

/** The CLI reads both from the environment, with the credentials. */
function place({ region, edge }: SnippetRequest): string {
  return [
    ...(region ? [`TWILIO_REGION=${shellWord(region)} `] : []),
    ...(edge ? [`TWILIO_EDGE=${shellWord(edge)} `] : []),
  ].join('');
}

/** What the CLI's description of the API has for each body; it refuses flags that it does not know. */
const V2_BODIES: Readonly<Record<string, readonly string[]>> = {
  'Conversations create': ['configurationId', 'name', 'configuration', 'participants'],
  'Conversations/{id} update': ['name', 'status'],
  'Conversations/{id} patch': ['name', 'status', 'configuration'],
  'Conversations/{ConversationId}/Actions create': ['type', 'payload'],
  'Conversations/{ConversationId}/Participants create': ['name', 'type', 'profileId', 'addresses'],
  'Conversations/{ConversationId}/Participants/{id} update': ['name', 'type', 'profileId', 'addresses'],
};
const CONFIGURATION = [
  ...['displayName', 'description', 'conversationGroupingType', 'memoryStoreId', 'channelSettings'],
  ...['statusCallbacks', 'intelligenceConfigurationIds', 'memoryExtractionEnabled', 'conversationsV1Bridge'],
];

function bodyFlags(
  request: SnippetRequest,
  operation: Operation,
): { readonly flags: readonly string[] } | { readonly why: string } {
  const body = bodyOf(request);
  const cannot = { why: 'The Twilio CLI has no flags for all that is in this body.' };
  switch (body.kind) {
    case 'none':
      return { flags: [] };
    case 'text':
      return cannot;
    case 'form': {
      const entries = Object.entries(body.fields);
      if (operation.version !== 'v1' || !takesFields(operation, Object.keys(body.fields))) return cannot;
      return { flags: entries.map(([name, value]) => flag(name, value)) };
    }
    case 'json': {
      const { value } = body;
      const known = operation.path.startsWith('ControlPlane/')
        ? CONFIGURATION
        : V2_BODIES[`${operation.path} ${operation.verb}`];
      // It has a flag for the content of a communication, but sends it as a string.
      if (!known || typeof value !== 'object' || value === null || hasNull(value)) return cannot;
      const members = Object.entries(value);
      if (!members.every(([name]) => known.includes(name))) return cannot;
      return { flags: members.flatMap(([name, member]) => memberFlags(name, member)) };
    }
  }
}

function memberFlags(name: string, member: unknown): string[] {
  if (typeof member === 'boolean') return [`--${member ? '' : 'no-'}${kebab(name)}`];
  // One flag for each item; for none, the empty list.
  if (Array.isArray(member) && member.length > 0) {
    return member.map((item) => flag(name, typeof item === 'string' ? item : JSON.stringify(item)));
  }
  return [flag(name, typeof member === 'string' ? member : JSON.stringify(member))];
}

function listFlags({ verb, query }: Operation): string[] {
  if (verb !== 'list') return [];
  const given = Object.entries(query).flatMap(([name, value]) =>
    (typeof value === 'string' ? [value] : value).map((each) => flag(name, each)),
  );
  const size = query['pageSize'] ?? query['PageSize'];
  return typeof size === 'string' ? [...given, flag('limit', size)] : given;
}

/** `--name='value'`: with the sign between them, a value may begin with a hyphen. */
function flag(name: string, value: string): string {
  return `--${kebab(name)}=${/^[\w.:@-]+$/.test(value) ? value : shellWord(value)}`;
}

/** As the CLI makes the names of its flags and topics. Source: namingConventions.kebabCase of @twilio/cli-core 9. */
function kebab(name: string): string {
  return name
    .replace(/[ _]/g, '-')
    .replace(/([a-z])([A-Z])/g, '$1-$2')
    .replace(/(\d[A-Z]*)([A-Z])/g, '$1-$2')
    .toLowerCase();
}

/** The CLI encodes parts of a path itself. */
function decoded(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
}
