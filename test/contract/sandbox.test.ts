import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import type { Conversation } from '../../src/api/resources.ts';
import { DEFAULT_ACCOUNT, type Sandbox, startSandbox } from '../../src/sandbox/server/server.ts';
import { type CheckExchange, type ExchangeResponse, loadSpecs } from '../support/openapi.ts';

const AUTHORIZATION = `Basic ${Buffer.from(`${DEFAULT_ACCOUNT.accountSid}:${DEFAULT_ACCOUNT.authToken}`).toString('base64')}`;

const COMMUNICATION = {
  author: { address: '+15035550100', channel: 'SMS' },
  content: { type: 'TEXT', text: 'Hello' },
  recipients: [{ address: '+15035550191', channel: 'SMS' }],
};

describe('the sandbox against the official OpenAPI document', () => {
  let sandbox: Sandbox;
  let check: CheckExchange;
  before(async () => {
    check = await loadSpecs();
    sandbox = await startSandbox();
  });
  after(() => sandbox.close());

  /** Makes a request and holds it, and its answer, against the document. */
  async function call<T = Record<string, unknown>>(
    path: string,
    {
      method = 'GET',
      body = '',
      headers = {},
    }: { method?: string; body?: string; headers?: Record<string, string> } = {},
  ): Promise<{ status: number; body: T }> {
    const request = {
      method,
      url: `${sandbox.url}${path}`,
      headers: {
        authorization: AUTHORIZATION,
        ...(body === '' ? {} : { 'content-type': 'application/json' }),
        ...headers,
      },
      body,
    };
    const answer = await sandbox.fetch(
      new Request(request.url, { method, headers: request.headers, ...(body === '' ? {} : { body }) }),
    );
    const response = {
      status: answer.status,
      headers: Object.fromEntries(answer.headers),
      body: await answer.text(),
    };
    assert.deepEqual(check(request, response), []);
    return { status: response.status, body: JSON.parse(response.body) as T };
  }
  const post = <T = Record<string, unknown>>(path: string, body: unknown) =>
    call<T>(path, { method: 'POST', body: JSON.stringify(body) });
  const conversations = async (query = '') =>
    (await call<{ conversations: Conversation[] }>(`/v2/Conversations${query}`)).body.conversations;

  it('agrees in all of the demo data, lists and fetches', async () => {
    let communications = 0;
    for (const conversation of await conversations(
      '?pageSize=1000&status=ACTIVE&status=INACTIVE&status=CLOSED',
    )) {
      const path = `/v2/Conversations/${conversation.id}`;
      await call(path);
      await call(`${path}/Participants?pageSize=1`);
      for (const { id } of conversation.participants ?? []) await call(`${path}/Participants/${id}`);
      const { body } = await call<{ communications: { id: string }[] }>(
        `${path}/Communications?pageSize=1000`,
      );
      communications += body.communications.length;
      for (const { id } of body.communications.slice(0, 20)) await call(`${path}/Communications/${id}`);
      await call(`/v2/ControlPlane/Configurations/${conversation.configurationId}`);

      const serviceSid = conversation.configuration?.conversationsV1Bridge?.serviceId;
      const sid = conversation.participants?.[0]?.addresses?.[0]?.channelId;
      if (serviceSid)
        assert.equal((await call(`/v1/Services/${serviceSid}/Conversations/${sid}`)).status, 200);
    }
    assert.ok(communications > 400);
    await call(
      '/v2/ControlPlane/Configurations?pageSize=2&memoryStoreId=mem_store_01k1etk2y5f1y9fpe2epfdtvv2',
    );
  });

  it('agrees from page to page', async () => {
    let path = '/v2/Conversations?pageSize=7&channelId=none';
    await call(path);
    path = '/v2/Conversations?pageSize=7';
    let pages = 0;
    for (let token: string | undefined = ''; token !== undefined; pages++) {
      const more = token === '' ? '' : `&pageToken=${token}`;
      const answer: { body: { meta: { nextToken?: string } } } = await call(path + more);
      token = answer.body.meta.nextToken;
    }
    assert.ok(pages > 2);
  });

  it('agrees in what it creates, with every member that may be given', async () => {
    const [first] = await conversations();
    const { body: made, status } = await post<Conversation>('/v2/Conversations', {
      configurationId: first?.configurationId,
      name: 'Contract',
      metadata: { ticket: 'T-1' },
      configuration: {
        intelligenceConfigurationIds: ['a'],
        traitExtractionStrategyIds: ['b'],
        observationExtractionStrategyIds: ['c'],
        workflows: [{ flowId: 'FW1' }],
      },
      participants: [
        {
          name: 'Ada',
          type: 'CUSTOMER',
          profileId: 'mem_profile_1',
          addresses: [{ channel: 'SMS', address: '+15035550191', channelId: 'SM1' }],
        },
      ],
    });
    assert.equal(status, 201);
    const path = `/v2/Conversations/${made.id}`;
    assert.equal(
      (await post(`${path}/Participants`, { addresses: [{ channel: 'VIDEO', address: 'ada' }] })).status,
      201,
    );
    for (const content of [
      COMMUNICATION.content,
      { type: 'TRANSCRIPTION', text: 'Hi', transcription: { channel: 0, confidence: 1, engine: 'ear' } },
      { type: 'TRANSCRIPTION', text: 'Hi' },
    ]) {
      const all = {
        ...COMMUNICATION,
        content,
        channelId: 'SM1',
        resourceId: 'SM1',
        occurredAt: '2026-01-02T03:04:05Z',
      };
      assert.equal((await post(`${path}/Communications`, all)).status, 201);
    }
    await call(path);
    await call(`${path}/Communications`);
    await conversations();
  });

  it('agrees in what it refuses', async () => {
    const [first] = await conversations('?status=ACTIVE');
    const path = `/v2/Conversations/${first?.id}`;
    const refused: [status: number, answer: Promise<{ status: number }>][] = [
      [400, call('/v2/Conversations?pageSize=0')],
      [400, call('/v2/Conversations?status=OPEN')],
      [400, call(`${path}/Participants?pageToken=x`)],
      [400, call('/v2/ControlPlane/Configurations?memoryStoreId=x')],
      [400, post('/v2/Conversations', {})],
      [400, post(`${path}/Participants`, {})],
      [400, post(`${path}/Communications`, {})],
      [400, call('/v2/Conversations', { method: 'POST', body: '{' })],
      [
        415,
        call('/v2/Conversations', { method: 'POST', body: 'a=b', headers: { 'content-type': 'text/plain' } }),
      ],
      [401, call('/v2/Conversations', { headers: { authorization: 'Basic eDp5' } })],
      [421, call('/v2/Conversations', { headers: { host: 'evil.example' } })],
      [404, call('/v2/Conversations/x')],
      [404, call(`${path}/Participants/x`)],
      [404, call(`${path}/Communications/x`)],
      [404, call('/v2/Conversations/x/Communications')],
      [404, call('/v2/ControlPlane/Configurations/x')],
      [404, post('/v2/Conversations', { configurationId: 'x' })],
      [404, post('/v2/Conversations/x/Communications', COMMUNICATION)],
    ];
    for (const [status, answer] of refused) assert.equal((await answer).status, status);
    const participants = [{ type: 'CUSTOMER', addresses: [{ channel: 'SMS', address: '+15035550192' }] }];
    const configurationId = first?.configurationId;
    assert.equal((await post('/v2/Conversations', { configurationId, participants })).status, 201);
    assert.equal((await post('/v2/Conversations', { configurationId, participants })).status, 409);
  });
});

