import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { ApiError } from '../../../src/api/errors.ts';
import type { Operation } from '../../../src/api/resources.ts';
import type { OperationRecord } from '../../../src/explorer/controlPlane/operationRecord.ts';
import { OperationTracker } from '../../../src/explorer/controlPlane/operationTracker.ts';
import { OperationWatch } from '../../../src/explorer/controlPlane/operationWatch.ts';
import type { Session } from '../../../src/platform/session.ts';

const operation = (operationId: string, status: string): Operation => ({ operationId, status });
const started = (operationId: string) => ({ accountId: 'a', operationId, what: `Do ${operationId}` });

/** globalState, which other windows share. */
function memento() {
  const kept = new Map<string, unknown>();
  return {
    get: (key: string) => kept.get(key),
    update: async (key: string, value: unknown) => {
      kept.set(key, JSON.parse(JSON.stringify(value)));
    },
  } as ConstructorParameters<typeof OperationTracker>[0]['state'];
}

function trackerOver(state = memento()) {
  const told: OperationRecord[] = [];
  const tracker = new OperationTracker({ state, changed() {}, ended: (record) => told.push(record) });
  return { tracker, told, ids: () => tracker.of('a').map(({ operationId }) => operationId) };
}

/** Waits until it holds, however many turns that takes. */
async function until(holds: () => boolean): Promise<void> {
  for (let turn = 0; !holds(); turn++) {
    assert.ok(turn < 2_000, 'it never came to that');
    await new Promise((resolve) => setTimeout(resolve, 1));
  }
}

describe('the tracker of operations', () => {
  it('keeps the newest fifty, newest first, over a reload and for other windows', async () => {
    const state = memento();
    const { tracker } = trackerOver(state);
    for (let index = 0; index < 60; index++) await tracker.track(started(`o${index}`));
    const { ids } = trackerOver(state);
    assert.equal(ids().length, 50);
    assert.deepEqual(ids().slice(0, 2), ['o59', 'o58']);
  });

  it('shows an account its own', async () => {
    const { tracker } = trackerOver();
    await tracker.track(started('one'));
    await tracker.track({ ...started('two'), accountId: 'b' });
    assert.deepEqual(
      tracker.of('b').map(({ operationId }) => operationId),
      ['two'],
    );
  });

  it('tells once how an operation has ended, and nothing while it goes on', async () => {
    const { tracker, told } = trackerOver();
    await tracker.track(started('one'));
    await tracker.take('a', operation('one', 'PENDING'));
    assert.equal(told.length, 0);
    await tracker.take('a', operation('one', 'COMPLETED'));
    await tracker.take('a', operation('one', 'COMPLETED'));
    assert.deepEqual(
      told.map(({ seen }) => seen?.status),
      ['COMPLETED'],
    );
  });

  it('leaves it to whoever shows a progress to tell, and shows how it ended', async () => {
    const { tracker, told } = trackerOver();
    await tracker.track(started('good'), Promise.resolve(operation('good', 'COMPLETED')));
    const failed = new ApiError({
      kind: 'operation',
      message: 'No',
      method: 'GET',
      path: '/',
      operation: operation('bad', 'FAILED'),
    });
    await tracker.track(started('bad'), Promise.reject(failed));
    await until(() => tracker.of('a').every(({ seen }) => seen !== undefined));
    assert.deepEqual(
      tracker.of('a').map(({ seen }) => seen?.status),
      ['FAILED', 'COMPLETED'],
    );
    assert.equal(told.length, 0);
  });

  it('takes over, and tells, when a progress was given up', async () => {
    const { tracker, told } = trackerOver();
    const givenUp = new ApiError({ kind: 'cancelled', message: 'Cancelled', method: 'GET', path: '/' });
    await tracker.track(started('one'), Promise.reject(givenUp));
    await until(() => !tracker.isShown({ accountId: 'a', operationId: 'one' }));
    await tracker.take('a', operation('one', 'FAILED'));
    assert.equal(told.length, 1);
  });

  it('forgets, and takes in nothing of what is forgotten', async () => {
    const { tracker, ids, told } = trackerOver();
    await tracker.track(started('one'));
    await tracker.forget({ accountId: 'a', operationId: 'one' });
    await tracker.take('a', operation('one', 'FAILED'));
    assert.deepEqual(ids(), []);
    assert.equal(told.length, 0);
  });
});

