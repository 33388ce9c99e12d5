import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import process from 'node:process';
import { before, describe, it } from 'node:test';
import { DEFAULT_ACCOUNT } from '../../src/sandbox/server/defaultAccount.ts';
import {
  type CheckExchange,
  type ExchangeResponse,
  loadRequestRules,
  loadSpecs,
} from '../support/openapi.ts';
import { readDocument } from '../support/openapiDocuments.ts';
import { isObject, jsonBodies, member, NEWER_IN_SDK, type Schema, seal } from '../support/openapiSchemas.ts';
import { missingIn, readTypings } from '../support/openapiTypings.ts';

/* A checker that finds nothing proves nothing. What it says of reading and of creating is in sandbox.test.ts. */

const JSON_TYPE = { 'content-type': 'application/json' };
const FORM_TYPE = { 'content-type': 'application/x-www-form-urlencoded' };
const IS = `IS${'1'.repeat(32)}`;
const CH = `CH${'2'.repeat(32)}`;

const request = (
  method: string,
  url: string,
  body: unknown = '',
  headers: Record<string, string> = body === '' ? {} : JSON_TYPE,
) => ({ method, url, headers, body: typeof body === 'string' ? body : JSON.stringify(body) });

const answer = (status: number, body: unknown, headers: Record<string, string> = {}): ExchangeResponse => ({
  status,
  headers: { ...(body === '' ? {} : JSON_TYPE), ...headers },
  body: typeof body === 'string' ? body : JSON.stringify(body),
});

const refusal = (status: number) =>
  answer(status, { code: 20001, message: 'No', more_info: 'https://www.twilio.com', status });

const conversation = { id: 'a', accountId: 'b', configurationId: 'c' };
const at = '2026-04-15T12:00:00Z';

