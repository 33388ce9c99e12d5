import assert from 'node:assert/strict';
import { describe, it, type TestContext } from 'node:test';
import type { ReceiverLimits } from '../../../../src/webhooks/receiver/options.ts';
import { ACCOUNT, exchange, post, receive } from './receiving.ts';

const BODY = '{"eventType":"CONVERSATION_UPDATED","data":{"id":"conv_1"}}';

/** A receiver with these limits, what raw bytes are answered, and a look at whether it still works. */
async function attack(test: TestContext, limits: Partial<ReceiverLimits> = {}) {
  const running = await receive(test, { limits });
  const { receiver, url, told } = running;
  return {
    ...running,
    send: (...bytes: (string | Buffer)[]) => exchange(receiver.port, ...bytes),
    stillWorks: async () => {
      const before = told.length;
      assert.equal((await post(url, BODY)).status, 204);
      assert.equal(told.length, before + 1);
    },
  };
}

/** A request's head. */
function head(
  lines: string[] = [],
  { method = 'POST', target = ACCOUNT.path, host = '127.0.0.1' } = {},
): string {
  return [`${method} ${target} HTTP/1.1`, `Host: ${host}`, ...lines, '', ''].join('\r\n');
}

const CLOSE = 'Connection: close';

describe('requests that mean no good', () => {
  it('are refused under another host, whatever way it is named', async (test) => {
    const { send, refused, told, stillWorks } = await attack(test);
    for (const bytes of [
      head([CLOSE, 'Content-Length: 2'], { host: 'evil.example' }),
      head([CLOSE], { host: '127.0.0.1.evil.example' }),
      head([CLOSE], { host: 'evil.example:80' }),
      head([CLOSE], { host: 'user@127.0.0.1' }),
      head([CLOSE], { host: '' }),
      `POST ${ACCOUNT.path} HTTP/1.1\r\n${CLOSE}\r\n\r\n`,
    ]) {
      assert.match(await send(bytes), /^HTTP\/1\.1 421 /, bytes);
    }
    assert.equal(refused.length, 6);
    assert.deepEqual(
      { ...refused[0], at: 0 },
      {
        at: 0,
        kind: 'foreignHost',
        status: 421,
        method: 'POST',
        path: ACCOUNT.path,
        host: 'evil.example',
      },
    );
    const absolute = head([CLOSE], { target: `http://evil.example${ACCOUNT.path}` });
    assert.match(await send(absolute), /^HTTP\/1\.1 400 /);
    assert.deepEqual(told, []);
    await stillWorks();
  });

  it('are let in under the hosts of tunnels and of configured URLs', async (test) => {
    const { receiver, told } = await receive(test, {
      allowedHosts: () => ['Tunnel.Example'],
      configuredUrls: () => ['https://configured.example:8443/AC1', 'no url'],
    });
    for (const host of [
      'tunnel.example',
      'TUNNEL.example:443',
      'configured.example',
      'localhost:1',
      '[::1]',
    ]) {
      const answer = await exchange(receiver.port, head([CLOSE], { host }));
      assert.match(answer, /^HTTP\/1\.1 204 /, host);
    }
    assert.equal(told.length, 5);
  });

  it('are refused from web pages, on whatever method', async (test) => {
    const { send, told, stillWorks } = await attack(test);
    for (const lines of [
      ['Origin: https://evil.example'],
      ['Origin: null'],
      ['Origin: http://127.0.0.1:3000'],
      ['Sec-Fetch-Site: cross-site'],
      ['Sec-Fetch-Site: same-site', 'Sec-Fetch-Mode: no-cors'],
    ]) {
      for (const method of ['GET', 'POST']) {
        assert.match(await send(head([CLOSE, ...lines], { method })), /^HTTP\/1\.1 403 /, lines[0]);
      }
    }
    assert.deepEqual(told, []);
    await stillWorks();
  });

  it('are told where callbacks arrive when they come elsewhere', async (test) => {
    const { send, refused, stillWorks } = await attack(test);
    for (const target of ['/', `${ACCOUNT.path}x`, '/..', `//${ACCOUNT.path}`, ACCOUNT.path.toLowerCase()]) {
      assert.match(await send(head([CLOSE], { target })), /^HTTP\/1\.1 404 .*account SID/s, target);
    }
    assert.equal(
      refused.every(({ kind }) => kind === 'unknownPath'),
      true,
    );
    await stillWorks();
  });

  it('are refused by other methods, upgrades do no harm, and no expectation is met', async (test) => {
    const { send, told, stillWorks } = await attack(test);
    for (const method of ['PUT', 'DELETE', 'OPTIONS', 'TRACE', 'PATCH']) {
      assert.match(await send(head([CLOSE], { method })), /^HTTP\/1\.1 405 .*Allow: GET, POST/is, method);
    }
    assert.match(await send(head(['Expect: the-unexpected'])), /^HTTP\/1\.1 417 /);
    await send(head([CLOSE], { method: 'CONNECT', target: '127.0.0.1:1' }));
    assert.deepEqual(told, []);
    const upgrade = head(['Connection: Upgrade', 'Upgrade: websocket', 'Content-Length: 0']);
    assert.match(await send(upgrade), /^HTTP\/1\.1 204 /);
    await stillWorks();
  });

  it('are refused when they are no HTTP', async (test) => {
    const { send, told, stillWorks } = await attack(test);
    for (const bytes of [
      'HELLO\r\n\r\n',
      Buffer.from([0x16, 0x03, 0x01, 0x02, 0x00, 0x01]),
      `POST ${ACCOUNT.path} HTTP/1.1\r\nHost 127.0.0.1\r\n\r\n`,
      head(['Content-Length: -1']),
      head(['Content-Length: 5', 'Content-Length: 6']),
      head(['Content-Length: 5', 'Transfer-Encoding: chunked']),
      `${head(['Transfer-Encoding: chunked'])}zz\r\n`,
      head(['X-Bad: a\u0000b']),
      head([CLOSE], { target: '/a\\b' }),
    ]) {
      assert.match(await send(bytes), /^HTTP\/1\.1 400 /, String(bytes));
    }
    assert.deepEqual(told, []);
    await stillWorks();
  });

  it('are refused when their headers are too large or too many', async (test) => {
    const { send, stillWorks } = await attack(test, { headerBytes: 8_000 });
    assert.match(await send(head([`X-Long: ${'x'.repeat(9_000)}`])), /^HTTP\/1\.1 431 /);
    assert.match(await send(head(Array.from({ length: 2_000 }, (_, n) => `X-${n}: 1`))), /^HTTP\/1\.1 431 /);
    assert.match(
      await send(head([], { target: `${ACCOUNT.path}?${'x'.repeat(9_000)}` })),
      /^HTTP\/1\.1 431 /,
    );
    await stillWorks();
  });

  it('are refused when they are too large, announced or not', async (test) => {
    const { send, refused, told, stillWorks } = await attack(test, { bodyBytes: 10_000 });
    const announced = head([CLOSE, 'Content-Length: 10001']);
    assert.match(await send(announced, 'x'.repeat(10_001)), /^HTTP\/1\.1 413 /);
    const chunk = `${(6_000).toString(16)}\r\n${'x'.repeat(6_000)}\r\n`;
    const chunked = head([CLOSE, 'Transfer-Encoding: chunked']);
    assert.match(await send(chunked, chunk, chunk, '0\r\n\r\n'), /^HTTP\/1\.1 413 /);
    assert.deepEqual(
      refused.map(({ kind }) => kind),
      ['tooLarge', 'tooLarge'],
    );
    assert.deepEqual(told, []);
    await stillWorks();
  });

  it('are refused when too much comes at once, and there is room again afterwards', async (test) => {
    const { send, refused, stillWorks, told } = await attack(test, { bodyBytesAtOnce: 5_000 });
    const long = head([CLOSE, 'Content-Length: 6000']);
    for (let round = 0; round < 3; round++) {
      assert.match(await send(long, 'x'.repeat(6_000)), /^HTTP\/1\.1 503 /);
    }
    assert.equal(
      refused.every(({ kind }) => kind === 'tooBusy'),
      true,
    );
    const fits = head([CLOSE, 'Content-Length: 4000']);
    for (let round = 0; round < 3; round++) {
      assert.match(await send(fits, 'x'.repeat(4_000)), /^HTTP\/1\.1 204 /);
    }
    assert.equal(told.length, 3);
    await stillWorks();
  });

  it('are cut off when they come too slowly: head, body, and chunks that never end', async (test) => {
    const { send, told, stillWorks } = await attack(test, {
      headersTimeoutMs: 40,
      requestTimeoutMs: 60,
      checkEveryMs: 10,
    });
    const chunk = '5\r\nhello\r\n';
    const answers = await Promise.all([
      send(`POST ${ACCOUNT.path} HTTP/1.1\r\nHost: 127.0.0.1\r\nX-Slow: `),
      send(head(['Content-Length: 100']), 'only this'),
      send(head(['Transfer-Encoding: chunked']), chunk, chunk),
    ]);
    for (const answer of answers) assert.match(answer, /^HTTP\/1\.1 408 /);
    assert.deepEqual(told, []);
    await stillWorks();
  });

  it('cannot take all connections for longer than that', async (test) => {
    const { send, url } = await attack(test, {
      connections: 5,
      headersTimeoutMs: 40,
      requestTimeoutMs: 60,
      checkEveryMs: 10,
    });
    await Promise.all(Array.from({ length: 20 }, () => send('POST /')));
    // The server may learn a moment later than we that a connection has ended.
    let response: Response | undefined;
    while (!response) response = await post(url, BODY).catch(() => undefined);
    assert.equal(response.status, 204);
  });

  it('are answered in order when they are sent without waiting for answers', async (test) => {
    const { send, told } = await attack(test);
    const one = (id: string, last = false) => {
      const body = JSON.stringify({ eventType: 'CONVERSATION_UPDATED', data: { id } });
      return head([`Content-Length: ${body.length}`, ...(last ? [CLOSE] : [])]) + body;
    };
    const ids = Array.from({ length: 200 }, (_, n) => `conv_${n}`);
    const answer = await send(ids.map((id, n) => one(id, n === ids.length - 1)).join(''));
    assert.equal(answer.match(/HTTP\/1\.1 204 /g)?.length, 200);
    assert.deepEqual(
      told.map(({ event }) => event?.conversationId),
      ids,
    );
  });

  it('do no harm when their sender goes away within the body', async (test) => {
    const { url, told, problems, stillWorks } = await attack(test, { bodyBytesAtOnce: 100_000 });
    for (let round = 0; round < 5; round++) {
      const sending = new AbortController();
      const body = new ReadableStream({
        pull(controller) {
          controller.enqueue(Buffer.alloc(50_000, 'x'));
          sending.abort();
        },
      });
      const options = { method: 'POST', body, duplex: 'half', signal: sending.signal } as const;
      await assert.rejects(fetch(url, options));
    }
    // What they held was given back, or there would be no room for this.
    assert.equal((await fetch(url, { method: 'POST', body: 'x'.repeat(90_000) })).status, 204);
    assert.equal(told.length, 1);
    assert.deepEqual(problems, []);
    await stillWorks();
  });

  it('have data of any shape', async (test) => {
    const { url, told, problems } = await attack(test);
    const deep = `${'{"a":'.repeat(50_000)}1${'}'.repeat(50_000)}`;
    const wide = `{${Array.from({ length: 50_000 }, (_, n) => `"k${n}":${n}`).join(',')}}`;
    for (const data of [deep, wide, '{"__proto__":{"polluted":true}}', '[]', 'null', '"\\ud800"']) {
      assert.equal((await post(url, `{"eventType":"CONVERSATION_UPDATED","data":${data}}`)).status, 204);
    }
    assert.equal(told.length, 6);
    for (const { event, bytes } of told) {
      assert.ok(event);
      assert.ok(JSON.stringify(event).length < 200_000);
      assert.ok(bytes > 0);
    }
    assert.equal(({} as { polluted?: boolean }).polluted, undefined);
    assert.deepEqual(problems, []);
  });
});
