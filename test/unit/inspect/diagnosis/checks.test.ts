import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { ServiceConversation, ServiceMessage } from '../../../../src/api/resources.ts';
import type { ClassicSide, Evidence } from '../../../../src/inspect/diagnosis/evidence.ts';
import { inWords } from '../../../../src/inspect/diagnosis/told.ts';
import { closedMasker, openMasker } from '../../../../src/platform/masking.ts';
import {
  agent,
  at,
  CUSTOMER,
  customer,
  found,
  healthy,
  keys,
  NOW,
  SHOP,
  said,
  withConversation,
  withMore,
  withSettings,
} from './evidence.ts';

/** What is changed about a healthy conversation, and all that is found then. */
type Case = [what: string, evidence: Evidence, findings: string[]];

const DAY = 86_400;
const IM = (digit: string) => `IM${digit.repeat(32)}`;
const CH = `CH${'a'.repeat(32)}`;
const SM = `SM${'b'.repeat(32)}`;

const sms = (more: object) => ({
  SMS: {
    statusTimeouts: { inactive: 60, closed: 1440 },
    captureRules: [{ from: '*', to: SHOP }],
    ...more,
  },
});
const callback = (url: string, method = 'POST') => ({ statusCallbacks: [{ url, method }] });
const delivered = (status: string, secondsAgo = 3000, text = 'Are you there?') =>
  said(text, secondsAgo, {
    recipients: [{ channel: 'SMS', address: CUSTOMER, participantId: 'p-customer', deliveryStatus: status }],
  });

const participants: Case[] = [
  [
    'an UNKNOWN one',
    healthy({ participants: [customer({ type: 'UNKNOWN', profileId: null }), agent()] }),
    ['warning participants.unknown'],
  ],
  [
    'a customer without a profile',
    healthy({ participants: [customer({ profileId: null }), agent()] }),
    ['warning participants.no-profile'],
  ],
  [
    'a customer without a profile where it is what traffic is grouped by',
    withSettings(
      { conversationGroupingType: 'GROUP_BY_PROFILE' },
      { participants: [customer({ profileId: null }), agent()] },
    ),
    ['error participants.no-profile'],
  ],
  [
    'an agent with a profile',
    healthy({ participants: [customer(), agent({ profileId: 'mem_profile_2' })] }),
    ['warning participants.agent-profile'],
  ],
  [
    'one without an address',
    healthy({ participants: [customer(), agent(), agent({ id: 'p-3', addresses: [] })] }),
    ['warning participants.no-address'],
  ],
  [
    'the same address with two customers',
    healthy({
      participants: [customer(), customer({ id: 'p-3', name: 'Nora Q.', profileId: null }), agent()],
    }),
    ['error participants.duplicate', 'warning participants.no-profile'],
  ],
  [
    'an address twice with one',
    healthy({
      participants: [customer(), agent({ addresses: [1, 2].map(() => ({ channel: 'SMS', address: SHOP })) })],
    }),
    ['warning participants.duplicate'],
  ],
  [
    'a person and an assistant behind one number, which is usual',
    healthy({ participants: [customer(), agent(), agent({ id: 'p-3', type: 'AI_AGENT', name: 'Tilda' })] }),
    [],
  ],
  [
    'one person of the company twice',
    healthy({ participants: [customer(), agent(), agent({ id: 'p-3' })] }),
    ['info participants.duplicate'],
  ],
  [
    'one profile with two customers',
    healthy({
      participants: [
        customer(),
        customer({ id: 'p-3', addresses: [{ channel: 'SMS', address: '+15551239999' }] }),
        agent(),
      ],
    }),
    ['warning participants.same-profile'],
  ],
  [
    'one number on two channels with two profiles',
    healthy({
      participants: [
        customer(),
        customer({
          id: 'p-3',
          profileId: 'mem_profile_2',
          addresses: [{ channel: 'WHATSAPP', address: `whatsapp:${CUSTOMER}` }],
        }),
        agent(),
      ],
    }),
    ['error participants.two-profiles'],
  ],
  [
    'a communication by somebody who is not there',
    withMore(said('Hm?', 1000, { author: { channel: 'SMS', address: SHOP, participantId: 'gone' } })),
    ['warning participants.strangers'],
  ],
];