/** A checker that finds nothing proves nothing. */
describe('the OpenAPI checker', () => {
  let check: CheckExchange;
  before(async () => {
    check = await loadSpecs();
  });
  const json = { 'content-type': 'application/json' };
  const get = (path: string) => ({ method: 'GET', url: path, headers: {}, body: '' });
  const answer = (
    status: number,
    body: unknown,
    headers: Record<string, string> = json,
  ): ExchangeResponse => ({
    status,
    headers,
    body: typeof body === 'string' ? body : JSON.stringify(body),
  });
  const participant = { id: 'a', conversationId: 'b', accountId: 'c' };
  const list = (items: unknown[], meta: unknown = { key: 'participants', pageSize: items.length }) =>
    answer(200, { participants: items, meta });
  const path = '/v2/Conversations/b/Participants';

  it('passes what is as documented', () => {
    assert.deepEqual(check(get(`${path}?pageSize=5`), list([participant])), []);
  });

  for (const [title, response, finding] of [
    [
      'a missing member',
      list([{ ...participant, id: undefined }]),
      /participants\/0 must have required property 'id'/,
    ],
    ['a member of the wrong type', list([{ ...participant, profileId: null }]), /profileId must be string/],
    ['an undeclared member', list([{ ...participant, colour: 'red' }]), /additional properties colour/],
    ['an unknown value', list([{ ...participant, type: 'ROBOT' }]), /type must be equal to one of/],
    [
      'a date that is none',
      list([{ ...participant, createdAt: '2026-04-15' }]),
      /createdAt must match format/,
    ],
    ['a key that names nothing', list([], { key: 'items', pageSize: 0 }), /does not name the array/],
    [
      'a wrong count',
      list([participant], { key: 'participants', pageSize: 50 }),
      /pageSize is 50 for 1 items/,
    ],
    [
      'a null token',
      list([], { key: 'participants', pageSize: 0, nextToken: null }),
      /nextToken must be string/,
    ],
    ['a status that is not listed', answer(418, {}), /status is not listed/],
    ['what is not JSON', answer(404, 'gone'), /not JSON/],
    ['another content type', answer(404, {}, { 'content-type': 'text/html' }), /content type text\/html/],
    ['another shape of error', answer(404, { error: 'gone' }), /additional properties error/],
    ['a 409 without its header', answer(409, {}), /X-Conflicting-Resource-Id is missing/],
  ] as const) {
    it(`finds ${title}`, () => {
      const request =
        response.status === 409
          ? { ...get(path), method: 'POST', headers: json, body: '{"addresses":[]}' }
          : get(path);
      assert.match(check(request, response).join('\n'), finding);
    });
  }

  it('finds faults in requests that were accepted', () => {
    const post = (body: unknown) => ({
      method: 'POST',
      url: path,
      headers: json,
      body: JSON.stringify(body),
    });
    const made = answer(201, participant);
    assert.deepEqual(check(post({ addresses: [] }), made), []);
    assert.match(check(post({}), made).join(), /must have required property 'addresses'/);
    assert.match(check(post({ addresses: [], mood: 'good' }), made).join(), /additional properties/);
    assert.match(
      check(post({ addresses: [{ channel: 'EMAIL', address: 'a' }] }), made).join(),
      /one of the allowed values/,
    );
    assert.match(check(get(`${path}?page=2`), list([])).join(), /page is not declared/);
    assert.match(check(get(`${path}?pageSize=2000`), list([])).join(), /pageSize must be <= 1000/);
    assert.match(check(get('/v2/Nowhere'), list([])).join(), /no such operation/);
    assert.deepEqual(
      check(post({}), answer(400, { code: 20001, message: 'x', more_info: 'y', status: 400 })),
      [],
    );
  });
});
