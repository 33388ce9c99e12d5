import type { ApiVersion } from './openapiDocuments.ts';

/** A piece of an OpenAPI document. */
export interface Schema {
  [member: string]: unknown;
}

/** Members that one operation has in one direction, beyond the document. */
export interface Newer {
  operation: string;
  in: 'request' | 'response';
  /** Where the members belong: names of properties, and `items` for the members of a list. */
  at: readonly string[];
  members: Schema;
}

const STRINGS = { type: 'array', items: { type: 'string' } };
const STRATEGIES = { traitExtractionStrategyIds: STRINGS, observationExtractionStrategyIds: STRINGS };

/** Keys and values as the typings' comments limit them. */
function metadata(value: Schema): Schema {
  return {
    type: 'object',
    propertyNames: { pattern: '^[A-Za-z0-9._-]{1,128}$' },
    additionalProperties: { type: 'string', maxLength: 512, ...value },
  };
}
const METADATA = { ...metadata({}), maxProperties: 8 };
/** A null removes its key, and the limit of eight counts only after the merge. */
const METADATA_PATCH = metadata({ nullable: true });

const everywhere = (operations: readonly string[], rest: Omit<Newer, 'operation'>): Newer[] =>
  operations.map((operation) => ({ operation, ...rest }));

/**
 * Members that the typings of twilio 6.2 have and the document, which is older, does not. Nothing else may differ: a
 * test holds this list against both.
 */
export const NEWER_IN_SDK: readonly Newer[] = [
  {
    operation: 'CreateCommunicationInConversation',
    in: 'request',
    at: [],
    members: { resourceId: { type: 'string', minLength: 1 } },
  },
  ...everywhere(['CreateConversationWithConfig', 'UpdateConversationById'], {
    in: 'request',
    at: [],
    members: { metadata: METADATA },
  }),
  { operation: 'PatchConversationById', in: 'request', at: [], members: { metadata: METADATA_PATCH } },
  {
    operation: 'CreateConversationWithConfig',
    in: 'request',
    at: ['configuration'],
    members: {
      ...STRATEGIES,
      workflows: {
        type: 'array',
        items: { type: 'object', required: ['flowId'], properties: { flowId: { type: 'string' } } },
      },
    },
  },
  ...[
    'ListConversationByAccount',
    'CreateConversationWithConfig',
    'FetchConversation',
    'UpdateConversationById',
    'PatchConversationById',
  ].flatMap((operation): Newer[] => {
    const at = operation === 'ListConversationByAccount' ? ['conversations', 'items'] : [];
    return [
      { operation, in: 'response', at, members: { metadata: METADATA, actionId: { type: 'string' } } },
      { operation, in: 'response', at: [...at, 'configuration'], members: STRATEGIES },
    ];
  }),
  {
    operation: 'ListConfiguration',
    in: 'response',
    at: ['configurations', 'items'],
    members: STRATEGIES,
  },
  { operation: 'FetchConfiguration', in: 'response', at: [], members: STRATEGIES },
  ...everywhere(['CreateConversationAction', 'FetchConversationAction'], {
    in: 'response',
    at: [],
    members: { failureReason: { type: 'string', nullable: true } },
  }),
];

