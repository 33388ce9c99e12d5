import assert from 'node:assert/strict';
import { it } from 'node:test';
import type { Memento } from 'vscode';
import { SharedState } from '../../../src/platform/sharedState.ts';

/** Does as VS Code does: a write is told back to the window that made it, and replaces all that it knows. */
function echoingMemento(): Memento & { failing: boolean } {
  let known: Record<string, unknown> = {};
  return {
    failing: false,
    keys: () => Object.keys(known),
    get: (key: string, fallback?: unknown) => known[key] ?? fallback,
    async update(key: string, value: unknown) {
      if (this.failing) throw new Error('Boom');
      known[key] = value;
      const sent = structuredClone(known);
      await new Promise(setImmediate);
      known = sent;
      await new Promise(setImmediate);
    },
  } as Memento & { failing: boolean };
}

it('loses no write that is made while another is on its way', async () => {
  const state = new SharedState(echoingMemento());
  await Promise.all([state.update('a', 1), state.update('b', 2), state.update('a', 3)]);
  assert.deepEqual([state.get('a'), state.get('b'), [...state.keys()].sort()], [3, 2, ['a', 'b']]);
});

it('gives what was written at once, and the fallback where nothing is', () => {
  const state = new SharedState(echoingMemento());
  void state.update('a', 1);
  assert.deepEqual([state.get('a'), state.get('b', 'none')], [1, 'none']);
  void state.update('a', undefined);
  assert.equal(state.get('a', 'none'), 'none');
});

it('goes on after a write that failed, and says that it did', async () => {
  const memento = echoingMemento();
  const state = new SharedState(memento);
  memento.failing = true;
  await assert.rejects(state.update('a', 1), /Boom/);
  memento.failing = false;
  await state.update('b', 2);
  assert.deepEqual([state.get('a'), state.get('b')], [undefined, 2]);
});
