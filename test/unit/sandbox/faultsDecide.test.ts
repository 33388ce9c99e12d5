import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { NO_FAULT } from '../../../src/sandbox/server/faults/effects.ts';
import { type FaultRequest, Faults } from '../../../src/sandbox/server/faults/faults.ts';
import type { FaultRuleInput } from '../../../src/sandbox/server/faults/rules.ts';
import { isListOperation, isWriteOperation, OPERATIONS } from '../../../src/sandbox/server/operations.ts';

function request(operation: string, hasPageToken = false): FaultRequest {
  return {
    operation,
    isWrite: isWriteOperation(operation),
    isList: isListOperation(operation),
    hasPageToken,
  };
}

const LIST = request('ListConversations');
const NEXT_PAGE = request('ListConversations', true);
const FETCH = request('FetchConversation');
const CREATE = request('CreateCommunication');

function faultsWith(...rules: FaultRuleInput[]): Faults {
  const faults = new Faults(1);
  for (const rule of rules) faults.add(rule);
  return faults;
}

/** Which of `count` equal requests are struck, as their numbers from 0. */
function strikes(faults: Faults, count: number, made = LIST): number[] {
  const struck: number[] = [];
  for (let number = 0; number < count; number++) if (faults.decide(made) !== NO_FAULT) struck.push(number);
  return struck;
}

/** What is done, without who does it, and failures as they are sent. */
function effectsOf(faults: Faults, made: FaultRequest) {
  const { struckBy, refuse, refuseAfter, ...rest } = faults.decide(made);
  const answer = (failure: typeof refuse) => failure && { ...failure.toBody(), headers: failure.headers };
  return {
    ...rest,
    ...(refuse ? { refuse: answer(refuse) } : {}),
    ...(refuseAfter ? { refuseAfter: answer(refuseAfter) } : {}),
  };
}

const answer = (status: number, code: number, message: string, headers = {}) => ({
  status,
  code,
  message,
  more_info: `https://www.twilio.com/docs/errors/${code}`,
  headers,
});
const TOO_MANY = answer(429, 20429, 'Too Many Requests', { 'Retry-After': '1' });
const BROKEN = answer(500, 20500, 'Internal Server Error');
const AWAY = answer(503, 20503, 'Service Unavailable');
const EXPIRED = answer(400, 20001, 'pageToken has expired; begin again with the first page');

