import {
  backendFor,
  type ExchangeRequest,
  type ExchangeResponse,
  operationOf,
  targetOf,
} from './openapiBackend.ts';
import type { ApiVersion } from './openapiDocuments.ts';
import { checkRequest } from './openapiRequests.ts';
import { checkResponse } from './openapiResponses.ts';
import type { SealOptions } from './openapiSchemas.ts';

export type { ExchangeRequest, ExchangeResponse };

/* Holds requests and answers against Twilio's own OpenAPI documents. */

/** @returns what the document does not allow; nothing when all is well */
export type CheckExchange = (request: ExchangeRequest, response: ExchangeResponse) => string[];

/** @returns what the document does not allow in a request; undefined when it knows no such operation */
export type CheckRequest = (request: ExchangeRequest) => string[] | undefined;

/**
 * Statuses of refusals that occur though a document lists them for no operation, or for some only. The classic API's
 * document lists no refusal at all.
 */
const UNLISTED: Record<ApiVersion, readonly number[]> = {
  v1: [400, 401, 403, 404, 405, 409, 413, 415, 421, 429, 500, 503],
  v2: [400, 401, 405, 413, 415, 421],
};

/** The request was refused for what it was, so it need not be as documented. */
const FAULTY_REQUEST = [400, 405, 413, 415];

/** A path or a method that leads nowhere is refused so. */
const NO_SUCH_OPERATION = [401, 404, 405, 421];

/**
 * Loads one of the documents.
 *
 * Bodies may hold only the members that the document declares, although OpenAPI would let others pass: a member that
 * it does not know is a slip of ours, or else stands in NEWER_IN_SDK. Tests that give others on purpose say so.
 */
async function loadSpec(version: ApiVersion, options: SealOptions): Promise<CheckExchange> {
  const backend = await backendFor(version, options);
  const undeclared = options.closedRequests ? 'told' : 'ignored';
  return (request, response) => {
    const { status } = response;
    const operation = operationOf(backend, request);
    const violations: string[] = [];
    if (!operation?.operationId) {
      if (!NO_SUCH_OPERATION.includes(status)) violations.push(`no such operation in ${version}`);
    } else {
      const listed = Object.keys(operation.responses ?? {}).includes(String(status));
      if (!listed && !UNLISTED[version].includes(status)) violations.push('the status is not listed');
      if (!FAULTY_REQUEST.includes(status)) {
        const wrong = checkRequest(backend, operation, request, undeclared);
        // An id that no resource can have leads nowhere, as it should, or is not looked at.
        const excused = [401, 404].includes(status)
          ? wrong.filter((what) => !what.startsWith('request/path'))
          : wrong;
        violations.push(...excused);
      }
    }
    violations.push(...checkResponse(backend, operation, request, response));
    return violations.map((what) => `${request.method} ${targetOf(request).pathname} → ${status}: ${what}`);
  };
}

const versionOf = ({ pathname }: URL): ApiVersion => (pathname.startsWith('/v1/') ? 'v1' : 'v2');

/** Checks exchanges of either version, told apart by their paths. */
export async function loadSpecs(options: SealOptions = { closedRequests: true }): Promise<CheckExchange> {
  const [v1, v2] = await Promise.all([loadSpec('v1', options), loadSpec('v2', options)]);
  const checks = { v1, v2 };
  return (request, response) => checks[versionOf(targetOf(request))](request, response);
}

/**
 * Loads both documents to tell whether a request may be accepted: as they are, so that members which they do not
 * declare may pass in its body.
 */
export async function loadRequestRules(): Promise<CheckRequest> {
  const load = (version: ApiVersion) => backendFor(version, { closedRequests: false });
  const backends = { v1: await load('v1'), v2: await load('v2') };
  return (request) => {
    const backend = backends[versionOf(targetOf(request))];
    const operation = operationOf(backend, request);
    return operation && checkRequest(backend, operation, request, 'ignored');
  };
}
