import type { OpenAPIBackend, Operation } from 'openapi-backend';
import { type ExchangeRequest, targetOf } from './openapiBackend.ts';
import { isObject, member, type Schema } from './openapiSchemas.ts';

const FORM = 'application/x-www-form-urlencoded';

/** Reads a form as its schema says: what is not text there becomes what it stands for. */
function readForm(form: URLSearchParams, schema: unknown): Record<string, unknown> {
  const fields = Map.groupBy(form, ([name]) => name);
  return Object.fromEntries(
    Array.from(fields, ([name, values]) => {
      const texts = values.map(([, text]) => text);
      const type = member(schema, 'properties', name, 'type');
      const [text = ''] = texts;
      if (type === 'array' || texts.length > 1) return [name, texts];
      if (type === 'integer' && /^-?\d+$/.test(text)) return [name, Number(text)];
      if (type === 'boolean' && /^(true|false)$/.test(text)) return [name, text === 'true'];
      return [name, text];
    }),
  );
}

/** The form with each field once: the first of those that have the same name, or the last. */
function once(form: URLSearchParams, which: 'first' | 'last'): URLSearchParams {
  const fields = [...form];
  return new URLSearchParams([...new Map(which === 'last' ? fields : fields.toReversed())]);
}

/**
 * Holds a request against its operation.
 *
 * @param undeclared - whether it is told what the operation does not declare; the API lets such things pass
 */
export function checkRequest(
  backend: OpenAPIBackend,
  operation: Operation,
  request: ExchangeRequest,
  undeclared: 'told' | 'ignored',
): string[] {
  const violations: string[] = [];
  const { pathname, searchParams } = targetOf(request);
  const declared = [...(operation.parameters ?? [])] as { name: string; in: string; schema?: Schema }[];
  const query: Record<string, string | string[]> = {};
  for (const name of new Set(searchParams.keys())) {
    const values = searchParams.getAll(name);
    const parameter = declared.find((candidate) => candidate.in === 'query' && candidate.name === name);
    if (!parameter) {
      if (undeclared === 'told') violations.push(`query parameter ${name} is not declared`);
      continue;
    }
    const many = values.length > 1 || parameter.schema?.['type'] === 'array';
    query[name] = many ? values : (values[0] ?? '');
  }

  const media = member(operation, 'requestBody', 'content');
  const body = request.body === '' ? undefined : request.body;
  const given = request.headers['content-type']?.split(';', 1)[0]?.trim().toLowerCase();
  const takesBody = isObject(media);
  if (body !== undefined && (takesBody || undeclared === 'told')) {
    if (!takesBody || !given || !(given in media))
      violations.push(`request content type ${given} is not declared`);
  }

  const validate = (given: unknown): string[] => {
    const { method, headers } = request;
    const asked = { method, path: pathname, headers, query, body: given as string };
    return (backend.validateRequest(asked, operation).errors ?? []).map((error) => {
      const { additionalProperty = '' } = error.params as { additionalProperty?: string };
      return `request${error.instancePath} ${error.message} ${additionalProperty}`.trimEnd();
    });
  };
  if (!isObject(media) || !(FORM in media)) return [...violations, ...validate(body)];
  const form = new URLSearchParams(request.body);
  // Servers take one of the fields that have the same name; which one is not said.
  const forms = undeclared === 'told' ? [form] : [once(form, 'first'), once(form, 'last')];
  const found = forms.map((fields) => validate(readForm(fields, member(media, FORM, 'schema'))));
  return [...violations, ...(found.find(({ length }) => length === 0) ?? found[0] ?? [])];
}
