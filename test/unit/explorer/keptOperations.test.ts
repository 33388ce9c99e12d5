import assert from 'node:assert/strict';
import { it } from 'node:test';
import {
  forgetSignedOut,
  keepOperations,
  keptOperations,
  type State,
} from '../../../src/explorer/controlPlane/keptOperations.ts';

function memento() {
  const kept = new Map<string, unknown>();
  let writes = 0;
  const state = {
    get: (key: string) => kept.get(key),
    update: async (key: string, value: unknown) => {
      writes++;
      kept.set(key, JSON.parse(JSON.stringify(value)));
    },
  } as State;
  return { state, kept, writes: () => writes };
}

const record = (accountId: string, operationId: string) => ({
  accountId,
  operationId,
  what: `Delete conversation “${operationId}”`,
  startedAt: '2026-01-01T00:00:00Z',
});
const idsIn = (state: State) => keptOperations(state).map(({ operationId }) => operationId);

it('forgets what was started on accounts that were signed out of, and nothing else', async () => {
  const { state, kept, writes } = memento();
  await keepOperations(state, [record('a', 'one'), record('gone', 'Hannah'), record('a', 'two')]);
  const present = new Set(['a', 'gone']);
  const sessions = { version: async (id: string) => (present.has(id) ? 1 : undefined) };
  const before = writes();
  await forgetSignedOut(state, sessions);
  assert.equal(writes(), before, 'nobody was signed out');
  present.delete('gone');
  await forgetSignedOut(state, sessions);
  assert.deepEqual(idsIn(state), ['one', 'two']);
  assert.ok(!JSON.stringify([...kept]).includes('Hannah'));
});

it('keeps one that was started while it looked, and all when the accounts cannot be read', async () => {
  const { state } = memento();
  await keepOperations(state, [record('gone', 'one')]);
  await forgetSignedOut(state, {
    version: async () => {
      await keepOperations(state, [record('new', 'two'), ...keptOperations(state)]);
      return undefined;
    },
  });
  assert.deepEqual(idsIn(state), ['two']);
  await assert.rejects(
    forgetSignedOut(state, { version: async () => Promise.reject(new Error('locked')) }),
    /locked/,
  );
  assert.deepEqual(idsIn(state), ['two']);
});
