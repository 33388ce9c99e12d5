import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { after, before, describe, it } from 'node:test';
import { pathToFileURL } from 'node:url';
import { promisify } from 'node:util';
import type { SnippetRequest } from '../../src/inspect/snippets/snippetRequest.ts';
import { type SnippetId, snippetOf } from '../../src/inspect/snippets/snippets.ts';
import type { SandboxExchange } from '../../src/sandbox/server/http/request.ts';
import { type Sandbox, startSandbox } from '../../src/sandbox/server/server.ts';
import { outDirectory } from '../support/paths.ts';

const run = promisify(execFile);

const ACCOUNT = `AC${'7'.repeat(32)}`;
const KEY = `SK${'8'.repeat(32)}`;
const OLD_KEY = '11111111-2222-4333-8444-555555555555';
const ENVIRONMENT = {
  TWILIO_ACCOUNT_SID: ACCOUNT,
  TWILIO_AUTH_TOKEN: 'to"k$e`n',
  TWILIO_API_KEY: KEY,
  TWILIO_API_SECRET: "it's a $ecret",
};

/** Texts that quoting, escaping and reading again must not change. */
const NASTY = [
  `it's "quoted" \\ and \\' \\" both`,
  'two\nlines\r\nand\ta tab',
  '$HOME `id` $(id) \u0024{HOME} !! %s %d \\n {a,b} [1-3] *',
  'Füße 🙂 e\u0301 \u2028 \u2029 \u200f مرحبا \u0000\u001b\u007f',
  "'",
  '',
  '-n --data @/etc/passwd #comment // /* */ \'\'\' """',
  '__proto__',
].join('¦');

interface Ends {
  address: string;
  channel: string;
}

/** What a request means, however it was written. */
interface Meaning {
  method: string;
  path: string;
  query: [string, string][];
  body: unknown;
  renewed: boolean;
  status: number;
}

/** The same data each time: the clock stands at one moment, and the seed is the same. */
const NOW = new Date('2026-03-04T05:06:07Z');