describe('looking at operations', () => {
  type Look = (
    id: string,
    options: { signal: AbortSignal; onProgress: (operation: Operation) => void },
  ) => Promise<unknown>;
  const forever = ({ signal }: { signal: AbortSignal }) =>
    new Promise((_, reject) => signal.addEventListener('abort', () => reject(new Error('aborted'))));
  const sessionOf = (waitForOperation: Look, id = 'a') =>
    ({ account: { id }, client: { waitForOperation } }) as unknown as Session;
  const watchOver = (tracker: OperationTracker) =>
    new OperationWatch(tracker, () => {}, { firstMs: 1, longestMs: 2 });

  it('begins with those under way, and ends when nobody looks on', async () => {
    const { tracker } = trackerOver();
    await tracker.track(started('over'));
    await tracker.take('a', operation('over', 'COMPLETED'));
    await tracker.track(started('pending'));
    const signals = new Map<string, AbortSignal>();
    const session = sessionOf((id, options) => {
      signals.set(id, options.signal);
      return forever(options);
    });
    const watch = watchOver(tracker);
    watch.update(session);
    watch.update(session);
    assert.deepEqual([...signals.keys()], ['pending']);
    watch.update(undefined);
    assert.equal(signals.get('pending')?.aborted, true);
  });

  it('takes in each look, and is over when the operation is', async () => {
    const { tracker, told } = trackerOver();
    await tracker.track(started('one'));
    let looks = 0;
    const watch = watchOver(tracker);
    watch.update(
      sessionOf(async (id, { onProgress }) => {
        looks++;
        onProgress(operation(id, 'PENDING'));
        onProgress(operation(id, 'COMPLETED'));
      }),
    );
    await until(() => told.length > 0);
    assert.equal(looks, 1);
    watch.stop();
  });

  it('goes on after failures, says why meanwhile, and recovers', async () => {
    const { tracker, told } = trackerOver();
    await tracker.track(started('one'));
    let looks = 0;
    const watch = watchOver(tracker);
    const failures: unknown[] = [];
    watch.update(
      sessionOf(async (id, { onProgress }) => {
        failures.push(watch.failureOf(id));
        if (++looks < 3) throw new Error('No network');
        onProgress(operation(id, 'COMPLETED'));
      }),
    );
    await until(() => told.length > 0);
    assert.deepEqual(
      failures.map((failure) => (failure as Error | undefined)?.message),
      [undefined, 'No network', 'No network'],
    );
    assert.equal(watch.failureOf('one'), undefined);
    watch.stop();
  });

  it('says that Twilio does not know it, and asks no more', async () => {
    const { tracker, told } = trackerOver();
    await tracker.track(started('one'));
    let looks = 0;
    const watch = watchOver(tracker);
    const session = sessionOf(async () => {
      looks++;
      throw new ApiError({ kind: 'status', message: 'Gone', method: 'GET', path: '/', status: 404 });
    });
    watch.update(session);
    await until(() => tracker.of('a')[0]?.gone === true);
    watch.update(session);
    assert.equal(looks, 1);
    assert.equal(told.length, 0, 'nobody knows how it ended');
  });

  it('leaves alone what a progress is shown for, and another account’s', async () => {
    const { tracker } = trackerOver();
    await tracker.track(started('shown'), new Promise(() => {}));
    await tracker.track({ ...started('other'), accountId: 'b' });
    const looks: string[] = [];
    const watch = watchOver(tracker);
    watch.update(
      sessionOf((id, options) => {
        looks.push(id);
        return forever(options);
      }),
    );
    assert.deepEqual(looks, []);
  });

  it('begins anew with another client: a sandbox that was started again, another account', async () => {
    const { tracker } = trackerOver();
    await tracker.track(started('one'));
    const signals: AbortSignal[] = [];
    const look: Look = (_, options) => {
      signals.push(options.signal);
      return forever(options);
    };
    const watch = watchOver(tracker);
    watch.update(sessionOf(look));
    watch.update(sessionOf(look));
    assert.deepEqual(
      signals.map(({ aborted }) => aborted),
      [true, false],
    );
    watch.stop();
  });
});
