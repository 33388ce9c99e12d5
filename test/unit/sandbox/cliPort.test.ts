import assert from 'node:assert/strict';
import { once } from 'node:events';
import { type AddressInfo, createServer } from 'node:net';
import { PassThrough } from 'node:stream';
import { describe, it } from 'node:test';
import { confirm, nextFreePort } from '../../../src/sandbox/cliPort.ts';

describe('the next free port', () => {
  it('is above the one that is taken, and free', async () => {
    const taken = createServer().listen(0, '127.0.0.1');
    await once(taken, 'listening');
    const { port } = taken.address() as AddressInfo;
    const below = createServer();
    const next = await nextFreePort(port - 1);
    assert.ok(next !== undefined && next > port);
    below.listen(next, '127.0.0.1');
    await once(below, 'listening');
    below.close();
    taken.close();
  });

  it('is none beyond the last', async () => {
    assert.equal(await nextFreePort(65_535), undefined);
  });
});

describe('a question at the terminal', () => {
  const ask = (typed: string | undefined) => {
    const input = new PassThrough();
    const output = new PassThrough();
    const answer = confirm('Listen on 4011 instead?', input, output);
    if (typed === undefined) input.end();
    else input.write(`${typed}\n`);
    return { answer, output };
  };

  for (const [typed, expected] of [
    ['', true],
    ['y', true],
    ['YES', true],
    ['n', false],
    ['what?', false],
    [undefined, false],
  ] as const) {
    it(`${typed === undefined ? 'the end of input' : `“${typed}”`} means ${expected ? 'yes' : 'no'}`, async () => {
      const { answer, output } = ask(typed);
      assert.equal(await answer, expected);
      assert.match(String(output.read()), /Listen on 4011 instead\? \[Y\/n\] /);
    });
  }
});
