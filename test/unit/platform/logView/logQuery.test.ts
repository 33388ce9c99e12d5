import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { matches, readLogQuery } from '../../../../src/platform/logView/logQuery.ts';

const record = {
  fields: { status: '404', method: 'POST', path: '/v2/Conversations/conv_1', account: undefined },
  text: 'POST /v2/Conversations/conv_1 404 RQ12 Die Straße',
};
const FIELDS = new Set(Object.keys(record.fields));

const passes = (text: string) => {
  const query = readLogQuery(text, FIELDS);
  return query === undefined || matches(query, record);
};

describe('a filter of a log', () => {
  it('asks for nothing where nothing is written', () => {
    for (const text of ['', '   ', 'status:', '-STATUS:', '-', '""'])
      assert.equal(readLogQuery(text, FIELDS), undefined, text);
  });

  const cases: [text: string, passes: boolean][] = [
    ['conv_1', true],
    ['CONV_1', true],
    ['conv_2', false],
    ['straße', true],
    ['status:404', true],
    ['status:40', true],
    ['status:4xx', true],
    ['STATUS:4XX', true],
    ['status:5xx', false],
    ['-status:5xx', true],
    ['-status:4xx', false],
    ['method:post status:4xx', true],
    ['method:post status:200', false],
    ['method:get', false],
    ['account:main', false],
    ['-account:main', true],
    ['"Conversations/conv_1 404"', true],
    ['path:"conv_1"', true],
    ['"never closed', false],
    ['-conv_1', false],
    ['-"conv_2"', true],
    // No field of this log: words like any others.
    ['http://x', false],
    ['v2:x', false],
    ['rq12', true],
  ];
  for (const [text, expected] of cases) {
    it(`${text} ${expected ? 'passes' : 'does not pass'}`, () => assert.equal(passes(text), expected));
  }

  it('takes words with a colon that names no field as they are', () => {
    assert.ok(matches(readLogQuery('a:b', FIELDS) ?? [], { fields: {}, text: 'x a:b' }));
    assert.ok(!matches(readLogQuery('-a:b', FIELDS) ?? [], { fields: {}, text: 'x a:b' }));
  });
});
