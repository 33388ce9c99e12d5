import { connect } from 'node:net';
import { parse } from 'node:querystring';
import type { TestContext } from 'node:test';
import type { Receiver, ReceiverOptions } from '../../../../src/webhooks/receiver/options.ts';
import type { ReceivedCallback, RefusedRequest } from '../../../../src/webhooks/receiver/receivedCallback.ts';
import { startReceiver } from '../../../../src/webhooks/receiver/receiver.ts';
import {
  type FormFields,
  isJsonSigned,
  isSigned,
  signedJsonRequest,
} from '../../../../src/webhooks/signature.ts';
import type { Judge } from '../../../../src/webhooks/verdict.ts';

export const TOKEN = 'an auth token';
export const ACCOUNT = {
  id: 'one',
  label: 'Bicycles',
  accountSid: `AC${'1'.repeat(32)}`,
  path: `/AC${'1'.repeat(32)}`,
};

/** Says whether it is signed for this host, and no more: the receiver does not mind why it is not. */
export const plainJudge: Judge = ({ headers, target, body, method }, { tokens }) => {
  const request = {
    url: `http://${headers.host}${target}`,
    signature: String(headers['x-twilio-signature'] ?? ''),
  };
  const [{ token } = { token: '' }] = tokens;
  const text = Buffer.from(body).toString();
  const signed =
    method === 'GET'
      ? isSigned(request, token)
      : headers['content-type'] === 'application/json'
        ? isJsonSigned(request, body, token)
        : isSigned(request, token, parse(text) as FormFields);
  return { signed, steps: [] };
};

/** A receiver that stops with the test, what it told of, and a way to wait for that. */
export async function receive(test: TestContext, options: Partial<ReceiverOptions> = {}) {
  const told: ReceivedCallback[] = [];
  const refused: RefusedRequest[] = [];
  const problems: unknown[] = [];
  const checks = new Set<() => void>();
  const check = () => {
    for (const each of checks) each();
  };
  const receiver: Receiver = await startReceiver({
    port: 0,
    accounts: () => [ACCOUNT],
    allowedHosts: () => [],
    judge: plainJudge,
    tokensOf: () => [{ name: 'Bicycles', token: TOKEN, expected: true }],
    configuredUrls: () => [],
    forwardTo: () => undefined,
    onCallback: (callback) => {
      told.push(callback);
      check();
    },
    onRefused: (request) => {
      refused.push(request);
      check();
    },
    onProblem: (problem) => problems.push(problem),
    ...options,
  });
  test.after(() => receiver.close());
  const until = (condition: () => boolean) =>
    new Promise<void>((resolve) => {
      const each = () => {
        if (!condition()) return;
        checks.delete(each);
        resolve();
      };
      checks.add(each);
      each();
    });
  return { receiver, url: receiver.urlOf(ACCOUNT), told, refused, problems, until };
}

/** Sends bytes as they are, and gives all that comes back until the other side ends. */
export async function exchange(port: number, ...bytes: (string | Buffer)[]): Promise<string> {
  const socket = connect(port, '127.0.0.1');
  // A refusal may cut what is still being sent.
  socket.on('error', () => {});
  for (const each of bytes) socket.write(each);
  let answer = '';
  socket.on('data', (chunk) => {
    answer += String(chunk);
  });
  await new Promise((resolve) => socket.on('close', resolve));
  return answer;
}

/** POSTs JSON as Twilio does. */
export async function post(
  url: string,
  body: string,
  headers: Record<string, string> = {},
): Promise<Response> {
  const signed = signedJsonRequest(url, body, TOKEN);
  return fetch(signed.url, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'x-twilio-signature': signed.signature, ...headers },
    body,
  });
}
