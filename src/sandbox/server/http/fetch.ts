import { type App, failureAnswer } from './app.ts';
import { refuseForeignHost } from './hosts.ts';
import { headersOf, type OnExchange, refuseTooLong } from './listener.ts';
import type { SandboxRequest } from './request.ts';

/**
 * Answers a standard Request without the network. Of faults only those that change the answer come to bear: there is
 * no connection that could be slow or break.
 */
export async function fetchFrom(
  app: App,
  incoming: Request,
  onExchange: OnExchange | undefined,
): Promise<Response> {
  const begun = performance.now();
  const { host, pathname, search } = new URL(incoming.url);
  const request: SandboxRequest = {
    method: incoming.method,
    path: pathname,
    query: search.slice(1),
    headers: { host, ...Object.fromEntries(incoming.headers) },
    body: Buffer.from(await incoming.arrayBuffer()),
  };
  let outcome: Pick<ReturnType<App['handle']>, 'answer' | 'operation'>;
  try {
    refuseForeignHost(host);
    refuseTooLong(request, request.body.length);
    outcome = app.handle(request);
  } catch (error) {
    outcome = { answer: failureAnswer(error), operation: undefined };
  }
  const durationMs = performance.now() - begun;
  const { answer, operation } = outcome;
  onExchange?.({ request, answer, operation, durationMs });
  return new Response(answer.status === 204 ? null : new Uint8Array(answer.body), {
    status: answer.status,
    headers: headersOf(answer, durationMs),
  });
}
