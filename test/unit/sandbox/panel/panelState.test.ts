import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import * as v from 'valibot';
import type { SandboxStatus } from '../../../../src/sandbox/administration.ts';
import {
  duration,
  faultsOfPreset,
  isOn,
  type Reading,
  runningState,
  whatHappened,
} from '../../../../src/sandbox/panel/panelState.ts';
import { toHostSchema, toViewSchema } from '../../../../src/sandbox/panel/protocol.ts';
import { l10n } from '../../l10n.ts';

const NOW = Date.parse('2026-05-01T10:00:00Z');
const ORIGIN = 'http://127.0.0.1:4010';

const STATUS: SandboxStatus = {
  version: '2.0.0',
  startedAt: '2026-05-01T08:58:00Z',
  seed: 7,
  data: 'demo',
  clock: { now: '2026-06-01T00:00:00.000Z', rate: 60 },
  behavior: { listMembers: 'brief', somethingNew: 'on' },
  faults: [
    { id: 'fault-1', text: 'latency:ms=1500', struck: 3 },
    { id: 'fault-2', text: 'slow-page:ms=3000', struck: 0 },
    { id: 'fault-3', text: 'drop:rate=0.5', struck: 1 },
  ],
  accounts: [
    {
      accountSid: `AC${'0'.repeat(32)}`,
      configurations: 2,
      conversations: 9,
      statuses: { ACTIVE: 5, INACTIVE: 3, CLOSED: 1 },
    },
  ],
};

const SLOW = {
  name: 'slow-network',
  title: 'Slow network',
  description: 'Slow',
  texts: ['latency:ms=1500', 'slow-page:ms=3000'],
};
const OUTAGE = { name: 'outage', title: 'Outage', description: 'Out', texts: ['unavailable:retryAfter=5'] };

const READING: Reading = {
  status: STATUS,
  presets: [SLOW, OUTAGE],
  clients: [
    {
      userAgent: 'twilio-node/6.2.0 (linux x64) node/24',
      accountSid: `AC${'0'.repeat(32)}`,
      requests: 12,
      failures: 2,
      firstAt: NOW - 90_000,
      lastAt: NOW - 5_000,
      lastStatus: 404,
      lastOperation: 'FetchConversation',
    },
    { userAgent: '', requests: 1, failures: 1, firstAt: NOW, lastAt: NOW, lastStatus: 401 },
    {
      userAgent: 'twilio-conversations-explorer/2.0',
      accountSid: 'AC1',
      requests: 1,
      failures: 0,
      firstAt: NOW,
      lastAt: NOW,
      lastStatus: 200,
    },
  ],
  callbacks: [
    attempt({ at: NOW - 1000, status: 503, willRetry: true }),
    attempt({ attempt: 2, status: 200 }),
    attempt({ attempt: 0, skipped: 'Not called: not on this machine' }),
    attempt({ failure: 'connect ECONNREFUSED' }),
  ],
};

function attempt(change: object) {
  return {
    at: NOW,
    conversationId: 'conv_conversation_1',
    eventType: 'COMMUNICATION_CREATED',
    method: 'POST',
    url: 'http://user:pass@localhost:3000/hooks?token=secret',
    attempt: 1,
    durationMs: 12,
    willRetry: false,
    ...change,
  };
}

function stateOf(reading: Partial<Reading> = {}) {
  return runningState(
    ORIGIN,
    { ...READING, ...reading },
    {
      l10n,
      locale: 'en',
      now: NOW,
      presetWords: ({ title, description }) => ({ label: title, detail: description }),
      ownAgent: 'twilio-conversations-explorer/',
    },
  );
}

