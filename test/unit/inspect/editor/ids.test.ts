import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { conversationsNear, findIds, idAt } from '../../../../src/inspect/editor/ids.ts';

const TAIL = '01k1etk2y5f1y9fpe2epfdtvv2';
const HEX = '0123456789abcdef0123456789ABCDEF';

describe('ids in a text', () => {
  const known: readonly [string, string][] = [
    [`conv_conversation_${TAIL}`, 'conversation'],
    [`conv_communication_${TAIL}`, 'communication'],
    [`conv_participant_${TAIL}`, 'participant'],
    [`conv_configuration_${TAIL}`, 'configuration'],
    [`conv_action_${TAIL}`, 'action'],
    [`proc_job_${TAIL}`, 'operation'],
    [`mem_profile_${TAIL}`, 'profile'],
    [`mem_store_${TAIL}`, 'memoryStore'],
    [`mem_service_${TAIL}`, 'memoryStore'],
    [`CH${HEX}`, 'chat'],
    [`IS${HEX}`, 'service'],
    [`IM${HEX}`, 'chatMessage'],
    [`SM${HEX}`, 'message'],
    [`MM${HEX}`, 'message'],
    [`CA${HEX}`, 'call'],
    [`RQ${HEX}`, 'request'],
    [`AC${HEX}`, 'account'],
    [`SK${HEX}`, 'apiKey'],
  ];
  for (const [id, kind] of known) {
    it(`knows ${kind} by ${id.slice(0, 14)}…, in whatever it stands`, () => {
      const settings = ['', ' ', '"', "'", '/', '`', '(', '=', ':', '-', '.', ',', '[', '\t', '🙂'];
      for (const before of settings) {
        for (const after of settings) {
          const [found, ...others] = findIds(`${before}${id}${after}`);
          assert.deepEqual(found, { id, kind, start: before.length, end: before.length + id.length });
          assert.deepEqual(others, []);
        }
      }
    });
  }

  it('takes whole words only, of the right length', () => {
    for (const text of [
      `xconv_conversation_${TAIL}`,
      `_conv_conversation_${TAIL}`,
      `conv_conversation_${TAIL}_`,
      'conv_conversation_short',
      `conv_conversation_${'a'.repeat(60)}`,
      `conv_other_${TAIL}`,
      'conv_conversation_',
      `CH${HEX}0`,
      `CH${HEX.slice(1)}`,
      `XCH${HEX}`,
      `ch${HEX}`,
      `CH${HEX.replace('a', 'g')}`,
      HEX,
    ])
      assert.deepEqual(findIds(text), [], text);
  });

  it('finds all of a line in their order, and as many as wanted', () => {
    const line = `GET /v2/Conversations/conv_conversation_${TAIL}/Communications/conv_communication_${TAIL} RQ${HEX}`;
    assert.deepEqual(
      findIds(line).map(({ kind }) => kind),
      ['conversation', 'communication', 'request'],
    );
    for (const { id, start, end } of findIds(line)) assert.equal(line.slice(start, end), id);
    assert.equal(findIds(line, 2).length, 2);
  });

  it('finds the one at a place, and none elsewhere', () => {
    const id = `conv_conversation_${TAIL}`;
    const line = `${'x '.repeat(5_000)}${id} and ${'y'.repeat(5_000)}`;
    const start = 10_000;
    for (const at of [start, start + 5, start + id.length])
      assert.deepEqual(idAt(line, at), { id, kind: 'conversation', start, end: start + id.length });
    for (const at of [0, start - 1, start + id.length + 1, line.length])
      assert.equal(idAt(line, at), undefined);
  });

  it('takes what is cut off by what is looked at for no id', () => {
    // An id whose beginning is far away is a longer word than any id.
    const word = `conv_conversation_${'a'.repeat(400)}`;
    for (let at = 0; at <= word.length; at++) assert.equal(idAt(word, at), undefined, `${at}`);
    fc.assert(
      fc.property(
        fc.string({ maxLength: 300 }),
        fc.string({ maxLength: 300 }),
        fc.nat(),
        (left, right, n) => {
          const line = `${left} CA${HEX} ${right}`;
          const at = n % (line.length + 1);
          const whole = findIds(line).find(({ start, end }) => start <= at && at <= end);
          assert.deepEqual(idAt(line, at), whole);
        },
      ),
    );
  });

  it('names the conversation that stands nearest', () => {
    const near = `conv_conversation_${TAIL.replace('0', '1')}`;
    const far = `conv_conversation_${TAIL}`;
    const text = `${far}\n\n${near} conv_communication_${TAIL} ${far}`;
    const at = text.indexOf('conv_communication');
    assert.deepEqual(
      conversationsNear(text, at),
      [near, far].toSorted((a, b) => distance(text, a, at) - distance(text, b, at)),
    );
    assert.deepEqual(conversationsNear('nothing', 0), []);
  });
});

function distance(text: string, id: string, at: number): number {
  return Math.min(Math.abs(text.indexOf(id) - at), Math.abs(text.lastIndexOf(id) - at));
}
