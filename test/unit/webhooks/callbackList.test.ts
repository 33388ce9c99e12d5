import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { StatusCallback } from '../../../src/api/resources.ts';
import { takenBack, withCallback } from '../../../src/webhooks/callbackList.ts';

const callback = (name: string): StatusCallback => ({ url: `https://${name}.example/`, method: 'POST' });
const [theirs, other, ours, later] = ['theirs', 'other', 'ours', 'later'].map(callback) as [
  StatusCallback,
  StatusCallback,
  StatusCallback,
  StatusCallback,
];

describe('a change of status callbacks', () => {
  it('adds to those that are there, or takes the place of one', () => {
    assert.deepEqual(withCallback([theirs], ours), [theirs, ours]);
    assert.deepEqual(withCallback([theirs, other], ours, 0), [ours, other]);
  });

  it('is taken back to what was there, in its order', () => {
    const before = [theirs, other];
    assert.deepEqual(takenBack([ours, other], { before, after: [ours, other] }, 2), before);
    assert.deepEqual(takenBack([ours], { before: [], after: [ours] }, 2), []);
  });

  it('leaves alone what others changed meanwhile', () => {
    const change = { before: [theirs], after: [ours] };
    assert.deepEqual(takenBack([ours, later], change, 2), [later, theirs]);
    assert.deepEqual(takenBack([later, ours], { before: [], after: [ours] }, 2), [later]);
  });

  it('has nothing to take back where somebody took it out', () => {
    assert.equal(takenBack([theirs], { before: [theirs], after: [theirs, ours] }, 2), undefined);
    assert.equal(takenBack([], { before: [], after: [ours] }, 2), undefined);
  });

  it('never makes more than there may be, nor takes away what is there', () => {
    const change = { before: [theirs], after: [ours] };
    assert.deepEqual(takenBack([ours, other, later], change, 2), [other, later]);
  });

  it('takes a method that is left out for POST', () => {
    assert.deepEqual(takenBack([{ url: ours.url }], { before: [], after: [ours] }, 2), []);
  });
});
