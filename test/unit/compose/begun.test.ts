import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { BegunStore } from '../../../src/compose/begun.ts';

/** What the editor keeps for a workspace. */
function memento(values: Record<string, unknown> = {}) {
  return {
    keys: () => Object.keys(values),
    get: (key: string) => values[key],
    update: (key: string, value: unknown) => {
      values[key] = value;
      return Promise.resolve();
    },
  } as ConstructorParameters<typeof BegunStore>[0];
}

describe('Where a communication was begun without a conversation', () => {
  it('is remembered for each account on its own, and forgotten', () => {
    const begun = new BegunStore(memento());
    begun.remember('one', 'a');
    begun.remember('two', 'b');
    assert.deepEqual([begun.of('one'), begun.of('two')], ['a', 'b']);
    begun.remember('one', undefined);
    assert.deepEqual([begun.of('one'), begun.of('two')], [undefined, 'b']);
  });

  it('is nothing where what was kept is something else', () => {
    for (const kept of [undefined, null, 7, 'text', { one: 7 }])
      assert.equal(new BegunStore(memento({ 'compose.begun': kept })).of('one'), undefined);
  });
});
