import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { ApiError, type ApiErrorFacts } from '../../../src/api/errors.ts';
import { type Explanation, explain, type Remedy } from '../../../src/platform/explain.ts';

/** Puts the arguments in, as VS Code does without a translation. */
const l10n = {
  t: (message: unknown, ...values: unknown[]) =>
    String(message).replace(/\{(\d)\}/g, (_, index) => String(values[Number(index)])),
} as Parameters<typeof explain>[2];

function explained(facts: Partial<ApiErrorFacts>, sandbox = false): Explanation {
  const error = new ApiError({
    kind: 'status',
    message: 'Said by Twilio',
    method: 'GET',
    path: '/x',
    ...facts,
  });
  return explain(error, { what: 'Could not list the conversations', sandbox }, l10n);
}

describe('a failure in words', () => {
  const cases: [name: string, facts: Partial<ApiErrorFacts>, words: RegExp, remedy: Remedy][] = [
    [
      'wrong secret',
      { status: 401, code: 20003 },
      /secret is wrong or revoked.*region.*Re-enter the secret.*20003/s,
      'reenterSecret',
    ],
    ['no permission', { status: 403, code: 20003 }, /refused the credentials: they lack the perm/, 'signIn'],
    ['proxy', { status: 407 }, /proxy.*user name.*http\.proxy/s, 'retry'],
    [
      'terms',
      { status: 401, code: 20003, message: 'Terms of service have not been accepted.' },
      /has not accepted the terms.*Console/s,
      'retry',
    ],
    ['gone', { status: 404, code: 20404 }, /deleted, or belongs to another account.*Refresh/s, 'retry'],
    ['conflict', { status: 409, conflictingResourceId: 'conv_2' }, /In the way is conv_2/, 'retry'],
    ['rate', { status: 429, retryAfterMs: 4_200 }, /Try again in 5 s\. Nothing was processed/, 'retry'],
    ['server', { status: 500 }, /failure of its own \(HTTP 500\).*Try again.*status\.twilio\.com/s, 'retry'],
    ['bad request', { status: 400, message: 'recipients is required' }, /recipients is required/, 'retry'],
    ['malformed', { kind: 'malformed', message: 'The answer is not JSON' }, /not JSON.*proxy/s, 'retry'],
    ['no host', { kind: 'network', systemCode: 'ENOTFOUND' }, /no network, or the account’s region/, 'retry'],
    [
      'certificate',
      { kind: 'network', systemCode: 'SELF_SIGNED_CERT_IN_CHAIN' },
      /certificate.*proxy/s,
      'retry',
    ],
    ['refused', { kind: 'network', systemCode: 'ECONNREFUSED' }, /ECONNREFUSED.*Check the network/s, 'retry'],
    ['time-out', { kind: 'timeout' }, /No answer came in time/, 'retry'],
    [
      'operation failed',
      { kind: 'operation', message: 'Conflict: the service is taken' },
      /did not carry it out.*the service is taken/s,
      'retry',
    ],
    [
      'operation goes on',
      { kind: 'timeout', message: 'Still PENDING', operation: { operationId: 'o', status: 'PENDING' } },
      /^Still PENDING\. It goes on at Twilio/,
      'retry',
    ],
  ];
  for (const [name, facts, words, remedy] of cases) {
    it(`says why and what to do: ${name}`, () => {
      const { title, summary, detail, remedies } = explained(facts);
      assert.ok(summary !== '' && summary.length <= 28, summary);
      assert.equal(title, 'Could not list the conversations.');
      assert.match(detail, words);
      assert.equal(remedies[0], remedy);
      assert.ok(remedies.includes('openLog'));
    });
  }

  it('offers to start the sandbox that does not answer', () => {
    const { detail, remedies } = explained({ kind: 'network', systemCode: 'ECONNREFUSED' }, true);
    assert.match(detail, /sandbox does not answer/);
    assert.equal(remedies[0], 'startSandbox');
  });

  it('warns of a write whose outcome is unknown', () => {
    const { detail } = explained({ kind: 'network', systemCode: 'ECONNRESET', outcomeUnknown: true });
    assert.match(detail, /unknown whether it arrived.*look before you repeat/s);
  });

  it('links the error’s page and offers its request id', () => {
    const { moreInfo, requestId, remedies } = explained({
      status: 400,
      moreInfo: 'https://x',
      requestId: 'RQ1',
    });
    assert.deepEqual([moreInfo, requestId], ['https://x', 'RQ1']);
    assert.ok(remedies.includes('moreInfo') && remedies.includes('copyRequestId'));
  });

  it('says whose request it was, where that is known', () => {
    const account = { id: 'one', label: 'One' };
    assert.equal(explain(new Error('Boom'), { what: 'Could not', account }, l10n).accountId, 'one');
    assert.ok(!('accountId' in explain(new Error('Boom'), { what: 'Could not' }, l10n)));
  });

  it('has words for what is not of the API', () => {
    const { title, detail, remedies } = explain(new Error('Boom'), { what: 'Could not sign in' }, l10n);
    assert.deepEqual([title, detail], ['Could not sign in.', 'Boom. The log has the details.']);
    assert.ok(remedies.includes('retry'));
  });
});
