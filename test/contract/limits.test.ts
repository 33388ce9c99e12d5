import assert from 'node:assert/strict';
import { after, beforeEach, describe, it } from 'node:test';
import type { Conversation } from '../../src/api/resources.ts';
import { DEFAULT_ACCOUNT, startSandbox } from '../../src/sandbox/server/server.ts';
import { violationsIn } from '../support/exchanges.ts';
import { type LimitCase, limitCases } from '../support/limitCases.ts';
import { loadSpecs } from '../support/openapi.ts';
import { readDocument } from '../support/openapiDocuments.ts';
import { isObject, jsonBodies, member, type Schema } from '../support/openapiSchemas.ts';

/*
 * Every limit, pattern, enum, required member and nullable member that Twilio's OpenAPI document has, of every write:
 * just within it is taken, just beyond it is refused with a 400 that names the member. The cases are made from the
 * document, so that none can be forgotten; what is here is one good body for each operation, with every member.
 */

/** What is there before each case. The same seed gives the same ids each time. */
interface There {
  configurationId: string;
  conversationId: string;
  agentId: string;
  customerId: string;
}

const AGENT = { channel: 'SMS', address: '+15035550100' };
const CUSTOMER = { channel: 'SMS', address: '+15035550101' };

const configuration = {
  displayName: 'Limits',
  description: 'With every member',
  // As the configuration of an empty sandbox has it: it cannot be changed.
  conversationGroupingType: 'GROUP_BY_PARTICIPANT_ADDRESSES_AND_CHANNEL_TYPE',
  memoryStoreId: 'mem_store_01k1etk2y5f1y9fpe2epfdtvv2',
  channelSettings: {
    SMS: {
      statusTimeouts: { inactive: 10, closed: 30 },
      captureRules: [{ from: '*', to: '+15035550100', metadata: { team: 'a' } }],
    },
  },
  // The discard port of this machine: callbacks go nowhere.
  statusCallbacks: [{ url: 'http://127.0.0.1:9/callback', method: 'POST' }],
  intelligenceConfigurationIds: ['a'],
  memoryExtractionEnabled: true,
  conversationsV1Bridge: { serviceId: `IS${'0a'.repeat(16)}` },
};

const participant = {
  name: 'Ada',
  type: 'CUSTOMER',
  profileId: 'mem_profile_1',
  addresses: [{ channel: 'SMS', address: '+15035550199', channelId: 'SM1' }],
};

const communication = (content: unknown) => (there: There) => ({
  author: { ...AGENT, participantId: there.agentId },
  content,
  channelId: 'SM1',
  recipients: [{ ...CUSTOMER, participantId: there.customerId }],
  occurredAt: '2026-04-15T12:00:00.000Z',
  resourceId: 'SM1',
});

const CONFIGURATION = ({ configurationId }: There) => `/v2/ControlPlane/Configurations/${configurationId}`;
const CONVERSATION = ({ conversationId }: There) => `/v2/Conversations/${conversationId}`;

interface Write {
  /** As the document calls the operation. */
  operation: string;
  /** For an operation that takes bodies of several kinds. */
  kind?: string;
  path: (there: There) => string;
  body: (there: There) => unknown;
}

