import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { FAULT_KINDS, type FaultKind } from '../../../src/sandbox/server/faults/kinds.ts';
import { FaultRuleError, faultRuleSchema, readFaultRule } from '../../../src/sandbox/server/faults/rules.ts';
import { isListOperation, isWriteOperation, OPERATIONS } from '../../../src/sandbox/server/operations.ts';

const KINDS = Object.keys(FAULT_KINDS) as FaultKind[];
const ALL_KINDS =
  'latency, rate-limit, server-error, unavailable, drop, truncate, expired-token, slow-page, stale-lists';

describe('operations', () => {
  it('have names of their own, each a list, a fetch or a write', () => {
    assert.equal(new Set(OPERATIONS).size, OPERATIONS.length);
    for (const name of OPERATIONS)
      assert.match(name, /^(List|Fetch|Create|Update|Patch|Delete)([A-Z][a-z]+)+$/);
    assert.equal(OPERATIONS.filter(isListOperation).length, 9);
    assert.equal(OPERATIONS.filter(isWriteOperation).length, 16);
    assert.equal(isWriteOperation('FetchOperation'), false);
    assert.equal(isWriteOperation('ListServices'), false);
  });
});

describe('a fault rule', () => {
  it('has a schema for every kind', () => {
    assert.deepEqual(
      faultRuleSchema.options.map(({ entries }) => entries.kind.literal),
      KINDS,
    );
  });

  const all = { operations: ['*'], rate: 1 };
  const lists = { operations: ['List*'], rate: 1 };
  const complete: Record<FaultKind, object> = {
    latency: { ...all, ms: 1000 },
    'rate-limit': { ...all, retryAfter: 1 },
    'server-error': { ...all, after: false },
    unavailable: { ...all, after: false },
    drop: { ...all, after: false },
    truncate: all,
    'expired-token': lists,
    'slow-page': { ...lists, ms: 3000 },
    'stale-lists': { ...lists, ms: 3000 },
  };
  for (const kind of KINDS) {
    it(`of ${kind} needs nothing but its kind`, () => {
      const rule = readFaultRule({ kind });
      assert.deepEqual(rule, { kind, ...complete[kind] });
      assert.deepEqual(readFaultRule(rule), rule);
    });
  }

  it('keeps what it says', () => {
    for (const rule of [
      { kind: 'latency', operations: ['Fetch*', 'writes'], rate: 0, times: 1, ms: 1 },
      { kind: 'latency', operations: ['*'], rate: 0.001, times: 1_000_000_000, ms: 600_000 },
      { kind: 'rate-limit', operations: ['ListConversations'], rate: 1, retryAfter: 0 },
      { kind: 'unavailable', operations: ['reads'], rate: 1, retryAfter: 3600, after: true },
      // Some of what is meant are lists: the others are not struck.
      { kind: 'expired-token', operations: ['*', 'reads', 'List*', '*Conversation*'], rate: 1 },
    ]) {
      assert.deepEqual(readFaultRule(rule), rule);
    }
  });

  it('is not the object that was read, so that nobody changes it later', () => {
    const input = { kind: 'latency', operations: ['List*'] };
    const rule = readFaultRule(input);
    input.operations[0] = '*';
    assert.deepEqual(rule.operations, ['List*']);
    const again = readFaultRule({ kind: 'latency' });
    again.operations.push('x');
    assert.deepEqual(readFaultRule({ kind: 'latency' }).operations, ['*']);
  });

  const NOT_A_LIST =
    'operations must be a list of at least one name, such as ListConversations, List*, reads or writes';
  const MS = 'ms must be a whole number of milliseconds from 1 to 600,000';
  const TIMES = 'times must be a whole number from 1 to 1,000,000,000';
  const AFTER_S = 'retryAfter must be a whole number of seconds from 0 to 3,600';
  const refused: [title: string, rule: unknown, message: string][] = [
    [
      'nothing',
      undefined,
      'A fault rule must be an object such as {"kind":"latency","ms":500}, not undefined',
    ],
    ['null', null, 'A fault rule must be an object such as {"kind":"latency","ms":500}, not null'],
    ['an array', [], 'A fault rule must be an object such as {"kind":"latency","ms":500}, not []'],
    ['a text', 'drop', 'A fault rule must be an object such as {"kind":"latency","ms":500}, not "drop"'],
    ['no kind', {}, `kind must be one of ${ALL_KINDS}`],
    [
      'an unknown kind',
      { kind: 'rate limit' },
      `kind must be one of ${ALL_KINDS}, not "rate limit"; did you mean rate-limit?`,
    ],
    ['a kind that is no text', { kind: 7 }, `kind must be one of ${ALL_KINDS}, not 7`],
    [
      'a name that every object has',
      { kind: 'constructor' },
      `kind must be one of ${ALL_KINDS}, not "constructor"; did you mean truncate?`,
    ],
    ['a rate above 1', { kind: 'drop', rate: 1.01 }, 'rate must be a number from 0 to 1, not 1.01'],
    ['a rate below 0', { kind: 'drop', rate: -0.1 }, 'rate must be a number from 0 to 1, not -0.1'],
    ['a rate that is a text', { kind: 'drop', rate: '0.5' }, 'rate must be a number from 0 to 1, not "0.5"'],
    [
      'a rate that is no number',
      { kind: 'drop', rate: Number.NaN },
      'rate must be a number from 0 to 1, not null',
    ],
    ['times of 0', { kind: 'drop', times: 0 }, `${TIMES}, not 0`],
    ['times of a half', { kind: 'drop', times: 0.5 }, `${TIMES}, not 0.5`],
    ['times of null', { kind: 'drop', times: null }, `${TIMES}, not null`],
    ['too many times', { kind: 'drop', times: 1e10 }, `${TIMES}, not 10000000000`],
    ['ms of 0', { kind: 'latency', ms: 0 }, `${MS}, not 0`],
    ['more ms than anyone waits', { kind: 'slow-page', ms: 600_001 }, `${MS}, not 600001`],
    ['ms of a text', { kind: 'stale-lists', ms: '2s' }, `${MS}, not "2s"`],
    ['retryAfter below 0', { kind: 'rate-limit', retryAfter: -1 }, `${AFTER_S}, not -1`],
    ['retryAfter of a half', { kind: 'unavailable', retryAfter: 0.5 }, `${AFTER_S}, not 0.5`],
    ['after of a number', { kind: 'drop', after: 1 }, 'after must be true or false, not 1'],
    ['no operations', { kind: 'drop', operations: [] }, NOT_A_LIST],
    ['operations as a text', { kind: 'drop', operations: 'reads' }, NOT_A_LIST],
    ['operations that are no texts', { kind: 'drop', operations: [1] }, NOT_A_LIST],
    [
      'an unknown operation',
      { kind: 'drop', operations: ['ListConversation'] },
      'operations: there is no operation "ListConversation"; did you mean ListConversations?',
    ],
    [
      'an operation in another case',
      { kind: 'drop', operations: ['createcommunication'] },
      'operations: there is no operation "createcommunication"; did you mean CreateCommunication?',
    ],
    [
      'a group that is none',
      { kind: 'drop', operations: ['Write'] },
      'operations: there is no operation "Write"; did you mean writes?',
    ],
    [
      'an empty operation',
      { kind: 'drop', operations: [''] },
      'operations: there is no operation ""; did you mean reads?',
    ],
    [
      'a wildcard that fits nothing',
      { kind: 'drop', operations: ['Remove*'] },
      'operations: no operation fits "Remove*"',
    ],
    [
      'a wildcard whose ends overlap',
      { kind: 'drop', operations: ['ListServices*Services'] },
      'operations: no operation fits "ListServices*Services"',
    ],
    [
      'lists’ faults for writes',
      { kind: 'expired-token', operations: ['writes'] },
      'operations: expired-token strikes lists only, and "writes" means none',
    ],
    [
      'lists’ faults for an operation that is no list',
      { kind: 'stale-lists', operations: ['List*', 'FetchConversation'] },
      'operations: stale-lists strikes lists only, and "FetchConversation" means none',
    ],
    [
      'several things at once',
      { kind: 'latency', rate: 2, times: 'many', operations: ['Lst*'], ms: 1.5 },
      `operations: no operation fits "Lst*"; rate must be a number from 0 to 1, not 2; ${TIMES}, not "many"; ${MS}, not 1.5`,
    ],
    [
      'a long value',
      { kind: 'drop', after: 'x'.repeat(1000) },
      `after must be true or false, not "${'x'.repeat(59)}…`,
    ],
  ];
  for (const [title, rule, message] of refused) {
    it(`is refused with ${title}`, () => {
      assert.throws(
        () => readFaultRule(rule),
        (error) => {
          assert.ok(error instanceof FaultRuleError);
          assert.equal(error.message, message);
          assert.equal(error.status, 400);
          return true;
        },
      );
    });
  }

  const values: Record<string, unknown> = { ms: 5, retryAfter: 1, after: true, seconds: 3, id: 'fault-1' };
  const takes: Record<FaultKind, string[]> = {
    latency: ['ms'],
    'rate-limit': ['retryAfter'],
    'server-error': ['after'],
    unavailable: ['retryAfter', 'after'],
    drop: ['after'],
    truncate: [],
    'expired-token': [],
    'slow-page': ['ms'],
    'stale-lists': ['ms'],
  };
  for (const kind of KINDS) {
    it(`of ${kind} is refused with members of other kinds, by their names`, () => {
      for (const [name, value] of Object.entries(values)) {
        const rule = { kind, [name]: value };
        if (takes[kind].includes(name)) {
          readFaultRule(rule);
          continue;
        }
        const taken = ['operations', 'rate', 'times', ...takes[kind]].join(', ');
        assert.throws(() => readFaultRule(rule), {
          message: `${kind} takes no "${name}"; it takes ${taken}`,
        });
      }
    });
  }

  it('is refused with a member called __proto__', () => {
    assert.throws(() => readFaultRule(JSON.parse('{"kind":"truncate","__proto__":{"ms":1}}')), {
      message: 'truncate takes no "__proto__"; it takes operations, rate, times',
    });
  });

  it('is read at once when a wildcard has many stars', () => {
    assert.throws(() => readFaultRule({ kind: 'drop', operations: [`${'*i'.repeat(5000)}*!`] }), {
      message: /^operations: no operation fits/,
    });
  });
});
