import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { readPageTail } from '../../../src/api/pageTail.ts';

const read = (text: string) => readPageTail(Buffer.from(text));
const meta = { key: 'communications', pageSize: 2, previousToken: null, nextToken: 'eyJwYWdlIjoyfQ==' };

describe('the tail of a page', () => {
  it('gives meta where it is the last member, compact or spread out', () => {
    const page = { communications: [{ id: 'a' }], meta };
    assert.deepEqual(read(JSON.stringify(page)), meta);
    assert.deepEqual(read(`${JSON.stringify(page, null, 2)}\r\n\t `), meta);
    assert.deepEqual(read(JSON.stringify(page).replace(',"meta":', ' ,\n"meta" \t:\r\n')), meta);
    assert.deepEqual(read(JSON.stringify({ meta })), meta);
  });

  it('reads the same as the whole answer, whatever the items hold', () => {
    const traps = [
      '"meta":{"nextToken":"x"}',
      ',"meta":{"nextToken":"x"}}',
      '\\',
      '\\"',
      '\\","meta":{"nextToken":"x"}}',
      '","meta":{"nextToken":"x"}}',
      '{"meta":{"nextToken":"x"}}',
      '👋 ,"meta":{"nextToken":"x"}}',
      '\u0000\u001f\u2028',
    ];
    for (const text of traps) {
      for (const item of [text, { text }, { [text]: 1 }, { meta: { nextToken: text } }, [[{ meta: text }]]]) {
        for (const last of [meta, { ...meta, nextToken: text }, { ...meta, [text]: { meta: text } }]) {
          const body = JSON.stringify({ communications: [item, item], meta: last });
          assert.deepEqual(read(body), JSON.parse(body).meta, body);
        }
      }
    }
  });

  it('takes the last of several, as JSON.parse does', () => {
    const body = '{"meta":{"nextToken":"first"},"items":[],"meta":{"nextToken":"last"}}';
    assert.deepEqual(read(body), JSON.parse(body).meta);
  });

  it('gives nothing where meta is not the last member of the outermost object', () => {
    const others = [
      { meta, communications: [] },
      { communications: [], meta, more: 1 },
      { communications: [], meta, more: { meta: 1 } },
      { communications: [{ meta }] },
      { answer: { communications: [], meta } },
      { communications: [], page: { meta } },
      [{ communications: [], meta }],
      { communications: [], 'not meta': meta },
      { communications: [], text: `,"meta":${JSON.stringify(meta)}}` },
      { communications: [], text: `{"meta":${JSON.stringify(meta)}` },
    ];
    for (const other of others) assert.equal(read(JSON.stringify(other)), undefined, JSON.stringify(other));
  });

  it('gives nothing where meta is not an object, or is longer than any meta', () => {
    for (const value of [null, 1, 'text', [], [meta]]) {
      assert.equal(read(JSON.stringify({ communications: [], meta: value })), undefined);
    }
    const long = { communications: [], meta: { nextToken: 'x'.repeat(20_000) } };
    assert.equal(read(JSON.stringify(long)), undefined);
  });

  it('gives nothing for what was cut short, wherever that is', () => {
    const whole = JSON.stringify({ communications: [{ text: ',"meta":{"nextToken":"x"}}' }], meta });
    for (let length = 0; length < whole.length; length++) {
      assert.equal(read(whole.slice(0, length)), undefined, whole.slice(0, length));
    }
  });

  it('gives nothing for what is not JSON', () => {
    for (const text of [
      '',
      ' ',
      '}',
      '}}',
      '"meta":{}}',
      '<html>}',
      ',"meta":}',
      'null',
      '{"items":[],"meta":{"nextToken":"x"}]',
      '{"items":[],"meta"!{"nextToken":"x"}}',
      '{"items":[],meta":{"nextToken":"x"}}',
    ]) {
      assert.equal(read(text), undefined, text);
    }
  });

  it('does not stumble over a character that the tail begins in the middle of', () => {
    for (let fill = 0; fill < 4; fill++) {
      const body = JSON.stringify({ communications: ['🙏'.repeat(5_000), 'x'.repeat(fill)], meta });
      assert.deepEqual(read(body), meta);
    }
  });
});