describe('the OpenAPI checker', () => {
  let check: CheckExchange;
  before(async () => {
    check = await loadSpecs();
  });
  const passes = (...exchange: Parameters<CheckExchange>) => assert.deepEqual(check(...exchange), []);
  const finds = (finding: RegExp, ...exchange: Parameters<CheckExchange>) =>
    assert.match(check(...exchange).join('\n'), finding);

  describe('of operations that take their time', () => {
    const id = 'proc_job_01h9d8r0vte3hz8tykdj329t7r';
    const statusUrl = `http://127.0.0.1:4010/v2/ControlPlane/Operations/${id}`;
    const headers = { 'operation-id': id, 'retry-after': '5', location: statusUrl };
    const remove = request('DELETE', '/v2/Conversations/a');
    const accepted = (differing: Record<string, string>, body: Schema = { statusUrl }) =>
      answer(202, body, { ...headers, ...differing });

    it('passes an acceptance with its headers, related or not', () => {
      passes(remove, accepted({}));
      passes(remove, accepted({}, { statusUrl, related: null, more: 'members are allowed' }));
      passes(remove, accepted({}, { statusUrl, related: { conversationId: 'a' } }));
    });

    it('finds what an acceptance lacks', () => {
      finds(/Operation-Id is missing/, remove, accepted({ 'operation-id': '' }));
      finds(/Retry-After is missing/, remove, accepted({ 'retry-after': '' }));
      finds(/Location is missing/, remove, accepted({ location: '' }));
      finds(/Retry-After soon is no integer/, remove, accepted({ 'retry-after': 'soon' }));
      finds(/Retry-After 1.5 is no integer/, remove, accepted({ 'retry-after': '1.5' }));
      finds(/Location \/v2\/x is no URI/, remove, accepted({ location: '/v2/x' }));
      finds(/is not statusUrl/, remove, accepted({ location: `${statusUrl}x` }));
      finds(/is not Operation-Id/, remove, accepted({ 'operation-id': 'proc_job_x' }));
      finds(/required property 'statusUrl'/, remove, accepted({}, {}));
      finds(
        /related\/conversationId must be string/,
        remove,
        accepted({}, { statusUrl, related: { conversationId: 1 } }),
      );
    });

    it('wants no such headers where the document lists none', () => {
      const action = { id: 'a', type: 'SEND_MESSAGE', status: 'PENDING', conversationId: 'b', createdAt: at };
      const payload = { from: { participantId: 'c' }, to: [{ participantId: 'd' }], content: { text: 'Hi' } };
      const post = request('POST', '/v2/Conversations/b/Actions', { type: 'SEND_MESSAGE', payload });
      passes(post, answer(202, action));
      passes(post, answer(202, { ...action, failureReason: null, related: {} }));
      finds(
        /must have required property 'payload'/,
        request('POST', post.url, { type: 'x' }),
        answer(202, action),
      );
      finds(/request.*required property 'requestBody'/, request('POST', post.url), answer(202, action));
    });

    it('wants an Idempotency-Key to be a UUID', () => {
      const keyed = (key: string) => request('DELETE', '/v2/Conversations/a', '', { 'idempotency-key': key });
      passes(keyed('01890a5d-aa0f-7c80-b8e6-0242ac140004'), accepted({}));
      finds(/request\/header\/idempotency-key must match pattern/, keyed('once'), accepted({}));
    });

    it('reads how an operation went', () => {
      const get = request('GET', `/v2/ControlPlane/Operations/${id}`);
      const status = { operationId: id, status: 'FAILED', createdAt: at, statusUrl };
      passes(get, answer(200, { ...status, completedAt: null, error: null, related: null }));
      passes(get, answer(200, { ...status, completedAt: at, error: { title: 'No', status: 400 } }));
      finds(/status must be equal to one of/, get, answer(200, { ...status, status: 'RUNNING' }));
      finds(/error\/type must match format "uri"/, get, answer(200, { ...status, error: { type: 'x' } }));
      finds(/additional properties code/, get, answer(200, { ...status, error: { code: 1 } }));
    });
  });

  it('knows where null may be, and where not', () => {
    const patch = (body: unknown) => request('PATCH', '/v2/Conversations/a', body);
    const done = answer(200, { ...conversation, name: null });
    passes(patch({ name: null, configuration: { statusCallbacks: null } }), done);
    finds(/status must be equal to one of|status must be string/, patch({ status: null }), done);
    finds(/configuration must be object/, patch({ configuration: null }), done);

    const id = 'proc_job_1';
    const statusUrl = `http://127.0.0.1/v2/ControlPlane/Operations/${id}`;
    const accepted = answer(
      202,
      { statusUrl },
      { 'operation-id': id, 'retry-after': '0', location: statusUrl },
    );
    const configuration = (body: unknown) => request('PATCH', '/v2/ControlPlane/Configurations/a', body);
    passes(
      configuration({
        displayName: null,
        description: null,
        memoryStoreId: null,
        channelSettings: { SMS: null },
        statusCallbacks: null,
        intelligenceConfigurationIds: null,
        memoryExtractionEnabled: null,
        conversationsV1Bridge: null,
      }),
      accepted,
    );
    finds(/channelSettings must be object/, configuration({ channelSettings: null }), accepted);
    finds(/conversationGroupingType/, configuration({ conversationGroupingType: null }), accepted);
  });

  it('knows what is newer in the SDK, to the letter', () => {
    const put = (metadata: unknown) => request('PUT', '/v2/Conversations/a', { status: 'ACTIVE', metadata });
    const done = answer(200, { ...conversation, metadata: { ticket: '1' }, actionId: 'x' });
    passes(put({ 'a.b_c-D1': 'x' }), done);
    finds(/metadata must NOT have more than 8/, put(Object.fromEntries([...'123456789'].entries())), done);
    finds(/metadata\/a must NOT have more than 512/, put({ a: 'x'.repeat(513) }), done);
    finds(/metadata.* must match pattern|property name must be valid/, put({ 'a b': 'x' }), done);
    finds(/metadata\/a must be string/, put({ a: null }), done);
    passes(request('PATCH', '/v2/Conversations/a', { metadata: { a: null, b: 'x' } }), done);
    const strategies = { traitExtractionStrategyIds: ['a'], observationExtractionStrategyIds: ['b'] };
    passes(
      request('GET', '/v2/Conversations/a'),
      answer(200, { ...conversation, configuration: strategies }),
    );
    finds(
      /additional properties workflows/,
      request('GET', '/v2/Conversations/a'),
      answer(200, { ...conversation, configuration: { workflows: [] } }),
    );
  });

  it('wants every refusal in Twilio’s shape, listed or not', () => {
    const get = request('GET', '/v2/Conversations/a');
    for (const status of [400, 401, 404, 405, 429, 500, 503]) passes(get, refusal(status));
    finds(/refusal tells status 404/, get, answer(400, JSON.parse(refusal(404).body)));
    finds(/not a refusal in Twilio’s shape/, get, answer(404, { code: 20404, message: 'No', status: 404 }));
    finds(/not a refusal in Twilio’s shape/, get, answer(401, []));
    finds(/status is not listed/, get, refusal(409));
    finds(
      /The sandbox failed: x is not a function/,
      get,
      answer(500, {
        code: 20500,
        message: 'The sandbox failed: x is not a function',
        more_info: 'y',
        status: 500,
      }),
    );
  });

  it('wants a conflict to name what it conflicts with, where the document says so', () => {
    const post = request('POST', '/v2/Conversations', { configurationId: 'a' });
    finds(/X-Conflicting-Resource-Id is missing/, post, refusal(409));
    passes(post, { ...refusal(409), headers: { ...JSON_TYPE, 'x-conflicting-resource-id': 'b' } });
    passes(request('POST', `/v1/Services/${IS}/Conversations`, 'UniqueName=a', FORM_TYPE), refusal(409));
  });

  it('lets paths that lead nowhere be refused, and not answered', () => {
    passes(request('GET', '/v2/Nowhere'), refusal(404));
    passes(request('PATCH', '/v2/Conversations/a/Participants'), refusal(405));
    passes(request('HEAD', '/v2/Conversations'), { status: 405, headers: {}, body: '' });
    finds(/no such operation in v2/, request('GET', '/v2/Nowhere'), answer(200, {}));
    finds(/no such operation in v1/, request('GET', '/v1/Nowhere'), refusal(500));
    finds(/not JSON/, request('GET', '/v2/Nowhere'), answer(404, 'Not found'));
    finds(/no such operation/, request('GET', '//'), answer(200, {}));
  });

  it('wants bodies in a declared content type', () => {
    const post = (type: Record<string, string>) =>
      request('POST', '/v2/Conversations', { configurationId: 'a' }, type);
    passes(post({ 'content-type': 'application/json; charset=utf-8' }), answer(201, conversation));
    finds(
      /content type text\/plain is not declared/,
      post({ 'content-type': 'text/plain' }),
      answer(201, conversation),
    );
    finds(/content type undefined is not declared/, post({}), answer(201, conversation));
    passes(post({ 'content-type': 'text/plain' }), refusal(415));
  });

  it('tells what may be accepted apart from what must be refused', async () => {
    const rules = await loadRequestRules();
    const post = (body: unknown) => request('POST', '/v2/Conversations', body);
    assert.deepEqual(rules(post({ configurationId: 'a', undeclared: true })), []);
    assert.deepEqual(
      rules(post({ configurationId: 'a', configuration: { workflows: [{ flowId: 'b', x: 1 }] } })),
      [],
    );
    assert.match(String(rules(post({ configurationId: 1 }))), /configurationId must be string/);
    assert.match(String(rules(post('{'))), /JSON/);
    assert.match(String(rules(post(''))), /requestBody/);
    assert.equal(rules(request('GET', '/v2/Nowhere')), undefined);
  });

  describe('of the classic API', () => {
    const url = `http://127.0.0.1/v1/Services/${IS}`;
    const classic = {
      sid: CH,
      account_sid: `AC${'0'.repeat(32)}`,
      chat_service_sid: IS,
      messaging_service_sid: null,
      friendly_name: null,
      unique_name: null,
      attributes: '{}',
      state: 'active',
      date_created: at,
      date_updated: at,
      timers: null,
      url: `${url}/Conversations/${CH}`,
      links: { messages: `${url}/Conversations/${CH}/Messages` },
      bindings: null,
    };
    const path = `/v1/Services/${IS}/Conversations`;
    const create = (form: string) => request('POST', path, form, FORM_TYPE);

    it('passes what is as documented', () => {
      passes(request('GET', `${path}/${CH}`), answer(200, classic));
      passes(
        request('GET', `${path}/by-its-unique-name`),
        answer(200, { ...classic, timers: { date_closed: at } }),
      );
      passes(create('FriendlyName=A+b&Timers.Inactive=PT1H'), answer(201, classic));
      passes(create(''), answer(201, classic));
      passes(request('POST', path), answer(201, classic));
      passes(request('DELETE', `${path}/${CH}`), answer(204, ''));
      passes(request('GET', '/v1/Services/nonsense'), refusal(404));
    });

    it('finds members that are missing, unknown or wrong', () => {
      const get = request('GET', `${path}/${CH}`);
      const { timers: _, ...rest } = classic;
      finds(/required property 'timers'/, get, answer(200, rest));
      finds(/additional properties colour/, get, answer(200, { ...classic, colour: 'red' }));
      finds(/sid must match pattern/, get, answer(200, { ...classic, sid: `IM${'2'.repeat(32)}` }));
      finds(/state must be/, get, answer(200, { ...classic, state: null }));
      finds(
        /links\/messages must match format "uri"/,
        get,
        answer(200, { ...classic, links: { messages: '/x' } }),
      );
      finds(/a body where none may be/, request('DELETE', `${path}/${CH}`), answer(204, {}));
      finds(/status is not listed/, request('DELETE', `${path}/${CH}`), answer(200, {}));
    });

    it('finds faults in forms that were accepted', () => {
      finds(/additional properties Colour/, create('Colour=red'), answer(201, classic));
      finds(/State must be equal to one of/, create('State=open'), answer(201, classic));
      finds(/DateCreated must match format/, create('DateCreated=yesterday'), answer(201, classic));
      finds(/FriendlyName must be string/, create('FriendlyName=a&FriendlyName=b'), answer(201, classic));
      finds(
        /content type application\/json/,
        request('POST', path, { FriendlyName: 'a' }),
        answer(201, classic),
      );
      passes(create('State=open'), refusal(400));
      const update = `${path}/${CH}/Participants/MB${'3'.repeat(32)}`;
      finds(
        /LastReadMessageIndex must be integer/,
        request('POST', update, 'LastReadMessageIndex=two', FORM_TYPE),
        answer(200, {}),
      );
      assert.doesNotMatch(
        check(
          request('POST', update, 'LastReadMessageIndex=2&MessagingBinding.ProxyAddress=%2B1', FORM_TYPE),
          answer(200, {}),
        ).join(),
        /request/,
      );
    });

    it('reads pages', () => {
      const page = {
        key: 'conversations',
        page: 0,
        page_size: 2,
        url: `${url}/Conversations?PageSize=2&Page=0`,
        first_page_url: `${url}/Conversations?PageSize=2&Page=0`,
        next_page_url: null,
        previous_page_url: null,
      };
      const get = request('GET', `${path}?PageSize=2`);
      const list = (meta: unknown, items = [classic]) => answer(200, { conversations: items, meta });
      passes(get, list(page));
      finds(/page_size is 2 for 3 items/, get, list(page, [classic, classic, classic]));
      finds(/does not name the array/, get, list({ ...page, key: 'items' }));
      finds(/next_page_url must match format "uri"/, get, list({ ...page, next_page_url: '/v1' }));
      finds(
        /next_page_url leads to another list/,
        get,
        list({ ...page, next_page_url: 'http://127.0.0.1/v1/Services' }),
      );
      finds(/PageSize must be <= 100/, request('GET', `${path}?PageSize=101`), list(page));
      finds(/required property 'first_page_url'/, get, list({ ...page, first_page_url: undefined }));
    });

    it('knows services, messages, participants and receipts', () => {
      for (const known of [
        '/v1/Services',
        `/v1/Services/${IS}`,
        path,
        `${path}/${CH}/Messages`,
        `${path}/${CH}/Messages/IM${'3'.repeat(32)}`,
        `${path}/${CH}/Messages/IM${'3'.repeat(32)}/Receipts`,
        `${path}/${CH}/Messages/IM${'3'.repeat(32)}/Receipts/DY${'4'.repeat(32)}`,
        `${path}/${CH}/Participants`,
        `${path}/${CH}/Participants/someone`,
      ]) {
        assert.match(
          check(request('GET', known), answer(200, {})).join(),
          /response must have required property/,
        );
      }
    });
  });
});

