import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { afterEach, beforeEach, describe, it } from 'node:test';
import type { SandboxAccount } from '../../../src/sandbox/server/server.ts';
import { type Answer, Caller, configurationBody, type ErrorBody, type Page } from './caller.ts';

const CONFIGURATIONS = '/v2/ControlPlane/Configurations';
const KEY = '5b0f4c1e-9a52-4f6b-8a57-0d4f6e6d7c11';
const OTHER_KEY = '00000000-0000-0000-0000-000000000000';
const HOUR = 3_600_000;

const MINE: SandboxAccount = {
  accountSid: `AC${'1'.repeat(32)}`,
  authToken: 'one',
  apiKeys: [{ sid: `SK${'1'.repeat(32)}`, secret: 'secret' }],
};
const OTHER: SandboxAccount = { accountSid: `AC${'2'.repeat(32)}`, authToken: 'two' };

const idOf = ({ headers }: Answer<unknown>) => headers.get('operation-id');

describe('an Idempotency-Key', () => {
  let caller: Caller;
  beforeEach(async () => {
    caller = await Caller.start({ accounts: [MINE, OTHER] });
  });
  afterEach(() => caller.sandbox.close());

  const create = (key: string | undefined, more: Record<string, unknown> = {}, account = MINE) =>
    caller.send<ErrorBody>(
      'POST',
      CONFIGURATIONS,
      { ...configurationBody(), ...more },
      { account, ...(key === undefined ? {} : { key }) },
    );
  const accepted = (answer: Answer<unknown>) => {
    assert.equal(answer.status, 202, JSON.stringify(answer.body));
    return idOf(answer);
  };
  const names = async (account = MINE) => {
    const { body } = await caller.get<Page<'configurations', { displayName: string }>>(
      CONFIGURATIONS,
      account,
    );
    return body.configurations.map(({ displayName }) => displayName);
  };

  it('gives the first answer again, whole, and starts nothing a second time', async () => {
    const first = await create(KEY);
    accepted(first);
    caller.advance(500);
    const during = await create(KEY);
    caller.advance(HOUR);
    const after = await create(KEY);
    for (const again of [during, after]) {
      assert.deepEqual([again.status, again.body], [first.status, first.body]);
      for (const name of ['operation-id', 'retry-after', 'location']) {
        assert.equal(again.headers.get(name), first.headers.get(name));
      }
    }
    assert.deepEqual(await names(), ['Sandbox', 'Made by a test']);
  });

  it('is one key in any case', async () => {
    assert.equal(accepted(await create(KEY.toUpperCase())), accepted(await create(KEY)));
  });

  it('is one for each of several requests', async () => {
    const [one, two] = [accepted(await create(KEY)), accepted(await create(OTHER_KEY))];
    assert.notEqual(one, two);
    assert.equal(accepted(await create(KEY)), one);
    assert.equal(accepted(await create(OTHER_KEY)), two);
    caller.advance(HOUR);
    assert.equal((await names()).length, 3);
  });

  it('left out starts each request anew', async () => {
    assert.notEqual(accepted(await create(undefined)), accepted(await create(undefined)));
    caller.advance(HOUR);
    assert.equal((await names()).length, 3);
  });

  for (const key of [
    '',
    'x',
    KEY.slice(1),
    `${KEY}0`,
    KEY.replaceAll('-', ''),
    KEY.replace('b', 'g'),
    ` ${KEY} x`,
  ]) {
    it(`has to be a UUID, not "${key}"`, async () => {
      const { status, body } = await create(key);
      assert.deepEqual([status, body.message], [400, 'Idempotency-Key must be a UUID']);
    });
  }

  describe('that came with another request is refused', () => {
    const conflicts = (answer: Answer<ErrorBody>, first: string | null) => {
      assert.deepEqual(
        [answer.status, answer.body.code, answer.body.message],
        [409, 20409, 'The Idempotency-Key was used for another request'],
      );
      assert.equal(answer.headers.get('x-conflicting-resource-id'), first);
    };

    it('by its body', async () => {
      const first = accepted(await create(KEY));
      conflicts(await create(KEY, { description: 'Another' }), first);
      caller.advance(HOUR);
      assert.equal((await names()).length, 2);
    });

    it('by its path', async () => {
      const [one, two] = [await caller.createConversation(), await caller.createConversation()];
      const remove = (id: string) =>
        caller.send<ErrorBody>('DELETE', `/v2/Conversations/${id}`, undefined, { key: KEY });
      const first = accepted(await remove(one.id));
      conflicts(await remove(two.id), first);
    });

    it('by its method', async () => {
      const path = `${CONFIGURATIONS}/${await caller.configurationId()}`;
      const body = { ...configurationBody(), channelSettings: {} };
      const first = accepted(await caller.send('PUT', path, body, { key: KEY }));
      conflicts(await caller.send<ErrorBody>('PATCH', path, body, { key: KEY }), first);
    });
  });

  it('is remembered for 24 hours', async () => {
    const first = accepted(await create(KEY));
    caller.advance(24 * HOUR - 1);
    assert.equal(accepted(await create(KEY)), first);
    assert.equal((await create(KEY, { description: 'Another' })).status, 409);
    caller.advance(1);
    const second = accepted(await create(KEY, { description: 'Another' }));
    assert.notEqual(second, first);
    caller.advance(24 * HOUR - 1);
    assert.equal(accepted(await create(KEY, { description: 'Another' })), second);
  });

  it('is remembered 24 hours from its own first use, whatever other keys do', async () => {
    const first = accepted(await create(KEY));
    caller.advance(12 * HOUR);
    const second = accepted(await create(OTHER_KEY));
    caller.advance(12 * HOUR);
    assert.notEqual(accepted(await create(KEY)), first);
    assert.equal(accepted(await create(OTHER_KEY)), second);
    caller.advance(12 * HOUR);
    assert.notEqual(accepted(await create(OTHER_KEY)), second);
  });

  it('of a refused request is free', async () => {
    assert.equal((await create(KEY, { displayName: '' })).status, 400);
    const first = accepted(await create(KEY));
    assert.equal(accepted(await create(KEY)), first);
    const gone = await caller.send('DELETE', '/v2/Conversations/nothing', undefined, { key: OTHER_KEY });
    assert.equal(gone.status, 404);
    accepted(await create(OTHER_KEY));
  });

  it('gives the same operation when that has failed', async () => {
    const bridge = { conversationsV1Bridge: { serviceId: `IS${'1'.repeat(32)}` } };
    await create(undefined, bridge);
    const first = await create(KEY, bridge);
    assert.equal((await caller.end(first)).status, 'FAILED');
    assert.equal(accepted(await create(KEY, bridge)), accepted(first));
  });

  describe('is the account’s', () => {
    it('and means nothing to another', async () => {
      const mine = accepted(await create(KEY));
      const theirs = accepted(await create(KEY, { description: 'Another' }, OTHER));
      assert.notEqual(mine, theirs);
      assert.equal(accepted(await create(KEY)), mine);
      assert.equal(accepted(await create(KEY, { description: 'Another' }, OTHER)), theirs);
      caller.advance(HOUR);
      assert.deepEqual([(await names()).length, (await names(OTHER)).length], [2, 2]);
    });

    it('by whichever of its credentials it comes', async () => {
      const [apiKey] = MINE.apiKeys ?? [];
      assert.ok(apiKey);
      const byKey: SandboxAccount = { accountSid: apiKey.sid, authToken: apiKey.secret };
      assert.equal(accepted(await create(KEY)), accepted(await create(KEY, {}, byKey)));
    });
  });

  describe('is taken by', () => {
    const repeated = async (method: 'PUT' | 'PATCH' | 'DELETE', path: string, body?: unknown) => {
      const send = () => caller.send(method, path, body, { key: KEY });
      const first = accepted(await send());
      assert.equal(accepted(await send()), first, 'while it is under way');
      caller.advance(HOUR);
      assert.equal(accepted(await send()), first, 'after its end');
      assert.equal((await caller.operation(first ?? '')).status, 'COMPLETED');
    };
    const path = async () => `${CONFIGURATIONS}/${await caller.configurationId()}`;

    it('the replacement of a configuration', async () => {
      await repeated('PUT', await path(), { ...configurationBody(), channelSettings: {} });
      assert.equal((await caller.configuration(await caller.configurationId())).version, 2);
    });
    it('the change of a configuration', async () => {
      await repeated('PATCH', await path(), { description: 'Another' });
      assert.equal((await caller.configuration(await caller.configurationId())).version, 2);
    });
    it('the deletion of a configuration, which is not there any more then', async () => {
      await repeated('DELETE', await path());
      assert.deepEqual(await names(), []);
    });
    it('the deletion of a conversation, which is not there any more then', async () => {
      const { id } = await caller.createConversation();
      await repeated('DELETE', `/v2/Conversations/${id}`);
      assert.deepEqual(await caller.conversations(), []);
    });
  });

  it('is nothing to operations that are done at once', async () => {
    const body = { configurationId: await caller.configurationId() };
    const send = (key: string) => caller.send<{ id: string }>('POST', '/v2/Conversations', body, { key });
    const [one, two] = [await send(KEY), await send(KEY)];
    assert.deepEqual([one.status, two.status], [201, 201]);
    assert.notEqual(one.body.id, two.body.id);
    assert.equal((await send('no UUID')).status, 201);
  });

  it('is forgotten with a reset', async () => {
    accepted(await create(KEY, { description: 'Before' }));
    caller.sandbox.reset();
    accepted(await create(KEY, { description: 'After' }));
  });

  it('is remembered among many', async () => {
    const keys = Array.from({ length: 200 }, () => randomUUID());
    const first = [];
    for (const key of keys) {
      first.push(accepted(await create(key)));
      caller.advance(60_000);
    }
    const again = [];
    for (const key of keys) again.push(accepted(await create(key)));
    assert.deepEqual(again, first);
  });
});
