import type { BaseIssue, BaseSchema, InferOutput } from 'valibot';
import * as v from 'valibot';
import { describeIssue } from '../../../api/bodies/issues.ts';
import { badRequest, Failure } from '../failure.ts';
import type { Call } from './call.ts';
import { header, type SandboxRequest } from './request.ts';

/** More problems than these are counted, not named. */
const NAMED_PROBLEMS = 5;

/**
 * Reads a JSON body into what a schema describes. Members that the schema does not know are left out.
 *
 * @throws Failure 415 for another content type, 400 for what is not JSON or not what the schema describes
 */
export function readJsonBody<S extends BaseSchema<unknown, unknown, BaseIssue<unknown>>>(
  call: Call,
  schema: S,
): InferOutput<S> {
  const body = readJsonValue(call);
  if (typeof body !== 'object' || body === null || Array.isArray(body)) {
    throw badRequest('The request body must be a JSON object');
  }
  return checkBody(schema, body);
}

/** Reads a body's members into what a schema describes. @throws Failure 400 that names the members */
export function checkBody<S extends BaseSchema<unknown, unknown, BaseIssue<unknown>>>(
  schema: S,
  body: object,
): InferOutput<S> {
  const result = v.safeParse(schema, body);
  if (result.success) return result.output;
  const problems = result.issues.map(describeIssue);
  const unnamed = problems.length - NAMED_PROBLEMS;
  throw badRequest(
    problems.slice(0, NAMED_PROBLEMS).join('; ') + (unnamed > 0 ? `; and ${unnamed} more` : ''),
  );
}

/** Reads a JSON body as it is. @throws Failure 415 for another content type, 400 for what is not JSON */
export function readJsonValue({ request }: Call): unknown {
  refuseOtherTypes(request, 'application/json');
  const text = readText(request.body);
  if (text.trim() === '') throw badRequest('The request body is empty; it must be a JSON object');
  try {
    return JSON.parse(text);
  } catch (error) {
    throw badRequest(`The request body is not valid JSON: ${(error as Error).message}`);
  }
}

/** @throws Failure 415 for another content type than this one, or a body that is compressed */
export function refuseOtherTypes(request: SandboxRequest, wanted: string): void {
  const type = header(request, 'content-type')?.split(';', 1)[0]?.trim().toLowerCase() ?? '';
  if (type !== wanted) {
    const found = type === '' ? 'there is no Content-Type' : `it is ${type}`;
    throw new Failure(415, 20422, `The Content-Type must be ${wanted}; ${found}`);
  }
  const encoding = header(request, 'content-encoding')?.trim().toLowerCase() ?? 'identity';
  if (encoding !== 'identity') throw new Failure(415, 20422, `The Content-Encoding ${encoding} is not taken`);
}

const UTF_8 = new TextDecoder('utf-8', { fatal: true });

/** @throws Failure 400 for bytes that are not UTF-8 */
export function readText(body: Buffer): string {
  try {
    return UTF_8.decode(body);
  } catch {
    throw badRequest('The request body is not valid UTF-8');
  }
}
