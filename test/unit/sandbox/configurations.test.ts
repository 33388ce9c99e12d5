import assert from 'node:assert/strict';
import { afterEach, beforeEach, describe, it } from 'node:test';
import type { Configuration } from '../../../src/api/resources.ts';
import { Caller, configurationBody, type ErrorBody, NOON, type Page } from './caller.ts';

const PATH = '/v2/ControlPlane/Configurations';
const STORE = 'mem_store_01k1etk2y5f1y9fpe2epfdtvv2';
const OTHER_STORE = 'mem_service_01k1etk2y5f1y9fpe2epfdtvv3';
const SERVICE = `IS${'a'.repeat(32)}`;

/** All that can be set, each member with something of its own. */
const EVERYTHING = {
  displayName: 'All of it',
  description: 'With every member',
  conversationGroupingType: 'GROUP_BY_PROFILE',
  memoryStoreId: STORE,
  channelSettings: {
    SMS: {
      statusTimeouts: { inactive: 10, closed: 30 },
      captureRules: [{ from: '*', to: '+15035550100', metadata: { team: 'a' } }],
    },
    VOICE: { captureRules: [{ from: '+15035550101', to: '*' }] },
    CHAT: {},
  },
  statusCallbacks: [
    { url: 'http://127.0.0.1:9/a', method: 'GET' },
    { url: 'http://127.0.0.1:9/b', method: 'POST' },
  ],
  intelligenceConfigurationIds: ['one', 'two'],
  memoryExtractionEnabled: true,
  conversationsV1Bridge: { serviceId: SERVICE },
};

/** What a configuration has of which nothing was said. */
const NOTHING = {
  channelSettings: {},
  statusCallbacks: [],
  intelligenceConfigurationIds: [],
  memoryExtractionEnabled: false,
};