const addresses: Case[] = (
  [
    ['SMS', '15551230001', ['error addresses.form']],
    ['SMS', '+1 (555) 123-0001', ['error addresses.form']],
    ['SMS', 'whatsapp:+15551230001', ['error addresses.form']],
    ['SMS', '12345', []],
    ['SMS', 'VELONORA', []],
    ['WHATSAPP', '+15551230001', ['error addresses.form']],
    ['WHATSAPP', 'whatsapp:+15551230001', []],
    ['RCS', 'velonora_agent', ['error addresses.form']],
    ['RCS', 'rcs:velonora_agent', []],
    ['VOICE', 'sip:desk@shop.com', []],
    ['VOICE', 'desk', ['error addresses.form']],
    ['CHAT', 'maya', []],
    ['EMAIL', 'maya', ['error addresses.form']],
    ['TELEPATHY', 'whatever', []],
  ] as const
).map(([channel, address, findings]) => [
  `${channel} ${address}`,
  healthy({ participants: [customer(), agent(), agent({ id: 'p-3', addresses: [{ channel, address }] })] }),
  [...findings],
]);
addresses.push([
  'a party of a communication',
  withMore(said('Hm?', 1000, { author: { channel: 'SMS', address: '0155 512' } })),
  ['error addresses.party'],
]);

const timeouts: Case[] = [
  ['none', withSettings({ channelSettings: sms({ statusTimeouts: {} }) }), ['warning timeouts.none']],
  ['no settings at all', withSettings({ channelSettings: {} }), ['warning timeouts.none']],
  ['none on another channel than is used', withSettings({ channelSettings: { ...sms({}), VOICE: {} } }), []],
  [
    'inactive only',
    withSettings({ channelSettings: sms({ statusTimeouts: { inactive: 60 } }) }),
    ['warning timeouts.none'],
  ],
  [
    'closed before inactive',
    withSettings({ channelSettings: sms({ statusTimeouts: { inactive: 60, closed: 60 } }) }),
    ['warning timeouts.order'],
  ],
];

const rules: Case[] = [
  ['none', withSettings({ channelSettings: sms({ captureRules: [] }) }), []],
  [
    'a number without its plus',
    withSettings({
      channelSettings: sms({
        captureRules: [
          { from: '*', to: SHOP },
          { from: '*', to: '15551230002' },
        ],
      }),
    }),
    ['error captureRules.impossible'],
  ],
  [
    'a number that talks to itself',
    withSettings({
      channelSettings: sms({
        captureRules: [
          { from: '*', to: SHOP },
          { from: SHOP, to: SHOP },
        ],
      }),
    }),
    ['error captureRules.impossible', 'info captureRules.needless'],
  ],
  [
    'one that takes all before others',
    withSettings({
      channelSettings: sms({
        captureRules: [
          { from: '*', to: '*' },
          { from: '*', to: SHOP },
        ],
      }),
    }),
    ['info captureRules.needless'],
  ],
  [
    'metadata that tells them apart',
    withSettings({
      channelSettings: sms({
        captureRules: [
          { from: '*', to: '*', metadata: { callType: 'PSTN' } },
          { from: '*', to: SHOP },
        ],
      }),
    }),
    [],
  ],
  [
    'for somebody else',
    withSettings({ channelSettings: sms({ captureRules: [{ from: '*', to: '+15559990000' }] }) }),
    ['info captureRules.nobody'],
  ],
];