describe('copied snippets, run against the sandbox', () => {
  let sandbox: Sandbox;
  let directory: string;
  const exchanges: SandboxExchange[] = [];
  let requests: SnippetRequest[];
  let expected: Meaning[];

  before(async () => {
    sandbox = await startSandbox({
      accounts: [
        {
          accountSid: ACCOUNT,
          authToken: ENVIRONMENT.TWILIO_AUTH_TOKEN,
          apiKeys: [{ sid: KEY, secret: ENVIRONMENT.TWILIO_API_SECRET }],
        },
      ],
      now: () => NOW,
      operationMs: 0,
      deliveryStepMs: 0,
      onExchange: (exchange) => exchanges.push(exchange),
    });
    await mkdir(outDirectory, { recursive: true });
    // Below the repository, where the module of twilio is found.
    directory = await mkdtemp(path.join(outDirectory, 'snippets-'));
    requests = await everyRequest(sandbox);
    exchanges.length = 0;
    for (const request of requests) await sandbox.fetch(bareRequest(request));
    expected = exchanges.map(meaning);
    Object.assign(process.env, ENVIRONMENT);
  });
  after(async () => {
    for (const name of Object.keys(ENVIRONMENT)) delete process.env[name];
    await sandbox.close();
    await rm(directory, { recursive: true, force: true });
  });

  /** Runs all requests in one form on the same data, and holds what arrived against what was meant. */
  async function runAll(id: SnippetId, runOne: (code: string, name: string) => Promise<void>): Promise<void> {
    sandbox.reset();
    // The same but for page tokens, which hold for one run of the sandbox's data.
    const requests = await everyRequest(sandbox);
    for (const [index, request] of requests.entries()) {
      exchanges.length = 0;
      const code = snippetOf(id, request);
      await runOne(code, `${id}-${index}`);
      const arrived = exchanges.map(meaning);
      assert.deepEqual(arrived, [wanted(id, expected[index])], `${request.method} ${request.path}\n${code}`);
    }
  }

  it('has a good example of every operation to try', () => {
    const kind = (where: string) => where.replace(/(conv_\w+|[A-Z]{2}[0-9a-f]{32})/g, '…');
    assert.deepEqual(
      expected
        .filter(({ status }) => status >= 400)
        .map((each) => `${each.status} ${each.method} ${kind(each.path)}`),
      // What the sandbox does not offer, or what is wrong on purpose: the snippet sends it all the same.
      [
        '404 GET /v1/Services/…/ParticipantConversations',
        '405 POST /v1/Services/…/Conversations/…/Messages/…',
        '405 POST /v1/Services/…/Conversations/…/Participants/…',
        '400 POST /v2/Conversations',
        '400 POST /v2/Conversations',
        '404 GET /v2/Nowhere/at%20all',
        '405 DELETE /v1/Services/…/Conversations/…/Participants/…',
        '405 DELETE /v1/Services/…/Conversations/…',
      ],
    );
    assert.ok(requests.length > 40);
  });

  it('runs cURL', async (test) => {
    try {
      await run('curl', ['--version']);
    } catch {
      return test.skip('curl is not on this machine');
    }
    await runAll('curl', async (code) => {
      await run('sh', ['-c', code.replace('\ncurl ', '\ncurl --silent --show-error ')], {
        env: { ...process.env, HOME: directory },
      });
    });
  });

  for (const id of ['nodeFetch', 'nodeTwilio'] as const) {
    it(`runs ${id}`, async () => {
      const { log } = console;
      const printed: unknown[][] = [];
      await runAll(id, async (code, name) => {
        const file = path.join(directory, `${name}.mjs`);
        await writeFile(file, code);
        console.log = (...given) => printed.push(given);
        try {
          await import(pathToFileURL(file).href);
        } catch (error) {
          // The official client throws for an answer that tells of a failure, as it should.
          if (!(error instanceof Error && error.constructor.name === 'RestException')) throw error;
          printed.push([error.message]);
        } finally {
          console.log = log;
        }
      });
      assert.equal(printed.length, requests.length, 'each shows what came of it');
    });
  }

  it('compiles Python', async (test) => {
    try {
      await run('python3', ['--version']);
    } catch {
      return test.skip('python3 is not on this machine');
    }
    const files = await Promise.all(
      [...requests, ...requests.map((request) => ({ ...request, authentication: 'oauth' as const }))].map(
        async (request, index) => {
          const file = path.join(directory, `snippet${index}.py`);
          await writeFile(file, snippetOf('pythonTwilio', request));
          return file;
        },
      ),
    );
    await run('python3', ['-m', 'py_compile', ...files]);
  });
});

/** What has to arrive: the official client makes a list's size explicit. */
function wanted(id: SnippetId, meant: Meaning | undefined): Meaning | undefined {
  if (!meant || id !== 'nodeTwilio' || meant.method !== 'GET') return meant;
  const isList =
    /\/(Conversations|Participants|Communications|Configurations|Services|Messages|Receipts|ParticipantConversations)$/;
  if (!isList.test(meant.path) || meant.query.some(([name]) => /^page/i.test(name))) return meant;
  const size: [string, string] = [meant.path.startsWith('/v1') ? 'PageSize' : 'pageSize', '50'];
  return { ...meant, query: [...meant.query, size].sort() };
}

function meaning({
  request: { method, path: where, query, headers, body },
  answer,
}: SandboxExchange): Meaning {
  const key = headers['idempotency-key'];
  return {
    method,
    path: where,
    query: [...new URLSearchParams(query)].filter(([name]) => name !== 'pageToken').sort(),
    body: bodyMeaning(`${headers['content-type']}`, body.toString('utf8')),
    renewed: key !== undefined && key !== OLD_KEY && /^[0-9a-f-]{36}$/.test(`${key}`),
    status: answer.status,
  };
}

function bodyMeaning(type: string, body: string): unknown {
  if (body === '') return undefined;
  if (type.startsWith('application/x-www-form-urlencoded')) return [...new URLSearchParams(body)].sort();
  try {
    return JSON.parse(body);
  } catch {
    return body;
  }
}

