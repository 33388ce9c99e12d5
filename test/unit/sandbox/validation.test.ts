import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { Caller, communicationBody, type ErrorBody } from './caller.ts';

// Members that nobody knows are sent to see them left out.
Caller.onPurpose = /must NOT have additional properties/;

/** What is done to a good body, and what is said of it then. */
type Case = [change: Record<string, unknown>, message: string];

const party = { address: '+15035550100', channel: 'SMS' };
const text = (length: number) => 'x'.repeat(length);
const CHANNELS = 'VOICE, SMS, RCS, WHATSAPP, CHAT, VIDEO';

const COMMUNICATIONS: Case[] = [
  [{ author: undefined }, 'author is required'],
  [{ author: 'me' }, 'author must be an object'],
  [{ author: { channel: 'SMS' } }, 'author.address is required'],
  [{ author: { address: '+1' } }, 'author.channel is required'],
  [{ author: { ...party, address: '' } }, 'author.address must not be empty'],
  [{ author: { ...party, address: text(255) } }, 'author.address must have at most 254 characters'],
  [{ author: { ...party, address: 15035550100 } }, 'author.address must be a string'],
  [{ author: { ...party, channel: 'sms' } }, `author.channel must be one of ${CHANNELS}`],
  [{ author: { ...party, channel: 'EMAIL' } }, `author.channel must be one of ${CHANNELS}`],
  [{ author: { ...party, participantId: null } }, 'author.participantId must be a string'],
  [
    { author: { ...party, participantId: 'conv_participant_x' } },
    'author.participantId conv_participant_x is not a participant of this conversation',
  ],
  [{ recipients: undefined }, 'recipients is required'],
  [{ recipients: party }, 'recipients must be an array'],
  [{ recipients: [] }, 'recipients must have at least 1 item'],
  [{ recipients: [{ channel: 'SMS' }] }, 'recipients[0].address is required'],
  [{ recipients: [party, { ...party, channel: 7 }] }, `recipients[1].channel must be one of ${CHANNELS}`],
  [
    { recipients: [party, { ...party, participantId: 'nobody' }] },
    'recipients[1].participantId nobody is not a participant of this conversation',
  ],
  [{ content: undefined }, 'content is required'],
  [{ content: [] }, 'content must be an object'],
  [{ content: { text: 'x' } }, 'content.type is required'],
  [{ content: { type: 'MEDIA', text: 'x' } }, 'content.type must be one of TEXT, TRANSCRIPTION'],
  [{ content: { type: 'TEXT' } }, 'content.text is required'],
  [{ content: { type: 'TEXT', text: null } }, 'content.text must be a string'],
  [
    { content: { type: 'TEXT', text: text(8_388_609) } },
    'content.text must have at most 8,388,608 characters',
  ],
  [
    { content: { type: 'TRANSCRIPTION', text: 'x', transcription: { channel: 0.5 } } },
    'content.transcription.channel must be an integer',
  ],
  [
    { content: { type: 'TRANSCRIPTION', text: 'x', transcription: { confidence: 1.01 } } },
    'content.transcription.confidence must be at most 1',
  ],
  [
    { content: { type: 'TRANSCRIPTION', text: 'x', transcription: { confidence: '0.9' } } },
    'content.transcription.confidence must be a number',
  ],
  [
    { content: { type: 'TRANSCRIPTION', text: 'x', transcription: { engine: 3 } } },
    'content.transcription.engine must be a string',
  ],
  [{ channelId: null }, 'channelId must be a string'],
  [{ resourceId: '' }, 'resourceId must not be empty'],
  ...[
    'yesterday',
    '2026-04-15',
    '2026-04-15T12:00:00',
    '2026-02-30T00:00:00Z',
    '2026-13-01T00:00:00Z',
    '2026-04-15T24:00:00Z',
    // Before the year 0 and after the year 9999, in UTC.
    '0000-01-01T00:00:00+00:01',
    '9999-12-31T23:59:59-00:01',
    '',
  ].map(
    (occurredAt): Case => [{ occurredAt }, 'occurredAt must be a date and time such as 2026-03-01T09:30:00Z'],
  ),
  [{ occurredAt: 1_776_000_000 }, 'occurredAt must be a string'],
  [
    { author: { channel: 'PIGEON' }, recipients: [] },
    `author.address is required; author.channel must be one of ${CHANNELS}; recipients must have at least 1 item`,
  ],
];

