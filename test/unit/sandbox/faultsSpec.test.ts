import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { formatFault } from '../../../src/sandbox/server/faults/formatFault.ts';
import { isFaultKind } from '../../../src/sandbox/server/faults/kinds.ts';
import { FAULT_PRESETS } from '../../../src/sandbox/server/faults/presets.ts';
import { type FaultRuleInput, readFaultRule } from '../../../src/sandbox/server/faults/rules.ts';
import { parseFault, parseFaults } from '../../../src/sandbox/server/faults/spec.ts';

describe('a fault on the command line', () => {
  const table: [spec: string, rule: FaultRuleInput, formatted?: string][] = [
    ['latency', { kind: 'latency' }, 'latency:ms=1000'],
    ['latency:ms=250', { kind: 'latency', ms: 250 }],
    [
      'rate-limit@ListConversations:rate=0.2,times=3,retryAfter=2',
      { kind: 'rate-limit', operations: ['ListConversations'], rate: 0.2, times: 3, retryAfter: 2 },
      'rate-limit@ListConversations:retryAfter=2,rate=0.2,times=3',
    ],
    ['rate-limit', { kind: 'rate-limit' }, 'rate-limit:retryAfter=1'],
    ['unavailable', { kind: 'unavailable' }],
    ['unavailable:retryAfter=0,after', { kind: 'unavailable', retryAfter: 0, after: true }],
    ['drop@writes:after', { kind: 'drop', operations: ['writes'], after: true }],
    ['drop:after=true', { kind: 'drop', after: true }, 'drop:after'],
    ['drop:after=false', { kind: 'drop' }, 'drop'],
    ['server-error@*', { kind: 'server-error' }, 'server-error'],
    [
      'truncate@List*,FetchConversation:rate=.5',
      { kind: 'truncate', operations: ['List*', 'FetchConversation'], rate: 0.5 },
      'truncate@List*,FetchConversation:rate=0.5',
    ],
    ['truncate@List*', { kind: 'truncate', operations: ['List*'] }],
    ['expired-token@List*:rate=0', { kind: 'expired-token', rate: 0 }, 'expired-token:rate=0'],
    ['expired-token@*', { kind: 'expired-token', operations: ['*'] }],
    ['slow-page:ms=1', { kind: 'slow-page', ms: 1 }],
    [
      'stale-lists@ListCommunications:ms=600000,rate=1e-7,times=1000000000',
      {
        kind: 'stale-lists',
        operations: ['ListCommunications'],
        ms: 600_000,
        rate: 1e-7,
        times: 1_000_000_000,
      },
    ],
    [
      ' latency @ reads , Create* : ms = 5 , times = 1 ',
      { kind: 'latency', operations: ['reads', 'Create*'], ms: 5, times: 1 },
      'latency@reads,Create*:ms=5,times=1',
    ],
  ];
  for (const [spec, input, formatted = spec] of table) {
    it(`reads ${spec}, and writes it`, () => {
      const rule = readFaultRule(input);
      assert.deepEqual(parseFault(spec), rule);
      assert.equal(formatFault(rule), formatted);
      assert.deepEqual(parseFault(formatted), rule);
    });
  }

  const KINDS =
    'latency, rate-limit, server-error, unavailable, drop, truncate, expired-token, slow-page, stale-lists';
  const OPTION = (kind: string) =>
    `After ":" come options with commas between them, as in ${kind}:rate=0.5,times=3; one is empty`;
  const OPERATION =
    'After "@" come operations with commas between them, such as ListConversations,Fetch*, reads or writes; one is empty';
  const refused: [spec: string, message: string][] = [
    ['', `kind must be one of ${KINDS}, not ""`],
    ['@ListConversations', `kind must be one of ${KINDS}, not ""`],
    ['ratelimit:rate=x', `kind must be one of ${KINDS}, not "ratelimit"; did you mean rate-limit?`],
    ['Drop@nothing', `kind must be one of ${KINDS}, not "Drop"; did you mean drop?`],
    ['drop@', OPERATION],
    ['drop@reads,,writes', OPERATION],
    ['drop:', OPTION('drop')],
    ['drop:rate=1,', OPTION('drop')],
    ['drop:=1', OPTION('drop')],
    [
      'drop@ListConversatons',
      'operations: there is no operation "ListConversatons"; did you mean ListConversations?',
    ],
    ['drop@reads@writes', 'operations: there is no operation "reads@writes"; did you mean writes?'],
    ['drop:operations=reads', 'The operations come after "@", as in drop@ListConversations'],
    ['drop:rate=0.1,rate=0.2', 'rate is given twice'],
    ['drop:kind=latency', 'kind is given twice'],
    ['drop:ms=5', 'drop takes no "ms"; it takes operations, rate, times, after'],
    ['latency:after', 'latency takes no "after"; it takes operations, rate, times, ms'],
    ['latency:__proto__=1', 'latency takes no "__proto__"; it takes operations, rate, times, ms'],
    ['drop:rate=20%', 'rate must be a number from 0 to 1, not "20%"'],
    ['drop:rate=2', 'rate must be a number from 0 to 1, not 2'],
    ['drop:rate', 'rate must be a number from 0 to 1, not true'],
    ['drop:times=', 'times must be a whole number from 1 to 1,000,000,000, not ""'],
    ['drop:times=0x10', 'times must be a whole number from 1 to 1,000,000,000, not "0x10"'],
    ['drop:after=yes', 'after must be true or false, not "yes"'],
    ['drop:after=a=b', 'after must be true or false, not "a=b"'],
    ['latency:ms=2s', 'ms must be a whole number of milliseconds from 1 to 600,000, not "2s"'],
  ];
  for (const [spec, message] of refused) {
    it(`is refused as "${spec}"`, () => assert.throws(() => parseFault(spec), { message }));
  }
});

