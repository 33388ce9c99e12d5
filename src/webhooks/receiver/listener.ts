import type { IncomingMessage, ServerResponse } from 'node:http';
import type { CallbackRequest } from '../callback.ts';
import { accountAt } from './accountPaths.ts';
import { hostNamesOf, isFromPage, isOwnHost, isVisit } from './admission.ts';
import type { ReceiverAccount, ReceiverLimits, ReceiverOptions } from './options.ts';
import type { RefusedRequest } from './receivedCallback.ts';
import { dropRest, type HeldBytes, takeBody } from './takeBody.ts';

/** A callback with the account that it is for. */
export interface Arrival {
  readonly account: ReceiverAccount;
  readonly request: CallbackRequest;
  /** What of the path goes beyond the account's. */
  readonly rest: string;
}

/** Answers one that was taken. */
export type Take = (arrival: Arrival, response: ServerResponse) => void;

const WORDS: Readonly<Record<RefusedRequest['kind'], { status: number; text: string }>> = {
  foreignHost: {
    status: 421,
    text: 'The webhook receiver does not answer under this host. Allow it in the editor if it is your tunnel.',
  },
  foreignPage: { status: 403, text: 'The webhook receiver takes nothing from web pages.' },
  unknownPath: {
    status: 404,
    text: 'No account has this path. It begins with the account SID: copy the URL from the editor.',
  },
  method: { status: 405, text: 'Callbacks come by GET or POST.' },
  tooLarge: { status: 413, text: 'The body is larger than a callback can be.' },
  tooBusy: { status: 503, text: 'Too much is being received at once. Try again.' },
  malformed: { status: 400, text: 'The request is not valid HTTP.' },
  expectation: { status: 417, text: 'The webhook receiver cannot do what Expect asks for.' },
};

export type Refuse = (
  kind: RefusedRequest['kind'],
  incoming: Pick<IncomingMessage, 'method' | 'url' | 'headers'>,
  response: ServerResponse,
) => void;

/** Refuses in words, and tells of it. */
export function createRefuse(
  { onRefused = () => {}, onProblem = () => {} }: Pick<ReceiverOptions, 'onRefused' | 'onProblem'>,
  clock: () => number,
): Refuse {
  return (kind, { method = '', url = '', headers }, response) => {
    const { status, text } = WORDS[kind];
    sendText(response, status, text, kind === 'method' ? { Allow: 'GET, POST' } : {});
    try {
      const path = url.replace(/\?.*$/s, '').slice(0, 500);
      onRefused({ at: clock(), kind, status, method, path, host: (headers.host ?? '').slice(0, 300) });
    } catch (error) {
      onProblem(error);
    }
  };
}

/** Decides which requests are callbacks, and reads them whole. */
export function createListener(
  options: ReceiverOptions,
  limits: ReceiverLimits,
  held: HeldBytes,
  refuse: Refuse,
  take: Take,
) {
  return (incoming: IncomingMessage, response: ServerResponse): void => {
    const { method = '', headers } = incoming;
    // Nothing is upgraded here, and after such a wish Node tells no more of what is wrong on the connection.
    if (headers.upgrade !== undefined) response.shouldKeepAlive = false;
    const admitted = admit(incoming, options);
    if (typeof admitted === 'string') {
      if (admitted === 'visit') sendText(response, 200, REACHED, {});
      else refuse(admitted, incoming, response);
      dropRest(incoming);
      return;
    }
    takeBody(incoming, limits.bodyBytes, held, (body) => {
      if (body === 'gone') return;
      if (typeof body === 'string') {
        refuse(body, incoming, response);
        dropRest(incoming);
        return;
      }
      response.once('close', () => held.give(body.length));
      const { target, ...arrival } = admitted;
      take({ ...arrival, request: { method, target, encrypted: false, headers, body } }, response);
    });
  };
}

/** What a browser shows to somebody who tries whether the URL can be reached. */
const REACHED = 'The webhook receiver of the editor can be reached here.';

/** @returns whose callback it is, or why it is none */
function admit(
  { method = '', headers, url = '' }: IncomingMessage,
  { accounts: allAccounts, allowedHosts, configuredUrls }: ReceiverOptions,
): (Omit<Arrival, 'request'> & { target: string }) | RefusedRequest['kind'] | 'visit' {
  const accounts = allAccounts();
  const allowed = [...allowedHosts(), ...hostNamesOf(accounts.flatMap(({ id }) => configuredUrls(id)))];
  if (!isOwnHost(headers.host, allowed)) return 'foreignHost';
  const target = pathOf(url, allowed);
  if (target === undefined) return 'malformed';
  const visit = isVisit(method, headers);
  if (!visit && isFromPage(headers)) return 'foreignPage';
  const found = accountAt(accounts, target.replace(/\?.*$/s, ''));
  if (!found) return 'unknownPath';
  if (method !== 'GET' && method !== 'POST') return 'method';
  return visit ? 'visit' : { ...found, target };
}

/** Path and query of a target. The form that names the host as well, as for a proxy, must name one of ours. */
function pathOf(target: string, allowed: readonly string[]): string | undefined {
  if (/[\\\s]/.test(target)) return undefined;
  if (target.startsWith('/')) return target;
  const absolute = URL.canParse(target) ? new URL(target) : undefined;
  if (absolute?.protocol !== 'http:' || !isOwnHost(absolute.host, allowed)) return undefined;
  return absolute.pathname + absolute.search;
}

export function sendText(
  response: ServerResponse,
  status: number,
  text: string,
  headers: Record<string, string>,
): void {
  const body = Buffer.from(`${text}\n`);
  response.writeHead(status, {
    'Content-Type': 'text/plain; charset=utf-8',
    'Content-Length': String(body.length),
    'X-Content-Type-Options': 'nosniff',
    ...headers,
  });
  response.end(body);
}
