import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { parseCsv } from '../../../support/csv.ts';
import { communication } from '../../../support/fixtures.ts';
import { AT, answer, HOSTILE, says, written } from './support.ts';

describe('CSV', () => {
  it('has a row for each communication, with what is known of it', async () => {
    const [row, second] = parseCsv(
      await written('csv', [
        answer('c2', AT(1), {
          recipients: [
            {
              address: '+15550100',
              channel: 'SMS',
              participantId: 'p-customer',
              deliveryStatus: 'DELIVERED',
            },
            { address: 'a;b\\c', channel: 'SMS', deliveryStatus: 'QUEUED' },
            { address: '+15550177', channel: 'SMS' },
          ],
          channelId: 'SM1',
          resourceId: 'own-id',
        }),
        communication('c1', AT(0), {
          content: {
            type: 'TRANSCRIPTION',
            text: 'Hello',
            transcription: { confidence: 0.87, engine: 'deepgram' },
          },
        }),
      ]),
    );
    assert.deepEqual(row, {
      id: 'c2',
      occurredAt: AT(1),
      createdAt: AT(1),
      updatedAt: AT(1),
      channel: 'SMS',
      authorName: 'Jonas',
      authorType: 'HUMAN_AGENT',
      authorAddress: '+15550199',
      authorParticipantId: 'p-agent',
      recipientNames: 'Maya Lopez; ; ',
      recipientAddresses: "'+15550100; a\\;b\\\\c; +15550177",
      recipientStatuses: 'DELIVERED; QUEUED; ',
      contentType: 'TEXT',
      text: 'Text c2',
      transcriptionConfidence: '',
      transcriptionEngine: '',
      channelId: 'SM1',
      resourceId: 'own-id',
    });
    // As they came: the API's order is kept.
    assert.equal(second?.['id'], 'c1');
    assert.equal(second?.['transcriptionConfidence'], '0.87');
    assert.equal(second?.['transcriptionEngine'], 'deepgram');
  });

  it('gives every text back, but for what would be a formula and for NUL', async () => {
    for (const kind of ['csv', 'csvForExcel'] as const) {
      const file = await written(
        kind,
        HOSTILE.map((text, index) => says(text, `c${index}`)),
      );
      const rows = parseCsv(file.replace(/^\uFEFF/, ''));
      assert.equal(rows.length, HOSTILE.length);
      for (const [index, text] of HOSTILE.entries()) {
        const found = rows[index]?.['text'] ?? '';
        const guarded = /^[=+\-@\t\r\n]/.test(text);
        assert.equal(found, (guarded ? `'${text}` : text).replaceAll('\0', '\uFFFD'), JSON.stringify(text));
        assert.doesNotMatch(found, /^[=+\-@\t\r\n]/);
      }
    }
  });

  it('guards every column against formulas, wherever people can write', async () => {
    const evil = '=cmd|"/c calc"!A1';
    const file = await written(
      'csv',
      [
        communication(evil, AT(0), {
          author: { address: evil, channel: evil, participantId: evil },
          recipients: [{ address: evil, channel: 'SMS', deliveryStatus: evil }],
          content: { type: evil, text: evil, transcription: { engine: evil } },
          channelId: evil,
          resourceId: evil,
          occurredAt: evil,
          createdAt: evil,
          updatedAt: evil,
        }),
      ],
      {},
    );
    for (const [column, value] of Object.entries(parseCsv(file)[0] ?? {})) {
      assert.doesNotMatch(value, /^[=+\-@\t\r\n]/, column);
    }
  });

  it('leaves phone numbers as they are for engines, and keeps them text for Excel', async () => {
    const address = async (kind: 'csv' | 'csvForExcel') =>
      parseCsv((await written(kind, [says('x')])).replace(/^\uFEFF/, ''))[0]?.['authorAddress'];
    assert.equal(await address('csv'), '+15550100');
    assert.equal(await address('csvForExcel'), "'+15550100");
    const several = answer('c1', AT(0), {
      recipients: ['+15550100', '+15550101'].map((to) => ({ address: to, channel: 'SMS' })),
    });
    assert.equal(
      parseCsv(await written('csv', [several]))[0]?.['recipientAddresses'],
      '+15550100; +15550101',
    );
    const [row] = parseCsv(await written('csv', [says('+1+2')]));
    assert.equal(row?.['text'], "'+1+2");
  });

  it('has a byte order mark for Excel alone', async () => {
    assert.equal((await written('csvForExcel', [])).codePointAt(0), 0xfeff);
    assert.equal((await written('csv', [])).slice(0, 3), 'id,');
  });

  it('says in every row that it is masked', async () => {
    const [row] = parseCsv(await written('csv', [says('Hello')], { masked: true }));
    assert.equal(row?.['masked'], 'true');
    assert.equal(row?.['text'], '•••••');
    assert.equal(row?.['authorAddress'], '••••00');
  });
});