const callbacks: Case[] = [
  ['none', withSettings({ statusCallbacks: [] }), ['warning callbacks.none']],
  [
    'none anywhere',
    { ...withSettings({ statusCallbacks: [] }), configuration: undefined },
    ['info callbacks.none'],
  ],
  ['http', withSettings(callback('http://hooks.shop.com/')), ['error callbacks.http']],
  ['this machine', withSettings(callback('http://localhost:3000/')), ['error callbacks.unreachable']],
  ['[::1]', withSettings(callback('https://[::1]/')), ['error callbacks.unreachable']],
  ['a private network', withSettings(callback('https://192.168.1.5/')), ['error callbacks.unreachable']],
  ['a name of one', withSettings(callback('https://printer.local/')), ['error callbacks.unreachable']],
  ['an example', withSettings(callback('https://hooks.example/')), ['error callbacks.reserved']],
  ['no URL', withSettings(callback('hooks.shop.com')), ['error callbacks.unusable']],
  ['another scheme', withSettings(callback('ftp://hooks.shop.com/')), ['error callbacks.unusable']],
  [
    'a password',
    withSettings(callback('https://me:pass@hooks.shop.com/')),
    ['warning callbacks.credentials'],
  ],
  ['another method', withSettings(callback('https://hooks.shop.com/', 'PUT')), ['error callbacks.method']],
  [
    'the same twice',
    withSettings({ statusCallbacks: [1, 2].map(() => ({ url: 'https://hooks.shop.com/' })) }),
    ['warning callbacks.twice'],
  ],
  [
    'more than are allowed',
    withSettings({
      statusCallbacks: Array.from({ length: 21 }, (_, index) => ({ url: `https://hooks.shop.com/${index}` })),
    }),
    ['warning callbacks.many'],
  ],
  [
    'this machine, with a sandbox',
    { ...withSettings(callback('http://localhost:3000/')), sandbox: true },
    [],
  ],
  [
    'where nothing listens',
    {
      ...withSettings(callback('http://localhost:3000/')),
      sandbox: true,
      hosts: new Map([['http://localhost:3000/', 'refuses']]),
    },
    ['error callbacks.refuses'],
  ],
  [
    'one that answers 500 after it had answered 200',
    {
      ...withSettings(callback('http://me:pass@localhost:3000/#x')),
      sandbox: true,
      attempts: [200, 500, 404].map((status, index) => ({
        at: NOW + index,
        conversationId: 'c',
        eventType: 'COMMUNICATION_CREATED',
        method: 'POST',
        url: 'http://localhost:3000/',
        status,
        willRetry: false,
      })),
    },
    ['error callbacks.failing', 'warning callbacks.credentials'],
  ],
  [
    'one that answers 200 again',
    {
      ...withSettings(callback('http://localhost:3000/')),
      sandbox: true,
      attempts: [500, 200].map((status, index) => ({
        at: NOW + index,
        conversationId: 'c',
        eventType: 'COMMUNICATION_CREATED',
        method: 'POST',
        url: 'http://localhost:3000/',
        status,
        willRetry: false,
      })),
    },
    [],
  ],
];

const deliveries: Case[] = [
  ['failed', withMore(delivered('FAILED')), ['error deliveries.failed']],
  ['stuck', withMore(delivered('IN_PROGRESS')), ['warning deliveries.stuck']],
  ['waiting for long', withMore(delivered('INITIATED')), ['warning deliveries.stuck']],
  ['under way for a minute', withMore(delivered('IN_PROGRESS', 60)), []],
  ['a status that nobody knows', withMore(delivered('TELEPORTED')), []],
  ['a call', withMore({ ...delivered('INITIATED'), kind: 'TRANSCRIPTION' }), []],
];

const doubles: Case[] = [
  ['the same within seconds', withMore(said('Shall we send it on?', 3397)), ['warning doubles.text']],
  ['the same an hour later', withMore(said('Shall we send it on?', 300)), []],
  ['“ok” twice', withMore(said('ok', 500), said('ok', 496)), []],
  ['“ok” twice at one moment', withMore(said('ok', 500), said('ok', 500)), ['warning doubles.text']],
  [
    'the same to another one',
    withMore(
      said('Shall we send it on?', 3397, { recipients: [{ channel: 'SMS', address: '+15551237777' }] }),
    ),
    [],
  ],
  [
    'one resourceId',
    withMore(said('One', 500, { resourceId: 'r' }), said('Two', 300, { resourceId: 'r' })),
    ['error doubles.resourceId'],
  ],
  [
    'one message, captured and recorded',
    withMore(said('One more', 500, { channelId: SM }), said('One more', 499, { channelId: SM })),
    ['error doubles.channelId'],
  ],
  ['one call', withMore(said('One', 500, { channelId: 'CA1' }), said('Two', 300, { channelId: 'CA1' })), []],
];

