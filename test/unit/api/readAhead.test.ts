import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { Page } from '../../../src/api/pages.ts';
import { readAhead } from '../../../src/api/readAhead.ts';
import { settle } from './support.ts';

interface Asked {
  token: string | undefined;
  signal: AbortSignal;
  announce: (token: string) => boolean;
  answer: (page: Page<string>) => void;
  fail: (error: Error) => void;
}

/** Pages that are answered by hand. */
function byHand() {
  const asked: Asked[] = [];
  const read = (token: string | undefined, signal: AbortSignal, announce: (token: string) => boolean) => {
    const { promise, resolve, reject } = Promise.withResolvers<Page<string>>();
    asked.push({ token, signal, announce, answer: resolve, fail: reject });
    signal.addEventListener('abort', () => reject(new Error('cancelled')));
    if (signal.aborted) reject(new Error('cancelled'));
    return promise;
  };
  const tokens = () => asked.map(({ token }) => token);
  return { asked, read, tokens };
}

describe('reading ahead', () => {
  it('asks for the next page while one is dealt with, and for none after that', async () => {
    const { asked, read, tokens } = byHand();
    const pages = readAhead(read, undefined, undefined);
    const first = pages.next();
    asked[0]?.answer({ items: ['a'], nextToken: '1' });
    assert.deepEqual((await first).value, { items: ['a'], nextToken: '1' });
    assert.deepEqual(tokens(), [undefined, '1']);
    asked[1]?.answer({ items: ['b'], nextToken: '2' });
    await settle();
    assert.deepEqual(tokens(), [undefined, '1'], 'two pages ahead');
    assert.deepEqual((await pages.next()).value, { items: ['b'], nextToken: '2' });
    assert.deepEqual(tokens(), [undefined, '1', '2']);
    asked[2]?.answer({ items: ['c'] });
    assert.deepEqual((await pages.next()).value, { items: ['c'] });
    assert.deepEqual(await pages.next(), { value: undefined, done: true });
    assert.deepEqual(tokens(), [undefined, '1', '2']);
  });

  it('asks for nothing before it is asked, and begins at a token', async () => {
    const { asked, read, tokens } = byHand();
    const pages = readAhead(read, 'middle', undefined);
    await settle();
    assert.deepEqual(tokens(), []);
    const first = pages.next();
    asked[0]?.answer({ items: [] });
    await first;
    assert.deepEqual(tokens(), ['middle']);
  });

  it('asks at once for a page that is announced before the one it follows is there', async () => {
    const { asked, read, tokens } = byHand();
    const pages = readAhead(read, undefined, undefined);
    const first = pages.next();
    assert.equal(asked[0]?.announce('1'), true);
    assert.deepEqual(tokens(), [undefined, '1']);
    asked[0]?.answer({ items: ['a'], nextToken: '1' });
    await first;
    // The page after is announced while nobody waits for the one that announces it.
    assert.equal(asked[1]?.announce('2'), false);
    await settle();
    assert.deepEqual(tokens(), [undefined, '1']);
    const second = pages.next();
    await settle();
    assert.deepEqual(tokens(), [undefined, '1', '2']);
    asked[1]?.answer({ items: ['b'], nextToken: '2' });
    await second;
    assert.deepEqual(tokens(), [undefined, '1', '2']);
  });

  it('gives up a page that was announced and is not the next', async () => {
    const { asked, read, tokens } = byHand();
    const pages = readAhead(read, undefined, undefined);
    const first = pages.next();
    asked[0]?.announce('wrong');
    asked[0]?.answer({ items: ['a'], nextToken: '1' });
    await first;
    assert.deepEqual(tokens(), [undefined, 'wrong', '1']);
    assert.equal(asked[1]?.signal.aborted, true);
    assert.equal(asked[2]?.signal.aborted, false);
    const second = pages.next();
    asked[2]?.announce('none');
    asked[2]?.answer({ items: ['b'] });
    assert.deepEqual((await second).value, { items: ['b'] });
    assert.equal((await pages.next()).done, true);
    assert.equal(asked[3]?.signal.aborted, true);
  });

  it('ends what is under way when the reader stops early', async () => {
    const { asked, read } = byHand();
    const pages = readAhead(read, undefined, undefined);
    const first = pages.next();
    asked[0]?.answer({ items: ['a'], nextToken: '1' });
    await first;
    assert.equal(asked[1]?.signal.aborted, false);
    await pages.return();
    assert.equal(asked[1]?.signal.aborted, true);
    assert.equal((await pages.next()).done, true);
  });

  it('tells of a page that failed when it is its turn, and not before', async () => {
    const { asked, read } = byHand();
    const pages = readAhead(read, undefined, undefined);
    const first = pages.next();
    asked[0]?.answer({ items: ['a'], nextToken: '1' });
    await first;
    asked[1]?.fail(new Error('no such page'));
    // Were it an unhandled rejection, the test's process would end here.
    await settle();
    await assert.rejects(pages.next(), /no such page/);
    assert.equal((await pages.next()).done, true);
  });

  it('ends the page it had announced when a page fails', async () => {
    const { asked, read } = byHand();
    const pages = readAhead(read, undefined, undefined);
    const first = pages.next();
    asked[0]?.announce('1');
    asked[0]?.fail(new Error('cut short'));
    await assert.rejects(first, /cut short/);
    assert.equal(asked[1]?.signal.aborted, true);
  });

  it('ends everything when the caller cancels, also a page that is there already', async () => {
    const { asked, read } = byHand();
    const abort = new AbortController();
    const pages = readAhead(read, undefined, abort.signal);
    const first = pages.next();
    asked[0]?.answer({ items: ['a'], nextToken: '1' });
    await first;
    asked[1]?.answer({ items: ['b'], nextToken: '2' });
    await settle();
    abort.abort();
    await assert.rejects(pages.next(), /cancelled/);

    const late = readAhead(read, undefined, abort.signal);
    await assert.rejects(late.next(), /cancelled/);
    assert.ok(asked.slice(2).every(({ signal }) => signal.aborted));
  });

  it('ends a page that is waited for, and the one after it', async () => {
    const { asked, read } = byHand();
    const abort = new AbortController();
    const pages = readAhead(read, undefined, abort.signal);
    const first = pages.next();
    asked[0]?.announce('1');
    abort.abort();
    await assert.rejects(first, /cancelled/);
    assert.deepEqual(
      asked.map(({ signal }) => signal.aborted),
      [true, true],
    );
  });
});
