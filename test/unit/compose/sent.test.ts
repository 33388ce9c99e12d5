import assert from 'node:assert/strict';
import { it } from 'node:test';
import { afterSending } from '../../../src/compose/sent.ts';

const author = { channel: 'SMS', address: '+15550199' };
const recipients = [{ channel: 'SMS', address: '+15550100' }];

it('leaves who writes to whom, and nothing that was of the one that was sent', () => {
  assert.deepEqual(
    afterSending({
      author,
      recipients,
      text: 'Sent',
      channelId: 'SM1',
      occurredAt: 'noon',
      resourceId: 'mine',
      transcription: { engine: 'of a kind that it was not' },
    }),
    { author, recipients, text: '' },
  );
});

it('goes on with the call that a transcription is of', () => {
  assert.deepEqual(
    afterSending({
      author,
      recipients,
      text: 'Said',
      kind: 'TRANSCRIPTION',
      transcription: { channel: '1', confidence: '0.9', engine: 'deepgram' },
      channelId: 'CA1',
      occurredAt: 'noon',
    }),
    {
      author,
      recipients,
      text: '',
      kind: 'TRANSCRIPTION',
      transcription: { channel: '1', engine: 'deepgram' },
      channelId: 'CA1',
    },
  );
});