const times: Case[] = [
  ['in the future', withMore(said('Hm?', 600, { occurredAt: at(-7200) })), ['error times.future']],
  ['a clock that is a minute ahead', withMore(said('Hm?', 30, { occurredAt: at(-30) })), []],
  [
    'recorded before it happened',
    withMore(said('Hm?', 1200, { occurredAt: at(700) })),
    ['warning times.early'],
  ],
  [
    'before the conversation',
    withMore(said('Hm?', 550, { occurredAt: at(2 * DAY) })),
    ['warning times.before'],
  ],
  [
    'recorded after what came later',
    withMore(said('Hm?', 100, { occurredAt: at(2000) })),
    ['warning times.order'],
  ],
  ['overtaken by seconds', withMore(said('Hm?', 100, { occurredAt: at(620) })), []],
  [
    'no times',
    withMore(said('Hm?', 0, { occurredAt: undefined as never, createdAt: undefined as never })),
    [],
  ],
];

const silent = (days: number) => ({
  communications: [said('Bye', days * DAY)],
});
const lifecycle: Case[] = [
  [
    'active after its time-out',
    withConversation(
      { createdAt: at(8 * DAY), updatedAt: at(7200) },
      { communications: [said('Bye', 7200)] },
    ),
    ['warning lifecycle.overdue'],
  ],
  [
    'inactive as it should be',
    withConversation(
      { status: 'INACTIVE', createdAt: at(8 * DAY), updatedAt: at(3600) },
      { communications: [said('Bye', 7200)] },
    ),
    [],
  ],
  [
    'not closed by its time-out',
    withConversation({ status: 'INACTIVE', createdAt: at(8 * DAY), updatedAt: at(2 * DAY) }, silent(3)),
    ['warning lifecycle.overdue'],
  ],
  [
    'inactive for very long',
    {
      ...withConversation(
        { status: 'INACTIVE', createdAt: at(50 * DAY), updatedAt: at(40 * DAY) },
        silent(40),
      ),
      settings: withSettings({ channelSettings: sms({ statusTimeouts: { inactive: 60 } }) }).settings,
    },
    ['warning timeouts.none', 'info lifecycle.long-inactive'],
  ],
  [
    'a silence that should have ended it',
    withConversation(
      { createdAt: at(9 * DAY), updatedAt: at(300) },
      { communications: [said('Bye', 8 * DAY), said('Me again', 300)] },
    ),
    ['warning lifecycle.silence'],
  ],
  [
    'written to after it was closed',
    withConversation({ status: 'CLOSED', updatedAt: at(3000) }, {}),
    ['error lifecycle.closed-written'],
  ],
  ['closed and left alone', withConversation({ status: 'CLOSED', updatedAt: at(300) }, {}), []],
];

const classicConversation = (state: string) => ({ sid: CH, state }) as ServiceConversation;
const message = (index: number, body: string, secondsAgo: number, author = 'maya') =>
  ({ sid: IM(String(index)), index, body, author, date_created: at(secondsAgo) }) as ServiceMessage;

/** A bridged chat, with a classic side. */
function bridged(classic: Partial<ClassicSide>, status = 'ACTIVE', more: Partial<Evidence> = {}): Evidence {
  const chat = (text: string, secondsAgo: number, resourceId: string) =>
    said(text, secondsAgo, {
      author: { channel: 'CHAT', address: 'maya' },
      recipients: [{ channel: 'CHAT', address: 'owen' }],
      resourceId,
    });
  const evidence = withSettings(
    {
      conversationsV1Bridge: { serviceId: 'IS1' },
      channelSettings: {
        CHAT: {
          statusTimeouts: { inactive: 60, closed: 1440 },
          captureRules: [{ from: '*', to: '*' }],
        },
      },
    },
    {
      participants: [
        customer({ addresses: [{ channel: 'CHAT', address: 'maya', channelId: CH }] }),
        agent({ addresses: [{ channel: 'CHAT', address: 'owen', channelId: CH }] }),
      ],
      communications: [chat('Hello', 900, IM('1')), chat('Anybody?', 600, IM('2'))],
      classic: {
        serviceId: 'IS1',
        sids: [CH],
        conversation: classicConversation('active'),
        participants: [{ sid: 'MB1', identity: 'maya' } as never, { sid: 'MB2', identity: 'owen' } as never],
        messages: [message(1, 'Hello', 900), message(2, 'Anybody?', 600)],
        errorCodes: new Map(),
        ...classic,
      },
      ...more,
    },
  );
  return { ...evidence, conversation: { ...evidence.conversation, status } };
}

