import assert from 'node:assert/strict';
import { it } from 'node:test';
import { AskingPace } from '../../../src/platform/askingPace.ts';

it('asks about the same at most once a minute, and about each by itself', () => {
  let now = 1_000_000;
  const pace = new AskingPace(() => now);
  assert.equal(pace.mayAsk('one'), true);
  assert.equal(pace.mayAsk('one'), false);
  assert.equal(pace.mayAsk('two'), true);
  now += 59_999;
  assert.equal(pace.mayAsk('one'), false);
  now += 1;
  assert.equal(pace.mayAsk('one'), true);
  assert.equal(pace.mayAsk('one'), false);
});

it('counts what was asked by another way', () => {
  let now = 0;
  const pace = new AskingPace(() => now);
  pace.asked('one');
  now += 30_000;
  assert.equal(pace.mayAsk('one'), false);
  pace.asked('one');
  now += 45_000;
  assert.equal(pace.mayAsk('one'), false);
  now += 15_000;
  assert.equal(pace.mayAsk('one'), true);
});

it('is not silenced by a clock that is set back', () => {
  let now = 10_000_000;
  const pace = new AskingPace(() => now);
  assert.equal(pace.mayAsk('one'), true);
  now -= 3_600_000;
  assert.equal(pace.mayAsk('one'), true);
});
