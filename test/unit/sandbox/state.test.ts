import assert from 'node:assert/strict';
import { afterEach, beforeEach, describe, it } from 'node:test';
import type { ExportDocument } from '../../../src/api/exportDocument.ts';
import { Caller, type ErrorBody } from './caller.ts';

/** What is in the documents is tested in dataDocument.test.ts; here is how they are asked for and handed in. */
describe('a sandbox’s state over HTTP', () => {
  let caller: Caller;
  beforeEach(async () => {
    caller = await Caller.start({ data: 'demo' });
  });
  afterEach(() => caller.sandbox.close());

  const send = <T = ErrorBody>(method: string, body: unknown, type = 'application/json') =>
    caller.call<T>('/sandbox/state', {
      method,
      headers: { 'content-type': type },
      body: JSON.stringify(body),
    });
  const exported = async () => (await caller.get<ExportDocument>('/sandbox/state')).body;
  const names = async () => (await caller.conversations()).map(({ name }) => name);

  it('is exported, and put back in place of what is there', async () => {
    const before = await names();
    const document = await exported();
    assert.equal(document.format, 'twilio-conversations');
    assert.equal(JSON.stringify(document).includes('"sandbox":"sandbox"'), false);
    assert.equal((await caller.post('/sandbox/reset', { data: 'empty' })).status, 200);
    assert.deepEqual(await names(), []);
    assert.equal((await send('PUT', document)).status, 200);
    assert.deepEqual(await names(), before);
  });

  it('is added to by PATCH', async () => {
    const document = await exported();
    const [account] = document.accounts;
    const [first] = account?.conversations ?? [];
    assert.ok(account && first);
    const other = await Caller.start({ seed: 2 });
    await other.createConversation({ name: 'Here before' });
    const one = { ...document, accounts: [{ ...account, conversations: [first] }] };
    const { status } = await other.call('/sandbox/state', {
      method: 'PATCH',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(one),
    });
    assert.equal(status, 200);
    const found = (await other.conversations()).map(({ name }) => name);
    assert.deepEqual(found.sort(), [first.name, 'Here before'].sort());
    await other.sandbox.close();
  });

  for (const [title, body, message] of [
    ['what is no export', { hello: 1 }, /format/],
    ['a newer version', { format: 'twilio-conversations', version: 99, accounts: [] }, /version/],
    ['a text', 'x', /object|document/i],
  ] as const) {
    it(`takes nothing from ${title}`, async () => {
      const before = await names();
      for (const method of ['PUT', 'PATCH']) {
        const { status, body: refusal } = await send(method, body);
        assert.equal(status, 400);
        assert.match(refusal.message, message);
      }
      assert.deepEqual(await names(), before);
    });
  }

  it('takes JSON only', async () => {
    assert.equal((await send('PUT', {}, 'text/plain')).status, 415);
  });
});