const bridge: Case[] = [
  ['both sides the same', bridged({}), []],
  ['inactive on one side', bridged({ conversation: classicConversation('inactive') }), []],
  [
    'closed on the classic side',
    bridged({ conversation: classicConversation('closed') }),
    ['warning bridge.state'],
  ],
  [
    'nothing names the classic side',
    bridged({ sids: [], conversation: undefined as never }),
    ['warning bridge.unnamed'],
  ],
  ['two of them', bridged({ sids: [CH, `${CH.slice(0, -1)}b`] }), ['warning bridge.several']],
  ['gone', bridged({ conversation: undefined as never }), ['error bridge.missing']],
  [
    'somebody on one side only',
    bridged({
      participants: [{ sid: 'MB1', identity: 'maya' } as never, { sid: 'MB3', identity: 'zoe' } as never],
    }),
    ['warning bridge.participants'],
  ],
  ['missing there', bridged({ messages: [message(1, 'Hello', 900)] }), ['warning bridge.missing-there']],
  [
    'missing here',
    bridged({
      messages: [1, 2, 3].map((n) => message(n, ['Hello', 'Anybody?', 'I am'][n - 1] ?? '', 950 - n)),
    }),
    ['warning bridge.missing-here'],
  ],
  [
    'on its way to the other side',
    bridged({ messages: [message(1, 'Hello', 900), message(2, 'Anybody?', 600), message(3, 'Yes', 5)] }),
    [],
  ],
  [
    'edited on one side',
    bridged({ messages: [message(1, 'Hello!', 900), message(2, 'Anybody?', 600)] }),
    ['warning bridge.texts'],
  ],
];

const rival = { conversationId: 'c2', title: 'Nora', status: 'ACTIVE', shared: [CUSTOMER] };
const conflicts: Case[] = [
  ['a rival', healthy({ rivals: [rival] }), ['error conflicts.rivals']],
  [
    'a rival of a closed one',
    withConversation({ status: 'CLOSED', updatedAt: at(0) }, { rivals: [rival] }),
    [],
  ],
];

const others: Case[] = [
  [
    'a part that could not be read',
    healthy({ unread: [{ part: 'rivals', what: 'other open conversations', why: 'HTTP 500' }] }),
    ['warning unread.rivals'],
  ],
  [
    'callbacks that differ from the API',
    healthy({
      disagreements: [
        {
          kind: 'missing',
          eventType: 'COMMUNICATION_CREATED',
          resource: { kind: 'communication', id: 'm1' },
          happenedAt: at(600),
        },
        {
          kind: 'duplicated',
          events: [1, 2].map(() => ({ eventType: 'PARTICIPANT_ADDED', receivedAt: NOW })),
        },
        { kind: 'stale', now: 'CLOSED', told: 'ACTIVE', resource: { kind: 'conversation', id: 'c' } },
        { kind: 'late', event: { eventType: 'COMMUNICATION_CREATED', receivedAt: NOW }, lateMs: 20_000 },
        { kind: 'toldTwice', events: [{ eventType: 'COMMUNICATION_CREATED', receivedAt: NOW }] },
        { kind: 'unknownResource', event: { eventType: 'COMMUNICATION_CREATED', receivedAt: NOW } },
        { kind: 'outOfOrder', event: { eventType: 'COMMUNICATION_CREATED', receivedAt: NOW } },
        { kind: 'unheardOf' },
      ],
    }),
    [
      'error received.missing',
      'info received.duplicated',
      'info received.late',
      'info received.outOfOrder',
      'info received.unheardOf',
      'warning received.stale',
      'warning received.toldTwice',
      'warning received.unknownResource',
    ],
  ],
  [
    'nothing but the conversation',
    {
      ...healthy(),
      settings: undefined,
      configuration: undefined,
      participants: undefined,
      communications: undefined,
    },
    [],
  ],
];

