import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { Communication, Participant, ServiceMessage } from '../../../src/api/resources.ts';
import { classicSids, sidsOfCommunications } from '../../../src/explorer/classic/classicSids.ts';
import {
  classicStateName,
  deliveryProblem,
  deliveryWords,
  errorPage,
  mediaWords,
  receiptStatusName,
  shortBody,
} from '../../../src/explorer/classic/classicWords.ts';
import { communication, conversation, customer } from '../../support/fixtures.ts';
import { l10n } from './words.ts';

type Delivery = NonNullable<ServiceMessage['delivery']>;

const delivery = (amounts: Partial<Delivery>): Delivery => ({
  total: 2,
  sent: 'none',
  delivered: 'none',
  read: 'none',
  failed: 'none',
  undelivered: 'none',
  ...amounts,
});

describe('how a classic message fared, in words', () => {
  const cases: [amounts: Partial<Delivery>, said: string, problem: boolean][] = [
    [{}, 'Not sent yet', false],
    [{ sent: 'all' }, 'Sent to all', false],
    [{ sent: 'all', delivered: 'some' }, 'Delivered to some', false],
    [{ sent: 'all', delivered: 'all', read: 'some' }, 'Read by some', false],
    [{ sent: 'all', delivered: 'all', read: 'all' }, 'Read by all', false],
    [{ failed: 'all' }, 'Failed for all', true],
    [{ sent: 'some', delivered: 'some', failed: 'some' }, 'Failed for some, Delivered to some', true],
    [{ sent: 'all', undelivered: 'all' }, 'Undelivered to all, Sent to all', true],
    [{ read: 'many' }, 'Not sent yet', false],
  ];
  for (const [amounts, said, problem] of cases) {
    it(said, () => {
      assert.equal(deliveryWords(delivery(amounts), l10n), said);
      assert.equal(deliveryProblem(delivery(amounts)), problem);
    });
  }

  it('is not spoken of where nothing is said, as within chat', () => {
    assert.equal(deliveryWords(null, l10n), '');
    assert.equal(deliveryProblem(null), false);
  });

  it('has words for each status and state, and shows one that is not known as it came', () => {
    assert.deepEqual(
      ['sent', 'delivered', 'read', 'failed', 'undelivered', 'lost'].map((one) =>
        receiptStatusName(one, l10n),
      ),
      ['Sent', 'Delivered', 'Read', 'Failed', 'Undelivered', 'lost'],
    );
    assert.deepEqual(
      ['active', 'inactive', 'closed', 'initializing', 'frozen'].map((one) => classicStateName(one, l10n)),
      ['Active', 'Inactive', 'Closed', 'Initializing', 'frozen'],
    );
    assert.deepEqual(
      [0, 1, 2].map((count) => mediaWords(count, l10n)),
      ['', '1 file', '2 files'],
    );
  });

  it('leads to Twilio’s page about an error, and nowhere where there is none', () => {
    assert.equal(errorPage(30003), 'https://www.twilio.com/docs/api/errors/30003');
    for (const code of [0, -1, 1.5, Number.NaN]) assert.equal(errorPage(code), undefined);
  });

  it('puts a body on one line, and cuts no character in two', () => {
    assert.equal(shortBody(' a\n\n b\tc '), 'a b c');
    assert.equal(shortBody(null), '');
    assert.equal(shortBody('x'.repeat(80)), 'x'.repeat(80));
    assert.equal(shortBody('🚲'.repeat(200)), `${'🚲'.repeat(79)}…`);
    assert.equal([...shortBody('y'.repeat(1_000_000))].length, 80);
  });
});

describe('the classic conversations of a conversation', () => {
  const chat = (channelId: string | null): Participant => ({
    ...customer,
    addresses: [
      { channel: 'SMS', address: '+1', channelId: 'SM1' },
      { channel: 'CHAT', address: 'me', channelId },
    ],
  });
  const spoken = (channel: string, channelId: string): Communication =>
    communication(channelId, '2026-01-01T00:00:00Z', {
      author: { address: 'me', channel },
      recipients: [],
      channelId,
    });
  const read = async (
    nested: Participant[] | undefined,
    known: Participant[],
    participants: Participant[],
    communications: Communication[],
  ) => {
    const asked: string[] = [];
    const client = {
      participantPage: async () => {
        asked.push('participants');
        return { items: participants };
      },
      communicationPage: async () => {
        asked.push('communications');
        return { items: communications };
      },
    };
    const resource = nested ? { ...conversation, participants: nested } : conversation;
    return { sids: await classicSids(client, resource, known, {}), asked };
  };

  it('are those that chat addresses name, each once, without asking for what is known', async () => {
    assert.deepEqual(await read([chat('CH1'), chat('CH1'), chat('CH2')], [chat('CH2')], [], []), {
      sids: ['CH1', 'CH2'],
      asked: [],
    });
    assert.deepEqual((await read(undefined, [chat('CH3')], [], [])).sids, ['CH3']);
  });

  it('are asked for where the list gave no participants', async () => {
    assert.deepEqual(await read(undefined, [], [chat('CH4')], []), {
      sids: ['CH4'],
      asked: ['participants'],
    });
  });

  it('are those that communications came from where no address names one', async () => {
    const found = await read([chat(null)], [], [chat(null)], [spoken('CHAT', 'CH5'), spoken('SMS', 'SM6')]);
    assert.deepEqual(found, { sids: ['CH5'], asked: ['participants', 'communications'] });
    assert.deepEqual(sidsOfCommunications([spoken('CHAT', '')]), []);
  });
});
