import assert from 'node:assert/strict';
import { it } from 'node:test';
import { JsonHistory } from '../../../src/inspect/jsonHistory.ts';

const texts = (history: JsonHistory, key: string) => history.of(key).map(({ text }) => text);

it('keeps a moment only when something changed, the latest first', () => {
  const history = new JsonHistory();
  assert.equal(history.add('a', { at: 1, text: 'one' }), true);
  assert.equal(history.add('a', { at: 2, text: 'one' }), false);
  assert.equal(history.add('a', { at: 3, text: 'two' }), true);
  assert.equal(history.add('a', { at: 4, text: 'one' }), true);
  assert.deepEqual(
    history.of('a').map(({ at }) => at),
    [4, 3, 1],
  );
  assert.deepEqual(history.of('b'), []);
});

it('keeps twenty moments of a resource', () => {
  const history = new JsonHistory();
  for (let at = 0; at < 30; at++) history.add('a', { at, text: `${at}` });
  assert.equal(history.of('a').length, 20);
  assert.equal(history.of('a').at(-1)?.text, '10');
});

it('gives up the oldest of all when there is too much, but never the latest of a resource', () => {
  const history = new JsonHistory({ each: 20, characters: 10 });
  history.add('a', { at: 1, text: 'aaaa' });
  history.add('b', { at: 2, text: 'bbb1' });
  history.add('b', { at: 3, text: 'bbb2' });
  assert.deepEqual(texts(history, 'a'), ['aaaa']);
  assert.deepEqual(texts(history, 'b'), ['bbb2']);
  history.add('a', { at: 4, text: 'a'.repeat(50) });
  assert.deepEqual(texts(history, 'a'), ['a'.repeat(50)]);
  assert.deepEqual(texts(history, 'b'), ['bbb2']);
});

it('cannot be changed through what it gave out', () => {
  const history = new JsonHistory();
  history.add('a', { at: 1, text: 'one' });
  (history.of('a') as unknown[]).length = 0;
  assert.deepEqual(texts(history, 'a'), ['one']);
});