describe('what the sandbox panel shows', () => {
  it('is a message that the view takes', () => {
    const message = { type: 'state', where: 'here', origin: ORIGIN, running: stateOf(), busy: false };
    assert.ok(v.safeParse(toViewSchema, message).success);
  });

  it('has a preset on when all of its faults are in force; what is left belongs to none', () => {
    const { presets, faults, anyFault } = stateOf();
    assert.deepEqual(
      presets.map(({ name, on, struck }) => [name, on, struck]),
      [
        ['slow-network', true, 'struck 3 times'],
        ['outage', false, undefined],
      ],
    );
    assert.deepEqual(faults, [{ id: 'fault-3', text: 'drop:rate=0.5', struck: 'struck once' }]);
    assert.ok(anyFault);
    const half = { ...STATUS, faults: STATUS.faults.slice(0, 1) };
    assert.equal(isOn(SLOW, half), false);
    assert.deepEqual(
      stateOf({ status: half }).faults.map(({ text }) => text),
      ['latency:ms=1500'],
    );
    assert.equal(
      isOn({ name: 'old', title: '', description: '' }, STATUS),
      false,
      'an old sandbox says no texts',
    );
  });

  it('takes away one fault for each of a preset’s, the latest', () => {
    const twice = { faults: [...STATUS.faults, { id: 'fault-4', text: 'latency:ms=1500', struck: 0 }] };
    assert.deepEqual(faultsOfPreset(SLOW, twice), ['fault-4', 'fault-2']);
    assert.deepEqual(faultsOfPreset(OUTAGE, twice), []);
  });

  it('says who is connected', () => {
    assert.deepEqual(
      stateOf().clients.map(({ name, account, requests, last, status, tone }) =>
        [name, account, requests, last, status, tone].join(' | '),
      ),
      [
        'twilio-node/6.2.0 | AC0000…0000 | requests: 12, failed: 2 | 5 s ago | FetchConversation · 404 | bad',
        'No User-Agent | wrong credentials | requests: 1, failed: 1 | 0 s ago | 401 | bad',
        'This extension | AC1 | requests: 1 | 0 s ago | 200 | good',
      ],
    );
  });

  it('says how status callbacks went, the newest first, without what may be a secret', () => {
    const { callbacks } = stateOf();
    assert.deepEqual(
      callbacks.map(({ event, result, tone }) => [event, result, tone]),
      [
        ['COMMUNICATION_CREATED', 'connect ECONNREFUSED', 'bad'],
        ['COMMUNICATION_CREATED', 'Not called: not on this machine', 'warn'],
        ['COMMUNICATION_CREATED (attempt 2)', '200 · 12 ms', 'good'],
        ['COMMUNICATION_CREATED', '503 · 12 ms · will be tried again', 'bad'],
      ],
    );
    assert.equal(callbacks[0]?.target, 'POST http://…@localhost:3000/hooks?…');
    assert.doesNotMatch(JSON.stringify(callbacks), /secret|pass/);
  });

  it('marks behaviors that are not the usual ones', () => {
    assert.deepEqual(
      stateOf().behavior.map(({ label, value, changed }) => [label, value, changed]),
      [
        ['listMembers', 'brief', true],
        ['somethingNew', 'on', false],
      ],
    );
  });

  it('shows what an older sandbox says, and no more', () => {
    const { startedAt: _at, seed: _seed, data: _data, ...old } = STATUS;
    const [account] = STATUS.accounts;
    assert.ok(account);
    const { statuses: _statuses, ...bare } = account;
    const state = stateOf({ status: { ...old, accounts: [bare] }, clients: [], callbacks: [], presets: [] });
    assert.deepEqual(
      state.facts.map(({ label }) => label),
      ['Version', 'Port', 'Account'],
    );
    assert.deepEqual(
      state.counts.map(({ label, value }) => `${label} ${value}`),
      ['Conversations 9', 'Configurations 2'],
    );
  });
});

describe('what happened while the clock was advanced', () => {
  const after = (statuses: Record<string, number> | undefined): SandboxStatus => ({
    ...STATUS,
    accounts: [{ accountSid: 'AC1', configurations: 1, conversations: 9, ...(statuses ? { statuses } : {}) }],
  });

  it('is told for each status that has other conversations now', () => {
    assert.deepEqual(whatHappened(STATUS, after({ ACTIVE: 2, INACTIVE: 3, CLOSED: 4 }), l10n), [
      'ACTIVE: 5 → 2',
      'CLOSED: 1 → 4',
    ]);
    assert.deepEqual(whatHappened(STATUS, STATUS, l10n), ['No conversation changed its status.']);
  });

  it('is not told where it is not known', () => {
    assert.deepEqual(whatHappened(STATUS, after(undefined), l10n), []);
  });
});

describe('duration', () => {
  it('has its largest units', () => {
    const cases: [number, string][] = [
      [-5, '0 s'],
      [59_400, '59 s'],
      [60_000, '1 min'],
      [5_400_000, '1 h 30 min'],
      [7_200_000, '2 h'],
      [86_400_000, '1 d'],
      [90_000_000, '1 d 1 h'],
    ];
    for (const [ms, words] of cases) assert.equal(duration(ms, l10n), words);
  });
});

describe('what the view may ask for', () => {
  it('is refused when it is none of it', () => {
    const takes = (message: unknown) => v.safeParse(toHostSchema, message).success;
    assert.ok(takes({ type: 'advance', ms: 3_600_000 }));
    for (const bad of [
      { type: 'advance', ms: -1 },
      { type: 'advance', ms: 1.5 },
      { type: 'advance', ms: 1e15 },
      { type: 'rate', rate: 1e9 },
      { type: 'act', act: 'rm' },
      { type: 'addFault', text: 'x'.repeat(2_000) },
      null,
    ]) {
      assert.equal(takes(bad), false, JSON.stringify(bad));
    }
  });
});
