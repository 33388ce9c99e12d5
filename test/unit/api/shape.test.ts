import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { list, map, nullable, number, optional, record, type Shape, text } from '../../../src/api/shape.ts';
import { communicationShape } from '../../../src/api/shapes.ts';

function checked<T>(shape: Shape<T>, value: unknown): { value: T; problems: string[] } {
  const problems: string[] = [];
  return { value: shape(value, '', problems), problems };
}

describe('shapes', () => {
  it('leave what is in order as it is: the same object', () => {
    const value = { id: 'a', count: 0, tags: { x: 'y' }, parts: ['z'], note: null, more: 1 };
    const shape = record<Record<string, unknown>>({
      id: text,
      count: number,
      tags: map(text),
      parts: optional(list(text)),
      note: nullable(text),
    });
    const result = checked(shape, value);
    assert.equal(result.value, value);
    assert.deepEqual(result.problems, []);
  });

  it('mend each kind of value, and name the place', () => {
    const cases: [shape: Shape<unknown>, value: unknown, mended: unknown, problem: string][] = [
      [number, '7', 0, 'the answer is not a number'],
      [number, undefined, 0, 'the answer is missing'],
      [map(text), { a: 'b', c: 7 }, { a: 'b', c: '' }, 'c is not a string'],
      [map(text), [], {}, 'the answer is not an object'],
      [map(text), null, {}, 'the answer is not an object'],
      [nullable(number), 'x', 0, 'the answer is not a number'],
      [
        record({ a: map(record({ b: text })) }),
        { a: { k: {} } },
        { a: { k: { b: '' } } },
        'a.k.b is missing',
      ],
    ];
    for (const [shape, value, mended, problem] of cases) {
      assert.deepEqual(checked(shape, value), { value: mended, problems: [problem] });
    }
    assert.deepEqual(checked(nullable(number), undefined), { value: null, problems: [] });
  });

  it('do not change the value that they mend', () => {
    const value = { tags: { a: 7 } };
    assert.deepEqual(checked(record({ tags: map(text) }), value).value, { tags: { a: '' } });
    assert.deepEqual(value, { tags: { a: 7 } });
  });

  it('take a name such as __proto__ for any other', () => {
    const value = JSON.parse('{"__proto__":{"polluted":7},"a":7}');
    const { value: mended } = checked(map(text), value);
    assert.equal((mended as { polluted?: unknown }).polluted, undefined);
    assert.equal(({} as { polluted?: unknown }).polluted, undefined);
  });
});

describe('the quick look at a communication', () => {
  const whole = {
    id: 'comm_1',
    conversationId: 'conv_1',
    accountId: 'AC1',
    author: { address: '+15550100', channel: 'SMS' },
    content: { type: 'TEXT', text: 'Hello' },
    recipients: [
      { address: '+15550101', channel: 'SMS' },
      { address: '+15550102', channel: 'SMS' },
    ],
  };

  /** Every member that code relies on, by its path. */
  const places: PropertyKey[][] = [
    ['id'],
    ['conversationId'],
    ['accountId'],
    ['author'],
    ['author', 'address'],
    ['author', 'channel'],
    ['content'],
    ['content', 'type'],
    ['recipients'],
    ['recipients', 1],
    ['recipients', 1, 'address'],
    ['recipients', 1, 'channel'],
  ];

  it('lets nothing pass that is not in order', () => {
    for (const place of places) {
      for (const wrong of [undefined, null, 7, true, [], {}]) {
        const value = structuredClone(whole);
        let at: object = value;
        for (const key of place.slice(0, -1)) at = Reflect.get(at, key);
        Reflect.set(at, place.at(-1) ?? '', wrong);
        // An empty list of recipients is one.
        const fine = place.length === 1 && place[0] === 'recipients' && Array.isArray(wrong);
        assert.equal(
          checked(communicationShape, value).problems.length === 0,
          fine,
          `${place.join('.')}: ${wrong}`,
        );
      }
    }
  });

  it('mends what is not even an object', () => {
    for (const value of [undefined, null, 7, 'text', []]) {
      const { value: mended, problems } = checked(communicationShape, value);
      assert.deepEqual(mended, {
        id: '',
        conversationId: '',
        accountId: '',
        author: { address: '', channel: '' },
        content: { type: '' },
        recipients: [],
      });
      assert.ok(problems.length > 6);
    }
  });

  it('leaves what is in order as it is', () => {
    assert.equal(checked(communicationShape, whole).value, whole);
  });
});
