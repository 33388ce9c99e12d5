import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { Communication, Participant } from '../../../../src/api/resources.ts';
import { bodyOf, placeOfRefusal } from '../../../../src/compose/files/fileDraft.ts';
import { readFileShape } from '../../../../src/compose/files/fileShape.ts';
import {
  FIRST_TEXT,
  type FileSubject,
  fileOfCommunication,
  fileOfDraft,
} from '../../../../src/compose/files/fileText.ts';
import { JsonFile } from '../../../../src/compose/files/jsonFile.ts';
import type { Known } from '../../../../src/compose/files/known.ts';
import { suggestionsAt } from '../../../../src/compose/files/suggestions.ts';
import { closedMasker, openMasker } from '../../../../src/platform/masking.ts';
import { agent, communication, conversation, customer } from '../../../support/fixtures.ts';
import { l10n } from '../../l10n.ts';

const NOW = Date.parse('2026-03-09T12:00:00Z');
const moment = { now: NOW, reference: NOW, timeZone: 'UTC', locale: 'en' };
const account = { id: 's', label: 'Sandbox', accountSid: 'AC0', origin: 'http://x', sandbox: true };
const onWhatsApp: Participant = {
  ...customer,
  addresses: [
    { channel: 'WHATSAPP', address: 'whatsapp:+15550100' },
    { channel: 'SMS', address: '+15550100' },
  ],
};
const whole = { conversation: 'A bicycle', author: 'Jonas', recipients: ['Maya Lopez'], text: 'Hi' };

function read(value: object, participants: readonly Participant[] = [customer, agent]) {
  const { file, issues } = readFileShape(value);
  assert.ok(file, JSON.stringify(issues));
  return bodyOf(file, participants, moment, l10n);
}

const subject: FileSubject = {
  account,
  accounts: [account],
  conversation,
  conversations: [conversation],
  participants: [customer, agent],
  masker: openMasker,
};

describe('the request that a draft file means', () => {
  const jonas = { address: '+15550199', channel: 'SMS', participantId: 'p-agent' };
  const maya = { address: '+15550100', channel: 'SMS', participantId: 'p-customer' };

  it('is between the participants that it names', () => {
    assert.deepEqual(
      read({ ...whole, occurredAt: 'yesterday 14:00', resourceId: 'r', channelId: 'c' }).body,
      {
        author: jonas,
        recipients: [maya],
        content: { type: 'TEXT', text: 'Hi' },
        channelId: 'c',
        occurredAt: '2026-03-08T14:00:00.000Z',
        resourceId: 'r',
      },
    );
  });

  it('takes the channel that both have, or the one that is named, or the address', () => {
    const ends = (changes: object, participants: Participant[]) => {
      const { body } = read({ ...whole, ...changes }, participants);
      return [body?.author.address, body?.recipients[0]?.address];
    };
    const onlyWhatsApp = { ...customer, addresses: onWhatsApp.addresses?.slice(0, 1) ?? [] };
    assert.deepEqual(ends({}, [onlyWhatsApp, agent]), ['whatsapp:+15550199', 'whatsapp:+15550100']);
    assert.deepEqual(ends({}, [onWhatsApp, agent]), ['+15550199', '+15550100']);
    const named = { author: { name: 'Jonas', channel: 'WHATSAPP' } };
    assert.deepEqual(ends(named, [onWhatsApp, agent]), ['whatsapp:+15550199', 'whatsapp:+15550100']);
    assert.deepEqual(ends({ author: 'whatsapp:+15550199' }, [onWhatsApp, agent])[0], 'whatsapp:+15550199');
    assert.deepEqual(ends({ author: 'jonas ' }, [customer, agent])[0], '+15550199');
  });

  it('keeps an address of somebody who does not take part', () => {
    const author = { channel: 'SMS', address: '+15551234567' };
    assert.deepEqual(read({ ...whole, author }).body?.author, author);
  });

  it('is none where somebody is unknown, shares the name, or cannot be reached; it says where', () => {
    const why = (changes: object, participants?: Participant[]) =>
      read({ ...whole, ...changes }, participants).complaint?.path;
    assert.deepEqual(why({ author: 'Nobody' }), ['author']);
    assert.deepEqual(why({ recipients: ['Maya Lopez', 'Nobody'] }), ['recipients', 1]);
    assert.deepEqual(why({}, [customer, agent, { ...customer, id: 'second' }]), ['recipients', 0]);
    assert.deepEqual(why({}, [{ ...customer, addresses: [] }, agent]), ['recipients', 0]);
    assert.deepEqual(why({ author: { channel: 'SMS', address: 'ä' } }), ['author']);
    assert.deepEqual(why({ occurredAt: 'soonish' }), ['occurredAt']);
  });

  it('has the facts of a transcription', () => {
    const transcription = { channel: 1, confidence: 0.5, engine: 'google' };
    const { text, ...rest } = whole;
    const content = { type: 'TRANSCRIPTION', text, transcription };
    assert.deepEqual(read({ ...rest, content }).body?.content, content);
  });
});

