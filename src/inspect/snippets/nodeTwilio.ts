import { bodyOf, type SnippetBody } from './bodies.ts';
import { contentTypeOf } from './curl.ts';
import { camelName, isPage, listArguments } from './lists.ts';
import { jsLiteral, jsString } from './literals.ts';
import { type Operation, operationOf, takesFields } from './operations.ts';
import { goesToTwilio, needs, type SnippetRequest, urlOf } from './snippetRequest.ts';

/** The request by the official Node.js client. */
export function nodeTwilioSnippet(request: SnippetRequest): string {
  const call = methodCall(request);
  const fresh = request.idempotencyKey !== undefined;
  return [
    `// ${needs(request, ['TWILIO_ACCOUNT_SID'])}`,
    '// Once: npm install twilio. Save it as request.mjs, then run "node request.mjs".',
    ...(fresh ? ["import { randomUUID } from 'node:crypto';"] : []),
    "import twilio from 'twilio';",
    '',
    ...client(request),
    '',
    ...(call ?? plainCall(request)),
    '',
  ].join('\n');
}

function client(request: SnippetRequest): string[] {
  const { authentication, region, edge, origin } = request;
  const options = {
    ...(authentication === 'apiKey' ? { accountSid: 'process.env.TWILIO_ACCOUNT_SID' } : {}),
    ...(region ? { region: jsString(region) } : {}),
    ...(edge ? { edge: jsString(edge) } : {}),
  };
  const last =
    Object.keys(options).length === 0
      ? ''
      : `{ ${Object.entries(options)
          .map(([name, value]) => `${name}: ${value}`)
          .join(', ')} }`;
  const credentials = {
    apiKey: ['process.env.TWILIO_API_KEY', 'process.env.TWILIO_API_SECRET'],
    authToken: ['process.env.TWILIO_ACCOUNT_SID', 'process.env.TWILIO_AUTH_TOKEN'],
    oauth: last ? ['undefined', 'undefined'] : [],
  }[authentication];
  const given = [...credentials, ...(last ? [last] : [])];
  const line = `const client = twilio(${given.join(', ')});`;
  return [
    line.length <= 100 ? line : `const client = twilio(\n${given.map((each) => `  ${each},\n`).join('')});`,
    ...(authentication === 'oauth'
      ? [
          'client.setCredentialProvider(',
          '  new twilio.ClientCredentialProviderBuilder()',
          '    .setTokenManager({ fetchToken: async () => process.env.TWILIO_ACCESS_TOKEN })',
          '    .build(),',
          ');',
        ]
      : []),
    ...(goesToTwilio(request) ? [] : [`client.conversations.baseUrl = ${jsString(origin)};`]),
  ];
}

/** By the method that the client has for it; undefined when it has none that sends the same. */
function methodCall(request: SnippetRequest): string[] | undefined {
  const operation = operationOf(request);
  if (!operation) return undefined;
  const given = methodArguments(request, operation);
  if (given === undefined) return undefined;
  const resource = operation.sdk.replace(/\{(\w+)\}/g, (_, name: string) =>
    jsString(operation.ids[name] ?? ''),
  );
  const paged = isPage(operation);
  const method = paged ? 'page' : operation.verb;
  const call = `client.conversations.${operation.version}.${resource}.${method}(${given})`;
  if (operation.verb === 'remove') return [`console.log(await ${call});`];
  const shown = paged ? 'result.instances' : 'result';
  return [
    ...(operation.verb === 'list' && !paged
      ? ['// Without a limit, it reads page after page to the end.']
      : []),
    `const result = await ${call};`,
    `console.log(${shown});`,
  ];
}

function methodArguments(request: SnippetRequest, operation: Operation): string | undefined {
  const body = bodyOf(request);
  const fresh = request.idempotencyKey !== undefined;
  switch (operation.verb) {
    case 'fetch':
      return body.kind === 'none' ? '' : undefined;
    case 'remove':
      if (body.kind !== 'none') return undefined;
      return fresh && operation.version === 'v2' ? '{ idempotencyKey: randomUUID() }' : '';
    case 'list': {
      if (body.kind !== 'none') return undefined;
      return jsLiteral(listArguments(operation, camelName), 0);
    }
    default: {
      if (operation.version === 'v1') return formArguments(body, operation);
      // Only an object: the client takes an array for its own callback's place, or sends nothing.
      if (body.kind !== 'json' || !isObject(body.value)) return undefined;
      return `${jsLiteral(body.value)}${fresh ? ", { 'Idempotency-Key': randomUUID() }" : ''}`;
    }
  }
}

function formArguments(body: SnippetBody, operation: Operation): string | undefined {
  if (body.kind !== 'form' || !takesFields(operation, Object.keys(body.fields))) return undefined;
  const fields = Object.entries(body.fields).map(([name, value]) => [camelName(name), value]);
  return jsLiteral(Object.fromEntries(fields));
}

/** By the client’s way for requests that it has no method for. */
function plainCall(request: SnippetRequest): string[] {
  const body = bodyOf(request);
  const headers = [
    ...(body.kind === 'none' ? [] : [`'Content-Type': ${jsString(contentTypeOf(request))}`]),
    ...(request.idempotencyKey === undefined ? [] : ["'Idempotency-Key': randomUUID()"]),
  ];
  return [
    '// The client has no method for this request, so it is sent as it is.',
    'const response = await client.request({',
    `  method: ${jsString(request.method.toLowerCase())},`,
    `  uri: ${jsString(urlOf(request))},`,
    ...(headers.length > 0 ? [`  headers: { ${headers.join(', ')} },`] : []),
    ...dataLines(body),
    '});',
    'console.log(response.statusCode, response.body);',
  ];
}

function dataLines(body: SnippetBody): string[] {
  switch (body.kind) {
    case 'none':
      return [];
    case 'json':
      // Only objects stay what they are: other values would be sent in another form.
      return isObject(body.value)
        ? [`  data: ${jsLiteral(body.value, 2)},`]
        : [`  data: Buffer.from(${jsString(JSON.stringify(body.value))}),`];
    case 'form':
      return [`  data: ${jsLiteral(body.fields, 2)},`];
    case 'text':
      return [`  data: Buffer.from(${jsString(body.text)}),`];
  }
}

function isObject(value: unknown): boolean {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
