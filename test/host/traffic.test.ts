import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import type { PlainRequest } from '../../src/api/calls.ts';
import { ApiError } from '../../src/api/errors.ts';
import { isRepeatable, repeat } from '../../src/inspect/traffic/repeat.ts';
import { trafficDetails } from '../../src/inspect/traffic/trafficDetails.ts';
import { keptBody, recordOf, type TrafficRecord } from '../../src/inspect/traffic/trafficRecord.ts';
import { trafficRow } from '../../src/inspect/traffic/trafficRows.ts';
import type { TrafficServices } from '../../src/inspect/traffic/trafficServices.ts';
import { LiveGuard } from '../../src/platform/liveGuard.ts';
import { closedMasker, openMasker } from '../../src/platform/masking.ts';
import type { Account } from '../../src/platform/session.ts';
import { openPrivacy } from '../support/openPrivacy.ts';
import { exchangeOf } from '../unit/inspect/traffic/support.ts';

describe('the API traffic', () => {
  const { showWarningMessage } = vscode.window;
  const privacy = openPrivacy();
  let asked: string[] = [];
  let sent: PlainRequest[] = [];
  let press: (question: string, buttons: string[]) => string | undefined;
  let fails: Error | undefined;

  beforeEach(() => {
    asked = [];
    sent = [];
    fails = undefined;
    press = (_question, buttons) => buttons[0];
    Object.assign(vscode.window, {
      showWarningMessage: async (
        question: string,
        { detail }: vscode.MessageOptions,
        ...buttons: string[]
      ) => {
        asked.push(`${question} ${detail}`);
        return press(question, buttons);
      },
    });
  });
  after(() => {
    Object.assign(vscode.window, { showWarningMessage });
    privacy.dispose();
  });

  function servicesOf(sandbox: boolean): TrafficServices {
    const account: Account = { id: 'one', label: 'Shop', accountSid: 'AC1', origin: 'https://x', sandbox };
    const client = {
      sendPlain: async (request: PlainRequest) => {
        sent.push(request);
        if (fails) throw fails;
      },
    };
    const sessions = { of: async (id: string) => (id === 'one' ? { account, client } : undefined) };
    return { sessions, guard: new LiveGuard(), privacy } as unknown as TrafficServices;
  }

  const write = (headers: Record<string, string> = {}): TrafficRecord => {
    const exchange = exchangeOf({
      method: 'POST',
      path: '/v2/Conversations',
      operation: 'CreateConversation',
    });
    return recordOf('t1', {
      ...exchange,
      content: {
        ...exchange.content,
        requestHeaders: { 'content-type': 'application/json', ...headers },
        requestBody: '{"configurationId":"conf"}',
      },
    });
  };

  it('repeats a read at once', async () => {
    const record = recordOf('t7', exchangeOf({ query: 'pageSize=5' }));
    assert.equal(await repeat(record, servicesOf(false)), true);
    assert.deepEqual(asked, []);
    assert.equal(sent[0]?.query, 'pageSize=5');
    assert.equal(sent[0]?.mark, 't7');
  });

  it('asks before a write, names it and says that it may be done twice', async () => {
    press = () => undefined;
    assert.equal(await repeat(write(), servicesOf(true)), false);
    assert.equal(sent.length, 0);
    assert.match(asked[0] ?? '', /Send POST \/v2\/Conversations again as Shop\? It may do a second time/);
  });

  it('asks once more on a live account, and sends nothing when that is declined', async () => {
    press = (question, buttons) => (/live account/.test(question) ? undefined : buttons[0]);
    assert.equal(await repeat(write(), servicesOf(false)), false);
    assert.equal(asked.length, 2);
    assert.equal(sent.length, 0);
  });

  it('sends the same body and Idempotency-Key, and takes an error for an answer', async () => {
    fails = new ApiError({ kind: 'status', message: 'Conflict', method: 'POST', path: '/x', status: 409 });
    const key = '11111111-1111-4111-8111-111111111111';
    assert.equal(await repeat(write({ 'Idempotency-Key': key }), servicesOf(true)), true);
    assert.match(asked[0] ?? '', /nothing is done twice/);
    assert.equal(sent.length, 1, 'a write is never sent again by itself');
    assert.equal(sent[0]?.idempotencyKey, key);
    assert.equal(sent[0]?.content?.body, '{"configurationId":"conf"}');
  });

  it('does not offer to repeat what it does not have all of', () => {
    assert.equal(isRepeatable(write()), true);
    const { request: _request, ...many } = write();
    assert.equal(isRepeatable(many), false);
    assert.equal(isRepeatable({ ...write(), operation: 'CreateToken' }), false);
    assert.equal(isRepeatable({ ...write(), accountId: undefined }), false);
    const cut = { headers: {}, body: { ...keptBody(Buffer.from('{')), size: 100 } };
    assert.equal(isRepeatable({ ...write(), request: cut }), false);
    assert.equal(isRepeatable({ ...write(), request: { headers: {} }, requestBytes: 10 }), false);
  });

  it('explains an error with its causes, and tells where an answer differs from its documents', () => {
    const record = recordOf(
      't1',
      exchangeOf(
        {
          status: 409,
          failure: { kind: 'status', message: 'In use by +15035550111', code: 50416 },
          problems: ['participants[0].addresses is missing'],
        },
        { code: 50416, message: 'In use by +15035550111', status: 409 },
      ),
    );
    const text = JSON.stringify(trafficDetails(record, undefined, openMasker));
    assert.match(text, /Address pair in use \(50416\)/);
    assert.match(text, /Close the other conversation/);
    assert.match(text, /docs\/api\/errors\/50416/);
    assert.match(text, /participants\[0\]\.addresses is missing/);
    const hidden = JSON.stringify([
      trafficDetails(record, undefined, closedMasker),
      trafficRow(record, 'Shop', closedMasker),
    ]);
    assert.ok(!hidden.includes('5550111'), hidden);
  });
});