describe('where the API found something wrong', () => {
  const place = (value: object, field: Parameters<typeof placeOfRefusal>[1], said: string) => {
    const text = JSON.stringify(value);
    const { offset, length } = placeOfRefusal(new JsonFile(text), field, said);
    return text.slice(offset, offset + length);
  };

  it('is the member that it names, or the nearest that stands there', () => {
    const addressed = { ...whole, recipients: ['Maya Lopez', { channel: 'SMS', address: 'x' }] };
    assert.equal(place(addressed, 'recipients', 'recipients[1].address is wrong'), '"x"');
    assert.equal(place(addressed, 'recipients', 'recipients[0].address is wrong'), '"Maya Lopez"');
    assert.equal(place(whole, 'text', 'content.text must have at most 1 character'), '"Hi"');
    assert.equal(place(whole, 'author', 'The participantId does not exist'), '"Jonas"');
    assert.equal(place(whole, 'resourceId', 'resourceId is taken'), '{');
  });
});

describe('a draft file that is written', () => {
  const reads = (text: string, participants: readonly Participant[] = subject.participants) =>
    read(JSON.parse(text) as object, participants);

  it('reads as the same communication', () => {
    const sent = communication('c', '2026-03-09T10:00:00Z', {
      resourceId: 'first',
      channelId: 'SM1',
      content: { type: 'TEXT', text: 'Two\nlines' },
    });
    const text = fileOfCommunication(sent, subject);
    assert.match(text, /"conversation": "A bicycle"/);
    assert.match(text, /"author": "Maya Lopez"/);
    assert.deepEqual(reads(text).body, {
      author: sent.author,
      recipients: [{ address: '+15550199', channel: 'SMS', participantId: 'p-agent' }],
      content: { type: 'TEXT', text: 'Two\nlines' },
    });
  });

  it('keeps what a transcription says, its call, and people who left', () => {
    const sent: Communication = communication('c', '2026-03-09T10:00:00Z', {
      author: { address: '+4930123', channel: 'VOICE', participantId: 'gone' },
      channelId: 'CA1',
      content: {
        type: 'TRANSCRIPTION',
        text: 'Hi',
        transcription: { confidence: 0.5, words: [{ text: 'Hi' }] },
      },
    });
    const participants = [
      customer,
      { ...agent, addresses: [{ channel: 'SMS', address: '+15550199', channelId: 'CA1' }] },
    ];
    const { body } = reads(fileOfCommunication(sent, { ...subject, participants }), participants);
    assert.deepEqual(body?.author, sent.author);
    assert.equal(body?.channelId, 'CA1');
    assert.deepEqual(body?.content, {
      type: 'TRANSCRIPTION',
      text: 'Hi',
      transcription: { confidence: 0.5 },
    });
  });

  it('can be sent as it is, between the likely ones, with what was begun', () => {
    const { body } = reads(fileOfDraft(undefined, subject));
    assert.equal(body?.author.participantId, 'p-agent');
    assert.equal(body?.recipients[0]?.participantId, 'p-customer');
    assert.equal(body?.content.text, FIRST_TEXT);
    assert.equal(reads(fileOfDraft({ text: 'Begun' }, subject)).body?.content.text, 'Begun');
  });

  it('names by id who shares a name, and everybody while names are hidden', () => {
    const twin = { ...customer, id: 'twin' };
    const shared = {
      ...subject,
      participants: [customer, twin, agent],
      conversations: [conversation, { ...conversation, id: 'other' }],
    };
    const text = fileOfDraft(undefined, shared);
    assert.match(text, /"conversation": "conv"/);
    assert.doesNotMatch(text, /Maya/);
    assert.equal(reads(text, shared.participants).body?.recipients.length, 2);
    const hidden = fileOfDraft(undefined, { ...subject, masker: closedMasker });
    assert.doesNotMatch(hidden, /Maya|Jonas|bicycle|1555/);
    assert.equal(reads(hidden).body?.author.participantId, 'p-agent');
  });
});

describe('what is offered while a file is written', () => {
  const known: Known = {
    accounts: [account, { ...account, id: 'l', label: 'Acme', accountSid: 'AC1', sandbox: false }],
    active: account,
    loaded: () => [{ ...conversation, participants: [customer, agent] }],
    masker: openMasker,
  };
  const offered = (marked: string, of = known) =>
    suggestionsAt(new JsonFile(marked.replace('|', '')), marked.indexOf('|'), of).map(({ text }) => text);

  it('is what the place is for', () => {
    assert.deepEqual(offered('{"account": |}'), ['"Sandbox"', '"Acme"']);
    assert.deepEqual(offered('{"conversation": "|"}'), ['"A bicycle"']);
    const people = '{"conversation": "A bicycle", ';
    assert.deepEqual(offered(`${people}"author": |}`), [
      '"Maya Lopez"',
      '{ "name": "Jonas", "channel": "SMS" }',
      '{ "name": "Jonas", "channel": "WHATSAPP" }',
    ]);
    assert.deepEqual(offered(`${people}"recipients": [{"name": "|"}]}`), ['"Maya Lopez"', '"Jonas"']);
    assert.deepEqual(offered(`${people}"author": {"channel": "SMS", "address": "|"}}`), [
      '"+15550100"',
      '"+15550199"',
    ]);
    assert.deepEqual(offered(`${people}"text": "|"}`), []);
    assert.deepEqual(offered('{"author": |}'), []);
  });

  it('names nobody while names are hidden', () => {
    const hidden = { ...known, masker: closedMasker };
    const people = '{"conversation": "conv", ';
    assert.deepEqual(offered('{"conversation": |}', hidden), ['"conv"']);
    assert.equal(offered(`${people}"author": |}`, hidden)[0], '"p-customer"');
    assert.deepEqual(offered(`${people}"author": {"address": |}}`, hidden), []);
  });
});