const families = {
  participants,
  addresses,
  timeouts,
  'capture rules': rules,
  callbacks,
  deliveries,
  doubles,
  times,
  'the course of a conversation': lifecycle,
  'the bridge': bridge,
  conflicts,
  'the rest': others,
};

describe('what is found', () => {
  it('is nothing in a conversation that ails nothing', () => {
    assert.deepEqual(keys(healthy()), []);
  });

  for (const [family, cases] of Object.entries(families)) {
    describe(`of ${family}`, () => {
      for (const [what, evidence, expected] of cases) {
        it(what, () => assert.deepEqual(keys(evidence).sort(), [...expected].sort()));
      }
    });
  }
});

describe('findings', () => {
  const sick = [
    participants,
    addresses,
    timeouts,
    rules,
    callbacks,
    deliveries,
    doubles,
    times,
    lifecycle,
    bridge,
    conflicts,
    others,
  ]
    .flat()
    .map(([, evidence]) => evidence);

  it('say what is wrong and why, with nothing left open', () => {
    for (const evidence of sick) {
      for (const { title, explanation, evidence: rows } of found(evidence)) {
        const told = [title, explanation, ...rows.map(({ text }) => text)].map((each) =>
          inWords(each, openMasker),
        );
        for (const sentence of told) assert.doesNotMatch(sentence, /\{\d+\}|undefined|NaN|\[object/);
        assert.doesNotMatch(told[0] ?? '', /\.$/);
        assert.match(told[1] ?? '', /[.!?]$/);
        assert.ok(rows.length > 0 || /unread|received/.test(title.words), title.words);
      }
    }
  });

  it('name nobody while personal data is hidden', () => {
    for (const evidence of sick) {
      for (const { key, title, explanation, evidence: rows } of found(evidence)) {
        const told = [title, explanation, ...rows.map(({ text }) => text)]
          .map((each) => inWords(each, closedMasker))
          .join('\n')
          // The example of what an address looks like.
          .replaceAll('maya@example.com', '');
        assert.doesNotMatch(told, /Nora|Owen|maya|zoe|5551230|suitcase|Anybody\?|send it on/i, key);
      }
    }
  });

  it('never show the password of a callback', () => {
    const evidence = withSettings(callback('http://me:hunter2@localhost:3000/?token=hunter2#hunter2'));
    const told = found(evidence).flatMap(({ title, explanation, evidence: rows }) =>
      [title, explanation, ...rows.map(({ text }) => text)].map((each) => inWords(each, openMasker)),
    );
    assert.ok(told.length > 0);
    assert.doesNotMatch(told.join('\n'), /hunter2/);
  });

  it('have keys of their own in a diagnosis, and the same ones in the next', () => {
    for (const evidence of sick) {
      const first = found(evidence).map(({ key }) => key);
      assert.equal(new Set(first).size, first.length, first.join());
      assert.deepEqual(
        found(evidence).map(({ key }) => key),
        first,
      );
    }
  });

  it('keep the first of much evidence, and say how much there is', () => {
    const many = Array.from({ length: 500 }, (_, index) =>
      said(`Number ${index}, are you there?`, 3000 - index * 3, delivered('FAILED')),
    );
    const [failed] = found(
      withMore(...many.map((each, index) => ({ ...each, id: `x${index}`, text: `T${index}` }))),
    );
    assert.equal(failed?.evidence.length, 20);
    assert.equal(failed?.more, 480);
  });

  it('tell the reason of a failed delivery where the classic side has it', () => {
    const evidence = bridged({ errorCodes: new Map([[IM('2'), [30007]]]) });
    const [, second] = evidence.communications ?? [];
    const failing = {
      ...evidence,
      communications: [
        ...(evidence.communications ?? []).slice(0, 1),
        {
          ...second,
          recipients: [{ channel: 'CHAT', address: 'owen', deliveryStatus: 'FAILED' }],
        } as never,
      ],
    };
    const [failed] = found(failing);
    assert.match(inWords(failed?.evidence[0]?.text ?? { words: '', pieces: [] }, openMasker), /30007/);
    assert.ok(failed?.remedies.some(({ does }) => does === 'openPage'));
  });
});
