import assert from 'node:assert/strict';
import { once } from 'node:events';
import { request } from 'node:http';
import { describe, it } from 'node:test';
import { ReceivedExchanges } from '../../../src/sandbox/receivedExchanges.ts';
import { type Sandbox, startSandbox } from '../../../src/sandbox/server/server.ts';

const account = { id: 'one' };

/** One that listens, and what asks it. */
async function begin(port = 0) {
  const sandbox = await startSandbox({ data: 'empty', port });
  const [first] = sandbox.accounts;
  assert.ok(first);
  const access = { origin: sandbox.url, ...first };
  const list = (agent: string) =>
    fetch(`${sandbox.url}/v2/Conversations`, {
      headers: {
        authorization: `Basic ${Buffer.from(`${first.accountSid}:${first.authToken}`).toString('base64')}`,
        'user-agent': agent,
      },
    }).then((answer) => answer.text());
  return { sandbox, access, list };
}

const paths = (batch: Awaited<ReturnType<ReceivedExchanges['next']>>) =>
  batch?.exchanges.map(({ request }) => request.headers['user-agent']);

describe('asking a sandbox what it received', () => {
  it('gives everything once, from before it was asked first', async () => {
    const { sandbox, access, list } = await begin();
    const received = new ReceivedExchanges(async () => access, 'ours/');
    await list('a');
    await list('ours/1');
    const first = await received.next(account);
    assert.deepEqual(paths(first), ['a', 'ours/1']);
    assert.deepEqual(
      first?.exchanges.map(({ answer }) => answer?.body !== undefined),
      [true, false],
    );
    assert.deepEqual(paths(await received.next(account)), []);
    await list('b');
    assert.deepEqual(paths(await received.next(account)), ['b']);
    await sandbox.close();
  });

  it('gives as much as goes into one answer, and says that there is more', async () => {
    const { sandbox, access, list } = await begin();
    const received = new ReceivedExchanges(async () => access, 'ours/');
    for (let count = 0; count < 250; count++) await list(`a${count}`);
    const first = await received.next(account);
    assert.deepEqual([first?.exchanges.length, first?.more], [200, true]);
    const second = await received.next(account);
    assert.deepEqual([second?.exchanges.length, second?.more], [50, false]);
    await sandbox.close();
  });

  it('tells of what was refused unread, with its whole query', async () => {
    const { sandbox, access } = await begin();
    const path = '/v2/Conversations?a=b?c';
    const asking = request(`${sandbox.url}${path}`, { method: 'POST', headers: { 'content-length': 1e9 } });
    asking.flushHeaders();
    const [answer] = await once(asking, 'response');
    asking.on('error', () => {}).destroy();
    assert.equal(answer.statusCode, 413);
    const batch = await new ReceivedExchanges(async () => access, 'ours/').next(account);
    assert.deepEqual(
      batch?.exchanges.map(({ request: { path, query }, answer }) => [path, query, answer?.status]),
      [['/v2/Conversations', 'a=b?c', 413]],
    );
    await sandbox.close();
  });

  it('begins anew with a sandbox that was started again, and bears one that is gone', async () => {
    const first = await begin();
    const received = new ReceivedExchanges(async () => first.access, 'ours/');
    for (const agent of ['a', 'b', 'c']) await first.list(agent);
    await received.next(account);
    await first.sandbox.close();
    assert.equal(await received.next(account), undefined);
    const { sandbox, list }: { sandbox: Sandbox; list: typeof first.list } = await begin(first.sandbox.port);
    await list('d');
    assert.deepEqual(paths(await received.next(account)), ['d']);
    await sandbox.close();
  });

  it('asks nobody for an account that is no sandbox, and gives nothing when it is refused', async () => {
    assert.equal(await new ReceivedExchanges(async () => undefined, '').next(account), undefined);
    const { sandbox, access } = await begin();
    const refused = new ReceivedExchanges(async () => ({ ...access, authToken: 'wrong' }), '');
    assert.equal(await refused.next(account), undefined);
    await sandbox.close();
  });
});
