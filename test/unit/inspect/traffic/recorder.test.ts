import assert from 'node:assert/strict';
import { beforeEach, describe, it } from 'node:test';
import { TrafficRecorder } from '../../../../src/inspect/traffic/recorder.ts';
import { LONGEST_BODY } from '../../../../src/inspect/traffic/trafficRecord.ts';
import { TRAFFIC_FIELDS } from '../../../../src/inspect/traffic/trafficSearch.ts';
import { readLogQuery } from '../../../../src/platform/logView/logQuery.ts';
import { exchangeOf, receivedOf } from './support.ts';

const SANDBOX = { accountId: 'one', origin: 'http://127.0.0.1:4010' };

describe('the recorder of traffic', () => {
  let now = 0;
  let recorder: TrafficRecorder;
  beforeEach(() => {
    now = 0;
    recorder = new TrafficRecorder('ours/', () => now);
  });
  const shown = () => recorder.log.shown.map(({ requestId, attempt }) => `${requestId} ${attempt}`);
  const filter = (text: string) => recorder.log.filter(readLogQuery(text, TRAFFIC_FIELDS));
  const ours = (number: number, change = {}) =>
    recorder.add(exchangeOf({ requestNumber: number, requestId: `RQ${number}`, ...change }));

  it('puts the attempts at one request together, whatever came between', () => {
    ours(1, { status: 429, willRetry: true });
    ours(2);
    ours(1, { status: 429, attempt: 2, willRetry: true, requestId: 'RQ1b' });
    ours(3);
    ours(1, { attempt: 3, requestId: 'RQ1c' });
    assert.deepEqual(shown(), ['RQ1 1', 'RQ1b 2', 'RQ1c 3', 'RQ2 1', 'RQ3 1']);
    const [first, second, third] = recorder.log.records;
    assert.equal(first?.attempts, 3);
    assert.equal(second?.firstId, first?.id);
    assert.equal(third?.firstId, first?.id);
  });

  it('shows a later attempt by itself whose first was cleared away', () => {
    ours(1, { status: 429, willRetry: true });
    recorder.log.clear();
    ours(1, { status: 429, attempt: 2, willRetry: true, requestId: 'RQ1b' });
    ours(1, { attempt: 3, requestId: 'RQ1c' });
    assert.deepEqual(shown(), ['RQ1b 2', 'RQ1c 3']);
    const [second, third] = recorder.log.records;
    assert.equal(second?.firstId, undefined);
    assert.equal(third?.firstId, second?.id);
  });

  it('forgets a first attempt for good that has to make room for a later one', () => {
    ours(1, { status: 429, willRetry: true });
    for (let number = 2; number <= 2_000; number++) ours(number);
    ours(1, { attempt: 2, requestId: 'RQ1b' });
    assert.ok(!shown().includes('RQ1 1'));
    assert.equal(shown().at(-1), 'RQ2000 1');
  });

  it('does not take another client’s request for the same one', () => {
    ours(1, { status: 429, willRetry: true });
    ours(1, { version: 2 });
    ours(1, { accountId: 'two' });
    assert.ok(recorder.log.records.every(({ firstId }) => firstId === undefined));
  });

  it('keeps the order of a filtered log when a retry comes in between', () => {
    filter('status:429');
    ours(1, { status: 429, willRetry: true });
    ours(2, { status: 429 });
    ours(1, { status: 429, attempt: 2, requestId: 'RQ1b' });
    assert.deepEqual(shown(), ['RQ1 1', 'RQ1b 2', 'RQ2 1']);
  });

  it('shows one of ours once that the sandbox received too, in whatever order it hears of it', () => {
    ours(1);
    recorder.addReceived([receivedOf(1, { agent: 'ours/1.0' })], SANDBOX);
    recorder.addReceived([receivedOf(2, { agent: 'ours/1.0' })], SANDBOX);
    ours(2);
    recorder.settle();
    assert.deepEqual(shown(), ['RQ1 1', 'RQ2 1']);
    assert.ok(recorder.log.records.every(({ reached, from }) => reached && from === 'extension'));
  });

  it('takes what nobody here sent for another window’s after a while, unless it turns out to be ours', () => {
    recorder.addReceived([receivedOf(1, { agent: 'ours/1.0' })], SANDBOX);
    assert.equal(recorder.log.total, 0);
    now = 2_000;
    recorder.settle();
    assert.equal(recorder.log.records[0]?.from, 'sandbox');
    ours(1);
    assert.equal(recorder.log.total, 1);
    assert.equal(recorder.log.records[0]?.from, 'extension');
  });

  it('knows one of ours again after many others', () => {
    for (let number = 1; number <= 1_000; number++) ours(number);
    recorder.addReceived([receivedOf(1, { agent: 'ours/1.0' })], SANDBOX);
    assert.equal(recorder.log.records[0]?.reached, true);
  });

  it('knows one of ours that a fault left without an answer', () => {
    ours(1, {
      status: undefined,
      requestId: undefined,
      failure: { kind: 'network', message: 'socket hang up' },
    });
    recorder.addReceived([receivedOf(1, { agent: 'ours/1.0', dropped: true })], SANDBOX);
    assert.equal(recorder.log.total, 1);
    assert.equal(recorder.log.records[0]?.fault, 'drop');
  });

  it('keeps the fault of one of ours that the sandbox told of long before its end', () => {
    const agent = 'ours/1.0';
    const slow = { ...receivedOf(1, { agent }), fault: 'latency=5s' };
    recorder.addReceived([slow, receivedOf(2, { agent, dropped: true })], SANDBOX);
    now = 2_000;
    recorder.settle();
    assert.equal(recorder.log.total, 2);
    ours(1);
    const failure = { kind: 'timeout' as const, message: 'too late' };
    ours(2, { status: undefined, requestId: undefined, failure });
    assert.deepEqual(
      recorder.log.records.map(({ from, reached, fault }) => [from, reached, fault]),
      [
        ['extension', true, 'latency=5s'],
        ['extension', true, 'drop'],
      ],
    );
  });

  it('leaves another window’s answered request alone when one of ours gets no answer', () => {
    recorder.addReceived([receivedOf(1, { agent: 'ours/1.0' })], SANDBOX);
    now = 2_000;
    recorder.settle();
    ours(1, { status: undefined, requestId: undefined, failure: { kind: 'cancelled', message: '' } });
    assert.deepEqual(
      recorder.log.records.map(({ from }) => from),
      ['sandbox', 'extension'],
    );
  });

  it('shows what other programs sent, with who they are', () => {
    recorder.addReceived([receivedOf(1), receivedOf(2, { agent: 'curl/8' })], SANDBOX);
    filter('client:twilio-node from:sandbox');
    assert.deepEqual(shown(), ['RQ1 1']);
  });

  it('takes what another account of the sandbox sent for its own, or for nobody’s', () => {
    const account = { id: 'one', label: 'Shop', accountSid: 'AC1', origin: SANDBOX.origin, sandbox: true };
    recorder.setAccounts([account, { ...account, id: 'two', accountSid: 'AC2' }]);
    const by = (number: number, authorization: string) => ({ ...receivedOf(number), authorization });
    const each = ['Basic AC1:••••', 'Basic AC2:••••', 'Basic AC3:••••', 'Basic SK1:••••', 'Bearer ••••'];
    recorder.addReceived(
      each.map((authorization, index) => by(index + 1, authorization)),
      SANDBOX,
    );
    const ids = recorder.log.records.map(({ accountId }) => accountId);
    assert.deepEqual(ids, ['one', 'two', undefined, 'one', 'one']);
  });

  it('finds by status, code, method, account, words and words in bodies', () => {
    const account = { id: 'one', label: 'Shop', accountSid: 'AC1', origin: '', sandbox: false };
    recorder.setAccounts([account]);
    ours(1, { status: 404, failure: { kind: 'status', message: 'gone', code: 20404 } });
    ours(2, { method: 'POST', durationMs: 3_000 });
    recorder.add(exchangeOf({ requestNumber: 3, requestId: 'RQ3' }, { name: 'Needle' }));
    const cases: [query: string, found: string[]][] = [
      ['status:4xx', ['RQ1 1']],
      ['is:failed', ['RQ1 1']],
      ['code:20404', ['RQ1 1']],
      ['method:post', ['RQ2 1']],
      ['is:write is:slow', ['RQ2 1']],
      ['account:shop needle', ['RQ3 1']],
      ['id:RQ2', ['RQ2 1']],
      ['-status:200', ['RQ1 1']],
      ['account:other', []],
    ];
    for (const [query, found] of cases) {
      filter(query);
      assert.deepEqual(shown(), found, query);
    }
  });

  it('keeps within its bounds, and the beginning of a body that is too long', () => {
    const long = Buffer.alloc(3 * LONGEST_BODY, 0x61);
    for (let number = 1; number <= 100; number++) {
      const exchange = exchangeOf({ requestNumber: number, responseBytes: long.length });
      recorder.add({ ...exchange, content: { ...exchange.content, responseBody: long } });
    }
    assert.ok(recorder.log.bytes <= 24 * 1024 * 1024);
    assert.ok(recorder.log.total > 15 && recorder.log.dropped > 0);
    const last = recorder.log.records.at(-1);
    assert.equal(last?.answer?.body?.bytes.byteLength, LONGEST_BODY);
    assert.equal(last?.answer?.body?.size, long.length);
    assert.ok((last?.answer?.body?.bytes.buffer.byteLength ?? 0) <= LONGEST_BODY, 'the whole body is held');
  });

  it('holds no large piece of memory for a small body in it', () => {
    const pool = Buffer.alloc(1_000_000);
    const exchange = exchangeOf();
    const responseBody = pool.subarray(10, 20);
    recorder.add({ ...exchange, content: { ...exchange.content, responseBody } });
    assert.equal(recorder.log.records[0]?.answer?.body?.bytes.buffer.byteLength, 10);
  });
});