describe('a watched sandbox', () => {
  /** Runs a test file, in a process of its own, that makes one request over a socket. */
  const runFile = async (url: string) => {
    const watched = new URL('../support/watchedSandbox.ts', import.meta.url);
    const authorization = `Basic ${btoa(`${DEFAULT_ACCOUNT.accountSid}:${DEFAULT_ACCOUNT.authToken}`)}`;
    const file = `
      import { test } from 'node:test';
      import { startWatchedSandbox } from '${watched}';
      test('calls a sandbox', async () => {
        const sandbox = await startWatchedSandbox({ data: 'empty' });
        await fetch(sandbox.url + '${url}', { headers: { authorization: '${authorization}' } });
        await sandbox.close();
      });`;
    const { NODE_TEST_CONTEXT: _, ...env } = process.env;
    const child = spawn(process.execPath, ['--input-type=module', '--eval', file], { env });
    let output = '';
    child.stdout.on('data', (chunk) => (output += chunk));
    const [code] = await once(child, 'close');
    return { code, output };
  };

  it('fails its file at the end when it broke a rule, and only then', async () => {
    const [good, bad] = await Promise.all([
      runFile('/v2/Conversations?pageSize=5'),
      runFile('/v2/Conversations?colour=red'),
    ]);
    assert.equal(good.code, 0, good.output);
    assert.equal(bad.code, 1, bad.output);
    assert.match(bad.output, /GET \/v2\/Conversations → 200: query parameter colour is not declared/);
  });
});

