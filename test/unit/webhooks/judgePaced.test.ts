import assert from 'node:assert/strict';
import { it } from 'node:test';
import type { CallbackRequest } from '../../../src/webhooks/callback.ts';
import { pacedJudge } from '../../../src/webhooks/judgePaced.ts';
import { signGet } from '../../../src/webhooks/signature.ts';

it('looks for causes at a pace, and judges all the same', () => {
  let now = 0;
  const judge = pacedJudge(() => now);
  const tokens = [{ name: 'Acme', token: 'token', expected: true }];
  const request = (signature: string): CallbackRequest => ({
    method: 'GET',
    target: 'http://localhost/a',
    encrypted: false,
    headers: { 'x-twilio-signature': signature },
    body: new Uint8Array(),
  });
  const wrong = request(signGet('https://localhost/a', 'token'));
  const right = request(signGet('http://localhost/a', 'token'));
  const causes = Array.from({ length: 50 }, () => judge(wrong, { tokens }).cause);
  assert.deepEqual(new Set(causes.slice(0, 3)), new Set(['scheme']));
  assert.deepEqual(new Set(causes.slice(3)), new Set(['unknown']));
  assert.equal(judge(right, { tokens }).signed, true);
  now += 1_000;
  assert.equal(judge(wrong, { tokens }).cause, 'scheme');
});
