import type { IncomingMessage, ServerResponse } from 'node:http';

/** What answers a request: a sandbox's `fetch`, or something before it. */
export type Backend = (request: Request) => Promise<Response>;

/** Has a backend answer a request of node:http, whatever host it was sent to. */
export async function answerFrom(
  backend: Backend,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  const { host: _, ...headers } = request.headers;
  const outcome = await backend(
    new Request(`http://127.0.0.1${request.url}`, {
      method: request.method ?? 'GET',
      headers: headers as Record<string, string>,
      ...(chunks.length > 0 ? { body: Buffer.concat(chunks) } : {}),
    }),
  );
  response.writeHead(outcome.status, Object.fromEntries(outcome.headers));
  response.end(await outcome.text());
}
