import assert from 'node:assert/strict';
import type { ServerResponse } from 'node:http';
import { describe, it } from 'node:test';
import type { CreateCommunication } from '../../../src/api/resources.ts';
import { scriptedServer } from '../../support/scriptedServer.ts';
import { clientOf, communication, failure, SECRET } from './support.ts';

const body: CreateCommunication = {
  author: { address: '+15550100', channel: 'SMS' },
  recipients: [{ address: '+15550101', channel: 'SMS' }],
  content: { type: 'TEXT', text: 'Grüße, 你好' },
};
const paced = { pacedByCaller: true };
const created = { status: 201, body: communication };

describe('writes that the caller paces', () => {
  it('are sent as others are: authorization, length in bytes, answer', async () => {
    await using server = await scriptedServer(created);
    const answer = await clientOf(server.origin).createCommunication('conv_1', body, paced);
    assert.equal(answer.id, 'comm_1');
    const [request] = server.requests;
    assert.deepEqual(JSON.parse(request?.body ?? ''), body);
    assert.equal(request?.headers['content-length'], String(Buffer.byteLength(JSON.stringify(body))));
    assert.equal(request?.headers.authorization, `Basic ${btoa(`SK0123:${SECRET}`)}`);
    assert.equal(request?.headers['user-agent'], 'test');
  });

  it('go out at once, however many are on their way, and take no turn from others', async () => {
    const held: ServerResponse[] = [];
    let release = () => {};
    const all = new Promise<void>((resolve) => {
      release = resolve;
    });
    await using server = await scriptedServer((request, response) => {
      if (request.method === 'GET') {
        response.end(JSON.stringify({ ...communication, id: 'read' }));
        return;
      }
      held.push(response);
      if (held.length === 20) release();
    });
    const client = clientOf(server.origin);
    const writes = Array.from({ length: 20 }, () => client.createCommunication('conv_1', body, paced));
    await all;
    assert.equal((await client.fetchCommunication('conv_1', 'comm_1')).id, 'read');
    for (const response of held) response.end(JSON.stringify(communication));
    assert.equal((await Promise.all(writes)).length, 20);
  });

  it('are never repeated, not after a 429 either, which has the others wait', async () => {
    await using server = await scriptedServer(
      { status: 429, headers: { 'retry-after': '0.3' }, body: { code: 20429, message: 'Too Many Requests' } },
      { body: communication },
    );
    const client = clientOf(server.origin);
    const { status, retryAfterMs, outcomeUnknown } = await failure(
      client.createCommunication('conv_1', body, paced),
    );
    assert.deepEqual(
      { status, retryAfterMs, outcomeUnknown },
      { status: 429, retryAfterMs: 300, outcomeUnknown: false },
    );
    assert.equal(server.requests.length, 1);
    let read = false;
    const reading = client.fetchCommunication('conv_1', 'comm_1').then(() => {
      read = true;
    });
    // A write of the caller's own goes out all the same, and is there before.
    await client.createCommunication('conv_1', body, paced);
    assert.equal(read, false);
    await reading;
    assert.deepEqual(
      server.requests.map(({ method }) => method),
      ['POST', 'POST', 'GET'],
    );
  });

  it('say whether they may have arrived when no answer comes', async () => {
    const cut = async (act: (response: ServerResponse) => void) => {
      await using server = await scriptedServer((_, response) => act(response));
      const error = await failure(clientOf(server.origin).createCommunication('conv_1', body, paced));
      assert.equal(server.requests.length, 1);
      return error;
    };
    const lost = await cut((response) => response.destroy());
    assert.deepEqual([lost.kind, lost.systemCode, lost.outcomeUnknown], ['network', 'ECONNRESET', true]);
    const half = await cut((response) => {
      response.writeHead(201, { 'content-length': 500 });
      response.write('{"id":', () => response.destroy());
    });
    assert.deepEqual([half.kind, half.outcomeUnknown], ['network', true]);
    const garbage = await cut((response) => response.end('<html>'));
    assert.deepEqual([garbage.kind, garbage.outcomeUnknown], ['malformed', true]);
    const failed = await cut((response) => response.writeHead(500).end('{}'));
    assert.deepEqual([failed.status, failed.outcomeUnknown], [500, true]);
    const gone = await scriptedServer({});
    await gone[Symbol.asyncDispose]();
    const refused = await failure(clientOf(gone.origin).createCommunication('conv_1', body, paced));
    assert.deepEqual(
      [refused.kind, refused.systemCode, refused.outcomeUnknown],
      ['network', 'ECONNREFUSED', false],
    );
  });

  it('are given up when no answer comes in time, or nobody waits any more', async () => {
    await using server = await scriptedServer(() => {});
    const impatient = clientOf(server.origin, [], { patience: { answerMs: 50 } });
    const late = await failure(impatient.createCommunication('conv_1', body, paced));
    assert.deepEqual([late.kind, late.outcomeUnknown], ['timeout', true]);
    await using slow = await scriptedServer((_, response) => void response.writeHead(201).write('{"id":'));
    const halfLate = await failure(
      clientOf(slow.origin, [], { patience: { answerMs: 50 } }).createCommunication('conv_1', body, paced),
    );
    assert.deepEqual([halfLate.kind, halfLate.outcomeUnknown], ['timeout', true]);
    const leave = new AbortController();
    const left = failure(
      clientOf(server.origin).createCommunication('conv_1', body, { ...paced, signal: leave.signal }),
    );
    leave.abort();
    assert.equal((await left).kind, 'cancelled');
  });
});
