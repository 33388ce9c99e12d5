import assert from 'node:assert/strict';
import { afterEach, beforeEach, describe, it } from 'node:test';
import type { Service, ServiceConversation } from '../../../src/api/resources.ts';
import { Caller, type ErrorBody, NOON } from './caller.ts';
import { bridging, ClassicCaller, refused, SERVICE } from './classicCaller.ts';

// Fields that nobody knows are sent to see them left out.
Caller.onPurpose = /must NOT have additional properties/;

const MINUTE = 60_000;
const CH = `CH${'c'.repeat(32)}`;

describe('classic services', () => {
  let caller: ClassicCaller;
  beforeEach(async () => {
    caller = await ClassicCaller.start();
  });
  afterEach(() => caller.close());
  const services = async () =>
    (await caller.v2.get<{ services: Service[] }>('/v1/Services')).body.services.map(
      ({ sid, friendly_name: name }) => [sid, name],
    );

  it('are those that configurations bridge to', async () => {
    assert.deepEqual(await services(), [[SERVICE, 'Bridged']]);
    const { body } = await caller.get<Service>('');
    const url = `${caller.v2.sandbox.url}/v1/Services/${SERVICE}`;
    assert.deepEqual(
      { ...body, links: body.links?.['conversations'] },
      {
        sid: SERVICE,
        account_sid: caller.v2.sandbox.accounts[0]?.accountSid,
        friendly_name: 'Bridged',
        date_created: '2026-04-15T12:00:00Z',
        date_updated: '2026-04-15T12:00:00Z',
        url,
        links: `${url}/Conversations`,
      },
    );
    const other = `IS${'cd'.repeat(16)}`;
    await caller.v2.createConfiguration(
      bridging({ displayName: 'Other', conversationsV1Bridge: { serviceId: other } }),
    );
    assert.deepEqual(await services(), [
      [SERVICE, 'Bridged'],
      [other, 'Other'],
    ]);
  });

  it('stay while they have conversations, and take no new ones without a configuration', async () => {
    await caller.createConversation({ UniqueName: 'kept' });
    const { id } = await caller.lastOnV2();
    await caller.v2.complete(
      await caller.v2.delete(`/v2/ControlPlane/Configurations/${caller.configurationId}`),
    );
    assert.deepEqual(await services(), [[SERVICE, 'Bridged']]);
    assert.equal((await caller.conversation('kept')).state, 'active');
    await refused(caller.post('/Conversations'), 400, 20001, /No configuration bridges to the service IS/);
    caller.v2.sandbox.deleteConversation(id);
    assert.deepEqual(await services(), []);
    await refused(caller.get(''), 404, 20404, /not found/);
    await refused(caller.get('/Conversations'), 404, 20404, /not found/);
  });

  it('are of one account', async () => {
    const accounts = [1, 2].map((digit) => ({
      accountSid: `AC${String(digit).repeat(32)}`,
      authToken: 'token',
    }));
    const shared = await ClassicCaller.start({ accounts });
    await shared.createConversation({ UniqueName: 'mine' });
    for (const path of ['', '/Conversations', '/Conversations/mine']) {
      const answer = await shared.v2.get(`/v1/Services/${SERVICE}${path}`, accounts[1]);
      assert.equal(answer.status, 404);
    }
    await shared.close();
  });
});

