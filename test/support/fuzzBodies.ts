import type { Random } from './fuzzRandom.ts';

/*
 * Spoils bodies that were as they should be, without knowing what they mean: a value, a name or a byte at a place that
 * chance picks becomes another. What comes of it may be right again by chance.
 */

const deep = (open: string, close: string, depth: number) => open.repeat(depth) + close.repeat(depth);

/** Texts to stand where a value stood. Not all of them are JSON. */
const VALUES: readonly string[] = [
  'null',
  'true',
  'false',
  '0',
  '-0',
  '-1',
  '1',
  '1.5',
  '1e400',
  '-1e400',
  '1e-400',
  '9007199254740993',
  'NaN',
  'Infinity',
  '-Infinity',
  'undefined',
  '0x10',
  '01',
  '.5',
  '5.',
  '+1',
  '1_000',
  '1n',
  'new Date()',
  '""',
  '" "',
  '"x"',
  '"\\u0000"',
  '"\\ud800"',
  '"\\udfff\\ud800"',
  '"\u202etxet"',
  '"😀"',
  "'x'",
  '`x`',
  '"',
  '"null"',
  '"true"',
  '"1"',
  '"[]"',
  '"{}"',
  '"__proto__"',
  '"constructor"',
  '"toString"',
  '"\\x"',
  '"\\u12"',
  '"2026-02-30T00:00:00Z"',
  '"2026-04-15"',
  '"0000-00-00T00:00:00Z"',
  '"275760-09-13T00:00:01Z"',
  '"javascript:alert(1)"',
  '"http://"',
  '"//x"',
  '"\\r\\nX-Injected: 1"',
  '"\' OR 1=1 --"',
  '[]',
  '{}',
  '[[]]',
  '[null]',
  '[{}]',
  '[[],[]]',
  '{"":""}',
  '{"a":{}}',
  '{"length":3}',
  '{"0":"a","1":"b"}',
  '{"__proto__":{"polluted":true}}',
  '{"constructor":{"prototype":{"polluted":true}}}',
  '{"toString":null}',
  '{"toJSON":"x"}',
  '{"then":1}',
  '{"valueOf":[],"hasOwnProperty":0}',
  '{"__proto__":null}',
  '{"__proto__":[]}',
  `"${'x'.repeat(300)}"`,
  `"${'é'.repeat(600)}"`,
  `"${'x'.repeat(100_000)}"`,
  deep('[', ']', 100),
  deep('{"a":', '}', 100).replace('}', '1}'),
  deep('[', ']', 5_000),
  `${'{"a":'.repeat(5_000)}1${'}'.repeat(5_000)}`,
  `[${'null,'.repeat(1_000)}null]`,
  `[${'{},'.repeat(1_000)}{}]`,
  `{${Array.from({ length: 1_000 }, (_, index) => `"k${index}":"v"`).join()}}`,
];

/** Names to stand where a member's name stood, or beside it. */
const NAMES: readonly string[] = [
  '__proto__',
  'constructor',
  'prototype',
  'hasOwnProperty',
  'toString',
  'toJSON',
  '',
  ' ',
  '0',
  '-1',
  'null',
  '\u0000',
  '\ud800',
  'ID',
  'id',
  'Name',
  'x'.repeat(2_000),
  'é',
  '$ref',
  '$where',
  'a.b',
  'a[b]',
  '../x',
];

/** A place in a value: the names and indexes that lead to it. */
type Place = readonly (string | number)[];

function placesIn(value: unknown, place: Place = []): Place[] {
  if (typeof value !== 'object' || value === null) return [place];
  const members: [string | number, unknown][] = Array.isArray(value)
    ? [...value.entries()]
    : Object.entries(value);
  return [place, ...members.flatMap(([name, inner]) => placesIn(inner, [...place, name]))];
}

/** What becomes of the value at a place: its text, and its name with it where it has one. */
type Edit = (text: string, name?: string) => string;

/** As JSON.stringify, but what stands at the place is the edit's. */
function write(value: unknown, place: Place, edit: Edit, at: Place = []): string {
  let text: string;
  if (typeof value !== 'object' || value === null) {
    text = JSON.stringify(value);
  } else if (Array.isArray(value)) {
    const items = value.map((item, index) => write(item, place, edit, [...at, index]));
    text = `[${items.filter((item) => item !== '').join()}]`;
  } else {
    const members = Object.entries(value).map(([name, inner]) => {
      const written = write(inner, place, edit, [...at, name]);
      const isPlace = at.length + 1 === place.length && isSame([...at, name], place);
      return isPlace ? written : `${JSON.stringify(name)}:${written}`;
    });
    text = `{${members.filter((item) => item !== '').join()}}`;
  }
  if (!isSame(at, place)) return text;
  const last = at.at(-1);
  return typeof last === 'string' ? edit(text, JSON.stringify(last)) : edit(text);
}

function isSame(one: Place, other: Place): boolean {
  return one.length === other.length && one.every((name, index) => name === other[index]);
}

/** Keeps the name, where there is one, before another value. */
const member = (name: string | undefined, text: string) => (name === undefined ? text : `${name}:${text}`);

