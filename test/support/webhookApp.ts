import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import express from 'express';
import twilio from 'twilio';

/** What the app was told, once it believed it. */
export interface BelievedCallback {
  readonly path: string;
  readonly eventType: string;
  readonly body: unknown;
}

export interface WebhookApp extends AsyncDisposable {
  readonly origin: string;
  /** What passed the official SDK's check, oldest first. */
  readonly believed: BelievedCallback[];
  /** The statuses of all answers, oldest first. */
  readonly answers: number[];
  /** Resolves once it believed a callback with this text in it. */
  believes(text: string): Promise<void>;
}

/**
 * The app of a person who follows Twilio's documentation: Express, with the official SDK's middleware before each route.
 * It takes callbacks at `/twilio/callbacks`, answers 200 to what is signed and 403 to what is not.
 */
export async function startWebhookApp(authToken: string, port = 0): Promise<WebhookApp> {
  const believed: BelievedCallback[] = [];
  const answers: number[] = [];
  const checks = new Set<() => void>();
  const app = express();
  app.use((_request, response, next) => {
    response.on('finish', () => answers.push(response.statusCode));
    next();
  });
  app.use(
    express.json({
      limit: '16mb',
      // The middleware needs the very bytes for the hash in bodySHA256.
      verify: (request, _response, bytes) => Object.assign(request, { rawBody: bytes.toString('utf8') }),
    }),
  );
  app.use(express.urlencoded({ extended: false }));
  app.all(/^\/twilio\/callbacks/, twilio.webhook(authToken), (request, response) => {
    const body: unknown = request.method === 'GET' ? request.query : request.body;
    const { eventType = '' } = body as { eventType?: string };
    believed.push({ path: request.path, eventType, body });
    for (const check of checks) check();
    response.set('X-App', 'bicycles').json({ thanks: eventType });
  });
  const server = createServer(app);
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', resolve);
  });
  return {
    origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    believed,
    answers,
    believes: (text) =>
      new Promise((resolve) => {
        const check = () => {
          if (!believed.some(({ body }) => JSON.stringify(body).includes(text))) return;
          checks.delete(check);
          resolve();
        };
        checks.add(check);
        check();
      }),
    async [Symbol.asyncDispose]() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