describe('configurations', () => {
  let caller: Caller;
  beforeEach(async () => {
    caller = await Caller.start();
  });
  afterEach(() => caller.sandbox.close());

  const list = async (query = '') =>
    (await caller.get<Page<'configurations', Configuration>>(`${PATH}${query}`)).body.configurations;
  const put = async (id: string, more: Record<string, unknown> = {}) =>
    caller.put<ErrorBody>(`${PATH}/${id}`, { ...configurationBody(), channelSettings: {}, ...more });
  const patch = (id: string, body: unknown) => caller.patch<ErrorBody>(`${PATH}/${id}`, body);
  /** What was set of a configuration. */
  const settingsOf = async (id: string) => {
    const { id: _, createdAt, updatedAt, version, ...settings } = await caller.configuration(id);
    return settings;
  };

  it('are as they were made, with every member', async () => {
    const id = await caller.createConfiguration(EVERYTHING);
    assert.match(id, /^conv_configuration_[0-7][0-9a-hjkmnp-tv-z]{25}$/);
    const created = new Date(NOON + 1_000).toISOString();
    const whole = { id, ...EVERYTHING, createdAt: created, updatedAt: created, version: 1 };
    assert.deepEqual(await caller.configuration(id), whole);
    assert.deepEqual((await list()).at(-1), whole);
  });

  it('have a value for each optional member but the bridge', async () => {
    const id = await caller.createConfiguration({
      statusCallbacks: [{ url: 'http://127.0.0.1:9/' }],
    });
    assert.deepEqual(await settingsOf(id), {
      ...configurationBody(),
      ...NOTHING,
      statusCallbacks: [{ url: 'http://127.0.0.1:9/', method: 'POST' }],
    });
  });

  it('are listed in the order of their making, all of them or those of a memory store', async () => {
    const first = await caller.configurationId();
    const one = await caller.createConfiguration({ displayName: 'one' });
    const two = await caller.createConfiguration({ displayName: 'two', memoryStoreId: OTHER_STORE });
    const three = await caller.createConfiguration({ displayName: 'three' });
    const ids = async (query = '') => (await list(query)).map(({ id }) => id);
    assert.deepEqual(await ids(), [first, one, two, three]);
    assert.deepEqual(await ids(`?memoryStoreId=${OTHER_STORE}`), [two]);
    assert.deepEqual(await ids(`?memoryStoreId=${STORE}`), [one, three]);
    assert.deepEqual(await ids(`?memoryStoreId=${STORE}&pageSize=1`), [one]);
    assert.deepEqual(await ids('?memoryStoreId=mem_store_00000000000000000000000000'), []);
  });

  it('are not listed by what is no memory store', async () => {
    for (const bad of ['', 'x', STORE.slice(0, -1), `${STORE}x`, STORE.toUpperCase(), 'mem_profile_01k1']) {
      const { status, body } = await caller.get<ErrorBody>(`${PATH}?memoryStoreId=${bad}`);
      assert.equal(status, 400, bad);
      assert.match(body.message, /^memoryStoreId must match /);
    }
  });

  describe('replaced with PUT', () => {
    it('have what was given, and of the rest nothing', async () => {
      const id = await caller.createConfiguration({
        ...EVERYTHING,
        ...{ conversationGroupingType: 'GROUP_BY_PROFILE' },
      });
      const created = (await caller.configuration(id)).createdAt;
      caller.advance(60_000);
      const accepted = await put(id, {
        displayName: 'Replaced',
        conversationGroupingType: 'GROUP_BY_PROFILE',
        memoryStoreId: OTHER_STORE,
        channelSettings: { RCS: { statusTimeouts: { closed: 1 } } },
      });
      const { completedAt } = await caller.complete(accepted);
      assert.deepEqual(await caller.configuration(id), {
        id,
        displayName: 'Replaced',
        description: 'For a test',
        conversationGroupingType: 'GROUP_BY_PROFILE',
        memoryStoreId: OTHER_STORE,
        ...NOTHING,
        channelSettings: { RCS: { statusTimeouts: { closed: 1 } } },
        createdAt: created,
        updatedAt: completedAt,
        version: 2,
      });
    });

    it('keep their name when none is given: they cannot be without', async () => {
      const id = await caller.createConfiguration({ displayName: 'Kept' });
      const { displayName, ...rest } = configurationBody();
      await caller.complete(await caller.put(`${PATH}/${id}`, { ...rest, channelSettings: {} }));
      assert.equal((await caller.configuration(id)).displayName, 'Kept');
    });

    it('can get back all that they had', async () => {
      const id = await caller.createConfiguration({ conversationGroupingType: 'GROUP_BY_PROFILE' });
      await caller.complete(await put(id, EVERYTHING));
      assert.deepEqual(await settingsOf(id), EVERYTHING);
    });
  });

  describe('changed with PATCH', () => {
    it('keep what is left out, whatever it is', async () => {
      const id = await caller.createConfiguration(EVERYTHING);
      await caller.complete(await patch(id, {}));
      assert.deepEqual(await settingsOf(id), EVERYTHING);
      assert.equal((await caller.configuration(id)).version, 2);
    });

    const changes = {
      displayName: 'Changed',
      description: 'Changed too',
      memoryStoreId: OTHER_STORE,
      statusCallbacks: [{ url: 'http://127.0.0.1:9/c', method: 'POST' }],
      intelligenceConfigurationIds: ['three'],
      memoryExtractionEnabled: false,
      conversationsV1Bridge: { serviceId: `IS${'b'.repeat(32)}` },
    };
    for (const [name, value] of Object.entries(changes)) {
      it(`get another ${name}, and nothing else`, async () => {
        const id = await caller.createConfiguration(EVERYTHING);
        await caller.complete(await patch(id, { [name]: value }));
        assert.deepEqual(await settingsOf(id), { ...EVERYTHING, [name]: value });
      });
    }

    for (const name of Object.keys(NOTHING).filter((key) => key !== 'channelSettings')) {
      it(`lose their ${name} by null`, async () => {
        const id = await caller.createConfiguration(EVERYTHING);
        await caller.complete(await patch(id, { [name]: null }));
        assert.deepEqual(await settingsOf(id), {
          ...EVERYTHING,
          [name]: NOTHING[name as keyof typeof NOTHING],
        });
      });
    }

    it('lose their bridge by null', async () => {
      const id = await caller.createConfiguration(EVERYTHING);
      await caller.complete(await patch(id, { conversationsV1Bridge: null }));
      const { conversationsV1Bridge, ...rest } = EVERYTHING;
      assert.deepEqual(await settingsOf(id), rest);
    });

    for (const name of ['displayName', 'description', 'memoryStoreId']) {
      it(`keep their ${name} by null: they cannot be without`, async () => {
        const id = await caller.createConfiguration(EVERYTHING);
        await caller.complete(await patch(id, { [name]: null }));
        assert.deepEqual(await settingsOf(id), EVERYTHING);
      });
    }

    it('have each channel replaced, removed by null, or left as it is', async () => {
      const id = await caller.createConfiguration(EVERYTHING);
      const channelSettings = {
        SMS: { statusTimeouts: { closed: 5 } },
        VOICE: null,
        WHATSAPP: {},
        RCS: null,
      };
      await caller.complete(await patch(id, { channelSettings }));
      assert.deepEqual((await caller.configuration(id)).channelSettings, {
        SMS: { statusTimeouts: { closed: 5 } },
        CHAT: {},
        WHATSAPP: {},
      });
      await caller.complete(await patch(id, { channelSettings: {} }));
      assert.deepEqual(Object.keys((await caller.configuration(id)).channelSettings ?? {}), [
        'SMS',
        'CHAT',
        'WHATSAPP',
      ]);
    });
  });

  it('count their changes, and tell when the last one was made', async () => {
    const id = await caller.createConfiguration();
    const { createdAt } = await caller.configuration(id);
    for (let version = 2; version <= 4; version++) {
      caller.advance(5_000);
      const { completedAt } = await caller.complete(await patch(id, { description: `Version ${version}` }));
      const configuration = await caller.configuration(id);
      assert.deepEqual(
        [configuration.version, configuration.updatedAt, configuration.createdAt],
        [version, completedAt, createdAt],
      );
    }
  });

  it('cannot group conversations in another way later', async () => {
    const id = await caller.createConfiguration({ conversationGroupingType: 'GROUP_BY_PROFILE' });
    const other = { conversationGroupingType: 'GROUP_BY_PARTICIPANT_ADDRESSES' };
    for (const answer of [await put(id, other), await patch(id, other)]) {
      assert.deepEqual(
        [answer.status, answer.body.message],
        [400, 'conversationGroupingType cannot be changed: it is GROUP_BY_PROFILE'],
      );
    }
    const same = { conversationGroupingType: 'GROUP_BY_PROFILE' };
    await caller.complete(await patch(id, same));
    await caller.complete(await put(id, same));
    assert.equal((await caller.configuration(id)).conversationGroupingType, 'GROUP_BY_PROFILE');
  });

  it('bridge to a service one at a time', async () => {
    const bridge = { conversationsV1Bridge: { serviceId: SERVICE } };
    const holder = await caller.createConfiguration(bridge);
    const other = await caller.createConfiguration();
    const refusals = [
      await caller.post<ErrorBody>(PATH, { ...configurationBody(), ...bridge }),
      await put(other, bridge),
      await patch(other, bridge),
    ];
    for (const { status, headers, body } of refusals) {
      assert.equal(status, 409);
      assert.equal(headers.get('x-conflicting-resource-id'), holder);
      assert.match(body.message, new RegExp(`serviceId ${SERVICE} is bridged by configuration ${holder}`));
    }
    await caller.complete(await put(holder, bridge));
    await caller.complete(await patch(holder, bridge));
    await caller.complete(await caller.delete(`${PATH}/${holder}`));
    await caller.complete(await patch(other, bridge));
    assert.deepEqual((await caller.configuration(other)).conversationsV1Bridge, { serviceId: SERVICE });
  });

  it('of other accounts bridge to the same service', async () => {
    const accounts = ['1', '2'].map((digit) => ({ accountSid: `AC${digit.repeat(32)}`, authToken: digit }));
    await using shared = await Caller.start({ accounts });
    for (const account of accounts) {
      const body = { ...configurationBody(), conversationsV1Bridge: { serviceId: SERVICE } };
      const accepted = await shared.post(PATH, body, account);
      assert.equal(accepted.status, 202);
      shared.advance(1_000);
    }
  });

  it('are gone once deleted, while conversations of them go on as they were', async () => {
    const id = await caller.createConfiguration(EVERYTHING);
    const conversation = await caller.createConversation({ configurationId: id });
    await caller.complete(await caller.delete(`${PATH}/${id}`));
    assert.equal((await caller.get(`${PATH}/${id}`)).status, 404);
    assert.deepEqual(
      (await list()).filter((configuration) => configuration.id === id),
      [],
    );
    const refused = await caller.post<ErrorBody>('/v2/Conversations', { configurationId: id });
    assert.deepEqual([refused.status, refused.body.code], [404, 20404]);
    assert.deepEqual(await caller.conversation(conversation.id), conversation);
    await caller.createCommunication(conversation.id);
  });

  it('are copied into conversations, which keep the copy', async () => {
    const id = await caller.createConfiguration(EVERYTHING);
    const before = await caller.createConversation({ configurationId: id });
    assert.deepEqual(before.configuration, EVERYTHING);
    await caller.complete(await patch(id, { description: 'Changed', intelligenceConfigurationIds: null }));
    assert.deepEqual((await caller.conversation(before.id)).configuration, EVERYTHING);
    const after = await caller.createConversation({ configurationId: id });
    assert.deepEqual(after.configuration, {
      ...EVERYTHING,
      description: 'Changed',
      intelligenceConfigurationIds: [],
    });
  });

  it('give way to what a conversation is made with', async () => {
    const id = await caller.createConfiguration(EVERYTHING);
    const own = {
      intelligenceConfigurationIds: ['own'],
      traitExtractionStrategyIds: ['trait'],
      observationExtractionStrategyIds: ['observation'],
    };
    const { configuration } = await caller.createConversation({ configurationId: id, configuration: own });
    assert.deepEqual(configuration, { ...EVERYTHING, ...own });
    assert.deepEqual(await settingsOf(id), EVERYTHING);
  });
});
