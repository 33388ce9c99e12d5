import { randomUUID } from 'node:crypto';
import { Hono } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import type { ContentfulStatusCode } from 'hono/utils/http-status';
import { authenticate } from '../accounts.ts';
import { Failure, notFound, unauthorized } from '../failure.ts';
import { communicationRoutes } from '../routes/communications.ts';
import { configurationRoutes } from '../routes/configurations.ts';
import { conversationRoutes } from '../routes/conversations.ts';
import { participantRoutes } from '../routes/participants.ts';
import { serviceConversationRoutes } from '../routes/serviceConversations.ts';
import type { SandboxState } from '../state.ts';
import { SANDBOX_SERVICE, SANDBOX_VERSION } from '../version.ts';
import type { ApiEnv, Route } from './api.ts';
import { isLoopbackHost } from './hosts.ts';

/** A text of the longest length, 8,388,608 characters, takes up to three bytes a character; the rest is margin. */
const MAX_BODY_BYTES = 32 * 1024 * 1024;

const ROUTES: readonly Route[] = [
  ...configurationRoutes,
  ...conversationRoutes,
  ...participantRoutes,
  ...communicationRoutes,
  ...serviceConversationRoutes,
];

/** `RQ` and 32 hexadecimal digits, as every answer of Twilio's carries in `Twilio-Request-Id`. */
export function newRequestId(): string {
  return `RQ${randomUUID().replaceAll('-', '')}`;
}

/** Turns anything thrown into an answer in Twilio's shape. */
export function failureResponse(error: unknown): Response {
  const failure =
    error instanceof Failure
      ? error
      : new Failure(
          500,
          20500,
          `The sandbox failed: ${error instanceof Error ? error.message : String(error)}`,
        );
  return Response.json(failure.toBody(), {
    status: failure.status as ContentfulStatusCode,
    headers: failure.headers,
  });
}

/** Refuses requests that were meant for another host. The target's own host counts too: it may be absolute. */
function checkHost(request: Request): void {
  const hosts = [request.headers.get('host'), new URL(request.url).host];
  const foreign = hosts.find((host) => host !== null && !isLoopbackHost(host));
  if (foreign !== undefined) {
    throw new Failure(
      421,
      20001,
      `The sandbox answers only on 127.0.0.1, localhost and [::1], not as ${foreign}`,
    );
  }
}

/** The sandbox as a function from requests to answers. */
export function createApp(state: SandboxState): Hono<ApiEnv> {
  const app = new Hono<ApiEnv>();
  app.onError(failureResponse);
  app.notFound((context) => failureResponse(notFound(context.req.path)));

  app.use(async (context, next) => {
    const begun = performance.now();
    await next();
    context.header('Twilio-Request-Id', newRequestId());
    context.header('Twilio-Request-Duration', ((performance.now() - begun) / 1000).toFixed(3));
  });
  app.use(async (context, next) => {
    checkHost(context.req.raw);
    await next();
  });

  // How another window, or a script, tells a sandbox from whatever else may listen on the port. It gives no secret.
  app.get('/', (context) =>
    context.json({
      service: SANDBOX_SERVICE,
      version: SANDBOX_VERSION,
      accounts: state.accounts.map(({ accountSid }) => accountSid),
    }),
  );

  for (const root of ['/v1/*', '/v2/*']) {
    app.use(root, async (context, next) => {
      const account = authenticate(state.accounts, context.req.header('authorization'));
      if (!account) throw unauthorized();
      context.set('data', state.dataOf(account.accountSid));
      await next();
    });
  }

  const limited = bodyLimit({
    maxSize: MAX_BODY_BYTES,
    onError: () => {
      throw new Failure(413, 20001, `The request body is larger than ${MAX_BODY_BYTES} bytes`);
    },
  });
  const methods = new Map<string, string[]>();
  for (const { method, path, handle } of ROUTES) {
    if (method === 'POST') app.on(method, path, limited);
    app.on(method, path, (context) => handle(context, state));
    methods.set(path, [...(methods.get(path) ?? []), method]);
  }
  for (const [path, allowed] of methods) {
    app.all(path, ({ req }) => {
      const list = allowed.join(', ');
      throw new Failure(405, 20004, `${req.method} is not offered here; the sandbox takes ${list}`, {
        Allow: list,
      });
    });
  }
  return app;
}