const address = { channel: 'SMS', address: '+15035550101' };
const TYPES = 'HUMAN_AGENT, CUSTOMER, AI_AGENT, AGENT, UNKNOWN';
const metadataOf = (count: number) =>
  Object.fromEntries(Array.from({ length: count }, (_, index) => [`key${index}`, 'value']));

const CONVERSATIONS: Case[] = [
  [{ configurationId: undefined }, 'configurationId is required'],
  [{ configurationId: 7 }, 'configurationId must be a string'],
  [{ name: null }, 'name must be a string'],
  [{ configuration: 'x' }, 'configuration must be an object'],
  [{ configuration: [] }, 'configuration must be an object'],
  [{ participants: [[]] }, 'participants[0] must be an object'],
  [{ metadata: null }, 'metadata must be an object'],
  [
    { configuration: { intelligenceConfigurationIds: Array(6).fill('x') } },
    'configuration.intelligenceConfigurationIds must have at most 5 items',
  ],
  [
    { configuration: { intelligenceConfigurationIds: ['x', 1] } },
    'configuration.intelligenceConfigurationIds[1] must be a string',
  ],
  [{ configuration: { workflows: [{}] } }, 'configuration.workflows[0].flowId is required'],
  [{ participants: {} }, 'participants must be an array'],
  [{ participants: Array(51).fill({}) }, 'participants must have at most 50 items'],
  [{ participants: [{ type: 'ROBOT' }] }, `participants[0].type must be one of ${TYPES}`],
  [
    { participants: [{ addresses: [{ address: '+1' }] }] },
    'participants[0].addresses[0].channel is required',
  ],
  [
    { participants: [{ addresses: [address, {}] }] },
    `participants[0].addresses[1].channel is required; participants[0].addresses[1].address is required`,
  ],
  [{ metadata: [] }, 'metadata must be an object'],
  [{ metadata: metadataOf(9) }, 'metadata must have at most 8 entries'],
  [{ metadata: { 'a b': 'x' } }, 'metadata.a b must be a key of letters, digits, ".", "_" and "-"'],
  [{ metadata: { [text(129)]: 'x' } }, `metadata.${text(129)} must have at most 128 characters`],
  [{ metadata: { a: text(513) } }, 'metadata.a must have at most 512 characters'],
  [{ metadata: { a: null } }, 'metadata.a must be a string'],
];

const PARTICIPANTS: Case[] = [
  [{ addresses: undefined }, 'addresses is required'],
  [{ addresses: null }, 'addresses must be an array'],
  [{ addresses: [{ channel: 'SMS' }] }, 'addresses[0].address is required'],
  [{ addresses: [{ ...address, channelId: 4 }] }, 'addresses[0].channelId must be a string'],
  [{ type: 'customer' }, `type must be one of ${TYPES}`],
  [{ name: 5 }, 'name must be a string'],
  [{ profileId: false }, 'profileId must be a string'],
];

