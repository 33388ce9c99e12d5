import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { describe, it } from 'node:test';
import { Ajv } from 'ajv';
import fc from 'fast-check';
import { CHANNELS } from '../../../../src/api/resources.ts';
import { readFileShape } from '../../../../src/compose/files/fileShape.ts';

const schema = JSON.parse(
  readFileSync(new URL('../../../../media/communication.schema.json', import.meta.url), 'utf8'),
) as object;

// VS Code's own keywords, such as patternErrorMessage, are none of ajv's.
const validate = new Ajv({ strict: false }).compile(schema);

const whole = { conversation: 'A bicycle', author: 'Jonas', recipients: ['Maya Lopez'], text: 'Hi' };

/** What both say of a document, having compared them. */
function verdict(value: unknown): boolean {
  const own = readFileShape(value);
  const theirs = validate(value);
  assert.equal(
    own.file !== undefined,
    theirs,
    `${JSON.stringify(value)?.slice(0, 300)}\nour reader: ${JSON.stringify(own.issues)}\nthe schema: ${JSON.stringify(validate.errors)}`,
  );
  return theirs;
}

const word = fc.oneof(
  { weight: 20, arbitrary: fc.constantFrom('Jonas', '+15550100', 'x', 'TEXT', 'SMS') },
  { weight: 1, arbitrary: fc.constantFrom('', ' ', '\n', '\u00a0') },
  fc.string({ maxLength: 4 }),
);
const channel = fc.oneof(
  { weight: 8, arbitrary: fc.constantFrom(...CHANNELS) },
  fc.constantFrom('EMAIL', 'sms', ''),
);
const junk = fc.oneof(fc.constantFrom(null, true, 7, [], {}, ''), fc.jsonValue({ maxDepth: 1 }));
/** Mostly what it should be. */
const mostly = <T>(right: fc.Arbitrary<T>) => fc.oneof({ weight: 40, arbitrary: right }, junk);
const record = (members: Record<string, fc.Arbitrary<unknown>>, requiredKeys: string[]) =>
  fc
    .tuple(
      fc.record(members, { requiredKeys }),
      fc.oneof({ weight: 40, arbitrary: fc.constant(null) }, fc.constantFrom('nmae', '__x', 'Text')),
    )
    .map(([object, more]) => (more === null ? object : { ...object, [more]: 1 }));

const party = fc.oneof(
  { weight: 8, arbitrary: word },
  { weight: 8, arbitrary: record({ name: mostly(word), channel: mostly(channel) }, ['name']) },
  {
    weight: 8,
    arbitrary: record({ channel: mostly(channel), address: mostly(word), participantId: mostly(word) }, [
      'channel',
      'address',
    ]),
  },
  record({ name: word, channel, address: word }, []),
);
const content = record(
  {
    type: mostly(fc.constantFrom('TEXT', 'TRANSCRIPTION', 'MEDIA')),
    text: mostly(word),
    transcription: mostly(
      record(
        {
          channel: mostly(fc.oneof(fc.integer(), fc.constantFrom(0.5, -1))),
          confidence: mostly(fc.constantFrom(0, 0.5, 1, 1.01, -0.1)),
          engine: mostly(word),
        },
        [],
      ),
    ),
  },
  ['type', 'text'],
);
const said = fc.oneof(
  { weight: 10, arbitrary: record({ text: mostly(word) }, ['text']) },
  { weight: 10, arbitrary: record({ content: mostly(content) }, ['content']) },
  record({ text: word, content }, []),
);
const file = fc
  .tuple(
    record(
      {
        $schema: mostly(word),
        account: mostly(word),
        conversation: mostly(word),
        author: mostly(party),
        recipients: mostly(fc.array(mostly(party), { maxLength: 2 })),
        channelId: mostly(word),
        occurredAt: mostly(word),
        resourceId: mostly(word),
      },
      ['conversation', 'author', 'recipients'],
    ),
    said,
  )
  .map(([rest, what]) => ({ ...rest, ...what }));

describe('the JSON schema of draft files, and our reader of them', () => {
  it('agree on whatever a file says', () => {
    let [right, wrong] = [0, 0];
    fc.assert(
      fc.property(file, (value) => {
        if (verdict(value)) right++;
        else wrong++;
      }),
      { numRuns: 5_000 },
    );
    assert.ok(right > 100 && wrong > 100, `${right} right, ${wrong} wrong: one kind was hardly met`);
  });

  it('agree on what is no object at all', () => {
    for (const value of [null, 1, 'x', [], [whole], true]) assert.equal(verdict(value), false);
  });

  it('agree on the limits to the character', () => {
    const address = (length: number) => ({ channel: 'CHAT', address: 'a'.repeat(length) });
    assert.equal(verdict({ ...whole, author: address(254) }), true);
    assert.equal(verdict({ ...whole, author: address(255) }), false);
    assert.equal(verdict({ ...whole, text: 'a'.repeat(8_388_608) }), true);
    assert.equal(verdict({ ...whole, text: 'a'.repeat(8_388_609) }), false);
  });

  it('take text or content, and not both or neither', () => {
    const { text, ...rest } = whole;
    assert.equal(verdict(whole), true);
    assert.equal(verdict({ ...rest, content: { type: 'TEXT', text } }), true);
    assert.equal(verdict({ ...whole, content: { type: 'TEXT', text } }), false);
    assert.equal(verdict(rest), false);
  });

  it('know the same channels as the API', () => {
    for (const known of CHANNELS)
      assert.equal(verdict({ ...whole, author: { channel: known, address: 'a' } }), true);
    assert.equal(verdict({ ...whole, author: { channel: 'EMAIL', address: 'a' } }), false);
  });

  it('explain every member', () => {
    const { properties } = schema as { properties: Record<string, { description?: string }> };
    for (const [name, { description }] of Object.entries(properties)) assert.ok(description, name);
  });
});

describe('A file that is read', () => {
  it('has a short text as the content that it stands for', () => {
    assert.deepEqual(readFileShape({ $schema: 'x', ...whole }).file, {
      conversation: 'A bicycle',
      author: 'Jonas',
      recipients: ['Maya Lopez'],
      content: { type: 'TEXT', text: 'Hi' },
    });
  });

  const said = (value: unknown) => readFileShape(value).issues.map(({ message }) => message);

  it('is told what is wrong, and where', () => {
    assert.deepEqual(said({ ...whole, author: { channel: 'FAX', address: '1' } }), [
      'author.channel must be one of VOICE, SMS, RCS, WHATSAPP, CHAT, VIDEO',
    ]);
    assert.deepEqual(said({ ...whole, recipients: [] }), ['recipients must name at least one']);
    assert.deepEqual(said({ ...whole, resourceID: 'x' }), ['resourceID is no member of a communication']);
    assert.deepEqual(said([]), ['The file must hold an object']);
    const { text: _, ...rest } = whole;
    assert.deepEqual(said(rest), ['Either text or content is required']);
  });
});
