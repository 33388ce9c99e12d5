import { randomUUID } from 'node:crypto';
import { Authenticator } from '../accounts.ts';
import { classicRoutes } from '../classic/routes.ts';
import { badRequest, Failure, notFound, unauthorized } from '../failure.ts';
import { type FaultEffects, NO_FAULT } from '../faults/effects.ts';
import { isListOperation, isWriteOperation, type OperationName } from '../operations.ts';
import { actionRoutes } from '../routes/actions.ts';
import { administrationRoutes } from '../routes/administration.ts';
import { communicationRoutes } from '../routes/communications.ts';
import { configurationRoutes } from '../routes/configurations.ts';
import { conversationRoutes } from '../routes/conversations.ts';
import { operationRoutes } from '../routes/operations.ts';
import { participantRoutes } from '../routes/participants.ts';
import type { SandboxState } from '../state.ts';
import { SANDBOX_SERVICE, SANDBOX_VERSION } from '../version.ts';
import { Call } from './call.ts';
import type { Received } from './exchangeRing.ts';
import { refuseForeignHost, refuseForeignPage } from './hosts.ts';
import { handleOnce } from './idempotency.ts';
import { header, json, type SandboxAnswer, type SandboxRequest } from './request.ts';
import { Router } from './router.ts';

/** A text of the longest length, 8,388,608 characters, takes up to three bytes a character; the rest is margin. */
const MAX_BODY_BYTES = 32 * 1024 * 1024;

const ROUTER = new Router([
  ...administrationRoutes,
  ...configurationRoutes,
  ...operationRoutes,
  ...conversationRoutes,
  ...participantRoutes,
  ...communicationRoutes,
  ...actionRoutes,
  ...classicRoutes,
]);

/** `RQ` and 32 hexadecimal digits, as every answer of Twilio's carries in `Twilio-Request-Id`. */
export function newRequestId(): string {
  return `RQ${randomUUID().replaceAll('-', '')}`;
}

/** Turns anything thrown into an answer in Twilio's shape. */
export function failureAnswer(error: unknown): SandboxAnswer {
  const failure =
    error instanceof Failure
      ? error
      : new Failure(
          500,
          20500,
          `The sandbox failed: ${error instanceof Error ? error.message : String(error)}`,
        );
  return json(failure.toBody(), failure.status, failure.headers);
}

/** What a request came to. */
export interface Outcome {
  answer: SandboxAnswer;
  /** Absent when the path leads nowhere. */
  operation: OperationName | undefined;
  /** What is to become of the answer on its way. */
  effects: FaultEffects;
}

/** How many bytes a request may bring. @throws Failure 413 when it says that it brings more */
export function bodyLimit(method: string, path: string): number {
  const match = ROUTER.find(method, path);
  return (match && 'route' in match ? match.route.maxBodyBytes : undefined) ?? MAX_BODY_BYTES;
}

/** The sandbox as a function from requests to answers. */
export class App {
  readonly #state: SandboxState;
  readonly #authenticator: Authenticator;

  constructor(state: SandboxState) {
    this.#state = state;
    this.#authenticator = new Authenticator(state.accounts);
  }

  /** Answers a request. What is due by now happens before. */
  handle(request: SandboxRequest): Outcome {
    let operation: OperationName | undefined;
    let effects = NO_FAULT;
    let answer: SandboxAnswer;
    try {
      this.#state.proceed();
      const host = header(request, 'host');
      if (host === undefined) throw badRequest('The Host header is missing');
      refuseForeignHost(host);
      refuseForeignPage(request);
      if (request.path === '/') return { answer: this.#introduce(request), operation, effects };
      const isApi = /^\/(v1|v2|sandbox)\//.test(request.path);
      const account = isApi ? this.#authenticator.accountOf(header(request, 'authorization')) : undefined;
      if (isApi && !account) throw unauthorized();
      const match = ROUTER.find(request.method, request.path);
      if (!match || !account) throw notFound(request.path);
      if ('allowed' in match) throw notAllowed(request.method, match.allowed);
      const { route, parameters } = match;
      operation = route.operation;
      if (operation) effects = this.#decide(operation, request);
      if (effects.refuse) throw effects.refuse;
      if (effects.drop === 'before') return { answer: EMPTY, operation, effects };
      const call = new Call(
        this.#state,
        this.#state.dataOf(account.accountSid),
        request,
        parameters,
        `http://${host}`,
        effects.hideNewForMs ?? 0,
      );
      answer = route.idempotent ? handleOnce(route, call) : route.handle(call);
      this.#state.settle();
      if (request.method !== 'GET') this.#state.refuseIfNotKept();
    } catch (error) {
      answer = failureAnswer(error);
    }
    if (effects.refuseAfter) answer = failureAnswer(effects.refuseAfter);
    return { answer, operation, effects };
  }

  /** Notes what came in, for whoever debugs a program; what is said to the sandbox itself is none of that. */
  received(exchange: Omit<Received, 'at'>): void {
    const { path } = exchange.request;
    if (path === '/' || path.startsWith('/sandbox/')) return;
    const at = Date.now() - Math.round(exchange.durationMs);
    this.#state.exchanges.add({ ...exchange, at });
    const { request, operation, answer } = exchange;
    this.#state.clients.note({ request, operation, status: answer?.status, at });
  }

  #decide(operation: OperationName, { query }: SandboxRequest): FaultEffects {
    return this.#state.faults.decide({
      operation,
      isWrite: isWriteOperation(operation),
      isList: isListOperation(operation),
      hasPageToken: query.includes('ageToken='),
    });
  }

  /** How another window, or a script, tells a sandbox from whatever else may listen on the port. It gives no secret. */
  #introduce({ method }: SandboxRequest): SandboxAnswer {
    if (method !== 'GET') throw notAllowed(method, ['GET']);
    return json({
      service: SANDBOX_SERVICE,
      version: SANDBOX_VERSION,
      accounts: this.#state.accounts.map(({ accountSid }) => accountSid),
    });
  }
}

const EMPTY: SandboxAnswer = { status: 500, body: Buffer.alloc(0) };

function notAllowed(method: string, allowed: readonly string[]): Failure {
  const list = allowed.join(', ');
  return new Failure(405, 20004, `${method} is not offered here; the sandbox takes ${list}`, { Allow: list });
}