describe('validation of bodies', () => {
  let caller: Caller;
  let conversation: string;
  let configurationId: string;
  before(async () => {
    caller = await Caller.start();
    configurationId = await caller.configurationId();
    conversation = `/v2/Conversations/${(await caller.createConversation()).id}`;
  });
  after(() => caller.sandbox.close());

  const refuses = (
    title: string,
    cases: Case[],
    post: (change: Record<string, unknown>) => [string, unknown],
  ) => {
    describe(title, () => {
      for (const [change, message] of cases) {
        it(message.slice(0, 120), async () => {
          const { status, body } = await caller.post<ErrorBody>(...post(change));
          assert.deepEqual(body, {
            code: 20001,
            message,
            more_info: 'https://www.twilio.com/docs/errors/20001',
            status: 400,
          });
          assert.equal(status, 400);
        });
      }
    });
  };
  refuses('of a communication', COMMUNICATIONS, (change) => [
    `${conversation}/Communications`,
    { ...communicationBody(), ...change },
  ]);
  refuses('of a conversation', CONVERSATIONS, (change) => [
    '/v2/Conversations',
    { configurationId, ...change },
  ]);
  refuses('of a participant', PARTICIPANTS, (change) => [
    `${conversation}/Participants`,
    { addresses: [], ...change },
  ]);

  it('leaves nothing behind of what it refused', async () => {
    assert.deepEqual(await caller.communications(conversation.split('/')[3] ?? ''), []);
    assert.equal((await caller.conversations()).length, 1);
  });

  it('takes what is just within the limits', async () => {
    const made = await caller.createConversation({
      name: '',
      metadata: { ...metadataOf(7), [text(128)]: text(512) },
      configuration: { intelligenceConfigurationIds: Array(5).fill('x'), workflows: [{ flowId: 'FW1' }] },
      participants: Array.from({ length: 50 }, (_, index) => ({
        addresses: [{ channel: 'CHAT', address: `${text(250)}${index}` }],
      })),
    });
    assert.equal(made.participants?.length, 50);
    assert.equal(Object.keys(made.metadata ?? {}).length, 8);
    const longest = text(8_388_608);
    const communication = await caller.createCommunication(made.id, {
      content: { type: 'TEXT', text: longest },
    });
    assert.equal(communication.content.text?.length, longest.length);
  });

  it('takes the longest text in a script of three bytes a character', async () => {
    const { id } = await caller.createConversation();
    const longest = '語'.repeat(8_388_608);
    const { content } = await caller.createCommunication(id, { content: { type: 'TEXT', text: longest } });
    assert.equal(content.text?.length, longest.length);
  });

  it('reads moments with any offset, and answers them in UTC', async () => {
    const { id } = await caller.createConversation();
    const { occurredAt } = await caller.createCommunication(id, {
      occurredAt: '2026-04-15t14:00:00.5+02:00',
    });
    assert.equal(occurredAt, '2026-04-15T12:00:00.500Z');
  });

  it('ignores members that it does not know', async () => {
    const { id } = await caller.createConversation({ colour: 'red', status: 'CLOSED', id: 'mine' });
    assert.notEqual(id, 'mine');
    const made = await caller.createCommunication(id, { id: 'mine', author: { ...party, mood: 'good' } });
    assert.deepEqual(made.author, party);
  });

  describe('before it looks at members, refuses', () => {
    const send = (body: string, contentType?: string) =>
      caller.call<ErrorBody>('/v2/Conversations', {
        method: 'POST',
        body: new TextEncoder().encode(body),
        ...(contentType === undefined ? {} : { headers: { 'content-type': contentType } }),
      });

    for (const body of ['{', '{"a":1,}', "{'a':1}", 'undefined', '{"a":1}{"b":2}']) {
      it(`what is not JSON: ${body}`, async () => {
        const answer = await send(body, 'application/json');
        assert.deepEqual([answer.status, answer.body.code], [400, 20001]);
        assert.match(answer.body.message, /^The request body is not valid JSON: /);
      });
    }
    for (const body of ['null', '[]', '"text"', '7']) {
      it(`JSON that is no object: ${body}`, async () => {
        const answer = await send(body, 'application/json');
        assert.deepEqual(
          [answer.status, answer.body.message],
          [400, 'The request body must be a JSON object'],
        );
      });
    }
    it('an empty body', async () => {
      const answer = await send('', 'application/json');
      assert.equal(answer.status, 400);
      assert.match(answer.body.message, /empty/);
    });
    for (const contentType of ['application/x-www-form-urlencoded', 'text/plain', undefined]) {
      it(`the content type ${contentType}`, async () => {
        const answer = await send('{}', contentType);
        assert.deepEqual([answer.status, answer.body.code, answer.body.status], [415, 20422, 415]);
      });
    }
    it('but takes parameters and any case in the content type', async () => {
      assert.equal(
        (await send('{}', 'Application/JSON; charset=utf-8')).body.message,
        'configurationId is required',
      );
    });
    it('a body of more than 32 MiB', async () => {
      const answer = await send(' '.repeat(32 * 1024 * 1024 + 1), 'application/json');
      assert.deepEqual([answer.status, answer.body.status], [413, 413]);
    });
  });

  it('refuses an unknown status in a filter, by name', async () => {
    for (const query of ['status=active', 'status=ACTIVE&status=OPEN', 'status=ACTIVE,CLOSED', 'status=']) {
      const { status, body } = await caller.get<ErrorBody>(`/v2/Conversations?${query}`);
      assert.deepEqual(
        [status, body.message],
        [400, 'status must be one of ACTIVE, INACTIVE, CLOSED'],
        query,
      );
    }
  });
});
