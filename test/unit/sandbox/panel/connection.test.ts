import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { connectionSnippets } from '../../../../src/sandbox/panel/connection.ts';

const SANDBOX = { origin: 'http://127.0.0.1:4321', accountSid: `AC${'0'.repeat(32)}`, authToken: 'sandbox' };

describe('the code that points a program at the sandbox', () => {
  const snippets = connectionSnippets(SANDBOX);

  it('is there for each official client, cURL and the environment', () => {
    assert.deepEqual(
      snippets.map(({ id }) => id),
      ['node', 'python', 'java', 'csharp', 'go', 'ruby', 'php', 'curl', 'environment'],
    );
  });

  it('does not show a token that somebody made up', () => {
    for (const { code } of connectionSnippets({ ...SANDBOX, authToken: 'my-own-token' })) {
      assert.doesNotMatch(code, /my-own-token/);
      assert.match(code, /your-auth-token/);
    }
  });

  for (const { id, code } of snippets) {
    it(`${id} names the address and the sandbox’s account`, () => {
      assert.match(code, /127\.0\.0\.1/);
      assert.match(code, /4321/);
      assert.ok(code.includes(SANDBOX.accountSid));
      assert.ok(code.includes('sandbox'));
      assert.doesNotMatch(code, /undefined|\[object|\$\{origin/);
      assert.ok(code.endsWith('\n'));
    });
  }
});
