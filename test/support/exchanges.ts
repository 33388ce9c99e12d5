import { headersOf } from '../../src/sandbox/server/http/listener.ts';
import type { SandboxExchange } from '../../src/sandbox/server/http/request.ts';
import type { CheckExchange, ExchangeRequest, ExchangeResponse } from './openapi.ts';

/** A request and its answer, as a client would see them. */
export interface Exchange {
  request: ExchangeRequest;
  response: ExchangeResponse;
}

export function asSent({ request, answer, durationMs }: SandboxExchange): Exchange {
  const { method, path, query, headers, body } = request;
  return {
    request: {
      method,
      url: query === '' ? path : `${path}?${query}`,
      headers: textHeaders(headers),
      body: body.toString('utf8'),
    },
    response: {
      status: answer.status,
      headers: textHeaders(headersOf(answer, durationMs)),
      body: answer.body.toString(),
    },
  };
}

function textHeaders(
  headers: Readonly<Record<string, string | string[] | undefined>>,
): Record<string, string> {
  return Object.fromEntries(Object.entries(headers).map(([name, value]) => [name.toLowerCase(), `${value}`]));
}

/**
 * Holds an exchange against the documents. What a sandbox offers beside the API, such as its own name at `/`, is no
 * concern of theirs; nor is a request that a fault took away before the sandbox saw it.
 */
export function violationsIn(exchange: SandboxExchange, check: CheckExchange): string[] {
  const { request, answer } = exchange;
  const isSwallowed = answer.status === 500 && answer.body.length === 0;
  if (isSwallowed || !/^\/v[12]\//.test(request.path)) return [];
  try {
    const { request, response } = asSent(exchange);
    return check(request, response);
  } catch (error) {
    // Thrown from here it would be the sandbox's failure.
    return [`${request.method} ${request.path}: the checker failed: ${error}`];
  }
}