const WRITES: readonly Write[] = [
  {
    operation: 'CreateConfiguration',
    path: () => '/v2/ControlPlane/Configurations',
    body: () => configuration,
  },
  { operation: 'UpdateConfiguration', path: CONFIGURATION, body: () => configuration },
  { operation: 'PatchConfiguration', path: CONFIGURATION, body: () => configuration },
  {
    operation: 'CreateConversationWithConfig',
    path: () => '/v2/Conversations',
    body: ({ configurationId }) => ({
      configurationId,
      name: 'Limits',
      configuration: {
        intelligenceConfigurationIds: ['a'],
        traitExtractionStrategyIds: ['b'],
        observationExtractionStrategyIds: ['c'],
        workflows: [{ flowId: 'FW1' }],
      },
      participants: [participant],
      metadata: { ticket: '1' },
    }),
  },
  {
    operation: 'UpdateConversationById',
    path: CONVERSATION,
    body: () => ({ name: 'Limits', status: 'ACTIVE', metadata: { ticket: '1' } }),
  },
  {
    operation: 'PatchConversationById',
    path: CONVERSATION,
    body: () => ({
      name: 'Limits',
      status: 'ACTIVE',
      configuration: { statusCallbacks: [{ url: 'http://127.0.0.1:9/callback', method: 'POST' }] },
      metadata: { ticket: '1' },
    }),
  },
  {
    operation: 'CreateConversationAction',
    path: (there) => `${CONVERSATION(there)}/Actions`,
    body: (there) => ({
      type: 'SEND_MESSAGE',
      payload: {
        from: { participantId: there.agentId, ...AGENT },
        to: [{ participantId: there.customerId, ...CUSTOMER }],
        content: {
          text: 'Hello',
          contentId: 'HX1',
          variables: { 1: 'Ada' },
          mediaUrls: ['https://example.com/a.png'],
        },
        channelSettings: { anything: [1, { goes: null }] },
      },
    }),
  },
  {
    operation: 'CreateParticipantInConversation',
    path: (there) => `${CONVERSATION(there)}/Participants`,
    body: () => participant,
  },
  {
    operation: 'UpdateParticipantInConversation',
    path: (there) => `${CONVERSATION(there)}/Participants/${there.customerId}`,
    body: () => participant,
  },
  {
    operation: 'CreateCommunicationInConversation',
    kind: 'TEXT',
    path: (there) => `${CONVERSATION(there)}/Communications`,
    body: communication({ type: 'TEXT', text: 'Hello' }),
  },
  {
    operation: 'CreateCommunicationInConversation',
    kind: 'TRANSCRIPTION',
    path: (there) => `${CONVERSATION(there)}/Communications`,
    body: communication({
      type: 'TRANSCRIPTION',
      text: 'Hello',
      transcription: { channel: 0, confidence: 0.5, engine: 'ear' },
    }),
  },
];

/** What the document allows and the sandbox refuses all the same, and why. */
const REFUSED_ANYWAY: readonly { operation: RegExp; member: RegExp; about: RegExp; why: RegExp }[] = [
  {
    operation: /^(Update|Patch)Configuration$/,
    member: /^conversationGroupingType$/,
    about: /^enum: GROUP_BY_(PROFILE|PARTICIPANT_ADDRESSES)$/,
    why: /^conversationGroupingType cannot be changed/,
  },
  {
    // Each party has an address on one channel.
    operation: /^CreateConversationAction$/,
    member: /^payload\.(from|to\[0\])\.channel$/,
    about: /^enum: (VOICE|RCS|WHATSAPP|CHAT|VIDEO)$/,
    why: /^payload\.(from|to\[0\]): participant \w+ has no such address/,
  },
];

interface Operation {
  id: string;
  method: string;
  path: string;
  declared: Schema;
}

const document = await readDocument('v2', { closedRequests: false });
const OPERATIONS = Object.entries(document['paths'] as Schema).flatMap(([path, item]) =>
  Object.entries(item as Schema).flatMap(([method, declared]): Operation[] => {
    const id = member(declared, 'operationId');
    if (typeof id !== 'string') return [];
    return [{ id, method: method.toUpperCase(), path, declared: declared as Schema }];
  }),
);

/** What an operation says of the parameters that it takes in one place. */
function parametersOf({ declared }: Operation, place: 'query' | 'header') {
  const parameters = (declared['parameters'] ?? []) as { in: string; name: string; schema: Schema }[];
  return parameters.filter((parameter) => parameter.in === place);
}

const check = await loadSpecs({ closedRequests: false });
const violations: string[] = [];
const sandbox = await startSandbox({
  data: 'empty',
  operationMs: 0,
  deliveryStepMs: 0,
  now: () => new Date('2026-04-15T12:00:00Z'),
  onExchange: (exchange) => violations.push(...violationsIn(exchange, check)),
});

interface Answer {
  status: number;
  body: { code: number; message: string } & Conversation & { configurations: { id: string }[] };
}

const AUTHORIZATION = `Basic ${Buffer.from(`${DEFAULT_ACCOUNT.accountSid}:${DEFAULT_ACCOUNT.authToken}`).toString('base64')}`;

