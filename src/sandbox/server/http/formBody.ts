import type { BaseIssue, BaseSchema, InferOutput } from 'valibot';
import { badRequest } from '../failure.ts';
import type { Call } from './call.ts';
import { checkBody, readText, refuseOtherTypes } from './jsonBody.ts';

/**
 * Reads a form, as the classic API takes it, into what a schema describes. Fields that the
 * schema does not know are left out. No body at all is a form without fields.
 *
 * @throws Failure 415 for another content type, 400 for a field that is there twice and for what is not what the schema
 *   describes
 */
export function readFormBody<S extends BaseSchema<unknown, unknown, BaseIssue<unknown>>>(
  { request }: Call,
  schema: S,
): InferOutput<S> {
  if (request.body.length > 0) refuseOtherTypes(request, 'application/x-www-form-urlencoded');
  const fields = new Map<string, string>();
  for (const [name, value] of new URLSearchParams(readText(request.body))) {
    if (fields.has(name)) throw badRequest(`${name} is given twice`);
    fields.set(name, value);
  }
  return checkBody(schema, Object.fromEntries(fields));
}
