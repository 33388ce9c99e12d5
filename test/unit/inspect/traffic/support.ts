import type { ExchangeContent } from '../../../../src/api/exchange.ts';
import type { OwnExchange, ReceivedExchange } from '../../../../src/inspect/traffic/trafficRecord.ts';

export const ORIGIN = 'https://conversations.twilio.com';

/** An attempt of our own that went well. */
export function exchangeOf(
  change: { [K in keyof OwnExchange]?: OwnExchange[K] | undefined } = {},
  body: unknown = { id: 'x' },
): OwnExchange & { content: ExchangeContent } {
  const { path = '/v2/Conversations', query = '', status = 200 } = change;
  return {
    accountId: 'one',
    version: 1,
    requestNumber: 1,
    attempt: 1,
    operation: 'ListConversations',
    method: 'GET',
    path,
    query,
    startedAt: Date.UTC(2026, 2, 1, 12),
    durationMs: 40,
    requestBytes: 0,
    responseBytes: 10,
    status,
    requestId: 'RQ1',
    problems: [],
    willRetry: false,
    content: {
      url: `${ORIGIN}${path}${query ? `?${query}` : ''}`,
      requestHeaders: { accept: 'application/json', 'user-agent': 'ours/1.0' },
      authorization: 'Basic SK1:••••',
      responseHeaders: { 'content-type': 'application/json', 'twilio-request-id': 'RQ1' },
      responseBody: Buffer.from(JSON.stringify(body)),
      timings: { queuedMs: 2, blockedMs: 1, waitMs: 30, receiveMs: 5, reused: true },
    },
    ...change,
  } as OwnExchange & { content: ExchangeContent };
}

/** The same as a sandbox notes it. */
export function receivedOf(
  number: number,
  {
    agent = 'twilio-node/6.2.0',
    requestId = `RQ${number}`,
    dropped = false,
    path = '/v2/Conversations',
  } = {},
): ReceivedExchange {
  return {
    number,
    at: Date.UTC(2026, 2, 1, 12),
    durationMs: 3,
    authorization: 'Basic AC1:••••',
    operation: 'ListConversations',
    request: { method: 'GET', path, query: '', headers: { 'user-agent': agent }, body: '', bodyBytes: 0 },
    ...(dropped
      ? { fault: 'drop' }
      : {
          answer: {
            status: 200,
            headers: { 'Twilio-Request-Id': requestId, 'content-type': 'application/json' },
            body: '{}',
            bodyBytes: 2,
          },
        }),
  };
}