const EDITS: readonly ((random: Random) => Edit)[] = [
  // Most of all, another value.
  ...Array.from({ length: 6 }, () => (random: Random): Edit => {
    const value = random.pick(VALUES);
    return (_, name) => member(name, value);
  }),
  // Gone.
  () => () => '',
  // In a list, in an object, as text.
  () => (text, name) => member(name, `[${text}]`),
  () => (text, name) => member(name, `{"x":${text}}`),
  () => (text, name) => member(name, JSON.stringify(text)),
  // Twice, the second time as something else.
  (random) => {
    const value = random.pick(VALUES);
    return (text, name) => `${member(name, text)},${member(name, value)}`;
  },
  // Under another name, or with another member beside it.
  (random) => {
    const other = JSON.stringify(random.pick(NAMES));
    return (text, name) => (name === undefined ? text : `${other}:${text}`);
  },
  (random) => {
    const other = `${JSON.stringify(random.pick(NAMES))}:${random.pick(VALUES)}`;
    return (text, name) => (name === undefined ? text : `${name}:${text},${other}`);
  },
  // Very often.
  () => (text, name) =>
    name === undefined ? Array(200).fill(text).join() : `${name}:[${Array(200).fill(text)}]`,
];

/** Another value, name or member somewhere in a JSON body. */
export function spoilJson(random: Random, body: unknown): string {
  return write(body, random.pick(placesIn(body)), random.pick(EDITS)(random));
}

const BYTE_EDITS: readonly ((random: Random, text: Buffer, at: number) => Buffer[])[] = [
  (_, text, at) => [text.subarray(0, at)],
  (_, text, at) => [text.subarray(at)],
  (random, text, at) => [text.subarray(0, at), random.bytes(1), text.subarray(at + 1)],
  (random, text, at) => [text.subarray(0, at), random.bytes(1 + random.below(8)), text.subarray(at)],
  (_, text, at) => [text.subarray(0, at), text.subarray(at + 1)],
  (_, text, at) => [text.subarray(0, at), text],
  (_, text) => [text, text],
  (random, text, at) => [
    text.subarray(0, at),
    Buffer.from(
      random.pick([',', '}', ']', '{', '[', ':', '"', '\\', '/*x*/', '//x\n', '\u2028', '\ufeff', '\0', '#']),
    ),
    text.subarray(at),
  ],
  (_, text) => [Buffer.from([0xef, 0xbb, 0xbf]), text],
  (_, text) => [Buffer.from(text.toString('utf8'), 'utf16le')],
  (_, text) => [text, Buffer.from([0xff])],
  (_, text, at) => [text.subarray(0, at), Buffer.from([0xc0, 0xaf, 0xed, 0xa0, 0x80]), text.subarray(at)],
  () => [],
  () => [Buffer.from(' \n\t')],
  (random) => [random.bytes(1 + random.below(64))],
  () => [
    Buffer.from('<?xml version="1.0"?><!DOCTYPE x [<!ENTITY y SYSTEM "file:///etc/passwd">]><x>&y;</x>'),
  ],
];

/** Another byte, or several, somewhere in a body. */
export function spoilBytes(random: Random, text: string): Buffer {
  const bytes = Buffer.from(text);
  return Buffer.concat(random.pick(BYTE_EDITS)(random, bytes, random.below(bytes.length + 1)));
}

/** Values of a form, as they are sent. */
const FORM_VALUES: readonly string[] = [
  '',
  '+',
  '%',
  '%Z',
  '%ZZ',
  '%00',
  '%0D%0AX-Injected:1',
  '%C0%AF',
  '%ED%A0%80',
  '%FF',
  '%F0%9F%98%80',
  '=',
  '&',
  'null',
  'true',
  '-1',
  '1e400',
  'NaN',
  '[]',
  '{}',
  '%7B',
  '%7B%22a%22%3A',
  '__proto__',
  '<script>',
  'x;y=z',
  'active',
  'ACTIVE',
  'open',
  'yesterday',
  '2026-02-30T00%3A00%3A00Z',
  'PT',
  'PT-1H',
  'P1000000Y',
  'CH1',
  'MG1',
  'x'.repeat(300),
  'x'.repeat(20_000),
  '%F0%9F%98%80'.repeat(2_000),
];

const FORM_NAMES: readonly string[] = [
  '__proto__',
  'constructor',
  'toString',
  '',
  'State',
  'state',
  'Identity',
  'Body',
  'Attributes',
  'UniqueName',
  'MessagingBinding.Address',
  'MessagingBinding[Address]',
  'Timers.Inactive',
  'Timers',
  'a[b][c]',
  '%00',
  '%ZZ',
  'DateCreated',
  'DateUpdated',
  'MessagingServiceSid',
  'RoleSid',
  'MediaSid',
  'ContentSid',
  'x'.repeat(2_000),
];

/** Another value, name or field somewhere in a form. */
export function spoilForm(random: Random, form: Record<string, string>): string {
  const fields = Object.entries(form).map(
    ([name, value]) => `${encodeURIComponent(name)}=${encodeURIComponent(value)}`,
  );
  const at = random.below(fields.length);
  const name = fields[at]?.split('=', 1)[0] ?? '';
  const edits: (() => string[])[] = [
    () => [`${name}=${random.pick(FORM_VALUES)}`],
    () => [`${name}=${random.pick(FORM_VALUES)}`],
    () => [fields[at] ?? '', `${random.pick(FORM_NAMES)}=${random.pick(FORM_VALUES)}`],
    () => [fields[at] ?? '', `${name}=${random.pick(FORM_VALUES)}`],
    () => [],
    () => [name],
    () => [`${name}[]=x`, `${name}[a]=y`],
    () => [Array.from({ length: 2_000 }, (_, index) => `f${index}=${index}`).join('&')],
    () => ['&&&'],
    () => [JSON.stringify(form)],
  ];
  return fields.toSpliced(at, 1, ...random.pick(edits)()).join('&');
}
