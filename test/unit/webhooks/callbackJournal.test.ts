import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { CHANGES_FLAG } from '../../../src/webhooks/callbackFlag.ts';
import { CallbackJournal, type KeptChange } from '../../../src/webhooks/callbackJournal.ts';

const change = (id: string, more: Partial<KeptChange> = {}): KeptChange => ({
  accountId: 'a',
  target: { kind: 'configuration', id, name: id },
  before: [{ url: 'https://user:pass@hooks.example/', method: 'POST', extra: 1 } as never],
  after: [{ url: 'http://127.0.0.1:4011/AC' }],
  pid: 1,
  at: 0,
  ...more,
});

function storage() {
  const secrets = new Map<string, string>();
  const state = new Map<string, unknown>();
  return {
    secrets,
    state,
    journal: (isAlive: (pid: number) => boolean = () => false) =>
      new CallbackJournal(
        {
          get: async (key) => secrets.get(key),
          store: async (key, value) => void secrets.set(key, value),
          delete: async (key) => void secrets.delete(key),
        },
        { update: async (key: string, value: unknown) => void state.set(key, value) },
        isAlive,
      ),
  };
}

describe('the journal of changed status callbacks', () => {
  it('keeps what was there where another window finds it, as it came, and nothing of it elsewhere', async () => {
    const { journal, state } = storage();
    await journal().keep(change('x'));
    assert.deepEqual(await journal().left(), [change('x')]);
    assert.deepEqual([...state], [[CHANGES_FLAG, true]]);
    await journal().forget(change('x'));
    assert.deepEqual(await journal().all(), []);
    assert.equal(state.get(CHANGES_FLAG), undefined);
  });

  it('remembers of a second change what was there before the first', async () => {
    const { journal } = storage();
    const second = change('x', { before: change('x').after, after: [{ url: 'http://127.0.0.1:4012/AC' }] });
    const one = journal();
    await Promise.all([one.keep(change('x')), one.keep(second), one.keep(change('y'))]);
    const kept = await one.all();
    assert.equal(kept.length, 2);
    const x = kept.find(({ target }) => target.id === 'x');
    assert.deepEqual([x?.before, x?.after], [change('x').before, second.after]);
  });

  it('says of a change what it took the place of, and has that again when it was not made', async () => {
    const { journal } = storage();
    const one = journal((pid) => pid === 2);
    const left = change('x', { pid: 1 });
    await one.keep(left);
    const { kept, earlier } = await one.keep(
      change('x', { pid: 2, before: left.after, after: [{ url: 'http://127.0.0.1:4012/AC' }] }),
    );
    assert.deepEqual(kept.before, left.before, 'not what a window left there that is no more');
    assert.deepEqual(earlier, [left]);
    assert.deepEqual(await one.all(), [kept]);
    await one.forget(kept, earlier);
    assert.deepEqual(await one.all(), [left]);
  });

  it('takes nothing from another window that lives', async () => {
    const { journal } = storage();
    const one = journal(() => true);
    const theirs = change('x', { pid: 7 });
    const ours = change('x', { pid: 8, before: theirs.after, after: [] });
    await one.keep(theirs);
    assert.deepEqual(await one.keep(ours), { kept: ours, earlier: [] });
    await one.forget(ours);
    assert.deepEqual(await one.all(), [theirs]);
  });

  it('leaves to a window that lives what it changed', async () => {
    const { journal } = storage();
    await journal().keep(change('x', { pid: 7 }));
    await journal().keep(change('y', { pid: 8 }));
    const left = await journal((pid) => pid === 7).left();
    assert.deepEqual(
      left.map(({ target }) => target.id),
      ['y'],
    );
  });

  it('knows by itself that this process lives', async () => {
    const { secrets, state } = storage();
    const own = new CallbackJournal(
      {
        get: async (key) => secrets.get(key),
        store: async (key, value) => void secrets.set(key, value),
        delete: async (key) => void secrets.delete(key),
      },
      { update: async (key: string, value: unknown) => void state.set(key, value) },
    );
    await own.keep(change('x', { pid: process.pid }));
    assert.deepEqual(await own.left(), []);
  });

  it('leaves out what cannot be read', async () => {
    const { journal, secrets } = storage();
    await journal().keep(change('x'));
    const [key = ''] = secrets.keys();
    secrets.set(key, JSON.stringify([{ nonsense: 1 }, change('y')]));
    assert.equal((await journal().all()).length, 1);
    secrets.set(key, '{');
    assert.deepEqual(await journal().all(), []);
  });
});
