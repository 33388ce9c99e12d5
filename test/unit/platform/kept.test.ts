import assert from 'node:assert/strict';
import { it } from 'node:test';
import { isOneOf, isRecordOf, isText, isTextList, membersOf } from '../../../src/platform/kept.ts';

it('finds no members in what is no object', () => {
  for (const value of [undefined, null, 'text', 7, true, ['a']]) assert.deepEqual(membersOf(value), {});
  const kept = { a: 1 };
  assert.equal(membersOf(kept), kept);
});

it('tells lists of texts from other lists', () => {
  assert.ok(isTextList([]));
  assert.ok(isTextList(['a', '']));
  assert.ok(!isTextList(['a', 1]));
  assert.ok(!isTextList('a'));
});

it('takes a record only where every member fits', () => {
  assert.ok(isRecordOf(isText, {}));
  assert.ok(isRecordOf(isText, { a: 'b' }));
  assert.ok(!isRecordOf(isText, { a: 'b', c: 1 }));
  for (const value of [undefined, null, 'text', ['a']]) assert.ok(!isRecordOf(isText, value));
});

it('knows a choice from what an older version may have offered', () => {
  assert.ok(isOneOf(['a', 'b'], 'a'));
  assert.ok(!isOneOf(['a', 'b'], 'c'));
  assert.ok(!isOneOf(['a', 'b'], undefined));
});
