import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { describe, it } from 'node:test';
import { callbackCurl } from '../../../src/webhooks/curl.ts';
import type { ReceivedCallback } from '../../../src/webhooks/receiver/receivedCallback.ts';
import { isJsonSigned, signedJsonRequest } from '../../../src/webhooks/signature.ts';

const TOKEN = 'secret-of-nobody';
const body = `{"eventType":"X","text":"it's $HOME \`id\` \\"quoted\\"\\n\u{1f6b2}"}`;
const { url, signature } = signedJsonRequest('http://127.0.0.1:4011/AC1', body, TOKEN);

const callback = {
  request: {
    method: 'POST',
    target: url.slice('http://127.0.0.1:4011'.length),
    encrypted: false,
    headers: {
      host: '127.0.0.1:4011',
      'content-type': 'application/json',
      'content-length': String(body.length),
      'x-twilio-signature': signature,
      'i-twilio-idempotency-token': 'token',
    },
    body: Buffer.from(body),
  },
} as unknown as ReceivedCallback;

/** What curl gets from a shell. */
function argumentsOf(command: string): string[] {
  const script = `curl() { printf '%s\\0' "$@"; }\n${command}`;
  return execFileSync('sh', ['-c', script], { encoding: 'utf8' }).split('\0').slice(0, -1);
}

function requestOf(command: string) {
  const given = argumentsOf(command);
  const headers = new Map(
    given.flatMap((each, index) => {
      if (given[index - 1] !== '-H') return [];
      const [name = '', ...value] = each.split(': ');
      return [[name.toLowerCase(), value.join(': ')] as const];
    }),
  );
  return { url: given[2] ?? '', headers, body: given.at(-1) ?? '', command };
}

describe('a callback as a command line', {
  skip: process.platform === 'win32' && 'needs a POSIX shell',
}, () => {
  it('stays as it came, to the byte, where nothing is forwarded', () => {
    const sent = requestOf(
      callbackCurl(callback, { to: undefined, token: TOKEN, origin: 'http://127.0.0.1:4011' }),
    );
    assert.equal(sent.url, url);
    assert.equal(sent.body, body);
    assert.equal(sent.headers.get('x-twilio-signature'), signature);
    assert.equal(sent.headers.get('host'), '127.0.0.1:4011');
    assert.equal(sent.headers.get('content-length'), undefined);
  });

  it('is signed for the person’s app, and holds no token', () => {
    const sent = requestOf(
      callbackCurl(callback, {
        to: 'http://localhost:3000/hooks?a=1',
        token: TOKEN,
        origin: 'http://127.0.0.1:4011',
      }),
    );
    const received = { url: sent.url, signature: sent.headers.get('x-twilio-signature') ?? '' };
    assert.match(sent.url, /^http:\/\/localhost:3000\/hooks\?a=1&bodySHA256=/);
    assert.ok(isJsonSigned(received, sent.body, TOKEN));
    assert.equal(sent.headers.get('i-twilio-idempotency-token'), 'token');
    assert.ok(!sent.command.includes(TOKEN));
  });
});
