import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { SharedAnswers } from '../../../../src/inspect/editor/sharedAnswers.ts';

/** Something to ask that answers when it is told to. */
function question() {
  const state = { asked: 0, aborted: 0 };
  const waiting: { resolve: (value: string) => void; reject: (error: Error) => void }[] = [];
  const ask = (signal: AbortSignal) => {
    state.asked++;
    signal.addEventListener('abort', () => state.aborted++);
    return new Promise<string>((resolve, reject) => waiting.push({ resolve, reject }));
  };
  return {
    state,
    ask,
    answer: (value: string) => waiting.shift()?.resolve(value),
    fail: () => waiting.shift()?.reject(new Error('no')),
  };
}

describe('answers that several ask for', () => {
  const never = new AbortController().signal;

  it('are asked for once, and kept for a while', async () => {
    let now = 0;
    const answers = new SharedAnswers<string>(1_000, () => now);
    const { state, ask, answer } = question();
    const both = Promise.all([answers.get('a', never, ask), answers.get('a', never, ask)]);
    answer('one');
    assert.deepEqual(await both, ['one', 'one']);
    now = 999;
    assert.equal(await answers.get('a', never, ask), 'one');
    assert.equal(state.asked, 1);
    now = 1_000;
    const again = answers.get('a', never, ask);
    answer('two');
    assert.equal(await again, 'two');
    assert.equal(state.asked, 2);
  });

  it('are given up when nobody waits any more, and not before', async () => {
    const answers = new SharedAnswers<string>(1_000);
    const { state, ask, answer } = question();
    const [first, second] = [new AbortController(), new AbortController()];
    const one = answers.get('a', first.signal, ask);
    const two = answers.get('a', second.signal, ask);
    first.abort();
    assert.equal(await one, undefined);
    assert.equal(state.aborted, 0);
    second.abort();
    assert.equal(await two, undefined);
    assert.equal(state.aborted, 1);
    const three = answers.get('a', never, ask);
    assert.equal(state.asked, 2);
    answer('of the one that was given up');
    answer('three');
    assert.equal(await three, 'three');
    assert.equal(await answers.get('a', second.signal, ask), undefined);
  });

  it('are not kept when they failed', async () => {
    const answers = new SharedAnswers<string>(1_000);
    const { state, ask, answer, fail } = question();
    const failed = answers.get('a', never, ask);
    fail();
    await assert.rejects(failed, /no/);
    const again = answers.get('a', never, ask);
    answer('yes');
    assert.equal(await again, 'yes');
    assert.equal(state.asked, 2);
  });

  it('still come to who waits when all is forgotten, and to nobody else', async () => {
    const answers = new SharedAnswers<string>(1_000);
    const { state, ask, answer } = question();
    const waiter = new AbortController();
    const early = answers.get('a', never, ask);
    const given = answers.get('b', waiter.signal, ask);
    answers.clear();
    const late = answers.get('a', never, ask);
    waiter.abort();
    assert.equal(await given, undefined);
    assert.equal(state.aborted, 1, 'what nobody waits for any more is given up all the same');
    for (const word of ['before', 'for nobody', 'after']) answer(word);
    assert.deepEqual([await early, await late], ['before', 'after']);
  });

  it('are forgotten when nothing is true any more, and are not many', async () => {
    const answers = new SharedAnswers<string>(1_000);
    let asked = 0;
    const ask = async () => `${asked++}`;
    await answers.get('a', never, ask);
    answers.clear();
    assert.equal(await answers.get('a', never, ask), '1');
    for (let other = 0; other < 300; other++) await answers.get(`other ${other}`, never, ask);
    await answers.get('a', never, ask);
    assert.equal(asked, 303);
  });
});
