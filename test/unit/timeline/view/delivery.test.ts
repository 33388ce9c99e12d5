import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { TimelineRecipient } from '../../../../src/timeline/protocol/rows.ts';
import { summarizeDelivery } from '../../../../src/timeline/view/delivery.ts';

function to(...statuses: (string | undefined)[]): TimelineRecipient[] {
  return statuses.map((deliveryStatus) => ({
    name: 'Sam',
    address: '+1',
    channel: 'SMS',
    type: 'HUMAN_AGENT',
    ...(deliveryStatus !== undefined && { deliveryStatus }),
  }));
}

function wordsOf(...statuses: (string | undefined)[]): string | undefined {
  return summarizeDelivery(to(...statuses))?.words;
}

test('says nothing where nothing is known', () => {
  assert.equal(summarizeDelivery([]), undefined);
  assert.equal(summarizeDelivery(to(undefined, undefined)), undefined);
});

test('sums up by the worst status, and counts who has it', () => {
  assert.equal(wordsOf('READ'), 'Read');
  assert.equal(wordsOf('READ', 'READ'), 'Read · 2');
  assert.equal(wordsOf('READ', 'DELIVERED', 'DELIVERED'), 'Delivered 2 of 3');
  assert.equal(wordsOf('QUEUED_AT_EDGE'), 'Queued at edge');
});

test('says how many of several failed, in the tone of a failure', () => {
  assert.deepEqual(summarizeDelivery(to('READ', 'FAILED', 'DELIVERED')), {
    icon: 'error',
    words: '1 of 3 failed',
    failed: true,
    failedForAll: false,
  });
  // Of the other one nothing is known: that is no failure.
  assert.equal(wordsOf('FAILED', undefined), '1 of 2 failed');
});

test('says that all failed without counting', () => {
  for (const recipients of [to('FAILED'), to('FAILED', 'FAILED', 'FAILED')]) {
    assert.deepEqual(summarizeDelivery(recipients), {
      icon: 'error',
      words: 'Failed',
      failed: true,
      failedForAll: true,
    });
  }
});
