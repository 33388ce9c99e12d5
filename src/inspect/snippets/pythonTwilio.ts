import { bodyOf, hasNull, type SnippetBody } from './bodies.ts';
import { contentTypeOf } from './curl.ts';
import { isPage, listArguments, snakeName } from './lists.ts';
import { pythonLiteral, pythonString } from './literals.ts';
import { type Operation, operationOf, takesFields } from './operations.ts';
import { goesToTwilio, needs, type SnippetRequest, urlOf } from './snippetRequest.ts';

/** Code, and what it imports from where. */
interface PythonCode {
  readonly imports: readonly string[];
  readonly lines: readonly string[];
}

/** The request by the official Python client. */
export function pythonTwilioSnippet(request: SnippetRequest): string {
  const call = methodCall(request) ?? plainCall(request);
  const imports = new Set([
    'import os',
    ...(request.idempotencyKey === undefined ? [] : ['import uuid']),
    ...call.imports,
  ]);
  const plain = [...imports].filter((line) => line.startsWith('import')).sort();
  const from = [...imports].filter((line) => line.startsWith('from')).sort();
  return [
    `# ${needs(request, ['TWILIO_ACCOUNT_SID'])}`,
    '# Once: pip install twilio',
    ...plain,
    ...from,
    '',
    'from twilio.rest import Client',
    ...(request.authentication === 'oauth'
      ? ['from twilio.credential.client_credential_provider import ClientCredentialProvider']
      : []),
    '',
    ...client(request),
    '',
    ...call.lines,
    '',
  ].join('\n');
}

function client(request: SnippetRequest): string[] {
  const { authentication, region, edge, origin } = request;
  const environment = (name: string) => `os.environ["${name}"]`;
  const given = [
    ...(authentication === 'apiKey'
      ? [environment('TWILIO_API_KEY'), environment('TWILIO_API_SECRET'), environment('TWILIO_ACCOUNT_SID')]
      : []),
    ...(authentication === 'authToken'
      ? [environment('TWILIO_ACCOUNT_SID'), environment('TWILIO_AUTH_TOKEN')]
      : []),
    ...(authentication === 'oauth'
      ? [
          'credential_provider=ClientCredentialProvider("", "", token_manager=AccessToken())',
          `account_sid=${environment('TWILIO_ACCOUNT_SID')}`,
        ]
      : []),
    ...(region ? [`region=${pythonString(region)}`] : []),
    ...(edge ? [`edge=${pythonString(edge)}`] : []),
  ];
  return [
    ...(authentication === 'oauth'
      ? [
          '',
          'class AccessToken:',
          '    def fetch_access_token(self):',
          `        return ${environment('TWILIO_ACCESS_TOKEN')}`,
          '',
          '',
        ]
      : []),
    'client = Client(',
    ...given.map((argument) => `    ${argument},`),
    ')',
    ...(goesToTwilio(request) ? [] : [`client.conversations.base_url = ${pythonString(origin)}`]),
  ];
}

/** What the client has no method for, though twilio-node has one. Source: twilio-python of August 2026. */
function lacksMethod({ path, verb }: Operation): boolean {
  return path === 'ControlPlane/Configurations/{id}' && verb === 'patch';
}

/** By the method that the client has for it; undefined when it has none that sends the same. */
function methodCall(request: SnippetRequest): PythonCode | undefined {
  const operation = operationOf(request);
  if (!operation || lacksMethod(operation)) return undefined;
  const given = methodArguments(request, operation);
  if (!given) return undefined;
  const resource = snakeResource(operation);
  const paged = isPage(operation);
  const method = paged ? 'page' : operation.verb === 'remove' ? 'delete' : operation.verb;
  const call = `client.conversations.${operation.version}.${resource}.${method}(${joined(given.items)})`;
  const many = operation.verb === 'list';
  return {
    imports: given.imports,
    lines: [
      ...given.before,
      ...(many && !paged ? ['# Without a limit, it reads page after page to the end.'] : []),
      `result = ${call}`,
      ...(many ? ['for item in result:', `    ${shown('item')}`] : []),
      ...(many ? [] : [operation.verb === 'remove' ? 'print(result)' : shown('result')]),
    ],
  };
}

/** Prints a resource by its members: the representation of its own fails for many of v2. */
function shown(name: string): string {
  return `print({key: value for key, value in vars(${name}).items() if not key.startswith("_")})`;
}

function snakeResource({ sdk, ids }: Operation): string {
  return sdk
    .split(/(\{\w+\})/)
    .map((part) =>
      part.startsWith('{')
        ? pythonString(ids[part.slice(1, -1)] ?? '')
        : snakeName(part.replaceAll('.', '\0')).replaceAll('\0', '.'),
    )
    .join('');
}

