import assert from 'node:assert/strict';
import { it } from 'node:test';
import { changedFields, sameJson } from '../../../src/platform/changedFields.ts';

it('names what differs by its path, in the order of the newer value', () => {
  const before = { id: 'a', status: 'ACTIVE', configuration: { name: 'x', kept: 1 }, gone: true };
  const after = { updatedAt: '2', status: 'CLOSED', id: 'a', configuration: { kept: 1, name: 'y' } };
  assert.deepEqual(changedFields(before, after), ['updatedAt', 'status', 'configuration.name', 'gone']);
});

it('names an item of a list by its place, and a list that grew as a whole', () => {
  const one = [{ channel: 'SMS', address: '+1' }];
  assert.deepEqual(changedFields({ a: one }, { a: [{ channel: 'SMS', address: '+2' }] }), ['a[0].address']);
  assert.deepEqual(changedFields({ a: one }, { a: [...one, ...one] }), ['a']);
});

it('tells null, absent and empty apart where they differ, and takes undefined for absent', () => {
  assert.deepEqual(changedFields({ name: null }, { name: '' }), ['name']);
  assert.deepEqual(changedFields({ name: null }, {}), ['name']);
  assert.deepEqual(changedFields({}, { name: undefined }), []);
  assert.deepEqual(changedFields({ a: [] }, { a: {} }), ['a']);
});

it('is not misled by members that are called like those of every object', () => {
  assert.deepEqual(changedFields({}, { toString: 'x', constructor: 'y' }), ['toString', 'constructor']);
});

it('holds equal what stands in another order', () => {
  assert.equal(sameJson({ a: 1, b: [{ c: 2, d: 3 }] }, { b: [{ d: 3, c: 2 }], a: 1 }), true);
  assert.equal(sameJson([1, 2], [2, 1]), false);
});
