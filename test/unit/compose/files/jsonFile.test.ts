import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { JsonFile, type JsonPath } from '../../../../src/compose/files/jsonFile.ts';

const text = `{
  "author": "Jonas",
  "recipients": ["Maya", { "channel": "SMS", "address": "1" }]
}`;
const under = (source: string, path: JsonPath) => {
  const { offset, length } = new JsonFile(source).placeOf(path);
  return source.slice(offset, offset + length);
};

describe('the places in a JSON text', () => {
  it('are those of the values', () => {
    assert.equal(under(text, ['author']), '"Jonas"');
    assert.equal(under(text, ['recipients', 1, 'address']), '"1"');
  });

  it('are those around what is not there, without a line under all of it', () => {
    assert.equal(under(text, ['author', 'address']), '"Jonas"');
    assert.equal(under(text, ['recipients', 1, 'participantId']), '{');
    assert.equal(under(text, ['recipients', 7]), '[');
    assert.equal(under(text, ['content', 'text']), '{');
    assert.equal(under('', ['content']), '');
  });

  it('are found while somebody is still writing', () => {
    const json = new JsonFile('{"account": "Sandbox", "author": "Jo');
    assert.equal(json.isWhole, false);
    assert.ok(json.brokenAt);
    assert.equal(json.textAt(['account']), 'Sandbox');
    assert.equal(json.textAt(['author']), 'Jo');
  });

  it('know what is being written at an offset', () => {
    const at = (marked: string) => {
      const offset = marked.indexOf('|');
      return new JsonFile(marked.replace('|', '')).writingAt(offset);
    };
    assert.deepEqual(at('{"author": |}'), { path: ['author'], place: { offset: 11, length: 0 } });
    assert.deepEqual(at('{"author": "Jo|n"}'), { path: ['author'], place: { offset: 11, length: 5 } });
    assert.deepEqual(at('{"recipients": ["a", |]}')?.path, ['recipients', 1]);
    assert.deepEqual(at('{"author": {"name": "|"}}')?.path, ['author', 'name']);
    assert.equal(at('{"aut|hor": ""}'), undefined);
    assert.equal(at('|'), undefined);
  });

  it('know the value at an offset, and no name of a member', () => {
    const json = new JsonFile(text);
    assert.deepEqual(json.valueAround(text.indexOf('Maya'))?.path, ['recipients', 0]);
    assert.equal(json.valueAround(text.indexOf('author')), undefined);
    assert.equal(json.valueAround(text.indexOf('{ "channel')), undefined);
  });

  it('know a member that stands there twice, and how comments and commas are no JSON', () => {
    assert.equal(new JsonFile(text).repeated, undefined);
    assert.deepEqual(new JsonFile('{"author": {"name": "a", "name": "b"}}').repeated?.path, [
      'author',
      'name',
    ]);
    assert.equal(new JsonFile('{"a": 1, // no\n "b": 2}').isWhole, false);
    assert.equal(new JsonFile('{"a": 1,}').isWhole, false);
    assert.equal(new JsonFile('').isWhole, false);
  });
});
