import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { Party } from '../../../src/api/resources.ts';
import { checkDraft, type DraftField, refusedField } from '../../../src/compose/check.ts';
import type { CommunicationDraft } from '../../../src/compose/draft.ts';
import type { MomentContext } from '../../../src/platform/moment.ts';
import { l10n } from '../l10n.ts';

const NOW = Date.parse('2026-03-09T12:00:00Z');
const moment: MomentContext = { now: NOW, reference: NOW, timeZone: 'UTC', locale: 'en' };
const author: Party = { address: '+15550199', channel: 'SMS', participantId: 'p-agent' };
const recipient: Party = { address: '+15550100', channel: 'SMS', participantId: 'p-customer' };
const whole: CommunicationDraft = { author, recipients: [recipient], text: 'Hi' };

const check = (changes: Partial<CommunicationDraft>) => checkDraft({ ...whole, ...changes }, moment, l10n);

/** The fields that a draft has something wrong in. */
const wrong = (changes: Partial<CommunicationDraft>): DraftField[] =>
  check(changes).complaints.map(({ field }) => field);

describe('A draft of a communication', () => {
  it('becomes the request that it says, and nothing more', () => {
    assert.deepEqual(check({}).body, {
      author,
      recipients: [recipient],
      content: { type: 'TEXT', text: 'Hi' },
    });
    assert.deepEqual(
      check({
        kind: 'TRANSCRIPTION',
        transcription: { channel: '1', confidence: '0,93', engine: ' google ' },
        channelId: ' CA1 ',
        occurredAt: 'yesterday 14:00',
        resourceId: 'order-7',
      }).body,
      {
        author,
        recipients: [recipient],
        content: {
          type: 'TRANSCRIPTION',
          text: 'Hi',
          transcription: { channel: 1, confidence: 0.93, engine: 'google' },
        },
        channelId: 'CA1',
        occurredAt: '2026-03-08T14:00:00.000Z',
        resourceId: 'order-7',
      },
    );
  });

  it('names every field that is missing', () => {
    assert.deepEqual(
      checkDraft({ text: ' ' }, moment, l10n).complaints.map(({ field }) => field),
      ['author', 'recipients', 'text'],
    );
  });

  it('is refused where the API would refuse it', () => {
    assert.deepEqual(wrong({ text: 'x'.repeat(8_388_609) }), ['text']);
    assert.deepEqual(wrong({ occurredAt: 'soonish' }), ['occurredAt']);
    assert.deepEqual(wrong({ kind: 'TRANSCRIPTION', transcription: { confidence: '1.2' } }), [
      'transcription.confidence',
    ]);
    assert.deepEqual(wrong({ kind: 'TRANSCRIPTION', transcription: { channel: 'left' } }), [
      'transcription.channel',
    ]);
    assert.deepEqual(wrong({ author: { ...author, participantId: 'p', address: 'x'.repeat(300) } }), [
      'author',
    ]);
  });

  it('has addresses that were typed in the form of their channel, and takes participants’ as they are', () => {
    const typed: Party = { channel: 'SMS', address: '555 0100' };
    assert.deepEqual(wrong({ recipients: [typed] }), ['recipients']);
    assert.deepEqual(wrong({ recipients: [{ ...typed, participantId: 'p' }] }), []);
  });

  it('leaves out what a transcription says while it is a text', () => {
    assert.deepEqual(check({ transcription: { confidence: 'high' } }).body?.content, {
      type: 'TEXT',
      text: 'Hi',
    });
  });
});

describe('A refusal by the API', () => {
  const cases: [said: string, field: DraftField | undefined][] = [
    ['recipients[0].address must have at most 254 characters', 'recipients'],
    ['author.participantId conv_participant_1 is not a participant of this conversation', 'author'],
    ['content.text is required', 'text'],
    ['content.transcription.confidence must be at most 1', 'transcription.confidence'],
    ['content.type must be one of TEXT, TRANSCRIPTION', 'kind'],
    ['occurredAt must be a date and time', 'occurredAt'],
    ['resourceId must not be empty', 'resourceId'],
    ['channelId must be a string', 'channelId'],
    ['The request body is not valid JSON', undefined],
  ];
  for (const [said, field] of cases) {
    it(`“${said}” is about ${field ?? 'no field'}`, () => assert.equal(refusedField(said), field));
  }
});
