import type { WireAnswer } from './fuzzClient.ts';
import type { FuzzCase } from './fuzzRequests.ts';
import type { CheckExchange } from './openapi.ts';
import { checkRefusal } from './openapiResponses.ts';

/**
 * Judges what came of a case.
 *
 * @param check - by the documents as they are: members which they do not declare may pass in requests
 * @returns what is wrong; nothing when all is well
 */
export function judge(fuzzCase: FuzzCase, answer: WireAnswer, check: CheckExchange): string[] {
  const { expect, request } = fuzzCase;
  const { status, headers, body } = answer;
  if ('x-injected' in headers) return ['a header came through into the answer'];
  if (status >= 500) return [`status ${status}: ${body}`];
  if (status >= 400) {
    if (request.method === 'HEAD') return [];
    return [...checkHead(headers), ...checkRefusalText(body, status)];
  }
  if (status < 200 || status >= 300) return [`status ${status}`];
  if (expect === 'refusal') return [`status ${status} where nothing but a refusal is right`];
  if (expect === 'survival') return checkHead(headers);
  const { pathname } = new URL(request.url, 'http://localhost');
  if (!/^\/v[12]\//.test(pathname)) return [];
  return check(request, answer);
}

function checkHead(headers: Record<string, string>): string[] {
  const { 'content-type': type = '', 'twilio-request-id': id = '' } = headers;
  return [
    ...(type.startsWith('application/json') ? [] : [`Content-Type ${type}`]),
    ...(/^RQ[0-9a-f]{32}$/.test(id) ? [] : [`Twilio-Request-Id ${id}`]),
  ];
}

function checkRefusalText(body: string, status: number): string[] {
  try {
    return checkRefusal(JSON.parse(body), status);
  } catch {
    return [`the body is not JSON: ${body}`];
  }
}