describe('the exceptions for what is newer in the SDK', () => {
  const resources: [resource: string, type: string, operations: [operation: string, at: string[]][]][] = [
    [
      'conversation',
      'ListConversationByAccount200ResponseConversations_ResponseResource',
      [
        ['ListConversationByAccount', ['conversations', 'items']],
        ['CreateConversationWithConfig', []],
        ['FetchConversation', []],
        ['UpdateConversationById', []],
        ['PatchConversationById', []],
      ],
    ],
    ['conversation', 'CreateConfiguration202Response_ResponseResource', [['DeleteConversationAsync', []]]],
    [
      'configuration',
      'ListConfiguration200ResponseConfigurations_ResponseResource',
      [
        ['ListConfiguration', ['configurations', 'items']],
        ['FetchConfiguration', []],
      ],
    ],
    [
      'configuration',
      'CreateConfiguration202Response_ResponseResource',
      [
        ['CreateConfiguration', []],
        ['UpdateConfiguration', []],
        ['PatchConfiguration', []],
        ['DeleteConfiguration', []],
      ],
    ],
    [
      'participant',
      'ParticipantResource',
      [
        ['ListParticipantByConversation', ['participants', 'items']],
        ['CreateParticipantInConversation', []],
        ['FetchParticipant', []],
        ['UpdateParticipantInConversation', []],
      ],
    ],
    [
      'communication',
      'CommunicationResource',
      [
        ['ListCommunicationByConversation', ['communications', 'items']],
        ['CreateCommunicationInConversation', []],
        ['FetchCommunication', []],
      ],
    ],
    [
      'action',
      'ActionResource',
      [
        ['CreateConversationAction', []],
        ['FetchConversationAction', []],
      ],
    ],
    ['operation', 'OperationResource', [['FetchOperationStatus', []]]],
  ];

  /** What the typings have and the document has not, as `operation direction path`. */
  async function differences(newer: typeof NEWER_IN_SDK): Promise<string[]> {
    const document = await readDocument('v2', { closedRequests: false, newer });
    const operations = new Map<unknown, Schema>();
    for (const item of Object.values(document['paths'] as Schema)) {
      for (const operation of Object.values(item as Schema)) {
        if (isObject(operation) && 'operationId' in operation)
          operations.set(operation['operationId'], operation);
      }
    }
    const found: string[] = [];
    for (const [resource, type, answered] of resources) {
      const typings = await readTypings(resource);
      for (const [name, path] of answered) {
        const operation = operations.get(name);
        assert.ok(operation && typings.shapes.has(type), `${name} or ${type} is not there`);
        operations.delete(name);
        const bodies = jsonBodies(operation, 'response').map((body) =>
          path.length === 0 ? body : member(body, 'properties', ...path),
        );
        for (const what of missingIn(bodies, type, typings)) found.push(`${name} response ${what}`);
        const [body] = jsonBodies(operation, 'request');
        const asked = `${name}Request`;
        assert.equal(typings.shapes.has(asked), body !== undefined, `${asked} is not there`);
        for (const what of missingIn(body, asked, typings)) found.push(`${name} request ${what}`);
      }
    }
    assert.deepEqual([...operations.keys()], [], 'operations that were not looked at');
    return found.sort();
  }

  it('are all that the SDK’s typings have beyond the document, and no more', async () => {
    assert.deepEqual(await differences(NEWER_IN_SDK), []);
    const listed = NEWER_IN_SDK.flatMap(({ operation, in: side, at, members }) =>
      Object.keys(members).map((name) => {
        // Members of a list's items are told by their paths in an item.
        const path = [...at.slice(at.indexOf('items') + 1), name].join('.');
        return `${operation} ${side} ${path}`;
      }),
    );
    assert.deepEqual(listed.sort(), await differences([]));
  });

  it('have to go when the document catches up', () => {
    const schema = { type: 'object', properties: { known: { type: 'string' } } };
    const document = () => ({
      paths: {
        '/v2/Things': {
          get: {
            operationId: 'ListThing',
            responses: { 200: { content: { 'application/json': { schema: structuredClone(schema) } } } },
          },
        },
      },
    });
    const sealed = (at: string[], members: Schema, operation = 'ListThing') =>
      seal(document(), 'v2', { closedRequests: true, newer: [{ operation, in: 'response', at, members }] });
    assert.ok(sealed([], { fresh: {} }));
    assert.throws(() => sealed([], { known: {} }), /ListThing response .*declares known by now/);
    assert.throws(() => sealed(['nowhere'], { fresh: {} }), /There is no ListThing response nowhere/);
    assert.throws(() => sealed([], { fresh: {} }, 'ListThings'), /No ListThings/);
  });
});
