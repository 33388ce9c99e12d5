import assert from 'node:assert/strict';
import { once } from 'node:events';
import { Agent, createServer, request as httpRequest, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { after, before, describe, it } from 'node:test';
import {
  type Answer,
  type Delivery,
  dropConnection,
  sendAnswer,
} from '../../../src/sandbox/server/faults/apply.ts';
import { type FaultEffects, NO_FAULT } from '../../../src/sandbox/server/faults/effects.ts';

/** Longer than any test runs: whatever waits for it must have been let go. */
const FOR_EVER_MS = 600_000;

const BODY = Buffer.from(JSON.stringify({ text: 'Grüße, 🚲! '.repeat(500) }));
const ANSWER: Answer = {
  status: 201,
  headers: { 'content-type': 'application/json', 'twilio-request-id': 'RQ1' },
  body: BODY,
};

interface Received {
  status?: number;
  headers?: NodeJS.Dict<string | string[]>;
  bytes: Buffer;
  /** The error code with which the exchange broke off. */
  broken?: string;
}

const effects = (some: Partial<FaultEffects>): FaultEffects => ({ ...NO_FAULT, ...some });

describe('faults at the connection', () => {
  let answering: (response: ServerResponse) => void;
  const server = createServer((_, response) => answering(response));
  before(async () => {
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
  });
  after(() => server.close());

  const call = (agent?: Agent) =>
    httpRequest({
      port: (server.address() as AddressInfo).port,
      host: '127.0.0.1',
      ...(agent ? { agent } : {}),
    });

  function receive(agent?: Agent): Promise<Received> {
    return new Promise((resolve) => {
      const received: Received = { bytes: Buffer.alloc(0) };
      const chunks: Buffer[] = [];
      const finish = (error?: NodeJS.ErrnoException) =>
        resolve({
          ...received,
          bytes: Buffer.concat(chunks),
          ...(error ? { broken: error.code ?? error.message } : {}),
        });
      call(agent)
        .on('error', finish)
        .on('response', (message) => {
          received.status = message.statusCode ?? 0;
          received.headers = message.headers;
          message
            .on('data', (chunk) => chunks.push(chunk))
            .on('end', () => finish())
            .on('error', finish);
        })
        .end();
    });
  }

  /** One request and its answer, seen from both sides, with the lengths of the pieces that the server wrote. */
  async function exchange(faults: FaultEffects, answer = ANSWER, agent?: Agent) {
    const pieces: number[] = [];
    const delivered = new Promise<Delivery>((resolve) => {
      answering = (response) => {
        const write = response.write.bind(response) as (...args: unknown[]) => boolean;
        response.write = (...args: unknown[]) => {
          pieces.push((args[0] as Buffer).length);
          return write(...args);
        };
        const end = response.end.bind(response);
        response.end = ((chunk: Buffer) => {
          pieces.push(chunk.length);
          return end(chunk);
        }) as typeof response.end;
        resolve(sendAnswer(faults, response, answer));
      };
    });
    const received = await receive(agent);
    return { ...received, delivery: await delivered, pieces };
  }

  it('send the whole answer at once when there are none', async () => {
    const { status, headers, bytes, delivery, pieces, broken } = await exchange(NO_FAULT);
    assert.equal(delivery, 'sent');
    assert.equal(status, 201);
    assert.equal(headers?.['content-length'], String(BODY.length));
    assert.equal(headers?.['transfer-encoding'], undefined);
    assert.equal(headers?.['twilio-request-id'], 'RQ1');
    assert.deepEqual(bytes, BODY);
    assert.deepEqual(pieces, [BODY.length]);
    assert.equal(broken, undefined);
  });

  it('send an answer without a body', async () => {
    for (const faults of [NO_FAULT, effects({ truncate: true, dribbleMs: 5, delayMs: 1 })]) {
      const answer = { ...ANSWER, status: 204, body: Buffer.alloc(0) };
      const { status, headers, bytes, delivery, broken } = await exchange(faults, answer);
      assert.deepEqual([status, bytes.length, delivery, broken], [204, 0, 'sent', undefined]);
      assert.equal(headers?.['content-length'], undefined);
    }
  });

  it('keep the connection for the next request', async () => {
    const agent = new Agent({ keepAlive: true, maxSockets: 1 });
    const ports: unknown[] = [];
    const remember = (_: unknown, { req }: ServerResponse) => ports.push(req.socket.remotePort);
    server.on('request', remember);
    for (const faults of [NO_FAULT, effects({ delayMs: 2, dribbleMs: 5 }), NO_FAULT]) {
      assert.deepEqual((await exchange(faults, ANSWER, agent)).bytes, BODY);
    }
    server.off('request', remember);
    agent.destroy();
    assert.equal(ports.length, 3);
    assert.equal(new Set(ports).size, 1);
  });

  it('write nothing before the delay is over, and everything after it', async () => {
    let begunAtOnce: boolean | undefined;
    const delivered = new Promise<Delivery>((resolve) => {
      answering = (response) => {
        resolve(sendAnswer(effects({ delayMs: 10 }), response, ANSWER));
        begunAtOnce = response.headersSent;
      };
    });
    const { status, bytes } = await receive();
    assert.equal(begunAtOnce, false);
    assert.equal(await delivered, 'sent');
    assert.equal(status, 201);
    assert.deepEqual(bytes, BODY);
  });

  it('cut the body in half, with the length of the whole', async () => {
    const { status, headers, bytes, delivery, broken } = await exchange(effects({ truncate: true }));
    assert.equal(delivery, 'truncated');
    assert.equal(status, 201);
    assert.equal(headers?.['content-length'], String(BODY.length));
    assert.deepEqual(bytes, BODY.subarray(0, Math.floor(BODY.length / 2)));
    assert.equal(broken, 'ECONNRESET');
  });

  it('cut even the smallest body, and a large one exactly', async () => {
    for (const length of [1, 2, 5_000_000]) {
      const body = Buffer.alloc(length, 'x');
      const { status, bytes, broken } = await exchange(effects({ truncate: true }), { ...ANSWER, body });
      assert.deepEqual([status, bytes.length, broken], [201, Math.floor(length / 2), 'ECONNRESET']);
    }
  });

  it('hand a body out in ten pieces, the head before them', async () => {
    let headFirst: boolean | undefined;
    const delivered = new Promise<Delivery>((resolve) => {
      answering = (response) => {
        resolve(sendAnswer(effects({ dribbleMs: 20 }), response, ANSWER));
        headFirst = response.headersSent && !response.writableEnded;
      };
    });
    assert.deepEqual((await receive()).bytes, BODY);
    assert.equal(headFirst, true);
    assert.equal(await delivered, 'sent');

    const { bytes, pieces, headers } = await exchange(effects({ dribbleMs: 20 }));
    assert.deepEqual(bytes, BODY);
    assert.equal(headers?.['content-length'], String(BODY.length));
    assert.equal(pieces.length, 10);
    const most = Math.ceil(BODY.length / 10);
    assert.deepEqual(new Set(pieces.slice(0, -1)), new Set([most]));
  });

  it('hand out short bodies in fewer pieces', async () => {
    const { bytes, pieces } = await exchange(effects({ dribbleMs: 5 }), {
      ...ANSWER,
      body: Buffer.from('{}'),
    });
    assert.equal(bytes.toString(), '{}');
    assert.deepEqual(pieces, [1, 1]);
  });

  it('hand out the half of a body that is cut', async () => {
    const { bytes, pieces, delivery, broken } = await exchange(effects({ dribbleMs: 20, truncate: true }));
    assert.deepEqual([delivery, broken, pieces.length], ['truncated', 'ECONNRESET', 10]);
    assert.deepEqual(bytes, BODY.subarray(0, Math.floor(BODY.length / 2)));
  });

  it('drop the connection without a byte, late or at once', async () => {
    for (const delayMs of [0, 5]) {
      const { status, bytes, delivery, pieces, broken } = await exchange(effects({ drop: 'after', delayMs }));
      assert.deepEqual([status, bytes.length, delivery, broken], [undefined, 0, 'dropped', 'ECONNRESET']);
      assert.deepEqual(pieces, []);
    }
  });

  it('drop a request for which there is no answer', async () => {
    for (const delayMs of [0, 5]) {
      const delivered = new Promise<Delivery>((resolve) => {
        answering = (response) => resolve(dropConnection(effects({ drop: 'before', delayMs }), response));
      });
      const { status, broken } = await receive();
      assert.deepEqual([status, broken], [undefined, 'ECONNRESET']);
      assert.equal(await delivered, 'dropped');
    }
  });

  describe('let go when the caller does', () => {
    for (const [title, faults] of [
      ['while the answer is delayed', { delayMs: FOR_EVER_MS }],
      ['while a drop is delayed', { delayMs: FOR_EVER_MS, drop: 'after' }],
      ['while a page trickles in', { dribbleMs: FOR_EVER_MS }],
    ] as const) {
      it(title, async () => {
        let response: ServerResponse | undefined;
        const begun = new Promise<Promise<Delivery>[]>((resolve) => {
          answering = (given) => {
            response = given;
            resolve([sendAnswer(effects(faults), given, ANSWER)]);
          };
        });
        const calling = call().on('error', () => {});
        calling.end();
        const [delivered] = await begun;
        const listeners = response?.req.socket.listenerCount('close') ?? 0;
        calling.destroy();
        assert.equal(await delivered, 'closed');
        assert.ok((response?.req.socket.listenerCount('close') ?? 0) < listeners);
      });
    }

    it('before there is anything to send', async () => {
      const given = new Promise<ServerResponse>((resolve) => {
        answering = resolve;
      });
      const calling = call().on('error', () => {});
      calling.end();
      const response = await given;
      calling.destroy();
      await once(response.req.socket, 'close');
      for (const faults of [{}, { delayMs: FOR_EVER_MS }, { drop: 'after' }, { truncate: true }] as const) {
        assert.equal(await sendAnswer(effects(faults), response, ANSWER), 'closed');
      }
      assert.equal(await dropConnection(effects({ delayMs: FOR_EVER_MS }), response), 'closed');
    });
  });

  it('let go when the server ends', async () => {
    const ending = createServer();
    const begun = new Promise<Promise<Delivery>[]>((resolve) => {
      ending.on('request', (_, response) =>
        resolve([sendAnswer(effects({ delayMs: FOR_EVER_MS }), response, ANSWER)]),
      );
    });
    ending.listen(0, '127.0.0.1');
    await once(ending, 'listening');
    const calling = httpRequest({ port: (ending.address() as AddressInfo).port, host: '127.0.0.1' });
    const failed = once(calling, 'error');
    calling.end();
    const [delivered] = await begun;
    ending.close();
    ending.closeAllConnections();
    assert.equal(await delivered, 'closed');
    await failed;
  });
});