interface Arguments {
  readonly imports: readonly string[];
  readonly before: readonly string[];
  readonly items: readonly string[];
}

function methodArguments(request: SnippetRequest, operation: Operation): Arguments | undefined {
  const body = bodyOf(request);
  const none = { imports: [], before: [] };
  const fresh = request.idempotencyKey !== undefined && operation.version === 'v2';
  const key = fresh ? ['idempotency_key=str(uuid.uuid4())'] : [];
  switch (operation.verb) {
    case 'fetch':
      return body.kind === 'none' ? { ...none, items: [] } : undefined;
    case 'remove':
      if (body.kind !== 'none') return undefined;
      return {
        imports: [],
        before: fresh ? ['# As of August 2026 the client takes the key here, but does not send it.'] : [],
        items: key,
      };
    case 'list':
      return body.kind === 'none'
        ? { ...none, items: named(listArguments(operation, snakeName)) }
        : undefined;
    default:
      if (operation.version === 'v1') {
        if (body.kind !== 'form' || !takesFields(operation, Object.keys(body.fields))) return undefined;
        const fields = Object.entries(body.fields).map(([name, value]) => [snakeName(name), value]);
        return { ...none, items: named(Object.fromEntries(fields)) };
      }
      // The client leaves out every None, which would clear nothing.
      if (body.kind !== 'json' || !isObject(body.value) || hasNull(body.value)) return undefined;
      return {
        imports: ['from types import SimpleNamespace'],
        before: [
          '# The method takes whatever has to_dict(): the plain body is easier to read than its request classes.',
          `body = ${pythonLiteral(body.value)}`,
        ],
        items: [...key, `${bodyParameter(operation)}SimpleNamespace(to_dict=lambda: body)`],
      };
  }
}

/** The parameter that takes the body, by name where it is not the only one. */
function bodyParameter({ path, verb }: Operation): string {
  if (!path.startsWith('ControlPlane/')) return '';
  return verb === 'create' ? 'create_configuration_request=' : 'update_configuration_request=';
}

function named(given: Record<string, unknown>): string[] {
  return Object.entries(given).map(([name, value]) => `${name}=${pythonLiteral(value, 4)}`);
}

function joined(items: readonly string[]): string {
  const line = items.join(', ');
  if (line.length <= 60 && !line.includes('\n')) return line;
  return `\n${items.map((item) => `    ${item},\n`).join('')}`;
}

/** By the client’s way for requests that it has no method for. */
function plainCall(request: SnippetRequest): PythonCode {
  const body = bodyOf(request);
  const { data, contentType } = dataOf(body, contentTypeOf(request));
  const headers = [
    ...(data === undefined ? [] : [`"Content-Type": ${pythonString(contentType)}`]),
    ...(request.idempotencyKey === undefined ? [] : ['"Idempotency-Key": str(uuid.uuid4())']),
  ];
  const bare = body.kind === 'json' && hasNull(body.value);
  return {
    imports: [],
    lines: [
      bare
        ? '# Sent by the HTTP client alone: the methods leave out every None, which would clear nothing.'
        : '# The client has no method for this request, so it is sent as it is.',
      ...(bare && request.authentication === 'oauth'
        ? ['token = client.credential_provider.to_auth_strategy().get_auth_string()']
        : []),
      `response = client.${bare ? 'http_client.' : ''}request(`,
      `    ${pythonString(request.method)},`,
      `    ${pythonString(urlOf(request))},`,
      ...headersLine(
        bare && request.authentication === 'oauth' ? [...headers, '"Authorization": token'] : headers,
      ),
      ...(data === undefined ? [] : [`    data=${data},`]),
      ...(bare && request.authentication !== 'oauth' ? ['    auth=client.auth,'] : []),
      ')',
      'print(response.status_code, response.text)',
    ],
  };
}

function headersLine(headers: readonly string[]): string[] {
  return headers.length === 0 ? [] : [`    headers={${headers.join(', ')}},`];
}

function dataOf(body: SnippetBody, contentType: string): { data?: string; contentType: string } {
  switch (body.kind) {
    case 'none':
      return { contentType };
    case 'json':
      return { data: pythonLiteral(body.value, 4), contentType };
    case 'form':
      return { data: pythonLiteral(body.fields, 4), contentType };
    case 'text':
      // With the bare type, the client would write the text as JSON once more.
      return { data: `${pythonString(body.text)}.encode()`, contentType: `${contentType}; charset=utf-8` };
  }
}

function isObject(value: unknown): boolean {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
