import type { ApiVersion } from './openapi.ts';

/** A piece of an OpenAPI document. */
export interface Schema {
  [member: string]: unknown;
}

const STRINGS = { type: 'array', items: { type: 'string' } };
const METADATA = {
  type: 'object',
  maxProperties: 8,
  additionalProperties: { type: 'string', maxLength: 512 },
};

/** Members that the typings of twilio 6.2 have and the document, which is older, does not. Nothing else may differ. */
const NEWER_IN_SDK: { operation: string; in: 'request' | 'response'; at: string[]; members: Schema }[] = [
  {
    operation: 'CreateCommunicationInConversation',
    in: 'request',
    at: [],
    members: { resourceId: { type: 'string', minLength: 1 } },
  },
  { operation: 'CreateConversationWithConfig', in: 'request', at: [], members: { metadata: METADATA } },
  {
    operation: 'CreateConversationWithConfig',
    in: 'request',
    at: ['configuration'],
    members: {
      traitExtractionStrategyIds: STRINGS,
      observationExtractionStrategyIds: STRINGS,
      workflows: {
        type: 'array',
        items: { type: 'object', required: ['flowId'], properties: { flowId: { type: 'string' } } },
      },
    },
  },
  ...['ListConversationByAccount', 'CreateConversationWithConfig', 'FetchConversation'].flatMap(
    (operation) => {
      const conversation = operation === 'ListConversationByAccount' ? ['conversations', 'items'] : [];
      return [
        { operation, in: 'response' as const, at: conversation, members: { metadata: METADATA } },
        {
          operation,
          in: 'response' as const,
          at: [...conversation, 'configuration'],
          members: { traitExtractionStrategyIds: STRINGS, observationExtractionStrategyIds: STRINGS },
        },
      ];
    },
  ),
];

function isObject(value: unknown): value is Schema {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function member(schema: unknown, ...names: string[]): unknown {
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
  // Without a type anything goes, null included, and the validator refuses to read such a schema.
  if (flat['type'] === undefined) delete flat['nullable'];
  for (const part of Array.isArray(allOf) ? allOf : []) {
    const { properties, required, ...others } = flatten(part, root) as Schema;
    Object.assign(flat, others);
    flat['properties'] = { ...(flat['properties'] as Schema), ...(properties as Schema) };
    flat['required'] = [...((flat['required'] as string[]) ?? []), ...((required as string[]) ?? [])];
  }
  return flat;
}

/** Forbids members that an object schema does not declare. */
function close(schema: unknown): void {
  if (Array.isArray(schema)) for (const item of schema) close(item);
  if (!isObject(schema)) return;
  const { type, properties } = schema;
  if (type === 'object' && isObject(properties) && schema['additionalProperties'] === undefined) {
    schema['additionalProperties'] = false;
  }
  for (const value of Object.values(schema)) close(value);
}

const METHODS = ['get', 'post', 'put', 'patch', 'delete'];

/** The document with its references resolved, its bodies closed, and what is newer in the SDK added. */
export function seal(document: Schema, version: ApiVersion): Schema {
  const paths: Schema = {};
  for (const [path, item] of Object.entries(document['paths'] as Schema)) {
    // Only what a test can meet: the classic API's document is large.
    if (version === 'v1' && !path.startsWith('/v1/Services/{ChatServiceSid}/Conversations')) continue;
    const flat = flatten(item, document) as Schema;
    for (const method of METHODS) {
      const operation = flat[method];
      if (!isObject(operation)) continue;
      for (const [status, response] of Object.entries(operation['responses'] as Schema)) {
        addNewer(operation, 'response', member(response, 'content', 'application/json', 'schema'), status);
      }
      addNewer(
        operation,
        'request',
        member(operation, 'requestBody', 'content', 'application/json', 'schema'),
      );
      close(operation['responses']);
      close(operation['requestBody']);
    }
    paths[path] = flat;
  }
  const { openapi, info, servers } = document;
  return { openapi, info, servers, paths };
}

function addNewer(operation: Schema, side: 'request' | 'response', schema: unknown, status = '2'): void {
  if (!status.startsWith('2')) return;
  for (const addition of NEWER_IN_SDK) {
    if (addition.in !== side || addition.operation !== operation['operationId']) continue;
    let target = schema;
    for (const step of addition.at) {
      target = step === 'items' ? member(target, 'items') : member(target, 'properties', step);
    }
    if (!isObject(target)) throw new Error(`${addition.operation} has no ${addition.at.join('.')} to add to`);
    const properties = target['properties'] as Schema;
    for (const [name, value] of Object.entries(addition.members)) {
      // The day that the document catches up, the exception has to go.
      if (name in properties) throw new Error(`${addition.operation} declares ${name} by now`);
      properties[name] = value;
    }
  }
}