/** As it was sent in the first place; with a key of its own, for what it means to be the same. */
function bareRequest({
  method,
  origin,
  path: where,
  query,
  body,
  contentType,
  idempotencyKey,
}: SnippetRequest) {
  return new Request(`${origin}${where}${query ? `?${query}` : ''}`, {
    method,
    headers: {
      authorization: `Basic ${Buffer.from(`${ACCOUNT}:${ENVIRONMENT.TWILIO_AUTH_TOKEN}`).toString('base64')}`,
      ...(body ? { 'content-type': contentType ?? 'application/json' } : {}),
      ...(idempotencyKey ? { 'idempotency-key': crypto.randomUUID() } : {}),
    },
    ...(body ? { body } : {}),
  });
}

/** One request of each kind, over the demo's data, with what is hard to write as code. */
async function everyRequest(sandbox: Sandbox): Promise<SnippetRequest[]> {
  const read = async (where: string) => {
    const answer = await sandbox.fetch(
      bareRequest({
        ...base,
        method: 'GET',
        path: where.split('?')[0] ?? '',
        query: where.split('?')[1] ?? '',
      }),
    );
    assert.equal(answer.status, 200, where);
    return answer.json();
  };
  const base = {
    origin: sandbox.url,
    accountSid: ACCOUNT,
    authentication: 'authToken',
    sandbox: true,
    query: '',
  } as const;
  const get = (where: string, query = ''): SnippetRequest => ({ ...base, method: 'GET', path: where, query });
  const send = (method: string, where: string, value: unknown, more: Partial<SnippetRequest> = {}) => ({
    ...base,
    method,
    path: where,
    body: JSON.stringify(value),
    contentType: 'application/json',
    authentication: 'apiKey' as const,
    ...more,
  });
  const form = (where: string, fields: Record<string, string>): SnippetRequest => ({
    ...base,
    method: 'POST',
    path: where,
    body: new URLSearchParams(fields).toString(),
    contentType: 'application/x-www-form-urlencoded',
  });
  const idempotencyKey = OLD_KEY;

  const { configurations } = await read('/v2/ControlPlane/Configurations');
  const { conversations, meta } = await read('/v2/Conversations?pageSize=3');
  const all = (await read('/v2/Conversations?pageSize=100')).conversations;
  let on = '';
  let participants: { id: string; type: string; name: string; addresses: Ends[] }[] = [];
  let communications: { id: string }[] = [];
  for (const { id } of all.filter(({ status }: { status: string }) => status === 'ACTIVE')) {
    on = `/v2/Conversations/${id}`;
    ({ participants } = await read(`${on}/Participants`));
    ({ communications } = await read(`${on}/Communications`));
    participants = participants.filter(({ addresses }) => addresses.length > 0);
    if (participants.length > 1 && communications.length > 0) break;
  }
  const configuration = `/v2/ControlPlane/Configurations/${configurations[0].id}`;
  const whole = configurations[0];
  const customer = participants.find(({ type }) => type === 'CUSTOMER');
  const agent = participants.find(({ id }) => id !== customer?.id);
  assert.ok(customer && agent && communications[0]);
  const ends = [customer, agent].map(({ id, addresses }) => ({
    address: addresses[0]?.address,
    channel: addresses[0]?.channel,
    participantId: id,
  }));

  const { services } = await read('/v1/Services');
  const service = `/v1/Services/${services[0].sid}`;
  const classics = (await read(`${service}/Conversations`)).conversations;
  const classic = classics.find(({ state }: { state: string }) => state === 'active');
  const inside = `${service}/Conversations/${classic.sid}`;
  const { messages } = await read(`${inside}/Messages`);
  const classicParticipants = (await read(`${inside}/Participants`)).participants;
  const message = `${inside}/Messages/${messages[0].sid}`;

  return [
    get('/v2/ControlPlane/Configurations', 'pageSize=1'),
    get(configuration),
    get('/v2/Conversations'),
    get('/v2/Conversations', 'status=ACTIVE&status=CLOSED&pageSize=5'),
    get('/v2/Conversations', `pageSize=3&pageToken=${encodeURIComponent(meta.nextToken)}`),
    get(`/v2/Conversations/${conversations[0].id}`),
    get(`${on}/Participants`, 'pageSize=1000'),
    get(`${on}/Participants/${customer.id}`),
    get(`${on}/Communications`),
    get(`${on}/Communications/${communications[0].id}`),
    get(`${service}/Conversations`, 'State=active&PageSize=10'),
    get('/v1/Services'),
    get(service),
    get(inside),
    get(`${inside}/Messages`, 'Order=desc&PageSize=2'),
    get(message),
    get(`${message}/Receipts`),
    get(`${inside}/Participants`),
    get(`${inside}/Participants/${classicParticipants[0].sid}`),
    get(
      `${service}/ParticipantConversations`,
      `Identity=${encodeURIComponent(classicParticipants[0].identity ?? 'x')}`,
    ),
    send('POST', `${on}/Communications`, {
      author: ends[0],
      content: { type: 'TEXT', text: NASTY },
      recipients: [ends[1]],
    }),
    send('POST', `${on}/Actions`, {
      type: 'SEND_MESSAGE',
      payload: {
        from: { participantId: agent.id, channel: ends[1]?.channel },
        to: [{ participantId: customer.id, channel: ends[0]?.channel }],
        content: { text: NASTY },
      },
    }),
    send('POST', `${on}/Participants`, {
      name: 'O\'Brien "the" \\ one',
      type: 'CUSTOMER',
      addresses: [{ channel: 'CHAT', address: "o'brien+x@example.com" }],
    }),
    send('PUT', `${on}/Participants/${customer.id}`, {
      name: customer.name,
      type: customer.type,
      addresses: customer.addresses,
    }),
    // Null, which clears; and the same pretty-printed, as people write it.
    send('PATCH', on, { name: null }, { body: JSON.stringify({ name: null, status: 'ACTIVE' }, null, 2) }),
    send('PUT', on, { status: 'ACTIVE', name: 'Renamed ‘so’', metadata: { plan: 'gold' } }),
    send('POST', '/v2/Conversations', { configurationId: whole.id, name: "Ünï 'code'" }),
    send(
      'POST',
      '/v2/ControlPlane/Configurations',
      {
        displayName: 'From a snippet',
        description: 'Made of code; it\'s "quoted"',
        conversationGroupingType: whole.conversationGroupingType,
        memoryStoreId: whole.memoryStoreId,
        memoryExtractionEnabled: false,
        channelSettings: { SMS: { statusTimeouts: { inactive: 10, closed: 60 } } },
      },
      { idempotencyKey },
    ),
    send('PATCH', configuration, { description: 'Patched' }, { idempotencyKey }),
    send(
      'PUT',
      configuration,
      {
        displayName: whole.displayName,
        description: 'Put',
        conversationGroupingType: whole.conversationGroupingType,
        memoryStoreId: whole.memoryStoreId,
        channelSettings: whole.channelSettings ?? {},
      },
      { idempotencyKey },
    ),
    form(`${inside}/Messages`, {
      Author: classicParticipants[0].identity ?? 'system',
      Body: NASTY.replaceAll('\0', ''),
    }),
    form(message, { Attributes: '{"a": "b\'c"}' }),
    form(`${service}/Conversations`, {
      FriendlyName: "It's a «name»",
      'Timers.Inactive': 'PT1H',
      'Timers.Closed': 'PT2H',
    }),
    form(inside, { FriendlyName: 'Renamed & more = +1' }),
    form(`${inside}/Participants`, { Identity: 'snippet person' }),
    form(`${inside}/Participants/${classicParticipants[0].sid}`, { Attributes: '{}' }),
    // Refused, but sent as it is: no JSON at all, and a list where an object belongs.
    send('POST', '/v2/Conversations', undefined, { body: `{"name": 'not JSON' \\` }),
    send('POST', '/v2/Conversations', [1, 'two', null]),
    get('/v2/Nowhere/at%20all', 'a=1&a=2&b=%5B%5D'),
    // Last: what they take away is needed above.
    { ...base, method: 'DELETE', path: `${inside}/Participants/${classicParticipants[0].sid}` },
    { ...base, method: 'DELETE', path: inside },
    { ...base, method: 'DELETE', path: on, idempotencyKey },
    { ...base, method: 'DELETE', path: configuration, idempotencyKey },
  ];
}