describe('faults by the name of a preset', () => {
  it('have names that are no kinds, and words for people', () => {
    const names = FAULT_PRESETS.map(({ name }) => name);
    assert.equal(new Set(names).size, names.length);
    for (const { name, title, description } of FAULT_PRESETS) {
      assert.match(name, /^[a-z]+(-[a-z]+)*$/);
      assert.equal(isFaultKind(name), false, name);
      assert.ok(title.length > 0 && description.length > 0);
    }
  });

  for (const { name, rules } of FAULT_PRESETS) {
    it(`${name} can be read and written`, () => {
      const read = parseFaults(name);
      assert.deepEqual(read, rules.map(readFaultRule));
      assert.deepEqual(
        read.map((rule) => parseFault(formatFault(rule))),
        read,
      );
    });
  }

  it('stand beside faults that are written out', () => {
    assert.equal(parseFaults('flaky').length, 4);
    assert.deepEqual(parseFaults('drop'), [readFaultRule({ kind: 'drop' })]);
    assert.deepEqual(parseFaults(' drop@reads '), [readFaultRule({ kind: 'drop', operations: ['reads'] })]);
  });

  const KNOWN =
    'A fault is a preset (slow-network, rate-limited, flaky, outage, lost-answers, late-lists, expiring-tokens) or begins ' +
    'with its kind (latency, rate-limit, server-error, unavailable, drop, truncate, expired-token, slow-page, stale-lists)';
  for (const [text, message] of [
    ['flakey', `${KNOWN}, not "flakey"; did you mean flaky?`],
    ['latncy', `${KNOWN}, not "latncy"; did you mean latency?`],
    ['', `${KNOWN}, not ""`],
    ['drop:', /^After ":"/],
    ['flaky:rate=1', /^kind must be one of/],
  ] as const) {
    it(`are refused as "${text}"`, () => assert.throws(() => parseFaults(text), { message }));
  }
});