async function call(
  method: string,
  path: string,
  body?: unknown,
  headers: Record<string, string> = {},
): Promise<Answer> {
  const request = new Request(sandbox.url + path, {
    method,
    headers: {
      authorization: AUTHORIZATION,
      ...(body === undefined ? {} : { 'content-type': 'application/json' }),
      ...headers,
    },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  const response = await sandbox.fetch(request);
  return { status: response.status, body: await response.json() };
}

/** Begins again with a configuration, and a conversation with two participants. */
async function begin(): Promise<There> {
  sandbox.reset();
  const listed = await call('GET', '/v2/ControlPlane/Configurations');
  const configurationId = listed.body.configurations[0]?.id;
  const participants = [
    { type: 'AGENT', addresses: [AGENT] },
    { type: 'CUSTOMER', addresses: [CUSTOMER] },
  ];
  const { body } = await call('POST', '/v2/Conversations', { configurationId, participants });
  const [agent, customer] = body.participants ?? [];
  assert.ok(configurationId && agent && customer);
  return { configurationId, conversationId: body.id, agentId: agent.id, customerId: customer.id };
}

const THERE = await begin();

/** Where an operation of the document is called, on what is there. */
function addressOf({ path }: Operation): string {
  return path
    .replace('{ConversationId}', THERE.conversationId)
    .replace('/Conversations/{id}', `/Conversations/${THERE.conversationId}`)
    .replace('/Configurations/{id}', `/Configurations/${THERE.configurationId}`);
}

function assertAccepted({ status, body }: Answer): void {
  assert.ok(status >= 200 && status < 300, `${status} ${body.message}`);
}

function assertRefused({ status, body }: Answer, reason: RegExp | string): void {
  assert.deepEqual([status, body.code], [400, 20001], `${status} ${body.message}`);
  const fits = typeof reason === 'string' ? body.message.startsWith(`${reason} `) : reason.test(body.message);
  assert.ok(fits, `"${body.message}" does not name ${reason}`);
}

describe('the limits of the OpenAPI document', () => {
  after(() => sandbox.close());
  beforeEach(async () => {
    assert.deepEqual(await begin(), THERE, 'what is there is not the same each time');
  });

  /** By operation and what it is about. */
  const made = new Set<string>();
  const exceptionsMade = new Set<RegExp>();

  for (const { operation, kind, path, body } of WRITES) {
    const found = OPERATIONS.find(({ id }) => id === operation);
    const [schema] = found ? jsonBodies(found.declared, 'request') : [];
    if (!found || !schema) throw new Error(`The document has no ${operation} with a body`);
    const address = path(THERE);

    const exceptionOf = ({ member: at, about, what }: LimitCase) =>
      REFUSED_ANYWAY.find(
        (rule) =>
          rule.operation.test(operation) && rule.member.test(at) && rule.about.test(`${about}: ${what}`),
      );
    const run = async (each: LimitCase) => {
      await begin();
      const answer = await call(found.method, address, each.body);
      const exception = exceptionOf(each);
      try {
        if (exception) assertRefused(answer, exception.why);
        else if (each.allowed) assertAccepted(answer);
        else assertRefused(answer, each.names);
      } catch (cause) {
        const { member: at, about, what } = each;
        throw new Error(`${at || 'the body'}, ${about}: ${what}: ${(cause as Error).message}`, { cause });
      }
    };

    describe(kind === undefined ? operation : `${operation}, ${kind}`, () => {
      it('takes the body that all others are made from', async () => {
        assertAccepted(await call(found.method, address, body(THERE)));
      });
      const every = [...limitCases(schema, body(THERE))];
      for (const each of every) {
        made.add(`${operation} ${each.about}`);
        const exception = exceptionOf(each);
        if (exception) exceptionsMade.add(exception.why);
      }
      const byMember = Map.groupBy(every, (each) => each.member);
      for (const [name, cases] of byMember) {
        it(`${name || 'the body'}: ${[...new Set(cases.map(({ about }) => about))].join(', ')}`, async () => {
          for (const each of cases) await run(each);
        });
      }
    });
  }

  it('are known of every body that the document declares', () => {
    const declared = OPERATIONS.filter((each) => jsonBodies(each.declared, 'request').length > 0);
    assert.deepEqual(
      declared.map(({ id }) => id).sort(),
      [...new Set(WRITES.map((each) => each.operation))].sort(),
    );
    assert.equal(declared.length, 10);
  });

  it('are all tried: no word of the document is forgotten, and no exception is too many', () => {
    const LIMITS = 'required enum maxLength minLength pattern format minimum maximum maxItems minItems'.split(
      ' ',
    );
    const words = new Set<string>();
    const collect = (operation: string, schema: unknown) => {
      if (Array.isArray(schema)) for (const item of schema) collect(operation, item);
      if (!isObject(schema)) return;
      for (const [name, value] of Object.entries(schema)) {
        const isLimit =
          (LIMITS.includes(name) && !isObject(value)) || /^(maxProperties|propertyNames)$/.test(name);
        if (isLimit) words.add(`${operation} ${name}`);
        // The pattern of a name is the name's.
        if (name !== 'propertyNames') collect(operation, value);
      }
    };
    for (const { id, declared } of OPERATIONS)
      for (const body of jsonBodies(declared, 'request')) collect(id, body);
    assert.deepEqual(
      [...words].filter((word) => !made.has(word)),
      [],
    );
    assert.ok(words.size > 40);
    assert.deepEqual(
      REFUSED_ANYWAY.filter(({ why }) => !exceptionsMade.has(why)),
      [],
    );
  });

  describe('a body that is none', () => {
    for (const { id, method, path, declared } of OPERATIONS) {
      if (jsonBodies(declared, 'request').length === 0) continue;
      it(`is refused by ${id}`, async () => {
        const address = addressOf({ id, method, path, declared }).replace('/{id}', `/${THERE.customerId}`);
        for (const text of ['', ' ', 'null', '[]', '"x"', '7', 'true', '{']) {
          const request = new Request(sandbox.url + address, {
            method,
            headers: { authorization: AUTHORIZATION, 'content-type': 'application/json' },
            body: new TextEncoder().encode(text),
          });
          const response = await sandbox.fetch(request);
          assert.equal(response.status, 400, text);
          assert.match((await response.json()).message, /^The request body /);
        }
      });
    }
  });

  describe('of queries', () => {
    const lists = OPERATIONS.filter((operation) => parametersOf(operation, 'query').length > 0);
    for (const operation of lists) {
      for (const { name, schema } of parametersOf(operation, 'query')) {
        it(`${operation.id}: ${name}`, async () => {
          const ask = (value: string | number) =>
            call('GET', `${addressOf(operation)}?${new URLSearchParams([[name, String(value)]])}`);
          const { minimum, maximum, pattern, type } = schema;
          const values = member(schema, 'items', 'enum') ?? schema['enum'];
          if (type === 'integer')
            for (const wrong of ['', 'x', '1.5', '1e2', '0x10', '-0', '+1'])
              assertRefused(await ask(wrong), name);
          if (minimum !== undefined) {
            assertAccepted(await ask(Number(minimum)));
            assertRefused(await ask(Number(minimum) - 1), name);
          }
          if (maximum !== undefined) {
            assertAccepted(await ask(Number(maximum)));
            assertRefused(await ask(Number(maximum) + 1), name);
          }
          if (Array.isArray(values)) {
            for (const value of values) assertAccepted(await ask(value));
            for (const wrong of ['', 'NO_SUCH_VALUE', String(values[0]).toLowerCase(), values.join()]) {
              assertRefused(await ask(wrong), name);
            }
            const every = new URLSearchParams(values.map((value) => [name, value]));
            assertAccepted(await call('GET', `${addressOf(operation)}?${every}`));
            every.append(name, 'NO_SUCH_VALUE');
            assertRefused(await call('GET', `${addressOf(operation)}?${every}`), name);
          }
          if (typeof pattern === 'string') {
            const good = String(schema['example']);
            assert.match(good, new RegExp(pattern));
            assertAccepted(await ask(good));
            for (const wrong of ['', `${good}0`, good.slice(0, -1), good.toUpperCase(), `${good}\n`]) {
              assertRefused(await ask(wrong), name);
            }
          }
          if (name === 'pageToken') assertRefused(await ask('eyJwYWdlIjoyfQ=='), name);
          if (name === 'channelId') assertAccepted(await ask('anything'));
        });
      }
    }
  });

  describe('of the Idempotency-Key', () => {
    const GOOD = '5b0f4c1e-9a52-4f6b-8a57-0d4f6e6d7c11';
    const bodies = new Map(WRITES.map(({ operation, body }) => [operation, body(THERE)]));
    for (const operation of OPERATIONS) {
      if (operation.method === 'GET') continue;
      const takes = parametersOf(operation, 'header').find(({ name }) => name === 'Idempotency-Key');
      it(`${operation.id} ${takes ? 'has it match the pattern' : 'heeds none'}`, async () => {
        const address = addressOf(operation).replace('/{id}', `/${THERE.customerId}`);
        const ask = (key: string) =>
          call(operation.method, address, bodies.get(operation.id), { 'idempotency-key': key });
        const rule = new RegExp(String(takes?.schema['pattern'] ?? ''));
        for (const key of [
          GOOD,
          GOOD.toUpperCase(),
          'x',
          '',
          `${GOOD}0`,
          GOOD.slice(1),
          GOOD.replace('b', 'g'),
        ]) {
          await begin();
          const answer = await ask(key);
          if (rule.test(key)) assertAccepted(answer);
          else assertRefused(answer, 'Idempotency-Key');
        }
      });
    }
    it('are those of the five operations that take one', () => {
      const taking = OPERATIONS.filter((operation) => parametersOf(operation, 'header').length > 0);
      assert.equal(taking.length, 5);
    });
  });

  it('hold for answers too: nothing was exchanged that the document does not allow', () => {
    assert.deepEqual([...new Set(violations)], []);
  });
});