export function isObject(value: unknown): value is Schema {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** What lies at the end of these names; undefined where one of them leads nowhere. */
export function member(schema: unknown, ...names: string[]): unknown {
  return names.reduce<unknown>((inner, name) => (isObject(inner) ? inner[name] : undefined), schema);
}

/** Resolves references and merges `allOf`, after which every object schema knows all of its members. */
function flatten(schema: unknown, root: Schema): unknown {
  if (Array.isArray(schema)) return schema.map((item) => flatten(item, root));
  if (!isObject(schema)) return schema;
  const { $ref, allOf, ...rest } = schema;
  if (typeof $ref === 'string') {
    const target = member(root, ...$ref.slice(2).split('/'));
    if (!target) throw new Error(`The document has no ${$ref}`);
    return flatten(target, root);
  }
  const flat: Schema = {};
  for (const [name, value] of Object.entries(rest)) flat[name] = flatten(value, root);
  for (const part of Array.isArray(allOf) ? allOf : []) {
    const { properties, required, ...others } = flatten(part, root) as Schema;
    Object.assign(flat, others);
    flat['properties'] = { ...(flat['properties'] as Schema), ...(properties as Schema) };
    flat['required'] = [...((flat['required'] as string[]) ?? []), ...((required as string[]) ?? [])];
  }
  // Without a type anything goes, null included, and the validator refuses to read such a schema.
  if (flat['type'] === undefined) delete flat['nullable'];
  // Formats are checked in strings only: a map of addresses is told in words that the validator knows.
  if (flat['format'] === 'uri-map') {
    delete flat['format'];
    flat['additionalProperties'] = { type: 'string', format: 'uri' };
  }
  return flat;
}

/** Every object schema that declares members, at any depth. */
function* objectSchemas(schema: unknown): Generator<Schema & { properties: Schema }> {
  if (Array.isArray(schema)) for (const item of schema) yield* objectSchemas(item);
  if (!isObject(schema)) return;
  if (schema['type'] === 'object' && isObject(schema['properties'])) {
    yield schema as Schema & { properties: Schema };
  }
  for (const value of Object.values(schema)) yield* objectSchemas(value);
}

/** Forbids members that an object schema does not declare. */
function close(schema: unknown): void {
  for (const object of objectSchemas(schema)) object['additionalProperties'] ??= false;
}

/** The classic API leaves no member out: what has no value is null. Its document marks none as required. */
function requireAll(schema: unknown): void {
  for (const object of objectSchemas(schema)) object['required'] = Object.keys(object.properties);
}

const METHODS = ['get', 'post', 'put', 'patch', 'delete'];

/** Told of all classic answers, though only a browser asks for them. */
const NOT_CHECKED_HEADERS = /^access-control-/i;

export interface SealOptions {
  /** Whether bodies of requests may hold only declared members. The API itself lets others pass. */
  closedRequests: boolean;
  newer?: readonly Newer[];
}

/**
 * The document with its references resolved, its bodies closed, and what is newer in the SDK added.
 *
 * @throws Error for an exception that the document needs no longer, or that fits nowhere in it
 */
export function seal(document: Schema, version: ApiVersion, options: SealOptions): Schema {
  const paths: Schema = {};
  const unused = new Set(version === 'v2' ? (options.newer ?? NEWER_IN_SDK) : []);
  for (const [path, item] of Object.entries(document['paths'] as Schema)) {
    // Only what a test can meet: the classic API's document is large.
    if (version === 'v1' && !path.startsWith('/v1/Services')) continue;
    const flat = flatten(item, document) as Schema;
    for (const method of METHODS) {
      const operation = flat[method];
      if (!isObject(operation)) continue;
      for (const addition of [...unused]) if (addNewer(operation, addition)) unused.delete(addition);
      for (const response of Object.values(operation['responses'] as Schema)) tidyHeaders(response as Schema);
      close(operation['responses']);
      if (version === 'v1') requireAll(operation['responses']);
      if (options.closedRequests) close(operation['requestBody']);
      requireBody(operation);
    }
    paths[path] = flat;
  }
  for (const { operation, at } of unused) throw new Error(`No ${operation} with ${at.join('.')} to add to`);
  const { openapi, info, servers } = document;
  return { openapi, info, servers, paths };
}

function tidyHeaders(response: Schema): void {
  const headers = response['headers'];
  if (!isObject(headers)) return;
  for (const name of Object.keys(headers)) if (NOT_CHECKED_HEADERS.test(name)) delete headers[name];
}

/** A body with required members is required itself, though the document does not repeat it. */
function requireBody({ requestBody }: Schema): void {
  if (!isObject(requestBody) || !isObject(requestBody['content'])) return;
  const [media] = Object.values(requestBody['content']);
  const required = member(media, 'schema', 'required');
  if (Array.isArray(required) && required.length > 0) requestBody['required'] = true;
}

/** The JSON bodies of an operation, in one direction: the request's, or those of all answers that say yes. */
export function jsonBodies(operation: Schema, side: 'request' | 'response'): Schema[] {
  const found =
    side === 'request'
      ? [operation['requestBody']]
      : Object.entries(operation['responses'] as Schema).flatMap(([status, response]) =>
          status.startsWith('2') ? [response] : [],
        );
  return found.map((body) => member(body, 'content', 'application/json', 'schema')).filter(isObject);
}

/** @returns whether the addition is for this operation */
function addNewer(operation: Schema, addition: Newer): boolean {
  if (operation['operationId'] !== addition.operation) return false;
  const name = `${addition.operation} ${addition.in} ${addition.at.join('.')}`;
  const bodies = jsonBodies(operation, addition.in);
  for (const body of bodies) {
    const target = addition.at.reduce<unknown>(
      (schema, step) => (step === 'items' ? member(schema, step) : member(schema, 'properties', step)),
      body,
    );
    const properties = member(target, 'properties');
    if (!isObject(properties)) throw new Error(`There is no ${name} to add to`);
    for (const [added, value] of Object.entries(addition.members)) {
      // The day that the document catches up, the exception has to go.
      if (added in properties) throw new Error(`${name} declares ${added} by now`);
      properties[added] = structuredClone(value);
    }
  }
  return bodies.length > 0;
}
