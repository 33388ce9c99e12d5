import type { OpenAPIBackend, Operation } from 'openapi-backend';
import { type ExchangeRequest, type ExchangeResponse, targetOf } from './openapiBackend.ts';
import { isObject, member, type Schema } from './openapiSchemas.ts';

/** Holds the headers of an answer against those that the document declares for it. All of them have to be there. */
function checkHeaders(operation: Operation, { status, headers }: ExchangeResponse): string[] {
  const declared = member(operation, 'responses', String(status), 'headers');
  if (!isObject(declared)) return [];
  return Object.entries(declared).flatMap(([name, header]) => {
    const value = headers[name.toLowerCase()];
    if (!value) return [`${name} is missing`];
    const schema = member(header, 'schema');
    if (member(schema, 'type') === 'integer' && !/^\d+$/.test(value))
      return [`${name} ${value} is no integer`];
    if (member(schema, 'format') === 'uri' && !URL.canParse(value)) return [`${name} ${value} is no URI`];
    return [];
  });
}

/** What the documents say of `meta` in words only. */
function checkMeta({ meta, ...rest }: Schema, url: URL): string[] {
  if (!isObject(meta)) return [];
  const items = rest[String(meta['key'])];
  if (!Array.isArray(items)) return [`meta.key ${meta['key']} does not name the array`];
  const { pageSize, page_size: limit } = meta;
  if (limit === undefined) {
    return pageSize === items.length ? [] : [`meta.pageSize is ${pageSize} for ${items.length} items`];
  }
  // The classic API tells the size that was asked for, and addresses that a client follows as they are.
  const wrong = items.length > Number(limit) ? [`meta.page_size is ${limit} for ${items.length} items`] : [];
  for (const name of ['url', 'first_page_url', 'next_page_url', 'previous_page_url']) {
    const address = meta[name];
    if (typeof address !== 'string' || !URL.canParse(address)) continue;
    if (new URL(address).pathname !== url.pathname) wrong.push(`meta.${name} leads to another list`);
  }
  return wrong;
}

/** What the document says of an accepted operation in words only. */
function checkAccepted({ statusUrl }: Schema, headers: Record<string, string>): string[] {
  if (typeof statusUrl !== 'string') return [];
  const { 'operation-id': id, location } = headers;
  return [
    ...(statusUrl === location ? [] : [`Location ${location} is not statusUrl ${statusUrl}`]),
    ...(statusUrl.endsWith(`/${id}`) ? [] : [`statusUrl ${statusUrl} is not Operation-Id ${id}’s`]),
  ];
}

/** Every refusal has Twilio's four members, and tells its status. A failure of the sandbox itself is none. */
export function checkRefusal(body: unknown, status: number): string[] {
  const { code, message, more_info, status: told, ...rest } = isObject(body) ? body : {};
  const complete =
    Number.isSafeInteger(code) &&
    typeof message === 'string' &&
    message !== '' &&
    typeof more_info === 'string' &&
    more_info !== '' &&
    Object.keys(rest).length === 0;
  if (!complete) return [`not a refusal in Twilio’s shape: ${JSON.stringify(body)}`];
  if (told !== status) return [`the refusal tells status ${told}`];
  return message.startsWith('The sandbox failed') ? [message] : [];
}

/** Holds an answer against its operation, or only its shape when there is none. */
export function checkResponse(
  backend: OpenAPIBackend,
  operation: Operation | undefined,
  request: ExchangeRequest,
  response: ExchangeResponse,
): string[] {
  const { status, headers } = response;
  if (status === 204 || request.method === 'HEAD') {
    return response.body === '' ? [] : [`a body where none may be: ${response.body}`];
  }
  const violations: string[] = [];
  if (!headers['content-type']?.startsWith('application/json')) {
    violations.push(`content type ${headers['content-type']}`);
  }
  let body: unknown;
  try {
    body = JSON.parse(response.body);
  } catch {
    return [...violations, 'the body is not JSON'];
  }
  if (status >= 400) violations.push(...checkRefusal(body, status));
  if (!operation) return violations;
  const { errors } = backend.validateResponse(body, operation, status);
  for (const error of errors ?? []) {
    const { additionalProperty = '' } = error.params as { additionalProperty?: string };
    violations.push(`response${error.instancePath} ${error.message} ${additionalProperty}`.trimEnd());
  }
  violations.push(...checkHeaders(operation, response));
  if (status === 200) violations.push(...checkMeta(body as Schema, targetOf(request)));
  if (status === 202) violations.push(...checkAccepted(body as Schema, headers));
  return violations;
}