describe('classic conversations', () => {
  let caller: ClassicCaller;
  beforeEach(async () => {
    caller = await ClassicCaller.start();
  });
  afterEach(() => caller.close());
  const update = (sid: string, form: Record<string, string>) =>
    caller.post<ServiceConversation>(`/Conversations/${sid}`, form);

  it('are the other side of what is made on v2', async () => {
    const { id } = await caller.createOnV2({
      name: 'From v2',
      participants: [{ type: 'CUSTOMER', addresses: [{ channel: 'CHAT', address: 'ada', channelId: CH }] }],
    });
    const url = `${caller.v2.sandbox.url}/v1/Services/${SERVICE}/Conversations/${CH}`;
    assert.deepEqual(await caller.conversation(CH), {
      sid: CH,
      account_sid: caller.v2.sandbox.accounts[0]?.accountSid,
      chat_service_sid: SERVICE,
      messaging_service_sid: null,
      friendly_name: 'From v2',
      unique_name: null,
      attributes: '{}',
      state: 'active',
      date_created: '2026-04-15T12:00:00Z',
      date_updated: '2026-04-15T12:00:00Z',
      timers: { date_inactive: '2026-04-15T12:30:00Z', date_closed: '2026-04-15T14:00:00Z' },
      url,
      links: {
        participants: `${url}/Participants`,
        messages: `${url}/Messages`,
        webhooks: `${url}/Webhooks`,
        export: `${url}/Export`,
      },
      bindings: {},
    });
    caller.v2.advance(1_500);
    await caller.v2.patch(`/v2/Conversations/${id}`, { name: 'Renamed', status: 'INACTIVE' });
    const after = await caller.conversation(CH);
    assert.deepEqual(
      [after.friendly_name, after.state, after.date_updated, after.timers],
      ['Renamed', 'inactive', '2026-04-15T12:00:01Z', { date_closed: '2026-04-15T14:00:00Z' }],
    );
    caller.v2.sandbox.deleteConversation(id);
    await refused(caller.get(`/Conversations/${CH}`), 404, 20404, /not found/);
  });

  it('have none on v2 where no bridge is', async () => {
    const unbridged = await caller.v2.configurationId('Sandbox');
    await caller.v2.createConversation({
      configurationId: unbridged,
      participants: [{ addresses: [{ channel: 'CHAT', address: 'ada', channelId: CH }] }],
    });
    await refused(caller.get(`/Conversations/${CH}`), 404, 20404, /not found/);
  });

  it('have SIDs of their own, though two chats of v2 have the same', async () => {
    const chat = (address: string) => ({
      participants: [{ addresses: [{ channel: 'CHAT', address, channelId: CH }] }],
    });
    await caller.createOnV2({ name: 'first', ...chat('ada') });
    await caller.createOnV2({ name: 'second', ...chat('grace') });
    const { items } = await caller.page<ServiceConversation>('/Conversations');
    assert.equal(new Set(items.map(({ sid }) => sid)).size, 2);
    assert.equal((await caller.conversation(CH)).friendly_name, 'first');
  });

  it('that are made on v1 are conversations of the configuration that bridges', async () => {
    const made = await caller.createConversation({
      FriendlyName: 'From v1',
      UniqueName: 'from/v1 ü',
      Attributes: '{"a":[1]}',
      MessagingServiceSid: `MG${'A'.repeat(32)}`,
      DateCreated: '2026-01-02T03:04:05.678Z',
      DateUpdated: '2026-01-02T03:04:05Z',
      'Timers.Inactive': 'PT1M',
      'Timers.Closed': 'PT10M',
      'Bindings.Email.Address': 'a@example.com',
      Whatever: 'else',
    });
    assert.deepEqual(
      [made.friendly_name, made.unique_name, made.attributes, made.messaging_service_sid, made.date_created],
      ['From v1', 'from/v1 ü', '{"a":[1]}', `MG${'A'.repeat(32)}`, '2026-01-02T03:04:05Z'],
    );
    assert.deepEqual(await caller.conversation('from/v1 ü'), made);
    assert.deepEqual(await caller.conversation(made.sid), made);
    const { configurationId, name, status, participants, createdAt } = await caller.lastOnV2();
    assert.deepEqual(
      [configurationId, name, status, participants, createdAt],
      [caller.configurationId, 'From v1', 'ACTIVE', [], '2026-04-15T12:00:00.000Z'],
    );
  });

  it('need no field, and no body', async () => {
    const made = await caller.createConversation();
    assert.deepEqual(
      [made.friendly_name, made.unique_name, made.attributes, made.state, made.timers],
      [null, null, '{}', 'active', {}],
    );
    const bare = await caller.v2.call(`/v1/Services/${SERVICE}/Conversations`, { method: 'POST' });
    assert.equal(bare.status, 201);
  });

  it('begin inactive when they are told to', async () => {
    assert.equal((await caller.createConversation({ State: 'inactive' })).state, 'inactive');
    assert.equal((await caller.lastOnV2()).status, 'INACTIVE');
    assert.equal((await caller.createConversation({ State: 'active' })).state, 'active');
  });

  it('are changed in what is said, and in nothing else', async () => {
    const made = await caller.createConversation({ FriendlyName: 'One', UniqueName: 'one', Attributes: '1' });
    caller.v2.advance(60_000);
    const { body } = await update('one', { Attributes: '{"b":2}' });
    assert.deepEqual(body, { ...made, attributes: '{"b":2}', date_updated: '2026-04-15T12:01:00Z' });
    await update('one', { FriendlyName: 'Two', UniqueName: 'two', DateCreated: '2025-01-01T00:00:00Z' });
    await refused(caller.get('/Conversations/one'), 404, 20404, /not found/);
    const { friendly_name: name, date_created: created } = await caller.conversation('two');
    assert.deepEqual([name, created], ['Two', '2025-01-01T00:00:00Z']);
    assert.equal((await caller.lastOnV2()).name, 'Two');
    assert.equal((await update('two', { UniqueName: '' })).body.unique_name, null);
    await refused(caller.get('/Conversations/two'), 404, 20404, /not found/);
  });

  it('change their state on both sides, and are closed for good', async () => {
    const { sid } = await caller.createConversation({ UniqueName: 'one' });
    for (const [state, status] of [
      ['inactive', 'INACTIVE'],
      ['active', 'ACTIVE'],
      ['closed', 'CLOSED'],
    ] as const) {
      assert.equal((await update(sid, { State: state })).body.state, state);
      assert.equal((await caller.lastOnV2()).status, status);
    }
    assert.deepEqual((await caller.conversation(sid)).timers, {});
    for (const form of [{ State: 'active' }, { FriendlyName: 'x' }]) {
      await refused(
        caller.post(`/Conversations/${sid}`, form),
        400,
        50377,
        /CH[0-9a-f]{32} can't be updated/,
      );
    }
    // Its name is still its own.
    await refused(caller.post('/Conversations', { UniqueName: 'one' }), 409, 50353, /UniqueName one/);
  });

  it('refuse a closed one’s writes with 409 where that was chosen', async () => {
    const choosing = await ClassicCaller.start({ behavior: { closedWrites: '409' } });
    const { sid } = await choosing.createConversation();
    await choosing.post(`/Conversations/${sid}`, { State: 'closed' });
    await refused(choosing.post(`/Conversations/${sid}/Messages`, { Body: 'x' }), 409, 50377, /closed/);
    await choosing.close();
  });

  it('show when silence will end them, and are ended then', async () => {
    const { sid } = await caller.createConversation();
    assert.deepEqual((await caller.conversation(sid)).timers, {});
    await caller.createParticipant(sid, { Identity: 'ada' });
    const timers = { date_inactive: '2026-04-15T12:30:00Z', date_closed: '2026-04-15T14:00:00Z' };
    assert.deepEqual((await caller.conversation(sid)).timers, timers);
    caller.v2.advance(10 * MINUTE);
    await caller.createMessage(sid, { Author: 'ada', Body: 'Still here' });
    assert.deepEqual((await caller.conversation(sid)).timers, {
      date_inactive: '2026-04-15T12:40:00Z',
      date_closed: '2026-04-15T14:10:00Z',
    });
    caller.v2.advance(30 * MINUTE);
    const silent = await caller.conversation(sid);
    assert.deepEqual([silent.state, silent.timers], ['inactive', { date_closed: '2026-04-15T14:10:00Z' }]);
    caller.v2.advance(90 * MINUTE);
    assert.equal((await caller.conversation(sid)).state, 'closed');
  });

  it('are ended by silence without a message, too', async () => {
    const { sid } = await caller.createConversation();
    await caller.createParticipant(sid, { Identity: 'ada' });
    caller.v2.advance(30 * MINUTE);
    assert.equal((await caller.conversation(sid)).state, 'inactive');
    assert.equal(caller.v2.now, NOON + 30 * MINUTE);
  });

  it('refuse what is wrong by its name', async () => {
    await caller.createConversation({ UniqueName: 'taken' });
    const cases: [form: Record<string, string>, status: number, code: number, message: RegExp][] = [
      [{ FriendlyName: 'x'.repeat(257) }, 400, 20001, /^FriendlyName must have at most 256 characters$/],
      [{ Attributes: '{' }, 400, 20001, /^Attributes must be valid JSON$/],
      [{ Attributes: `"${'ü'.repeat(8 * 1024)}"` }, 400, 20001, /^Attributes must have at most 16 KB$/],
      [{ MessagingServiceSid: 'MG1' }, 400, 20001, /^MessagingServiceSid must be MG and 32 hexadecimal/],
      [{ State: 'open' }, 400, 20001, /^State must be one of inactive, active, closed, initializing$/],
      [{ State: 'initializing' }, 400, 50378, /^State must be one of active, inactive, closed/],
      [{ State: 'closed' }, 400, 50384, /^State can't be closed/],
      [{ DateCreated: '2026-02-30T00:00:00Z' }, 400, 20001, /^DateCreated must be a date and time/],
      [{ DateUpdated: 'yesterday' }, 400, 20001, /^DateUpdated must be a date and time/],
      [{ UniqueName: 'taken' }, 409, 50353, /^UniqueName taken/],
      [{ UniqueName: CH }, 400, 50390, /^UniqueName must not match/],
      [{ State: 'open', Attributes: '{' }, 400, 20001, /^Attributes must .*; State must /],
    ];
    for (const [form, ...expected] of cases) await refused(caller.post('/Conversations', form), ...expected);
    assert.equal((await caller.v2.conversations()).length, 1);
    const { sid } = await caller.createConversation({ FriendlyName: 'Whole' });
    await refused(
      caller.post(`/Conversations/${sid}`, { FriendlyName: 'Half', UniqueName: 'taken' }),
      409,
      50353,
      /taken/,
    );
    assert.equal((await caller.conversation(sid)).friendly_name, 'Whole');
    await refused(caller.post('/Conversations/none'), 404, 20404, /not found/);
  });

  it('take forms only, each field once, and nothing by a prototype', async () => {
    const send = (type: string, body: BodyInit) =>
      caller.v2.call<ErrorBody>(`/v1/Services/${SERVICE}/Conversations`, {
        method: 'POST',
        headers: { 'content-type': type },
        body,
      });
    await refused(send('application/json', '{"FriendlyName":"x"}'), 415, 20422, /x-www-form-urlencoded/);
    await refused(send('multipart/form-data', 'x'), 415, 20422, /it is multipart\/form-data/);
    const form = 'application/x-www-form-urlencoded; charset=utf-8';
    await refused(send(form, new Uint8Array([0x61, 0x3d, 0xff])), 400, 20001, /UTF-8/);
    await refused(send(form, 'FriendlyName=a&FriendlyName=b'), 400, 20001, /FriendlyName is given twice/);
    const odd = '__proto__=x&constructor=y&=z&FriendlyName=a+b%2Bc&%ZZ';
    const { status, body } = await send(form, odd);
    assert.equal(status, 201);
    assert.equal((body as unknown as ServiceConversation).friendly_name, 'a b+c');
  });

  it('take other methods nowhere', async () => {
    const { sid } = await caller.createConversation();
    for (const [method, path, allowed] of [
      ['POST', '', 'GET'],
      ['DELETE', `/Conversations/${sid}`, 'GET, POST'],
      ['PUT', `/Conversations/${sid}/Messages`, 'GET, POST'],
    ] as const) {
      const answer = await caller.v2.call(`/v1/Services/${SERVICE}${path}`, { method });
      assert.deepEqual([answer.status, answer.headers.get('allow')], [405, allowed]);
    }
    await refused(caller.get(`/Conversations/${sid}/Webhooks`), 404, 20404, /not found/);
  });
});