describe('faults', () => {
  it('do nothing when there are none, always with the same object', () => {
    const faults = new Faults(1);
    assert.equal(faults.decide(LIST), NO_FAULT);
    assert.deepEqual(NO_FAULT, { delayMs: 0, struckBy: [] });
    assert.ok(Object.isFrozen(NO_FAULT) && Object.isFrozen(NO_FAULT.struckBy));
    faults.add({ kind: 'drop', operations: ['writes'] });
    assert.equal(faults.decide(LIST), NO_FAULT);
  });

  describe('by kind', () => {
    const cases: [FaultRuleInput, object][] = [
      [{ kind: 'latency', ms: 20 }, { delayMs: 20 }],
      [{ kind: 'rate-limit' }, { delayMs: 0, refuse: TOO_MANY }],
      [
        { kind: 'rate-limit', retryAfter: 30 },
        { delayMs: 0, refuse: { ...TOO_MANY, headers: { 'Retry-After': '30' } } },
      ],
      [{ kind: 'server-error' }, { delayMs: 0, refuse: BROKEN }],
      [
        { kind: 'server-error', after: true },
        { delayMs: 0, refuseAfter: BROKEN },
      ],
      [{ kind: 'unavailable' }, { delayMs: 0, refuse: AWAY }],
      [
        { kind: 'unavailable', retryAfter: 0, after: true },
        { delayMs: 0, refuseAfter: { ...AWAY, headers: { 'Retry-After': '0' } } },
      ],
      [{ kind: 'drop' }, { delayMs: 0, drop: 'before' }],
      [
        { kind: 'drop', after: true },
        { delayMs: 0, drop: 'after' },
      ],
      [{ kind: 'truncate' }, { delayMs: 0, truncate: true }],
      [{ kind: 'expired-token' }, { delayMs: 0, refuse: EXPIRED }],
      [
        { kind: 'slow-page', ms: 40 },
        { delayMs: 0, dribbleMs: 40 },
      ],
      [
        { kind: 'stale-lists', ms: 50 },
        { delayMs: 0, hideNewForMs: 50 },
      ],
    ];
    for (const [rule, effects] of cases) {
      it(JSON.stringify(rule), () => assert.deepEqual(effectsOf(faultsWith(rule), NEXT_PAGE), effects));
    }

    it('expire a token only where there is one', () => {
      const faults = faultsWith({ kind: 'expired-token', operations: ['*'], times: 1 });
      for (const made of [LIST, FETCH, CREATE, { ...FETCH, hasPageToken: true }]) {
        assert.equal(faults.decide(made), NO_FAULT);
      }
      assert.deepEqual(effectsOf(faults, NEXT_PAGE), { delayMs: 0, refuse: EXPIRED });
    });

    it('slow down pages, and make them stale, only where there are any', () => {
      for (const kind of ['slow-page', 'stale-lists'] as const) {
        const faults = faultsWith({ kind, operations: ['*'] });
        assert.equal(faults.decide(FETCH), NO_FAULT);
        assert.equal(faults.decide(CREATE), NO_FAULT);
        assert.notEqual(faults.decide(LIST), NO_FAULT);
      }
    });
  });

  describe('by operation', () => {
    const cases: [patterns: string[], operations: string[]][] = [
      [['ListConversations'], ['ListConversations']],
      [['Fetch*', 'CreateAction'], OPERATIONS.filter((name) => /^Fetch|^CreateAction$/.test(name))],
      [['*Communication'], ['CreateCommunication', 'FetchCommunication']],
      [['*Service*s'], OPERATIONS.filter((name) => /Service.*s$/.test(name))],
      [
        ['List*Configurations', 'Patch**Conversation'],
        ['ListConfigurations', 'PatchConversation'],
      ],
      [['*'], [...OPERATIONS]],
      [['reads'], OPERATIONS.filter((name) => /^(List|Fetch)/.test(name))],
      [['writes'], OPERATIONS.filter((name) => !/^(List|Fetch)/.test(name))],
      [['writes', 'reads'], [...OPERATIONS]],
    ];
    for (const [operations, expected] of cases) {
      it(operations.join(', '), () => {
        const faults = faultsWith({ kind: 'latency', operations });
        assert.deepEqual(
          OPERATIONS.filter((name) => faults.decide(request(name)) !== NO_FAULT),
          expected,
        );
      });
    }

    it('and by group for a request that is no operation', () => {
      const unknown = { operation: '', isWrite: true, isList: false, hasPageToken: false };
      assert.notEqual(faultsWith({ kind: 'latency' }).decide(unknown), NO_FAULT);
      assert.notEqual(faultsWith({ kind: 'latency', operations: ['writes'] }).decide(unknown), NO_FAULT);
      assert.equal(faultsWith({ kind: 'latency', operations: ['reads'] }).decide(unknown), NO_FAULT);
    });
  });

  describe('by rate', () => {
    it('strike the same share, and the same requests, in every run of a seed', () => {
      const faults = () => faultsWith({ kind: 'latency', rate: 0.2 });
      const struck = strikes(faults(), 1000);
      assert.equal(struck.length, 198);
      assert.deepEqual(struck.slice(0, 6), [0, 17, 26, 29, 45, 47]);
      assert.deepEqual(strikes(faults(), 1000), struck);
    });

    it('strike other requests with another seed', () => {
      const run = (seed: number) => {
        const faults = new Faults(seed);
        faults.add({ kind: 'latency', rate: 0.5 });
        return strikes(faults, 100);
      };
      assert.deepEqual(run(7), run(7));
      assert.notDeepEqual(run(7), run(8));
    });

    it('strike every request at 1 and none at 0', () => {
      assert.equal(strikes(faultsWith({ kind: 'drop' }), 1000).length, 1000);
      assert.equal(strikes(faultsWith({ kind: 'drop', rate: 0 }), 1000).length, 0);
    });

    it('strike the same requests, and more, at a higher rate', () => {
      const rarely = strikes(faultsWith({ kind: 'drop', rate: 0.1 }), 500);
      const often = strikes(faultsWith({ kind: 'drop', rate: 0.4 }), 500);
      assert.ok(rarely.length > 0 && rarely.length < often.length);
      assert.deepEqual(
        rarely.filter((number) => !often.includes(number)),
        [],
      );
    });

    it('of two equal rules do not strike in step', () => {
      const faults = faultsWith({ kind: 'latency', rate: 0.5, ms: 1 }, { kind: 'latency', rate: 0.5, ms: 1 });
      const delays = Array.from({ length: 100 }, () => faults.decide(LIST).delayMs);
      assert.deepEqual(new Set(delays), new Set([0, 1, 2]));
    });

    it('draw only for requests that they are meant for', () => {
      const rule: FaultRuleInput = { kind: 'drop', operations: ['ListConversations'], rate: 0.3 };
      const between = faultsWith(rule);
      const struck: number[] = [];
      for (let number = 0; number < 100; number++) {
        between.decide(CREATE);
        if (between.decide(LIST) !== NO_FAULT) struck.push(number);
        between.decide(FETCH);
      }
      assert.deepEqual(struck, strikes(faultsWith(rule), 100));
    });
  });

  describe('do not disturb one another', () => {
    const rule: FaultRuleInput = { kind: 'latency', rate: 0.3, ms: 7 };
    const others: FaultRuleInput[] = [
      { kind: 'drop', rate: 0.5 },
      { kind: 'rate-limit', operations: ['List*'], rate: 0.5, times: 20 },
      { kind: 'latency', operations: ['ListConversations'], rate: 0.5, ms: 100 },
    ];
    const struckBy = (faults: Faults) =>
      Array.from({ length: 300 }, () => faults.decide(LIST).delayMs % 100 === 7);
    const alone = struckBy(faultsWith(rule));

    it('when others are added after', () => assert.deepEqual(struckBy(faultsWith(rule, ...others)), alone));
    it('when others are added before', () => assert.deepEqual(struckBy(faultsWith(...others, rule)), alone));
    it('when others come and go in between', () => {
      const faults = faultsWith(rule);
      const run = alone.map((_, number) => {
        if (number === 50) for (const other of others) faults.add(other);
        if (number === 90) faults.remove('fault-2');
        return faults.decide(LIST).delayMs % 100 === 7;
      });
      assert.deepEqual(run, alone);
    });
  });

  it('give the same run again: rules, requests and changes on the way', () => {
    const run = () => {
      const faults = faultsWith(
        { kind: 'latency', rate: 0.4, ms: 3 },
        { kind: 'rate-limit', operations: ['reads'], rate: 0.2, times: 4 },
        { kind: 'drop', operations: ['writes'], rate: 0.3, after: true },
        { kind: 'expired-token', rate: 0.5 },
        { kind: 'truncate', rate: 0.1 },
      );
      const effects: unknown[] = [];
      for (let number = 0; number < 200; number++) {
        if (number === 70) faults.add({ kind: 'stale-lists', rate: 0.5 });
        if (number === 120) faults.remove('fault-1');
        const made = [LIST, NEXT_PAGE, FETCH, CREATE][number % 4] ?? LIST;
        effects.push(effectsOf(faults, made));
      }
      return { effects, left: faults.list() };
    };
    assert.deepEqual(run(), run());
  });

  describe('a number of times', () => {
    it('strike that often, count it, and remove themselves', () => {
      const faults = faultsWith({ kind: 'drop', times: 3 }, { kind: 'latency' });
      const [drop] = faults.list();
      assert.deepEqual([drop?.struck, drop?.remaining], [0, 3]);
      faults.decide(LIST);
      assert.deepEqual(
        faults.list().map(({ id, struck, remaining }) => [id, struck, remaining]),
        [
          ['fault-1', 1, 2],
          ['fault-2', 1, undefined],
        ],
      );
      assert.equal('remaining' in (faults.list()[1] ?? {}), false);
      assert.equal(faults.decide(LIST).drop, 'before');
      const last = faults.decide(LIST);
      assert.equal(last.drop, 'before');
      assert.deepEqual(
        last.struckBy.map(({ id, struck, remaining }) => [id, struck, remaining]),
        [
          ['fault-1', 3, 0],
          ['fault-2', 3, undefined],
        ],
      );
      assert.deepEqual(
        faults.list().map(({ id }) => id),
        ['fault-2'],
      );
      assert.equal('drop' in faults.decide(LIST), false);
    });

    it('do not count the requests that a rate spares', () => {
      const faults = faultsWith({ kind: 'drop', rate: 0.2, times: 5 });
      const struck = strikes(faults, 1000);
      assert.equal(struck.length, 5);
      assert.deepEqual(struck, strikes(faultsWith({ kind: 'drop', rate: 0.2 }), 1000).slice(0, 5));
    });

    it('do nothing at all once they are used up', () => {
      const faults = faultsWith({ kind: 'drop', times: 1 });
      faults.decide(LIST);
      assert.equal(faults.decide(LIST), NO_FAULT);
    });
  });

  describe('together', () => {
    it('delay and refuse one request', () => {
      const faults = faultsWith(
        { kind: 'latency', ms: 5 },
        { kind: 'rate-limit' },
        { kind: 'latency', ms: 6 },
      );
      assert.deepEqual(effectsOf(faults, LIST), { delayMs: 11, refuse: TOO_MANY });
    });

    it('let the first one decide, and keep the times of the others for later', () => {
      const faults = faultsWith(
        { kind: 'rate-limit', times: 2 },
        { kind: 'server-error', after: true, times: 1 },
        { kind: 'drop', times: 1 },
        { kind: 'expired-token', times: 1 },
      );
      assert.deepEqual(
        Array.from({ length: 6 }, () => effectsOf(faults, NEXT_PAGE)),
        [
          { delayMs: 0, refuse: TOO_MANY },
          { delayMs: 0, refuse: TOO_MANY },
          { delayMs: 0, refuseAfter: BROKEN },
          { delayMs: 0, drop: 'before' },
          { delayMs: 0, refuse: EXPIRED },
          { delayMs: 0 },
        ],
      );
    });

    it('leave a page alone that is refused, and keep their times for one that is not', () => {
      const faults = faultsWith(
        { kind: 'slow-page', ms: 3, times: 1 },
        { kind: 'stale-lists', ms: 4, times: 1 },
        { kind: 'unavailable', times: 1 },
      );
      assert.deepEqual(effectsOf(faults, LIST), { delayMs: 0, refuse: AWAY });
      assert.deepEqual(effectsOf(faults, LIST), { delayMs: 0, dribbleMs: 3, hideNewForMs: 4 });
      assert.deepEqual(faults.list(), []);
    });

    it('cut the body of a refusal too, but not one that is dropped', () => {
      const faults = faultsWith(
        { kind: 'truncate' },
        { kind: 'server-error', times: 1 },
        { kind: 'drop', times: 1 },
      );
      assert.deepEqual(effectsOf(faults, LIST), { delayMs: 0, refuse: BROKEN, truncate: true });
      assert.deepEqual(effectsOf(faults, LIST), { delayMs: 0, drop: 'before' });
      assert.deepEqual(effectsOf(faults, LIST), { delayMs: 0, truncate: true });
      assert.equal(faults.list()[0]?.struck, 2);
    });

    it('add up their delays, and hide for the longest time', () => {
      const faults = faultsWith(
        { kind: 'slow-page', ms: 10 },
        { kind: 'stale-lists', ms: 30 },
        { kind: 'stale-lists', ms: 20 },
        { kind: 'slow-page', ms: 5 },
      );
      assert.deepEqual(effectsOf(faults, LIST), { delayMs: 0, dribbleMs: 15, hideNewForMs: 30 });
    });

    it('say which of them struck', () => {
      const faults = faultsWith(
        { kind: 'drop', operations: ['writes'] },
        { kind: 'latency' },
        { kind: 'truncate' },
      );
      const struckBy = (made: FaultRequest) => faults.decide(made).struckBy.map(({ id }) => id);
      assert.deepEqual(struckBy(LIST), ['fault-2', 'fault-3']);
      assert.deepEqual(struckBy(CREATE), ['fault-1', 'fault-2']);
    });
  });

  describe('are managed', () => {
    it('by ids that are given on adding, with the defaults filled in', () => {
      const faults = new Faults(1);
      assert.deepEqual(faults.add({ kind: 'rate-limit', times: 2 }), {
        id: 'fault-1',
        rule: { kind: 'rate-limit', operations: ['*'], rate: 1, times: 2, retryAfter: 1 },
        struck: 0,
        remaining: 2,
      });
      assert.equal(faults.add({ kind: 'drop' }).id, 'fault-2');
      assert.deepEqual(
        faults.list().map(({ id }) => id),
        ['fault-1', 'fault-2'],
      );
    });

    it('by removing one', () => {
      const faults = faultsWith({ kind: 'drop' }, { kind: 'latency' });
      assert.equal(faults.remove('fault-1'), true);
      assert.equal(faults.remove('fault-1'), false);
      assert.equal(faults.remove(''), false);
      assert.equal('drop' in faults.decide(LIST), false);
      assert.equal(faults.add({ kind: 'drop' }).id, 'fault-3');
    });

    it('by removing all, to begin again as in a new sandbox but for the ids', () => {
      const faults = faultsWith({ kind: 'drop', rate: 0.3 });
      const struck = strikes(faults, 100);
      faults.clear();
      assert.deepEqual(faults.list(), []);
      assert.equal(faults.decide(LIST), NO_FAULT);
      assert.equal(faults.add({ kind: 'drop', rate: 0.3 }).id, 'fault-2');
      assert.deepEqual(strikes(faults, 100), struck);
    });

    it('only as rules that are right', () => {
      const faults = new Faults(1);
      assert.throws(() => faults.add({ kind: 'drop', rate: 2 }), { message: /^rate must be/ });
      assert.deepEqual(faults.list(), []);
    });

    it('with lists that stay as they were', () => {
      const faults = faultsWith({ kind: 'latency' });
      const before = faults.list();
      faults.decide(LIST);
      assert.equal(before[0]?.struck, 0);
    });
  });
});
