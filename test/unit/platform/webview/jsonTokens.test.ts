import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { jsonTokens } from '../../../../src/platform/webview/jsonTokens.ts';

describe('JSON in pieces', () => {
  it('joins to what it was, whatever it holds', () => {
    const json = JSON.stringify({ a: 'b "c": \\ 1', n: [1.5e3, -2, true, null], ' ': {} }, undefined, 2);
    const all = [json, json.slice(0, 17), '', '{"a', '"\\'];
    for (const text of all)
      assert.equal(
        jsonTokens(text)
          .map((token) => token.text)
          .join(''),
        text,
      );
    assert.deepEqual(
      jsonTokens('{"a": "b", "n": 1, "t": true}').filter(({ kind }) => kind !== 'plain'),
      [
        { kind: 'key', text: '"a"' },
        { kind: 'string', text: '"b"' },
        { kind: 'key', text: '"n"' },
        { kind: 'number', text: '1' },
        { kind: 'key', text: '"t"' },
        { kind: 'word', text: 'true' },
      ],
    );
  });
});
